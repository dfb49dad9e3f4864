package dev.jeton.dialect;

import dev.jeton.dialect.Conversation.Part;
import dev.jeton.dialect.Conversation.Turn;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What fuzzing starts from: the requests and replies of all {@code .wire} files, or parts of them.
 */
public final class WireSeeds {
  private static final Path FOLDER = Path.of("src/test/java/dev/jeton/dialect");

  private WireSeeds() {}

  /** The conversations of one dialect. */
  static List<Conversation> conversations(String dialect) {
    return conversations(FOLDER.resolve(dialect));
  }

  /** Requests as a {@code .wire} file has them: head, blank line, body, with LF. */
  public static Stream<String> requests() {
    return turns().map(turn -> turn.request().text()).distinct();
  }

  /** The request targets. */
  public static Stream<String> targets() {
    return turns().map(turn -> turn.request().head().getFirst().split(" ", 3)[1]).distinct();
  }

  /** The values of the header field of this name. */
  public static Stream<String> fields(String name) {
    return Stream.concat(turns().map(Turn::request), turns().map(Turn::reply))
        .flatMap(part -> part.head().stream())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .distinct();
  }

  /** Bodies of requests and replies that hold this. */
  public static Stream<byte[]> bodiesWith(String mark) {
    return Stream.concat(turns().map(Turn::request), turns().map(Turn::reply))
        .map(Part::body)
        .map(body -> new String(body, StandardCharsets.ISO_8859_1))
        .filter(body -> body.contains(mark))
        .distinct()
        .map(body -> body.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** These octets with one in front, by which a fuzz target chooses among its ways. */
  public static byte[] chosen(int way, byte[] octets) {
    byte[] seed = new byte[octets.length + 1];
    seed[0] = (byte) way;
    System.arraycopy(octets, 0, seed, 1, octets.length);
    return seed;
  }

  /** The octets of a text whose every char is one. */
  public static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Octets as the request that they are nearest to: a target gets its slash and loses what no
   * listener lets through.
   */
  static Request request(byte[] octets, int from, Request.Origin origin) {
    String text = new String(octets, from, octets.length - from, StandardCharsets.ISO_8859_1);
    var part = new Part(List.of(), text);
    List<String> head = part.head();
    String[] line = (head.isEmpty() ? "" : head.getFirst()).split(" ", 3);
    String target = (line.length > 1 ? line[1] : "").replaceAll("[\\x00-\\x20\\x7f]", "");
    return new Request(
        line[0],
        target.startsWith("/") ? target : "/" + target,
        new dev.jeton.wire.Headers(
            head.stream()
                .skip(1)
                .map(field -> field.split(":", 2))
                .filter(field -> field.length == 2)
                .map(field -> new dev.jeton.wire.Headers.Field(field[0], field[1].strip()))
                .toList()),
        part.body(),
        origin);
  }

  private static Stream<Turn> turns() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .flatMap(folder -> conversations(folder).stream())
          .flatMap(conversation -> conversation.turns().stream())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Conversation> conversations(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".wire"))
          .sorted()
          .map(WireSeeds::conversation)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Conversation conversation(Path file) {
    try {
      return Conversation.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
