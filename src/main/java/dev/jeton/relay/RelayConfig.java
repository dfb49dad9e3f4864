package dev.jeton.relay;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of a dialect is handed on, and how.
 *
 * @param token whether the server behind gets the client's token
 * @param description whose description of the operations clients get
 * @param paths of the server behind besides the dialect's own: what they begin with, each with a
 *     slash at its begin
 * @param lookAhead octets of a body that are looked at to find the operation and the token; 1 KiB
 *     to 1 MiB
 * @param largest octets of a body that is handed on; any number if empty
 * @param audience of a JSON Web Token that stands for the session in Authorization; none is sent if
 *     empty
 * @param repeating whether a request by an idempotent method is sent once more where a connection
 *     broke before any answer
 */
public record RelayConfig(
    TokenUse token,
    Description description,
    List<String> paths,
    int lookAhead,
    OptionalLong largest,
    Optional<String> audience,
    boolean repeating) {
  private static final int KIB = 1024;

  public static final RelayConfig DEFAULT =
      new RelayConfig(
          TokenUse.REMOVE,
          Description.BACKEND,
          List.of(),
          64 * KIB,
          OptionalLong.empty(),
          Optional.empty(),
          false);

  /** What becomes of the client's token. */
  public enum TokenUse {
    /** It stays where it is. */
    PASS,
    /** It is taken out of the target and the header fields; a body is handed on as it is. */
    REMOVE
  }

  /** Whose WSDL clients get. */
  public enum Description {
    /** The one of the server behind, its addresses in place of which stand ours. */
    BACKEND,
    /** The dialect's, which tells of the session's operations alone. */
    OURS
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public RelayConfig {
    paths = List.copyOf(paths);
    for (String path : paths) {
      if (!path.startsWith("/")) {
        throw new IllegalArgumentException("paths: want a slash at the begin of " + path);
      }
    }
    if (lookAhead < KIB || lookAhead > KIB * KIB) {
      throw new IllegalArgumentException("look-ahead: want 1 KiB to 1 MiB, not " + lookAhead);
    }
  }
}
