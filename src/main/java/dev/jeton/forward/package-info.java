/**
 * Forward-auth: reverse proxies ask, before they hand a request on, whether the session whose token
 * it carries is live, and may go there.
 *
 * <p>What a proxy tells of the request is believed of whoever asks, since the answer goes to nobody
 * else: who asks in a proxy's place learns what he would by asking the proxy. What must not be
 * possible is that a client's own field counts through a proxy that wrote another: fields that tell
 * two things are refused.
 */
@NullMarked
package dev.jeton.forward;

import org.jspecify.annotations.NullMarked;
