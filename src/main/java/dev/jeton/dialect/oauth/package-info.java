/**
 * OAuth 2.0: tokens by its grants, and what is known of any session's token, whichever dialect
 * issued it.
 *
 * <p>Facts: RFC 6749 (the framework), 6750 (bearer tokens), 7009 (revocation), 7523 and 8705 (how
 * clients prove themselves), 7662 (introspection), 8414 (metadata), 8693 (exchange), 8707
 * (resources), 9068 (access tokens as JWT), 9449 (DPoP), 9701 (signed introspection).
 *
 * <p>Kept on purpose: there is no authorization endpoint, as people log in by the dialects of their
 * programs; a refresh token is never active at introspection, so that no service takes one for an
 * access token.
 */
@NullMarked
package dev.jeton.dialect.oauth;

import org.jspecify.annotations.NullMarked;
