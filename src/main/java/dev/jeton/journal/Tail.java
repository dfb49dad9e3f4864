package dev.jeton.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Where the trail ends on disk, found by reading its newest file.
 *
 * @param file the newest file; empty if there is none
 * @param size its length
 * @param line the number of its last line
 * @param hash of that line
 * @param event the number of the last event in the files
 * @param unsigned how many lines stand behind the last signature
 * @param torn how many octets were cut off that were no whole line
 * @param damaged the first line of it that does not fit the one before
 */
record Tail(
    Optional<TrailFile> file,
    long size,
    long line,
    String hash,
    long event,
    int unsigned,
    long torn,
    Optional<Long> damaged) {
  private static final Tail NONE =
      new Tail(Optional.empty(), 0, 0, Hash.OF_NOTHING, 0, 0, 0, Optional.empty());

  /** Finds it, cuts off what is no whole line, and sees to it that all the rest is on disk. */
  static Tail mended(Path folder) throws IOException {
    List<TrailFile> files = TrailFile.all(folder);
    long torn = 0;
    for (TrailFile file : files.reversed()) {
      Tail tail = read(file);
      torn += tail.torn;
      if (tail.torn > 0) {
        try (var channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
          channel.truncate(tail.size);
        }
      }
      if (tail.size > 0) {
        force(file.path());
        return tail.tornBy(torn);
      }
      Files.delete(file.path()); // it was made, and the crash came before its first line
    }
    return NONE.tornBy(torn);
  }

  private static Tail read(TrailFile file) throws IOException {
    var hash = new Hash();
    long line = file.firstLine() - 1;
    String last = Hash.OF_NOTHING;
    long event = 0;
    int unsigned = 0;
    Optional<Long> damaged = Optional.empty();
    try (var lines = new LineSource(file.path())) {
      for (var next = lines.next(); next.isPresent(); next = lines.next()) {
        Optional<Outline> outline = Outline.of(next.get());
        boolean fits =
            outline.isPresent()
                && outline.get().number() == line + 1
                && (line < file.firstLine() || outline.get().previous().equals(last));
        if (!fits && damaged.isEmpty()) {
          damaged = Optional.of(line + 1);
        }
        line = outline.map(Outline::number).orElse(line + 1);
        last = hash.of(next.get());
        String kind = outline.map(Outline::kind).orElse("");
        unsigned = kind.equals(Kinds.HEAD_SIGNED) ? 0 : unsigned + 1;
        if (kind.equals(Kinds.FILE_BEGUN)) {
          event = Line.read(next.get()).map(Kinds::afterEvent).orElse(event);
        } else {
          event = Math.max(event, outline.map(Outline::event).orElse(0L));
        }
      }
      return new Tail(
          Optional.of(file),
          lines.passed(),
          line,
          last,
          event,
          unsigned,
          lines.unfinished(),
          damaged);
    }
  }

  private Tail tornBy(long octets) {
    return new Tail(file, size, line, hash, event, unsigned, octets, damaged);
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
