package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Computes Argon2. All ways of doing so give the same octets. */
@FunctionalInterface
public interface Argon2 {
  byte[] compute(Secret password, Argon2Scheme scheme);

  /** The native library where it loads, Bouncy Castle's Java elsewhere, at about half the speed. */
  static Argon2 fastest() {
    try {
      return natively();
    } catch (LinkageError e) {
      System.getLogger(Argon2.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "no native Argon2 on this platform; password logins take twice the time: "
                  + e.getMessage());
      return inJava();
    }
  }

  /**
   * The native library.
   *
   * @throws LinkageError if it does not load here
   */
  static Argon2 natively() {
    Argon2 computed = new NativeArgon2();
    computed.compute(
        Secret.of(""),
        new Argon2Scheme(
            Argon2Scheme.Type.ID, Argon2Scheme.VERSION, 8, 1, 1, new byte[16], 16)); // loads it
    return computed;
  }

  /** Bouncy Castle's. */
  static Argon2 inJava() {
    return (password, scheme) -> {
      byte[] hash = new byte[scheme.length()];
      byte[] octets = password.revealOctets();
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(
                  switch (scheme.type()) {
                    case D -> Argon2Parameters.ARGON2_d;
                    case I -> Argon2Parameters.ARGON2_i;
                    case ID -> Argon2Parameters.ARGON2_id;
                  })
              .withVersion(scheme.version())
              .withMemoryAsKB(scheme.memory())
              .withIterations(scheme.iterations())
              .withParallelism(scheme.parallelism())
              .withSalt(scheme.salt())
              .build());
      generator.generateBytes(octets, hash);
      Arrays.fill(octets, (byte) 0);
      return hash;
    };
  }
}
