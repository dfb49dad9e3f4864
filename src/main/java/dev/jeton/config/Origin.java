package dev.jeton.config;

import java.util.Comparator;

/** Where a value was given. */
public sealed interface Origin {
  /** The file, then the environment, then the command line; each from top to bottom or by name. */
  Comparator<Origin> ORDER =
      Comparator.comparingInt(Origin::rank)
          .thenComparingInt(origin -> origin instanceof Line line ? line.number() : 0)
          .thenComparing(Origin::toString);

  /** The file as a whole. */
  record File(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A line of the file.
   *
   * @param number from 1
   */
  record Line(String file, int number) implements Origin {
    @Override
    public String toString() {
      return file + ":" + number;
    }
  }

  /** An environment variable. */
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  /** An option of the command line, such as {@code --https-port}. */
  record Option(String name) implements Origin {
    @Override
    public String toString() {
      return name;
    }
  }

  private static int rank(Origin origin) {
    return switch (origin) {
      case File _ -> 0;
      case Line _ -> 1;
      case Variable _ -> 2;
      case Option _ -> 3;
    };
  }
}
