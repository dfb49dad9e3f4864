package dev.jeton.http;

import dev.jeton.wire.Headers;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A request's head, with what HTTP itself must know of it picked out in one pass. */
final class Head {
  /** More than any client sends; each costs many times its octets. */
  private static final int MOST_FIELDS = 100;

  /** What a request costs beside the octets of its head, and a field: roughly, objects in all. */
  private static final int REQUEST = 7 * 1024;

  private static final int FIELD = 288;

  private final String method;
  private final String uri;
  private final Optional<String> pseudo;
  private final boolean endsStream;
  private final Headers headers;
  private final boolean http1;
  private final boolean http10;
  private boolean nameless;
  private int hosts;
  private Optional<String> host = Optional.empty();
  private long length = -1;
  private boolean chunked;
  private boolean recoded;
  private Optional<String> coding = Optional.empty();
  private Optional<String> expectation = Optional.empty();
  private boolean upgrades;
  private Optional<Target> target = Optional.empty();
  private Optional<Authority> authority = Optional.empty();

  private Head(
      HttpVersion version,
      String method,
      String uri,
      Optional<String> pseudo,
      boolean endsStream,
      Iterable<Map.Entry<String, String>> entries) {
    this.method = method;
    this.uri = uri;
    this.pseudo = pseudo;
    this.endsStream = endsStream;
    http1 = version != HttpVersion.HTTP_2;
    http10 = version == HttpVersion.HTTP_1_0;
    var fields = new ArrayList<Headers.Field>(16);
    for (Map.Entry<String, String> field : entries) {
      if (field.getKey().isEmpty()) {
        nameless = true;
      } else if (field.getKey().charAt(0) != ':') {
        fields.add(new Headers.Field(field.getKey(), field.getValue()));
        pick(field.getKey(), field.getValue());
      }
    }
    headers = new Headers(fields);
  }

  /**
   * Of a request.
   *
   * @param endsStream whether it has no body, for which HTTP/2 needs no field
   */
  static Head of(HttpServerRequest request, boolean endsStream) {
    boolean http2 = request.version() == HttpVersion.HTTP_2;
    return new Head(
        request.version(),
        request.method().name(),
        request.uri(),
        http2 ? pseudo(request) : Optional.empty(),
        endsStream,
        request.headers());
  }

  private static Optional<String> pseudo(HttpServerRequest request) {
    HostAndPort asked = request.authority();
    return asked == null ? Optional.empty() : Optional.of(asked.toString());
  }

  /** Of a request over HTTP/1, as it is decoded. */
  static Head of(HttpRequest request) {
    boolean old = request.protocolVersion().minorVersion() == 0;
    return new Head(
        old ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1,
        request.method().name(),
        request.uri(),
        Optional.empty(),
        false,
        request.headers());
  }

  private void pick(String name, String value) {
    switch (name.length()) {
      case 4 -> {
        if (name.equalsIgnoreCase("Host")) {
          hosts++;
          host = Optional.of(value);
        }
      }
      case 6 -> {
        if (name.equalsIgnoreCase("Expect")) {
          expectation = Optional.of(value);
        }
      }
      case 7 -> upgrades |= name.equalsIgnoreCase("Upgrade");
      case 10 ->
          upgrades |= name.equalsIgnoreCase("Connection") && !value.equalsIgnoreCase("keep-alive");
      case 14 -> {
        if (name.equalsIgnoreCase("Content-Length")) {
          length = length(value);
        }
      }
      case 16 -> {
        if (name.equalsIgnoreCase("Content-Encoding")) {
          coding = Optional.of(coding.map(first -> first + ", " + value).orElse(value));
        }
      }
      case 17 -> {
        if (name.equalsIgnoreCase("Transfer-Encoding")) {
          chunked = true;
          recoded |= !value.equalsIgnoreCase("chunked");
        }
      }
      default -> {
        // nothing of HTTP's own
      }
    }
  }

  /** The decoder has seen to it that these are digits. */
  private static long length(String value) {
    return value.length() > 15 ? Long.MAX_VALUE : Long.parseLong(value);
  }

  /** Whether this is a request that we take, whatever its body, as far as its head tells. */
  Optional<Problem> problem() {
    if (method.equals("CONNECT") || method.equals("TRACE") || recoded) {
      return Optional.of(Problem.NOT_IMPLEMENTED);
    }
    if (headers.fields().size() > MOST_FIELDS) {
      return Optional.of(Problem.LONG_HEADERS);
    }
    target = Target.of(uri);
    if (nameless || target.isEmpty() || !hasOneHost()) {
      return Optional.of(Problem.BAD_HEAD);
    }
    return Optional.empty();
  }

  /** Whether we take its body, as far as its head tells. */
  Optional<Problem> bodyProblem(long largest) {
    if (length > largest) {
      return Optional.of(Problem.LARGE_BODY);
    }
    if (expectation.isPresent() && !expectsContinue() && !http10) {
      return Optional.of(Problem.EXPECTATION);
    }
    return Optional.empty();
  }

  /** Whether we can undo the coding of its body. */
  Optional<Problem> codingProblem() {
    return Inflating.knows(coding) ? Optional.empty() : Optional.of(Problem.CODING);
  }

  /** About how much memory it takes, in octets, with what goes with every request. */
  int weight() {
    int weight = REQUEST + uri.length();
    for (Headers.Field field : headers.fields()) {
      weight += FIELD + field.name().length() + field.value().length();
    }
    return weight;
  }

  /** The most that a head may weigh of which so many octets are taken. */
  static int heaviest(int octets) {
    return REQUEST + MOST_FIELDS * FIELD + octets;
  }

  /** How many octets the body has, if that is told. */
  OptionalLong length() {
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /**
   * Finds the authority asked for; an absolute target overrides the Host field (RFC 9112, section
   * 3.2.2).
   */
  private boolean hasOneHost() {
    if (http1 ? hosts > 1 || hosts == 0 && !http10 : hosts > 1) {
      return false;
    }
    Optional<String> named = host;
    if (!http1) {
      if (pseudo.isPresent() && host.isPresent() && !pseudo.equals(host)) {
        return false;
      }
      named = pseudo.or(() -> host);
    }
    if (named.isPresent() && !named.get().isEmpty()) {
      authority = Authority.of(named.get());
      if (authority.isEmpty()) {
        return false;
      }
    }
    authority = target.flatMap(Target::authority).or(() -> authority);
    return true;
  }

  /**
   * Whether the client waits for our word before it sends the body; none of HTTP/1.0 understands
   * it.
   */
  boolean expectsContinue() {
    return !http10 && expectation.filter("100-continue"::equalsIgnoreCase).isPresent();
  }

  /** Whether octets of a body follow. */
  boolean hasBody() {
    return http1 ? chunked || length > 0 : !endsStream;
  }

  /**
   * Whether it asks nothing of HTTP but an answer on a connection that stays: in version 1.1, with
   * a body that is announced by its length and not coded, if there is one.
   */
  boolean isPlain() {
    return http1
        && !http10
        && !upgrades
        && !chunked
        && coding.isEmpty()
        && expectation.isEmpty()
        && !method.equals("HEAD");
  }

  String method() {
    return method;
  }

  String target() {
    return target.orElseThrow().origin();
  }

  Optional<Authority> authority() {
    return authority;
  }

  Optional<String> coding() {
    return coding;
  }

  Headers headers() {
    return headers;
  }
}
