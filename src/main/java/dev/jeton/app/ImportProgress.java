package dev.jeton.app;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts what an import does, and shows how far it is: as a bar that is drawn over and over on a
 * terminal, as a line now and then elsewhere.
 */
public final class ImportProgress implements ImportRun.Listener {
  private static final Duration BAR = Duration.ofMillis(200);
  private static final Duration LINE = Duration.ofSeconds(10);
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean bar;
  private final long size;
  private final LongSupplier read;
  private final RefusedRows report;
  private final Optional<ImportMark> mark;
  private final long start = System.nanoTime();
  private final long before;
  private long shown = start;
  private long rows;
  private long added;
  private long replaced;
  private long skipped;
  private long refused;

  /**
   * Begins to count.
   *
   * @param bar whether the stream is a terminal
   * @param before rows that an earlier run has done
   * @param size octets to read; 0 if unknown
   * @param read octets that were read so far
   * @param mark where to say how far it is
   */
  public ImportProgress(
      PrintStream out,
      boolean bar,
      long before,
      long size,
      LongSupplier read,
      RefusedRows report,
      Optional<ImportMark> mark) {
    this.out = out;
    this.bar = bar;
    this.before = before;
    this.size = size;
    this.read = read;
    this.report = report;
    this.mark = mark;
  }

  @Override
  public void refused(long line, String why) {
    refused++;
    report.add(line, why);
  }

  @Override
  public void done(int more, int newly, int again, int past) {
    rows += more;
    added += newly;
    replaced += again;
    skipped += past;
    long now = System.nanoTime();
    if (now - shown >= (bar ? BAR : LINE).toNanos()) {
      shown = now;
      keep();
      out.print((bar ? "\r" : "") + text(now) + (bar ? "\033[K" : "\n"));
      out.flush();
    }
  }

  /** To be called when all is done, or nothing more can be. */
  public void finish(boolean whole) {
    if (bar) {
      out.print("\r\033[K");
      out.flush();
    }
    try {
      if (whole && mark.isPresent()) {
        mark.get().remove();
      } else {
        keep();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long refusedRows() {
    return refused;
  }

  public Document document() {
    var counts = new LinkedHashMap<String, Object>();
    counts.put("rows", rows);
    counts.put("added", added);
    counts.put("replaced", replaced);
    counts.put("skipped", skipped);
    counts.put("refused", refused);
    counts.put("milliseconds", (System.nanoTime() - start) / 1_000_000);
    return new Document(counts);
  }

  public List<String> lines(boolean dryRun) {
    long now = System.nanoTime();
    return List.of(
        "%,d rows in %s (%,d a second)%s"
            .formatted(
                rows,
                clock((now - start) / 1_000_000_000),
                rate(now),
                dryRun ? "; nothing was changed" : ""),
        "added %,d, replaced %,d, skipped %,d, refused %,d"
            .formatted(added, replaced, skipped, refused));
  }

  private void keep() {
    if (mark.isPresent()) {
      try {
        mark.get().set(before + rows);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String text(long now) {
    String told = "%,d rows, %,d a second, %,d refused".formatted(rows, rate(now), refused);
    if (size == 0) {
      return told;
    }
    double part = Math.min(1, (double) read.getAsLong() / size);
    long left = part == 0 ? 0 : (long) ((now - start) / part * (1 - part) / 1_000_000_000);
    int full = (int) (part * WIDTH);
    String drawn = bar ? "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " : "";
    return "%s%3d %%  %s, %s left".formatted(drawn, (int) (100 * part), told, clock(left));
  }

  private long rate(long now) {
    return rows * 1_000_000_000 / Math.max(1, now - start);
  }

  private static String clock(long seconds) {
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
