/**
 * Balans ERP's login: GetToken and CloseToken over SOAP, gettoken and closetoken over REST.
 *
 * <p>Source: the vendor's page of GetToken, revision 19-6-11, with its sample request and answers.
 * It says nothing of faults, errors' texts, CloseToken's parameter or a WSDL: those are ours, after
 * what JAX-WS RI, which the vendor runs, would do.
 *
 * <p>Kept on purpose: the password travels in clear, in REST even in the URL; the session's length
 * is the caller's choice; a REST error is 401 or 500 and nothing else unless set otherwise.
 */
@NullMarked
package dev.jeton.dialect.balans;

import org.jspecify.annotations.NullMarked;
