package dev.jeton.session;

import dev.jeton.secret.Secret;

/** What an account keeps so that password digests can be proved. */
public sealed interface DigestSecret {
  Secret value();

  /** The clear password: it serves every rule. */
  record Clear(Secret value) implements DigestSecret {}

  /** An imported NOUT secret, Base64(MD5(password)): it serves that rule alone (nout.md). */
  record Nout(Secret value) implements DigestSecret {}
}
