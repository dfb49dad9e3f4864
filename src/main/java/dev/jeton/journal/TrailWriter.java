package dev.jeton.journal;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes the trail's lines: chains them, signs their head, begins files and removes the oldest.
 * After a failure it is of no use any more: another one is made, which looks at the disk anew. For
 * one thread.
 */
final class TrailWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final JournalConfig config;
  private final Signer signer;
  private final Hash hash = new Hash();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * BUFFER);
  private Optional<FileChannel> channel = Optional.empty();
  private TrailFile file;
  private long size;
  private long line;
  private String last;
  private long event;
  private int unsigned;
  private Instant unsignedSince;
  private boolean unforced;

  /** The ids of the keys whose public halves lie beside the trail; more come by rotation. */
  private final Set<String> published = new HashSet<>();

  /** Goes on where the trail ends, mends it if need be, and says so in it. */
  TrailWriter(Path folder, JournalConfig config, Signer signer, Instant now) throws IOException {
    this.folder = folder;
    this.config = config;
    this.signer = signer;
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Tail tail = Tail.mended(folder);
    line = tail.line();
    last = tail.hash();
    event = tail.event();
    unsigned = tail.unsigned();
    unsignedSince = now;
    size = tail.size();
    if (tail.file().isPresent()) {
      file = tail.file().get();
      channel = Optional.of(FileChannel.open(file.path(), StandardOpenOption.APPEND));
    } else {
      file = TrailFile.next(folder, now, line + 1);
    }
    if (tail.torn() > 0) {
      note(now, Kind.LINE_MENDED, Map.of("octets", Long.toString(tail.torn())));
    }
    if (tail.damaged().isPresent()) {
      note(now, Kind.TRAIL_DAMAGED, Map.of("at-line", Long.toString(tail.damaged().get())));
    }
  }

  /** The number of the last event that was written. */
  long event() {
    return event;
  }

  /** The file that was written last; empty if there is none yet. */
  Optional<TrailFile> file() {
    return channel.map(_ -> file);
  }

  /** Writes an event of the store. */
  void write(long number, AuditEvent told, Instant now) throws IOException {
    begin(now);
    event = number;
    append(told.at(), Kinds.word(told.kind()), OptionalLong.of(number), told.detail(), now);
  }

  /** Says that the files lack events that they had, and goes on behind those. */
  void lack(Instant now, long first, long through) throws IOException {
    note(
        now,
        Kind.EVENTS_MISSING,
        facts("first", Long.toString(first), "last", Long.toString(through)));
    event = through;
  }

  /** Writes what the journal has to say. */
  void note(Instant now, Kind kind, Map<String, String> detail) throws IOException {
    begin(now);
    append(now, Kinds.word(kind), OptionalLong.empty(), detail, now);
  }

  /**
   * Signs if it is time; and always if there is anything to sign and this is said to be the end.
   */
  void sign(Instant now, boolean end) throws IOException {
    if (unsigned > 0
        && (end
            || unsigned >= config.signLines()
            || !now.isBefore(unsignedSince.plus(config.signEvery())))) {
      Signer.Signature signature = signer.sign(SignedHead.message(line, last, now));
      if (published.add(signature.key())) {
        PublicKeys.write(folder.resolve("keys"), signer.publicKeys());
      }
      append(
          now,
          Kinds.HEAD_SIGNED,
          OptionalLong.empty(),
          facts(
              "key",
              signature.key(),
              "signature",
              Base64.getEncoder().encodeToString(signature.octets())),
          now);
      unsigned = 0;
    }
  }

  /** Has all that was written on disk. */
  void force() throws IOException {
    flush();
    if (unforced && channel.isPresent()) {
      channel.get().force(false);
      unforced = false;
    }
  }

  /**
   * Removes the oldest files if they are too old or all are too large; first it says so, under a
   * signature, so that the trail's beginning is vouched for.
   *
   * @return how many files were removed
   */
  int trim(Instant now) throws IOException {
    List<TrailFile> files = TrailFile.all(folder);
    long total = 0;
    for (TrailFile each : files) {
      total += Files.size(each.path());
    }
    int leaving = 0;
    while (leaving < files.size() - 1
        && (total > config.maximumSize() || isOld(files.get(leaving + 1), now))) {
      total -= Files.size(files.get(leaving).path());
      leaving++;
    }
    if (leaving == 0) {
      return 0;
    }
    TrailFile first = files.get(leaving);
    note(
        now,
        Kind.FILES_REMOVED,
        facts("through", Long.toString(first.firstLine() - 1), "hash", firstPrevious(first)));
    sign(now, true);
    force();
    for (TrailFile each : files.subList(0, leaving)) {
      Files.delete(each.path());
    }
    return leaving;
  }

  /** All in a file is older than the next one's beginning. */
  private boolean isOld(TrailFile next, Instant now) {
    return next.begun().plus(config.keep()).isBefore(now);
  }

  private static String firstPrevious(TrailFile file) throws IOException {
    try (var lines = new LineSource(file.path())) {
      return lines
          .next()
          .flatMap(Outline::of)
          .map(Outline::previous)
          .orElseThrow(() -> new IOException(file.path() + " does not begin as a trail's file"));
    }
  }

  /** Begins a file if there is none, or the one there is is large enough, or of another day. */
  private void begin(Instant now) throws IOException {
    boolean full =
        size >= config.fileSize() || LocalDate.ofInstant(now, ZoneOffset.UTC).isAfter(file.day());
    if (channel.isPresent() && !full) {
      return;
    }
    if (channel.isPresent()) {
      sign(now, true);
      force();
      channel.get().close();
      channel = Optional.empty();
    }
    Instant begun = now.isBefore(file.begun()) ? file.begun() : now; // names sort as lines do
    file = TrailFile.next(folder, begun, line + 1);
    size = 0;
    channel =
        Optional.of(
            FileChannel.open(
                file.path(),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------"))));
    try (var entries = FileChannel.open(folder)) {
      entries.force(true);
    }
    append(
        now,
        Kinds.FILE_BEGUN,
        OptionalLong.empty(),
        Map.of("after-event", Long.toString(event)),
        now);
  }

  private void append(
      Instant time, String kind, OptionalLong number, Map<String, String> detail, Instant now)
      throws IOException {
    byte[] octets = new Line(line + 1, last, time, kind, number, detail).octets();
    buffer.writeBytes(octets);
    buffer.write('\n');
    size += octets.length + 1;
    line++;
    last = hash.of(octets);
    if (unsigned++ == 0) {
      unsignedSince = now;
    }
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (buffer.size() > 0 && channel.isPresent()) {
      var octets = ByteBuffer.wrap(buffer.toByteArray());
      buffer.reset();
      unforced = true;
      while (octets.hasRemaining()) {
        channel.get().write(octets);
      }
    }
  }

  private static Map<String, String> facts(
      String name, String value, String secondName, String secondValue) {
    var facts = new LinkedHashMap<String, String>();
    facts.put(name, value);
    facts.put(secondName, secondValue);
    return facts;
  }

  @Override
  public void close() throws IOException {
    if (channel.isPresent()) {
      channel.get().close();
    }
  }
}
