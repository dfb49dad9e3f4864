package dev.jeton.account;

import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A digest secret as it is kept: sealed under the server's key, bound to its account and kind, so
 * that a record copied to another account does not open.
 *
 * @param sealed Base64
 */
public record SealedSecret(Kind kind, String sealed) {

  /** What kind of digest secret it is. */
  public enum Kind {
    CLEAR,
    NOUT
  }

  public static SealedSecret of(DigestSecret secret, long account, KeyRing keys) {
    Kind kind =
        switch (secret) {
          case DigestSecret.Clear _ -> Kind.CLEAR;
          case DigestSecret.Nout _ -> Kind.NOUT;
        };
    byte[] sealed = keys.seal(secret.value(), bound(account, kind));
    return new SealedSecret(kind, Base64.getEncoder().encodeToString(sealed));
  }

  /** The id of the server's key that it is sealed under. */
  int ringKey() {
    return KeyRing.sealedUnder(Base64.getDecoder().decode(sealed));
  }

  DigestSecret open(long account, KeyRing keys) {
    Secret clear = keys.open(Base64.getDecoder().decode(sealed), bound(account, kind));
    return switch (kind) {
      case CLEAR -> new DigestSecret.Clear(clear);
      case NOUT -> new DigestSecret.Nout(clear);
    };
  }

  private static byte[] bound(long account, Kind kind) {
    return (account + " " + kind).getBytes(StandardCharsets.UTF_8);
  }
}
