package dev.jeton.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the whole trail and tells each place where it is not as it was written: a line changed,
 * dropped, inserted or moved, a file missing, a signature that does not hold, an end that was cut
 * off. It follows the chain anew behind each finding. For one thread, once.
 */
public final class Verification {
  private final Map<String, PublicKey> keys;
  private final Optional<SignedHead> kept;
  private final Consumer<Finding> findings;
  private final Hash hash = new Hash();
  private final Set<String> keysUsed = new HashSet<>();

  private long found;
  private long lines;
  private long events;
  private long number;
  private String last = Hash.OF_NOTHING;
  private Place place = new Place("", 0);
  private long event;
  private boolean eventKnown;
  private long signed;
  private long signatures;
  private Optional<Beginning> unvouched = Optional.empty();
  private boolean vouchedUnsigned;
  private boolean keptFound;
  private long first;

  private Place before = place;
  private boolean endsSigned;

  private record Place(String file, long line) {}

  /** What the trail would have to say of what was before its first line. */
  private record Beginning(Place place, long through, String hash) {}

  /**
   * What was read.
   *
   * @param findings how many places are not as they were written
   * @param first the number of the first line, more than 1 if older files were removed
   * @param last the number of the last line
   * @param signed the number of the last line that a valid signature covers
   * @param unfinished whether the last line has no end: it is being written, or a crash cut it
   * @param headIsOlder whether the head kept elsewhere is of lines that were removed since
   */
  public record Summary(
      long findings,
      int files,
      long lines,
      long events,
      long first,
      long last,
      long signed,
      long signatures,
      Set<String> keys,
      boolean unfinished,
      boolean headIsOlder) {}

  /**
   * Prepares it.
   *
   * @param keys the public keys to believe, by their ids
   * @param kept a signed head that was kept elsewhere, which the trail must still hold
   * @param findings is told of each, in the order of the lines
   */
  public Verification(
      Map<String, PublicKey> keys, Optional<SignedHead> kept, Consumer<Finding> findings) {
    this.keys = Map.copyOf(keys);
    this.kept = kept;
    this.findings = findings;
  }

  /**
   * Reads all files of a folder.
   *
   * @throws IOException if one can't be read
   */
  public Summary run(Path folder) throws IOException {
    List<TrailFile> files = TrailFile.all(folder);
    boolean unfinished = false;
    for (TrailFile file : files) {
      if (lines > 0 && !endsSigned) {
        find(place, "the file does not end with a signature that holds");
      }
      place = new Place(file.name(), 0);
      try (var source = new LineSource(file.path())) {
        for (var line = source.next(); line.isPresent(); line = source.next()) {
          place = new Place(file.name(), place.line + 1);
          read(line.get());
        }
        if (source.unfinished() > 0) {
          unfinished = file.equals(files.getLast());
          if (!unfinished) {
            find(new Place(file.name(), place.line + 1), "the line has no end");
          }
        }
      }
    }
    unvouched.ifPresent(
        beginning ->
            find(
                beginning.place,
                "the trail begins at line number "
                    + (beginning.through + 1)
                    + ", and no signed line says that those before were removed"));
    if (number - signed > JournalConfig.MOST_UNSIGNED) {
      find(place, "no signature that holds covers the lines behind number " + signed);
    }
    boolean headIsOlder = checkKept();
    return new Summary(
        found,
        files.size(),
        lines,
        events,
        first,
        number,
        signed,
        signatures,
        keysUsed,
        unfinished,
        headIsOlder);
  }

  private void read(byte[] octets) {
    String hashed = hash.of(octets);
    endsSigned = false;
    Optional<Outline> outline = Outline.of(octets);
    if (outline.isEmpty()) {
      find(place, "this is no line of the trail");
      number++;
      last = hashed;
      lines++;
      return;
    }
    follow(outline.get());
    kept.filter(head -> head.line() == number)
        .ifPresent(
            head -> {
              if (head.hash().equals(hashed)) {
                keptFound = true;
              }
            });
    last = hashed;
    lines++;
    count(outline.get());
    if (outline.get().event() == 0) {
      Line.read(octets)
          .ifPresentOrElse(this::heed, () -> find(place, "this is no line of the trail"));
    }
  }

  /** Whether this line follows the one before; where it doesn't, the chain begins anew with it. */
  private void follow(Outline line) {
    if (lines == 0) {
      begin(line);
    } else if (line.number() == number + 1) {
      if (!line.previous().equals(last)) {
        find(before, "the line was changed: the next one holds another hash of it");
      }
    } else if (line.number() > number + 1) {
      find(
          place,
          "lines are missing before this one: number "
              + line.number()
              + " follows number "
              + number);
    } else {
      find(
          place,
          "the line stands out of its order: number "
              + line.number()
              + " follows number "
              + number);
    }
    number = line.number();
    before = place;
  }

  private void begin(Outline line) {
    first = line.number();
    if (first > 1) {
      unvouched = Optional.of(new Beginning(place, first - 1, line.previous()));
    } else if (!line.previous().equals(Hash.OF_NOTHING)) {
      find(place, "the first line of all binds to one before it");
    }
  }

  private void count(Outline line) {
    if (line.event() == 0) {
      return;
    }
    events++;
    if (eventKnown && line.event() != event + 1) {
      find(place, "event " + line.event() + " follows event " + event);
    }
    event = line.event();
    eventKnown = true;
  }

  /** What the journal's own lines say. */
  private void heed(Line line) {
    if (line.kind().equals(Kinds.FILE_BEGUN)) {
      event = Kinds.afterEvent(line);
      eventKnown = true;
    } else if (line.kind().equals(Kinds.EVENTS_MISSING)) {
      event = Kinds.number(line, "last");
      find(
          place,
          "the server found here that events "
              + Kinds.number(line, "first")
              + " to "
              + event
              + " had been cut off");
    } else if (line.kind().equals(Kinds.FILES_REMOVED)) {
      vouchedUnsigned |=
          unvouched
              .filter(
                  b ->
                      b.through == Kinds.number(line, "through")
                          && b.hash.equals(line.detail().get("hash")))
              .isPresent();
    } else if (line.kind().equals(Kinds.HEAD_SIGNED)) {
      check(line);
    }
  }

  private void check(Line line) {
    Optional<SignedHead> head = SignedHead.of(line);
    Optional<PublicKey> key = head.map(SignedHead::key).map(keys::get);
    if (key.isEmpty()) {
      find(place, "the key of this signature is not known: " + line.detail().get("key"));
    } else if (!head.get().isSignedBy(key.get())) {
      find(place, "the signature does not hold");
    } else {
      signatures++;
      endsSigned = true;
      signed = line.number() - 1;
      keysUsed.add(head.get().key());
      if (vouchedUnsigned) {
        unvouched = Optional.empty();
      }
    }
  }

  /** Whether the head that was kept elsewhere is of lines that were rightly removed. */
  private boolean checkKept() {
    if (kept.isEmpty() || keptFound) {
      return false;
    }
    SignedHead head = kept.get();
    if (head.line() < first && unvouched.isEmpty()) {
      return true;
    }
    find(
        place,
        head.line() > number
            ? "the trail ends at number "
                + number
                + ", before the line of the head that was kept, number "
                + head.line()
            : "line number " + head.line() + " is not the one of the head that was kept");
    return false;
  }

  private void find(Place at, String what) {
    found++;
    findings.accept(new Finding(at.file, at.line, what));
  }
}
