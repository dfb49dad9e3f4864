package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Optional;

/**
 * Argon2 over another scheme's hash. Its text is the inner hash's with zeros for octets, since they
 * are what must not be kept, then a bar, then the outer one's.
 *
 * @param inner any scheme but a wrapped one
 */
record WrappedScheme(Scheme inner, Argon2Scheme outer) implements Scheme {

  WrappedScheme {
    if (inner instanceof WrappedScheme) {
      throw new IllegalArgumentException("a hash is wrapped once");
    }
  }

  static Optional<PasswordHash> read(String text) {
    int bar = text.indexOf('|');
    if (bar < 0) {
      return Optional.empty();
    }
    PasswordHash inner = PasswordHash.parse(text.substring(0, bar));
    PasswordHash outer = PasswordHash.parse(text.substring(bar + 1));
    if (!(outer.scheme() instanceof Argon2Scheme argon2)) {
      throw new IllegalArgumentException("a hash is wrapped by Argon2");
    }
    return Optional.of(new PasswordHash(new WrappedScheme(inner.scheme(), argon2), outer.hash()));
  }

  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    return over(inner.compute(password, argon2), argon2);
  }

  byte[] over(byte[] innerHash, Argon2 argon2) {
    return argon2.compute(Secret.of(innerHash), outer);
  }

  @Override
  public int length() {
    return outer.length();
  }

  @Override
  public boolean isStrong() {
    return outer.isStrong();
  }

  @Override
  public Scheme blank() {
    return new WrappedScheme(inner.blank(), (Argon2Scheme) outer.blank());
  }

  @Override
  public String text(byte[] hash) {
    return PasswordHash.blank(inner) + "|" + outer.text(hash);
  }
}
