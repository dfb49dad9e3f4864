package dev.jeton.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The plain part of YAML: nested names, words and lists of words.
 *
 * <p>Read from the parser's events, so that every value has its line and nothing is ever built from
 * a tag. Anchors, aliases and tags are refused: what a file says should stand where it is read.
 */
final class YamlFile {
  private static final int DEEPEST = 8;
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");

  private final String file;
  private final Report report;
  private final Iterator<Event> events;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> sections = new HashMap<>();

  private YamlFile(String file, String text, Report report) {
    this.file = file;
    this.report = report;
    this.events = new Parse(LoadSettings.builder().build()).parseString(text).iterator();
  }

  /** The entries of a file, from top to bottom, as far as they can be read. */
  static List<Entry> read(Path path, Report report) {
    String text;
    try {
      text = TextFile.read(path);
    } catch (IllegalArgumentException unreadable) {
      report.refuse(new Origin.File(path.toString()), Report.words(unreadable));
      return List.of();
    }
    var file = new YamlFile(path.toString(), text, report);
    try {
      file.stream();
    } catch (MarkedYamlEngineException malformed) {
      report.refuse(
          malformed.getProblemMark().<Origin>map(file::line).orElseGet(file::whole),
          "not YAML: " + malformed.getProblem());
    } catch (ReaderException unprintable) {
      int codePoint = unprintable.getCodePoint();
      String before = text.substring(0, text.indexOf(codePoint));
      report.refuse(
          new Origin.Line(file.file, before.split("\n", -1).length),
          "not YAML: holds U+%04X".formatted(codePoint));
    } catch (YamlEngineException malformed) {
      report.refuse(file.whole(), "not YAML: " + malformed.getMessage());
    }
    return file.entries;
  }

  private void stream() {
    events.next();
    Event document = events.next();
    if (!(document instanceof DocumentStartEvent)) {
      return;
    }
    Event root = events.next();
    if (root instanceof MappingStartEvent && !isDecorated(root)) {
      section("", 0);
    } else {
      if (!(root instanceof ScalarEvent scalar && isNothing(scalar)) || isDecorated(root)) {
        report.refuse(line(root), "want keys and their values");
      }
      skip(root);
    }
    events.next();
    Event next = events.next();
    if (next instanceof DocumentStartEvent) {
      report.refuse(line(next), "want one document, not several");
    }
  }

  /** Reads the rest of a mapping and tells whether it held anything. */
  private boolean section(String prefix, int depth) {
    boolean any = false;
    for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
      any = true;
      if (key instanceof ScalarEvent word && !isDecorated(word)) {
        value(prefix + word.getValue(), line(key), events.next(), depth);
      } else {
        report.refuse(line(key), "want a plain word for a key");
        skip(key);
        skip(events.next());
      }
    }
    return any;
  }

  private void value(String name, Origin.Line line, Event value, int depth) {
    if (isDecorated(value)) {
      report.refuse(line, name, "anchors, aliases and tags are not taken");
      skip(value);
    } else if (value instanceof ScalarEvent scalar) {
      if (isNothing(scalar)) {
        refuseNothing(line, name);
      } else {
        entries.add(new Entry(name, new Given(line, new Content.Text(scalar.getValue()))));
      }
    } else if (value instanceof SequenceStartEvent) {
      items(name, line);
    } else if (depth == DEEPEST) {
      report.refuse(line, name, "nested too deeply");
      skip(value);
    } else {
      Integer first = sections.putIfAbsent(name, line.number());
      if (first != null) {
        report.refuse(line, name, "given twice, first at " + new Origin.Line(file, first));
      }
      if (!section(name + ".", depth + 1)) {
        refuseNothing(line, name);
      }
    }
  }

  private void refuseNothing(Origin.Line line, String name) {
    report.refuse(line, name, "has no value; leave the key out to have its default");
  }

  private void items(String name, Origin.Line line) {
    var items = new ArrayList<String>();
    boolean plain = true;
    for (Event item = events.next(); !(item instanceof SequenceEndEvent); item = events.next()) {
      if (item instanceof ScalarEvent scalar && !isDecorated(scalar) && !isNothing(scalar)) {
        items.add(scalar.getValue());
      } else {
        report.refuse(line(item), name, "want a list of plain values");
        plain = false;
        skip(item);
      }
    }
    if (plain) {
      entries.add(new Entry(name, new Given(line, new Content.Items(items))));
    }
  }

  /** Passes over what is left of a node whose first event was read. */
  private void skip(Event start) {
    int open = start instanceof CollectionStartEvent ? 1 : 0;
    while (open > 0) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent) {
        open++;
      } else if (event instanceof CollectionEndEvent) {
        open--;
      }
    }
  }

  /** Whether it has an anchor or a tag, or is an alias. */
  private static boolean isDecorated(Event event) {
    return event instanceof NodeEvent node && node.getAnchor().isPresent()
        || event instanceof ScalarEvent scalar && scalar.getTag().isPresent()
        || event instanceof CollectionStartEvent collection && collection.getTag().isPresent();
  }

  /** Whether it is what YAML takes for null. */
  private static boolean isNothing(ScalarEvent scalar) {
    return scalar.isPlain() && NOTHING.contains(scalar.getValue());
  }

  private Origin.Line line(Event event) {
    return line(event.getStartMark().orElseThrow());
  }

  private Origin.Line line(Mark mark) {
    return new Origin.Line(file, mark.getLine() + 1);
  }

  private Origin whole() {
    return new Origin.File(file);
  }
}
