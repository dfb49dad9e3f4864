package dev.jeton.account.hash;

import dev.jeton.secret.Secret;

/** A way to hash passwords, with its parameters and salt: all of a hash but its octets. */
public sealed interface Scheme
    permits Argon2Scheme, Bcrypt, Pbkdf2, Scrypt, SaltedDigest, WrappedScheme {

  /** The octets that this password comes to; of {@link #length}. */
  byte[] compute(Secret password, Argon2 argon2);

  /** The number of octets of a hash. */
  int length();

  /** Whether it costs whoever guesses at least about what OWASP asks for. */
  boolean isStrong();

  /** A scheme that takes as long, and is the same for all hashes that do: without their salt. */
  Scheme blank();

  /** The text of a hash of this scheme, from which {@link PasswordHash#parse} makes both again. */
  String text(byte[] hash);
}
