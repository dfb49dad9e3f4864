package dev.jeton.account;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.jeton.secret.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Computes Argon2id, version 0x13. All ways of doing so give the same octets. */
@FunctionalInterface
interface Argon2 {
  /**
   * The hash of a password under these parameters and this salt; what they hold as hash counts for
   * its length alone.
   */
  byte[] compute(Secret password, PasswordHash parameters);

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
    Argon2Advanced argon2 = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);
    Argon2 computed =
        (password, parameters) -> {
          byte[] octets = password.revealOctets();
          try {
            return argon2.pbkdf(
                parameters.iterations(),
                parameters.memory(),
                parameters.parallelism(),
                octets,
                parameters.salt(),
                parameters.hash().length);
          } finally {
            Arrays.fill(octets, (byte) 0);
          }
        };
    computed.compute(
        Secret.of(""), new PasswordHash(8, 1, 1, new byte[PasswordHash.SALT_OCTETS], new byte[4]));
    return computed;
  }

  /** Bouncy Castle's. */
  static Argon2 inJava() {
    return (password, parameters) -> {
      byte[] hash = new byte[parameters.hash().length];
      byte[] octets = password.revealOctets();
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(parameters.memory())
              .withIterations(parameters.iterations())
              .withParallelism(parameters.parallelism())
              .withSalt(parameters.salt())
              .build());
      generator.generateBytes(octets, hash);
      Arrays.fill(octets, (byte) 0);
      return hash;
    };
  }
}
