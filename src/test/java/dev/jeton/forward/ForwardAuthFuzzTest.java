package dev.jeton.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a proxy asks: no exception, a status that it understands, no 2xx but for a live session
 * that a rule lets in, and no word of the token. An input is a question: its target in the first
 * line, then fields, then behind an empty line the body.
 */
@SuppressWarnings("NullAway.Init") // made before the tests run
final class ForwardAuthFuzzTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T05:00:00Z"));
  private static final Set<Integer> STATUSES = Set.of(200, 401, 403, 503);

  @TempDir private static Path folder;
  private static ForwardAuth auth;

  @BeforeAll
  static void make() throws IOException {
    List<Dialect> dialects =
        List.of(
            new Balans(BalansConfig.DEFAULT),
            new Vz(VzConfig.DEFAULT, CLOCK),
            new Wipsos(WipsosConfig.DEFAULT),
            new Nout(NoutConfig.DEFAULT, CLOCK));
    auth =
        new ForwardAuth(
            new ForwardConfig(
                Rules.of("deny path=/admin/** method=GET", "allow host=h|*.test", "allow path=/x")
                    .all(),
                List.of("token", "sessToken"),
                List.of("X-Token"),
                List.of("session"),
                List.of("stock"),
                false),
            dialects,
            JoseFixture.in(folder, CLOCK));
  }

  static Stream<byte[]> questions() {
    return Stream.concat(
            WireSeeds.targets()
                .map(target -> "/auth\nX-Original-URI: " + target + "\nX-Original-Host: h\n"),
            Stream.of(
                "/auth/x?token=abcdefgh\nHost: a.test:80\n",
                "/auth?as=nout&denied\nAuthorization: Bearer abcdefgh\nX-Forwarded-Uri: /a;b\n",
                "/auth?jwt=stock\nCookie: a=b; session=\"abcdefgh\"\nX-Original-URI: /x\n",
                "/auth?as=vz\nX-Token: abcdefgh\nX-Original-URI: /x?%74oken=b\n",
                "/auth\nAuthorization: DPoP abcdefgh\nDPoP: a.b.c\nX-Original-URI: /x\n",
                "/auth?as=nout\nContent-Type: text/xml\n\n<e:Envelope xmlns:e='http://www.w3.org/2003"
                    + "/05/soap-envelope'><e:Header><SessionToken>abcdefgh</SessionToken></e:Header>"))
        .map(WireSeeds::octets);
  }

  @MethodSource("questions")
  @FuzzTest
  void isAnsweredByAStatusThatProxiesUnderstand(byte[] input) {
    Request question = question(input);
    if (!auth.serves(question.path())) {
      return;
    }
    Exchange exchange = auth.read(question);
    assertEquals(exchange.command(), auth.read(question).command());
    boolean asks = exchange.command() instanceof Command.Inspect;
    for (Outcome outcome : outcomes()) {
      Reply reply = exchange.answer().apply(outcome);
      boolean own = question.target().contains("as=") || question.target().startsWith("/auth/");
      assertTrue(
          STATUSES.contains(reply.status()) || own && reply.status() >= 400,
          () -> outcome + " " + reply.status());
      assertTrue(
          reply.status() >= 400 || asks && outcome instanceof Outcome.Alive, () -> "" + outcome);
      assertEquals(Optional.of("no-store"), reply.headers().first("Cache-Control"));
      assertEquals(reply.status() == 200, reply.headers().first("X-Auth-Scope").isPresent());
      for (Field field : reply.headers().fields()) {
        assertTrue(field.value().chars().allMatch(c -> c >= ' ' && c <= '~'), field.toString());
      }
      if (exchange.command() instanceof Command.Inspect inspect
          && inspect.token() instanceof Presented.Token(var secret)
          && secret.length() >= 8) {
        String told = reply.headers() + new String(reply.body(), StandardCharsets.UTF_8);
        assertFalse(told.contains("abcdefgh"), told);
      }
    }
  }

  private static List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    outcomes.add(
        new Outcome.Alive(Sessions.of(new Principal(7, "Žofie", "user"), Optional.empty())));
    outcomes.add(new Outcome.Dead(new Verdict.Unknown()));
    outcomes.add(new Outcome.Described());
    for (Refusal refusal : Refusal.values()) {
      outcomes.add(new Outcome.Refused(refusal, Duration.ofSeconds(2), Optional.empty()));
    }
    return outcomes;
  }

  private static Request question(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf("\n\n");
    String head = blank < 0 ? text : text.substring(0, blank);
    String body = blank < 0 ? "" : text.substring(blank + 2);
    List<String> lines = List.of(head.split("\n", -1));
    var fields = new ArrayList<Field>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
      }
    }
    return new Request(
        body.isEmpty() ? "GET" : "POST",
        lines.getFirst(),
        new Headers(fields),
        body.getBytes(StandardCharsets.ISO_8859_1),
        new Request.Origin(true, "https://localhost:8443", "192.0.2.1"));
  }
}
