package dev.jeton.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the keys that the entries of a source are for. */
final class Names {
  private static final Pattern END_OF_LINE = Pattern.compile("\\r?\\n\\z");

  private final Catalogue catalogue;
  private final Report report;

  Names(Catalogue catalogue, Report report) {
    this.catalogue = catalogue;
    this.report = report;
  }

  /**
   * The good entries of one source by the names of their keys; what is wrong with the others goes
   * to the report.
   */
  Map<String, Given> resolve(List<Entry> entries) {
    var byKey = new LinkedHashMap<String, Given>();
    var first = new LinkedHashMap<String, Origin>();
    for (Entry entry : entries) {
      Origin origin = entry.given().origin();
      keyOf(entry)
          .ifPresent(
              key -> {
                Origin former = first.putIfAbsent(key.name(), origin);
                if (former != null) {
                  report.refuse(origin, key.name(), "given twice, first at " + former);
                } else {
                  read(key, entry).ifPresent(given -> byKey.put(key.name(), given));
                }
              });
    }
    return byKey;
  }

  private Optional<Key<?>> keyOf(Entry entry) {
    Origin origin = entry.given().origin();
    String name = isHeld(entry) ? withoutFile(entry.name()) : entry.name();
    Optional<Former> former = catalogue.former(name);
    if (former.isPresent()) {
      return successor(former.get(), origin);
    }
    Optional<Key<?>> key = catalogue.key(name);
    if (key.isEmpty()) {
      report.refuse(origin, name, unknown(name));
    }
    return key;
  }

  private Optional<Key<?>> successor(Former former, Origin origin) {
    return switch (former) {
      case Former.Renamed(String name, String successor) -> {
        report.warn(origin, name, "renamed: write " + successor + " instead");
        yield catalogue.key(successor);
      }
      case Former.Removed(String name, String successor) -> {
        report.refuse(origin, name, "removed: use " + successor + " instead");
        yield Optional.empty();
      }
    };
  }

  private String unknown(String name) {
    List<String> within = catalogue.within(name);
    return within.isEmpty()
        ? "unknown key; the nearest one is " + catalogue.nearest(name)
        : "want keys below it, such as " + within.getFirst();
  }

  /** The value, if it is one of the key's. */
  private Optional<Given> read(Key<?> key, Entry entry) {
    Origin origin = entry.given().origin();
    try {
      Given given = new Given(origin, content(key, entry));
      key.type().read(given.content());
      return Optional.of(given);
    } catch (IllegalArgumentException bad) {
      report.refuse(origin, key.name(), Report.words(bad));
      return Optional.empty();
    }
  }

  private Content content(Key<?> key, Entry entry) {
    Content written = entry.given().content();
    boolean held = isHeld(entry);
    return switch (key.type().handling()) {
      case OPEN -> held ? held(written, written.shown()) : written;
      case PATH -> {
        if (held) {
          throw new IllegalArgumentException(
              "its value is a path already: set " + key.name() + " or " + Key.variable(key.name()));
        }
        yield written;
      }
      case SECRET -> {
        if (!held) {
          throw new IllegalArgumentException(
              "a secret: name the file that holds it by "
                  + (key.name() + Catalogue.FILE)
                  + " or "
                  + Key.variable(key.name() + Catalogue.FILE));
        }
        // What stands in the place of its file's name may be the secret itself.
        yield held(written, "its file");
      }
    };
  }

  /**
   * What the named file holds, without the end of its last line.
   *
   * @param shown the file, for a message
   */
  private static Content held(Content written, String shown) {
    try {
      String text = TextFile.read(Path.of(written.single()));
      return new Content.Held(END_OF_LINE.matcher(text).replaceFirst(""), shown);
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(shown + ": " + Report.words(unreadable), unreadable);
    }
  }

  private boolean isHeld(Entry entry) {
    return !catalogue.knows(entry.name())
        && entry.name().endsWith(Catalogue.FILE)
        && catalogue.knows(withoutFile(entry.name()));
  }

  private static String withoutFile(String name) {
    return name.substring(0, name.length() - Catalogue.FILE.length());
  }
}
