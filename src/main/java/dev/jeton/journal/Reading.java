package dev.jeton.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the trail's lines from its files, with or without a server that writes them, in bounded
 * memory. It does not verify: lines that are none are passed over.
 */
public final class Reading {
  private final Path folder;
  private final Query query;
  private final List<byte[]> needed;

  public Reading(Path folder, Query query) {
    this.folder = folder;
    this.query = query;
    needed = query.needed();
  }

  /**
   * A line that was sought.
   *
   * @param text as it stands in the file
   */
  public record Found(Line line, String text) {}

  /** Receives a line, and says whether to go on. */
  @FunctionalInterface
  public interface Visitor {
    boolean visit(Found found);
  }

  /** Visits the lines sought, the oldest first. */
  public void each(Visitor visitor) throws IOException {
    List<TrailFile> files = TrailFile.all(folder);
    for (int i = 0; i < files.size(); i++) {
      boolean before = i + 1 < files.size() && endsBefore(files.get(i + 1));
      if (!before && !each(files.get(i), visitor)) {
        return;
      }
    }
  }

  /** The newest of the lines sought, the oldest of them first. */
  public List<Found> last(int most) throws IOException {
    var last = new ArrayDeque<Found>();
    for (TrailFile file : TrailFile.all(folder).reversed()) {
      var found = new ArrayDeque<Found>();
      each(
          file,
          each -> {
            found.add(each);
            if (found.size() > most - last.size()) {
              found.removeFirst();
            }
            return true;
          });
      found.descendingIterator().forEachRemaining(last::addFirst);
      if (last.size() == most) {
        break;
      }
    }
    return List.copyOf(last);
  }

  /**
   * Visits the lines sought that are written from now on, until the visitor or the thread's
   * interruption ends it.
   *
   * @param from behind the line of this number
   * @param pause between two looks
   */
  public void follow(long from, Duration pause, Visitor visitor)
      throws IOException, InterruptedException {
    long last = from;
    while (true) {
      List<TrailFile> files = TrailFile.all(folder);
      int at = files.size() - 1;
      while (at > 0 && files.get(at).firstLine() > last + 1) {
        at--;
      }
      if (at < 0) {
        Thread.sleep(pause);
        continue;
      }
      TrailFile file = files.get(at);
      try (var lines = new LineSource(file.path())) {
        boolean newest = true;
        while (newest) {
          for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            Optional<Outline> outline = Outline.of(next.get());
            if (outline.isEmpty() || outline.get().number() <= last) {
              continue;
            }
            last = outline.get().number();
            Optional<Found> found = sought(next.get());
            if (found.isPresent() && !visitor.visit(found.get())) {
              return;
            }
          }
          newest = TrailFile.all(folder).getLast().equals(file);
          if (newest) {
            Thread.sleep(pause);
          }
        }
      } catch (NoSuchFileException _) {
        // Retention took it between the listing and the opening: the next look finds what is left.
      }
    }
  }

  /** No line of a file is much later than the next one's beginning; a day allows for odd clocks. */
  private boolean endsBefore(TrailFile next) {
    Instant latest = next.begun().plus(Duration.ofDays(1));
    return query.from().filter(latest::isBefore).isPresent();
  }

  private boolean each(TrailFile file, Visitor visitor) throws IOException {
    try (var lines = new LineSource(file.path())) {
      for (var next = lines.next(); next.isPresent(); next = lines.next()) {
        Optional<Found> found = sought(next.get());
        if (found.isPresent() && !visitor.visit(found.get())) {
          return false;
        }
      }
    }
    return true;
  }

  private Optional<Found> sought(byte[] octets) {
    if (!query.kinds().isEmpty()
        && Outline.of(octets).filter(o -> query.kinds().contains(o.kind())).isEmpty()) {
      return Optional.empty();
    }
    for (byte[] text : needed) {
      if (!holds(octets, text)) {
        return Optional.empty();
      }
    }
    return Line.read(octets)
        .filter(query::matches)
        .map(line -> new Found(line, new String(octets, StandardCharsets.UTF_8)));
  }

  private static boolean holds(byte[] octets, byte[] text) {
    for (int at = octets.length - text.length; at >= 0; at--) {
      int i = 0;
      while (i < text.length && octets[at + i] == text[i]) {
        i++;
      }
      if (i == text.length) {
        return true;
      }
    }
    return false;
  }
}
