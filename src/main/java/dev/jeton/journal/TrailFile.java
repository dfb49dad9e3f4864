package dev.jeton.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of the trail. Its name tells when it was begun and with which line, so that names sort as
 * lines do: {@code audit-20260101T000000Z-000000000000000001.jsonl}.
 */
public record TrailFile(Path path, Instant begun, long firstLine) {
  private static final Pattern NAME =
      Pattern.compile("audit-([0-9]{8}T[0-9]{6}Z)-([0-9]{18})\\.jsonl");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  /** The file's name, for people. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  LocalDate day() {
    return LocalDate.ofInstant(begun, ZoneOffset.UTC);
  }

  /** A file that is to begin now with this line. */
  static TrailFile next(Path folder, Instant now, long firstLine) {
    String name = "audit-%s-%018d.jsonl".formatted(TIME.format(now), firstLine);
    return new TrailFile(folder.resolve(name), now, firstLine);
  }

  /** All files of a folder, the oldest first; none if there is no such folder. */
  public static List<TrailFile> all(Path folder) throws IOException {
    var files = new ArrayList<TrailFile>();
    if (Files.isDirectory(folder)) {
      try (var entries = Files.newDirectoryStream(folder)) {
        entries.forEach(entry -> of(entry).ifPresent(files::add));
      }
    }
    files.sort(Comparator.comparingLong(TrailFile::firstLine).thenComparing(TrailFile::begun));
    return files;
  }

  private static Optional<TrailFile> of(Path path) {
    var name = NAME.matcher(String.valueOf(path.getFileName()));
    return name.matches()
        ? Optional.of(
            new TrailFile(
                path, TIME.parse(name.group(1), Instant::from), Long.parseLong(name.group(2))))
        : Optional.empty();
  }
}
