package dev.jeton.dialect;

import dev.jeton.session.SessionsConfig;
import dev.jeton.session.SessionsConfig.Beyond;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A {@code .wire} file: requests and the replies that are expected, in turn, with a line of ten
 * dashes between them. A part may begin with {@code #} lines, which say what it is and where its
 * bytes come from, and {@code #!} lines, which are directives. A head is written as on the wire,
 * but for LF in place of CRLF; a blank line and the body's octets follow it. The line end before
 * dashes or at the end of the file is not the body's.
 *
 * <p>Texts are held octet by octet (ISO 8859-1), whatever charset a body is in.
 */
public record Conversation(List<Turn> turns) {
  private static final String DASHES = "----------\n";
  private static final Pattern SEPARATOR = Pattern.compile("^" + DASHES, Pattern.MULTILINE);

  public Conversation {
    turns = List.copyOf(turns);
  }

  /** A request and its reply, which is empty in a file that is still to be completed. */
  public record Turn(Part request, Part reply) {}

  /**
   * A request or a reply.
   *
   * @param preamble its {@code #} and {@code #!} lines
   * @param text its head and, behind a blank line, its body
   */
  public record Part(List<String> preamble, String text) {
    public Part {
      preamble = List.copyOf(preamble);
    }

    /** What the preamble says, a line each; a blank remark ends a paragraph. */
    public List<String> remarks() {
      return preamble.stream()
          .filter(line -> !line.startsWith("#!"))
          .map(
              line ->
                  new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
          .map(line -> line.substring(1).strip())
          .toList();
    }

    public List<Directive> directives() {
      return preamble.stream()
          .filter(line -> line.startsWith("#!"))
          .map(line -> Directive.parse(line.substring(2)))
          .toList();
    }

    public List<String> head() {
      int blank = text.indexOf("\n\n");
      return (blank < 0 ? text : text.substring(0, blank)).lines().toList();
    }

    public byte[] body() {
      int blank = text.indexOf("\n\n");
      return (blank < 0 ? "" : text.substring(blank + 2)).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Reads a file. */
  public static Conversation parse(byte[] file) {
    List<Part> parts =
        SEPARATOR
            .splitAsStream(new String(file, StandardCharsets.ISO_8859_1))
            .map(Conversation::part)
            .toList();
    var turns = new ArrayList<Turn>();
    for (int i = 0; i < parts.size(); i += 2) {
      turns.add(
          new Turn(
              parts.get(i), i + 1 < parts.size() ? parts.get(i + 1) : new Part(List.of(), "")));
    }
    return new Conversation(turns);
  }

  /** How the dialect is set for it; empty for its defaults. */
  public String variant() {
    return turns.getFirst().request().directives().stream()
        .flatMap(d -> d instanceof Directive.With(String name) ? Stream.of(name) : Stream.empty())
        .findFirst()
        .orElse("");
  }

  /** How many sessions an account may have in it; a login beyond is refused. */
  public SessionsConfig sessions() {
    OptionalInt most =
        turns.getFirst().request().directives().stream()
            .flatMapToInt(
                d -> d instanceof Directive.Sessions(int n) ? IntStream.of(n) : IntStream.empty())
            .findFirst();
    SessionsConfig usual = SessionsConfig.DEFAULT;
    return new SessionsConfig(
        usual.absoluteMaximum(), most, Beyond.REFUSE, usual.endOnPasswordChange());
  }

  /** The file with these replies in place of its own. */
  public byte[] withReplies(List<String> replies) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      parts.add(written(turn.request().preamble(), turn.request().text()));
      parts.add(written(turn.reply().preamble(), replies.get(i)));
    }
    return String.join(DASHES, parts).getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The request as it comes in from there.
   *
   * @throws IllegalArgumentException if its head is not one
   */
  public static Request request(Part part, Request.Origin origin) {
    List<String> head = part.head();
    String[] line = head.isEmpty() ? new String[0] : head.getFirst().split(" ");
    if (line.length != 3) {
      throw new IllegalArgumentException("not a request line: " + head);
    }
    List<Field> fields =
        head.stream()
            .skip(1)
            .map(field -> field.split(":", 2))
            .map(field -> new Field(field[0], field[1].strip()))
            .toList();
    return new Request(line[0], line[1], new Headers(fields), part.body(), origin);
  }

  private static Part part(String text) {
    int start = 0;
    var preamble = new ArrayList<String>();
    while (text.startsWith("#", start)) {
      int end = text.indexOf('\n', start);
      preamble.add(text.substring(start, end));
      start = end + 1;
    }
    String rest = text.substring(start);
    return new Part(preamble, rest.endsWith("\n") ? rest.substring(0, rest.length() - 1) : rest);
  }

  private static String written(List<String> preamble, String text) {
    var written = new StringBuilder();
    preamble.forEach(line -> written.append(line).append('\n'));
    return written.append(text).append('\n').toString();
  }
}
