package dev.jeton.journal;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A trail in a folder, for tests to write, to break and to verify. */
final class Trail {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Small files, and a signature after every fifth line. */
  static final JournalConfig SMALL =
      new JournalConfig(2000, Duration.ofDays(90), 1 << 20, Duration.ofMinutes(1), 5);

  final Path folder;
  final TestSigner signer = new TestSigner("audit-1");
  private final JournalConfig config;

  Trail(Path folder, JournalConfig config) {
    this.folder = folder;
    this.config = config;
  }

  static AuditEvent event(long number) {
    return AuditEvent.of(
        NOW.plusSeconds(number), Kind.LOGIN_GRANTED, "dialect", "vz", "actor", "user " + number);
  }

  TrailWriter writer() throws IOException {
    return new TrailWriter(folder, config, signer, NOW);
  }

  /** Writes events by these numbers, signs and closes. */
  void write(long first, long through) throws IOException {
    try (TrailWriter writer = writer()) {
      for (long number = first; number <= through; number++) {
        writer.write(number, event(number), NOW);
        writer.sign(NOW, false);
      }
      writer.sign(NOW, true);
      writer.force();
    }
  }

  List<TrailFile> files() throws IOException {
    return TrailFile.all(folder);
  }

  List<String> lines(int file) throws IOException {
    return Files.readAllLines(files().get(file).path());
  }

  /** Changes the lines of a file, whatever they say. */
  void edit(int file, UnaryOperator<List<String>> change) throws IOException {
    List<String> lines = change.apply(new ArrayList<>(lines(file)));
    Files.write(files().get(file).path(), lines);
  }

  /** What verification finds: {@code file:line what}, the file by its place among those left. */
  List<String> findings() throws IOException {
    return findings(Optional.empty());
  }

  Verification.Summary summary() throws IOException {
    return new Verification(Map.of("audit-1", signer.publicKey()), Optional.empty(), _ -> {})
        .run(folder);
  }

  List<String> findings(Optional<SignedHead> kept) throws IOException {
    List<String> names = files().stream().map(TrailFile::name).toList();
    var found = new ArrayList<String>();
    var verification =
        new Verification(
            Map.of("audit-1", signer.publicKey()),
            kept,
            f -> found.add(names.indexOf(f.file()) + ":" + f.line() + " " + f.what()));
    verification.run(folder);
    return found;
  }
}
