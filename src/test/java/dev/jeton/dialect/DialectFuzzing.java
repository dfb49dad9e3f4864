package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Json;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import dev.jeton.wire.Xml;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every dialect must keep to, whatever the request and whatever became of it. An input is a
 * request as in a {@code .wire} file behind one octet, which says how the dialect is set and, by
 * its lowest bit, whether the request came over TLS.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DialectFuzzing {
  private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

  /** A fixed word, as the request log and the audit trail have them. */
  private static final Pattern WORD = Pattern.compile("[0-9A-Za-z][ -~]{0,60}");

  /** Shorter secrets are in some answer by chance. */
  private static final int TELLING = 6;

  /** Logins to begin with. */
  private static final int LOGINS = 4;

  /** How much is kept before it is forgotten. */
  private static final int MANY = 1_000;

  /** A reply that equals another of the same octets. */
  private record Told(int status, Headers headers, ByteBuffer body) {}

  private final Set<Told> wellFormed = new HashSet<>();
  private final Map<Integer, SampleHouse> houses = new HashMap<>();
  private int logins;
  private final List<String> variants;
  private List<Dialect> dialects = List.of();
  private List<Outcome> outcomes = List.of();
  private String vocabulary = "";

  protected DialectFuzzing(String... variants) {
    this.variants = List.of(variants);
  }

  /**
   * Makes the dialect.
   *
   * @param variant how it is set, one of those given to the constructor
   */
  protected abstract Dialect dialect(String variant, InstantSource clock);

  @BeforeAll
  final void makeThem() {
    InstantSource clock = InstantSource.fixed(NOW);
    dialects = variants.stream().map(variant -> dialect(variant, clock)).toList();
    outcomes = EveryOutcome.of(dialects.getFirst(), NOW);
    vocabulary = vocabulary();
  }

  final Stream<byte[]> requests() {
    return WireSeeds.conversations(dialects.getFirst().name()).stream()
        .flatMap(
            conversation ->
                conversation.turns().stream()
                    .map(turn -> WireSeeds.octets(turn.request().text()))
                    .map(
                        octets ->
                            WireSeeds.chosen(
                                variants.indexOf(conversation.variant()) * 2 + 1, octets)));
  }

  /** Some logins, each of them for every account. */
  final Stream<byte[]> logins() {
    int accounts = SampleHouse.passwords().size();
    return requests()
        .filter(seed -> dialects.getFirst().read(request(seed)).command() instanceof Command.Login)
        .limit(LOGINS)
        .flatMap(
            seed ->
                IntStream.range(0, accounts).mapToObj(picked -> WireSeeds.chosen(picked, seed)));
  }

  private static Request request(byte[] seed) {
    return WireSeeds.request(seed, 1, origin(true));
  }

  @MethodSource("requests")
  @FuzzTest
  void answersEveryRequestWithoutTellingASecret(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int way = Byte.toUnsignedInt(input[0]);
    Dialect dialect = dialects.get(way / 2 % dialects.size());
    Request request = WireSeeds.request(input, 1, origin(way % 2 == 1));
    if (!isAsked(dialect, request)) {
      return;
    }
    Exchange exchange = dialect.read(request);
    Exchange again = dialect.read(request);
    assertEquals(exchange.operation(), again.operation());
    assertTrue(WORD.matcher(exchange.operation()).matches(), exchange.operation());
    assertSame(exchange.command(), again.command());
    assertEquals(dialect.name(), exchange.command().dialect());
    if (exchange.command() instanceof Command.Malformed malformed) {
      assertTrue(WORD.matcher(malformed.cause()).matches(), malformed.cause());
    }
    List<String> secrets = offered(exchange.command());
    for (int i = 0; i < outcomes.size(); i++) {
      Reply reply = exchange.answer().apply(outcomes.get(i));
      if (i == way % outcomes.size()) {
        assertEquals(told(reply), told(again.answer().apply(outcomes.get(i))));
      }
      if (wellFormed.size() > MANY) {
        wellFormed.clear();
      }
      if (wellFormed.add(told(reply))) { // most answers have been looked at before
        assertWellFormed(reply);
      }
      assertTellsNone(secrets, reply);
    }
  }

  /**
   * Whether a name is unknown, its password wrong, its account disabled or not for this dialect:
   * the refusal is the same to the byte. An input is a login as above, with one octet more in
   * front, which picks the accounts to try it for.
   */
  @MethodSource("logins")
  @FuzzTest
  void refusesAllAlike(byte[] input) {
    if (input.length < 2) {
      return;
    }
    int way = Byte.toUnsignedInt(input[1]) / 2 % dialects.size();
    if (dialects.get(way).policy().revealing()) {
      return;
    }
    Request request = WireSeeds.request(input, 2, origin(true));
    if (!isAsked(dialects.get(way), request)) {
      return;
    }
    SampleHouse house = house(way);
    Exchange exchange = dialects.get(way).read(request);
    if (!(exchange.command() instanceof Command.Login login)) {
      return;
    }
    house.obey(new Directive.Pass(1, "day"));
    List<String> names = SampleHouse.passwords().keySet().stream().sorted().toList();
    String name = names.get(Byte.toUnsignedInt(input[0]) % names.size());
    Optional<String> right = Optional.of(SampleHouse.passwords().getOrDefault(name, ""));
    Reply unknown =
        exchange
            .answer()
            .apply(
                assertInstanceOf(
                    Outcome.Refused.class,
                    house.service().serve(as(login, "nobody", Optional.empty(), house.now()))));
    for (Optional<String> password : List.of(Optional.<String>empty(), right)) {
      Outcome outcome = house.service().serve(as(login, name, password, house.now()));
      if (outcome instanceof Outcome.Refused refused && !tellsMore(refused.refusal())) {
        assertEquals(told(unknown), told(exchange.answer().apply(outcome)), name);
      }
    }
  }

  private static boolean isAsked(Dialect dialect, Request request) {
    return dialect.serves(request.path()) || dialect.servesTheRest();
  }

  /**
   * Who is refused for its subject was proved itself, as was who has too many sessions; who is
   * throttled may be anybody.
   */
  private static boolean tellsMore(Refusal refusal) {
    return switch (refusal) {
      case SUBJECT, THROTTLED, TOO_MANY_SESSIONS -> true;
      case ACTOR, GRANT_TYPE, SCOPE, TARGET, POSSESSION, MALFORMED, OVERLOADED, UNAVAILABLE ->
          false;
    };
  }

  private SampleHouse house(int way) {
    if (++logins % MANY == 0) {
      houses.clear();
    }
    return houses.computeIfAbsent(
        way, _ -> SampleHouse.quick(clock -> dialect(variants.get(way), clock)));
  }

  /** The login under another name, at this time, with this password in place of its own. */
  private static Command.Login as(
      Command.Login login, String name, Optional<String> password, Instant now) {
    Credential credential =
        switch (login.actor().credential()) {
          case Credential.Password own ->
              new Credential.Password(
                  password.map(Secret::of).orElse(own.password()), Optional.empty());
          case Credential.ApiKey own ->
              new Credential.ApiKey(password.map(Secret::of).orElse(own.secret()));
          case Credential.Digest own -> new Credential.Digest(own.octets(), now, own.formula());
          case Credential.ClientSecret _, Credential.Assertion _, Credential.Certificate _ ->
              throw new AssertionError("no login is proved by these");
        };
    return new Command.Login(
        login.dialect(),
        new Claim(name, credential),
        login.subject(),
        login.customer(),
        login.language(),
        login.client(),
        login.lifetime(),
        login.caller());
  }

  private void assertTellsNone(List<String> secrets, Reply reply) {
    if (secrets.isEmpty()) {
      return;
    }
    String written = WrittenReply.of(reply);
    for (String secret : secrets) {
      assertFalse(
          written.contains(secret) && !vocabulary.contains(secret),
          () -> "it tells " + secret + ": " + written);
    }
  }

  private static Request.Origin origin(boolean secure) {
    String base = secure ? "https://localhost:8443" : "http://localhost:8052";
    return new Request.Origin(secure, base, "192.0.2.1");
  }

  /** All that the dialect says of itself; a secret that is a part of it proves nothing. */
  private String vocabulary() {
    var told = new StringBuilder();
    requests()
        .forEach(
            seed -> {
              Dialect dialect = dialects.get(Byte.toUnsignedInt(seed[0]) / 2);
              Exchange exchange = dialect.read(request(seed));
              List<String> secrets = offered(exchange.command());
              for (Outcome outcome : outcomes) {
                String written = WrittenReply.of(exchange.answer().apply(outcome));
                secrets.forEach(secret -> assertFalse(written.contains(secret)));
                told.append(written).append('\0');
              }
            });
    return told.toString();
  }

  private static List<String> offered(Command command) {
    Stream<Secret> secrets =
        switch (command) {
          case Command.Login login ->
              Stream.concat(
                  secret(login.actor()).stream(),
                  login.subject().stream()
                      .flatMap(
                          behalf ->
                              behalf instanceof dev.jeton.session.Behalf.Proved(Claim claim, _)
                                  ? secret(claim).stream()
                                  : Stream.empty()));
          case Command.End end ->
              Stream.concat(
                  Stream.of(end.token()), end.claim().flatMap(DialectFuzzing::secret).stream());
          case Command.Check check -> Stream.of(check.token());
          case Command.Issue issue -> secret(issue.client()).stream();
          case Command.Inspect inspect ->
              Stream.concat(
                  inspect.client().flatMap(DialectFuzzing::secret).stream(),
                  secret(inspect.token()).stream());
          case Command.Revoke revoke ->
              Stream.concat(secret(revoke.client()).stream(), secret(revoke.token()).stream());
          case Command.Describe _, Command.Malformed _ -> Stream.empty();
        };
    return secrets
        .map(secret -> new String(secret.revealOctets(), StandardCharsets.ISO_8859_1))
        .filter(secret -> secret.length() >= TELLING)
        .toList();
  }

  private static Optional<Secret> secret(Presented presented) {
    return presented instanceof Presented.Token(Secret token)
        ? Optional.of(token)
        : Optional.empty();
  }

  private static Optional<Secret> secret(Claim claim) {
    return switch (claim.credential()) {
      case Credential.Password password -> Optional.of(password.password());
      case Credential.ApiKey key -> Optional.of(key.secret());
      case Credential.ClientSecret secret -> Optional.of(secret.secret());
      case Credential.Digest _, Credential.Assertion _, Credential.Certificate _ ->
          Optional.empty();
    };
  }

  /** Records but for the octets of digests, which are arrays. */
  private static void assertSame(Command one, Command other) {
    if (one instanceof Command.Login first && other instanceof Command.Login second) {
      assertSame(first.actor(), second.actor());
      assertEquals(first.subject().isPresent(), second.subject().isPresent());
      assertEquals(first.customer(), second.customer());
      assertEquals(first.language(), second.language());
      assertEquals(first.client(), second.client());
      assertEquals(first.lifetime(), second.lifetime());
      assertEquals(first.caller(), second.caller());
    } else if (one instanceof Command.End first && other instanceof Command.End second) {
      assertEquals(first.token(), second.token());
      assertEquals(first.claim().isPresent(), second.claim().isPresent());
    } else if (one instanceof Command.Issue first && other instanceof Command.Issue second) {
      assertSame(first.client(), second.client());
      assertEquals(first.wanted().scope(), second.wanted().scope());
      assertEquals(first.wanted().audience(), second.wanted().audience());
    } else if (one instanceof Command.Inspect first && other instanceof Command.Inspect second) {
      assertSame(first.client().orElseThrow(), second.client().orElseThrow());
      assertEquals(first.token(), second.token());
      assertEquals(first.touch(), second.touch());
    } else if (one instanceof Command.Revoke first && other instanceof Command.Revoke second) {
      assertSame(first.client(), second.client());
      assertEquals(first.token(), second.token());
    } else {
      assertEquals(one, other);
    }
  }

  private static void assertSame(Claim one, Claim other) {
    assertEquals(one.name(), other.name());
    if (one.credential() instanceof Credential.Assertion first) {
      var second = assertInstanceOf(Credential.Assertion.class, other.credential());
      assertEquals(first.id(), second.id());
      assertEquals(first.until(), second.until());
    } else if (one.credential() instanceof Credential.Digest first) {
      var second = assertInstanceOf(Credential.Digest.class, other.credential());
      assertTrue(Arrays.equals(first.octets(), second.octets()));
      assertEquals(first.created(), second.created());
      assertEquals(first.formula(), second.formula());
    } else {
      assertEquals(one.credential(), other.credential());
    }
  }

  private static Told told(Reply reply) {
    return new Told(reply.status(), reply.headers(), ByteBuffer.wrap(reply.body()));
  }

  /** Something that HTTP can carry, whose body is what its Content-Type says. */
  private static void assertWellFormed(Reply reply) {
    if (reply.isSilence()) {
      assertEquals(0, reply.body().length);
      return;
    }
    assertTrue(reply.status() >= 200 && reply.status() < 600);
    for (Field field : reply.headers().fields()) {
      assertTrue(field.name().chars().allMatch(c -> c > ' ' && c <= '~' && c != ':'));
      assertTrue(field.value().chars().allMatch(c -> c >= ' ' && c <= '~'), field.toString());
    }
    assertTrue(reply.headers().all("Content-Type").size() <= 1);
    if (reply.body().length == 0) {
      return;
    }
    MediaType type = MediaType.of(reply.headers());
    if (type.type().endsWith("xml")) {
      assertInstanceOf(Xml.Document.class, Xml.read(reply.body(), type.charset()));
    } else if (type.type().endsWith("json")) {
      assertInstanceOf(Json.Value.class, Json.read(reply.body()));
    }
    try {
      Charset.forName(type.charset().orElse("utf-8"))
          .newDecoder()
          .decode(ByteBuffer.wrap(reply.body()));
    } catch (CharacterCodingException e) {
      throw new AssertionError("no text in the charset of its Content-Type", e);
    }
  }
}
