/**
 * NOUTOnline's login: SOAP and REST, password digests, sessions by GUID (docs: {@code nout.md}).
 *
 * <p>Kept on purpose: a digest over the texts of nonce and Created instead of OASIS's, header
 * elements of answers in no namespace, REST targets in percent-encoded Windows-1252 with {@code ;}
 * and {@code !} between their sections, fault texts with a {@code <br />} inside.
 */
@NullMarked
package dev.jeton.dialect.nout;

import org.jspecify.annotations.NullMarked;
