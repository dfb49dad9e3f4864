package dev.jeton.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is bound to a listener, in the order in which each is asked whether a path is its own.
 *
 * @param rest answers what none of them serves
 */
public record Surfaces(List<Surface> bound, Optional<Surface> rest) {
  public Surfaces {
    bound = List.copyOf(bound);
  }

  /** Dialects, of which an only one may answer what none serves. */
  public static Surfaces of(List<? extends Surface> dialects) {
    return of(List.of(), dialects);
  }

  /** The same behind others, which are asked first. */
  public static Surfaces of(List<? extends Surface> first, List<? extends Surface> dialects) {
    return new Surfaces(
        Stream.<Surface>concat(first.stream(), dialects.stream()).toList(),
        dialects.size() == 1 && dialects.getFirst().servesTheRest()
            ? Optional.of(dialects.getFirst())
            : Optional.empty());
  }

  /** What answers requests for this path, undecoded. */
  public Optional<Surface> at(String path) {
    for (Surface surface : bound) {
      if (surface.serves(path)) {
        return Optional.of(surface);
      }
    }
    return rest;
  }
}
