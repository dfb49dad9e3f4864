package dev.jeton.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The dialects bound to a listener, in the order in which they are asked whether a path is theirs.
 */
public record Dialects(List<Dialect> bound) {
  public Dialects {
    bound = List.copyOf(bound);
  }

  /** The dialect that answers requests for this path, undecoded. */
  public Optional<Dialect> at(String path) {
    for (Dialect dialect : bound) {
      if (dialect.serves(path)) {
        return Optional.of(dialect);
      }
    }
    return bound.size() == 1 && bound.getFirst().servesTheRest()
        ? Optional.of(bound.getFirst())
        : Optional.empty();
  }
}
