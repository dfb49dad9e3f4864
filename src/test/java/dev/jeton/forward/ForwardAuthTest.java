package dev.jeton.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.jose.KeyHolder;
import dev.jeton.jose.OwnJwt;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies' questions, and what they are answered. */
@SuppressWarnings("NullAway.Init") // made before the tests run
final class ForwardAuthTest {
  private static final String GUID = "7cec0345-3abb-4353-bfb9-aacc143a2d05";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T05:00:00Z"));
  private static final List<Dialect> DIALECTS =
      List.of(
          new Balans(BalansConfig.DEFAULT),
          new Vz(VzConfig.DEFAULT, CLOCK),
          new Wipsos(WipsosConfig.DEFAULT),
          new Nout(NoutConfig.DEFAULT, CLOCK));
  private static final ForwardConfig CONFIG =
      new ForwardConfig(
          Rules.of("deny path=/admin/**", "allow path=/stock audience=stock", "allow").all(),
          List.of("token", "sessToken"),
          List.of("X-Api-Token"),
          List.of("session"),
          List.of("stock", "https://billing.test"),
          false);
  private static final Principal ZOFIE = new Principal(7, "Žofie", "user");
  private static final Outcome ALIVE = new Outcome.Alive(Sessions.of(ZOFIE, Optional.empty()));
  private static final Outcome UNKNOWN = new Outcome.Dead(new Verdict.Unknown());

  @TempDir private static Path folder;
  private static Jose jose;
  private static ForwardAuth auth;

  @BeforeAll
  static void make() throws IOException {
    jose = JoseFixture.in(folder, CLOCK);
    auth = new ForwardAuth(CONFIG, DIALECTS, jose);
  }

  static Stream<List<String>> carriers() {
    return Stream.of(
        List.of("X-Original-URI", "/x", "Authorization", "Bearer t0ken"),
        List.of("X-Original-URI", "/x", "authorization", "bearer  t0ken"),
        List.of("X-Original-URI", "/x", "x-api-token", "t0ken"),
        List.of("X-Original-URI", "/x", "Cookie", "a=b; session=t0ken; c=d"),
        List.of("X-Original-URI", "/x", "Cookie", "session=\"t0ken\""),
        List.of("X-Original-URI", "/x?a=1&token=t0ken"),
        List.of("X-Forwarded-Uri", "/x?sessToken=t0ken"),
        List.of("X-Original-URI", "/x?%74oken=t0%6ben"),
        List.of("X-Original-URI", "/List?Table=1!Username=u&SessionToken=t0ken"),
        List.of("X-Original-URI", "/REST/List!sessiontoken=t0ken"),
        List.of("X-Original-URI", "/x?token=t0ken&token=t0ken", "Authorization", "Bearer t0ken"));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void theTokenIsTakenFromWhereItsClientsCarryIt(List<String> headers) {
    assertEquals("t0ken", token(question("/auth", headers.toArray(String[]::new))));
  }

  @Test
  void theTokenIsTakenFromThePathBelow() {
    assertEquals("t0ken", token(question("/auth/x?token=t0ken")));
    assertEquals("t0ken", token(question("/auth/List?a!SessionToken=t0ken")));
  }

  @Test
  void theTokenIsTakenFromABodyThatTheProxyPasses() {
    String nout =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><SessionToken>"
            + GUID
            + "</SessionToken></e:Header><e:Body><List/></e:Body></e:Envelope>";
    assertEquals(GUID, token(posted("/auth", nout)));
    String balans =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body><Stock><sessToken>"
            + "20010110091424109009</sessToken></Stock></e:Body></e:Envelope>";
    assertEquals("20010110091424109009", token(posted("/auth", balans)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization=Basic dTpw",
        "X-Other=t0ken",
        "X-Original-URI=/x?Token=t0ken&other=token",
        "X-Original-URI=/x?token",
        "X-Original-URI=/x?token=",
        "Cookie=Session=t0ken"
      })
  void whatIsElsewhereIsNone(String header) {
    int equals = header.indexOf('=');
    Exchange exchange =
        auth.read(question("/auth", header.substring(0, equals), header.substring(equals + 1)));
    assertInstanceOf(Command.Describe.class, exchange.command());
    Reply reply = exchange.answer().apply(new Outcome.Described());
    assertEquals(401, reply.status());
    assertEquals(Optional.of("Bearer"), reply.headers().first("WWW-Authenticate"));
    assertEquals(Optional.of("no-store"), reply.headers().first("Cache-Control"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Authorization | Bearer a | X-Original-URI | /x?token=b | two tokens",
        "Authorization | Bearer a | X-Api-Token | b | two tokens",
        "Cookie | session=a; session=b | X-Other | x | two tokens",
        "X-Original-URI | /x?token=a&%74oken=b | X-Other | x | two tokens",
        "X-Original-URI | /x?token=a!SessionToken=b | X-Other | x | two tokens",
        "Authorization | Bearer a | Authorization | Basic b | two authorizations",
        "Authorization | Bearer a b | X-Other | x | no token",
        "X-Original-URI | /x?token=%zz | X-Other | x | bad escape",
        "X-Original-URI | /x?%zz=a | Authorization | Bearer a | bad escape"
      })
  void twoTokensAreRefused(
      String name, String value, String other, String otherValue, String cause) {
    Exchange exchange = auth.read(question("/auth", name, value, other, otherValue));
    assertEquals(cause, assertInstanceOf(Command.Malformed.class, exchange.command()).cause());
    Reply reply = exchange.answer().apply(refused(Refusal.MALFORMED));
    assertEquals(401, reply.status());
    assertEquals(
        Optional.of("Bearer error=\"invalid_request\""), reply.headers().first("WWW-Authenticate"));
  }

  @Test
  void whatIsTooLongForATokenIsNone() {
    String longest = "t".repeat(8_192);
    assertEquals(longest, token(question("/auth", "X-Original-URI", "/x", "X-Api-Token", longest)));
    Exchange exchange =
        auth.read(question("/auth", "X-Original-URI", "/x", "X-Api-Token", longest + "t"));
    assertEquals("no token", assertInstanceOf(Command.Malformed.class, exchange.command()).cause());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/auth | X-Original-URI | /a | X-Forwarded-Uri | /b",
        "/auth/a | X-Original-URI | /b | X-Other | x",
        "/auth | X-Original-Method | GET | X-Forwarded-Method | POST",
        "/auth | X-Forwarded-Host | a | X-Original-Host | b",
        "/auth | X-Forwarded-Host | a | X-Forwarded-Host | b"
      })
  void whoIsToldOfTwoRequestsLetsNeitherIn(
      String target, String name, String value, String other, String otherValue) {
    assertRefused(
        "two requests",
        question(target, name, value, other, otherValue, "Authorization", "Bearer a"));
  }

  @Test
  void fieldsThatAgreeAreOne() {
    Request question =
        question(
            "/auth/a?b",
            "X-Original-URI",
            "/a?b",
            "X-Forwarded-Uri",
            "/a?b",
            "X-Forwarded-Host",
            "H:443",
            "X-Original-Host",
            "h.",
            "Authorization",
            "Bearer a");
    assertEquals(Optional.of(new Original("GET", "/a?b", "H:443")), Original.of(question));
    assertEquals(200, auth.read(question).answer().apply(ALIVE).status());
  }

  @Test
  void aHostIsThatOfTheQuestionWhereThePathIsBelow() {
    assertEquals(
        Optional.of(new Original("GET", "/", "h")), Original.of(question("/auth/", "Host", "h")));
    assertEquals(
        Optional.of(new Original("GET", "", "")), Original.of(question("/auth?x", "Host", "h")));
  }

  @ParameterizedTest
  @CsvSource({"[::1], [::1]", "[2001:DB8::1]:8443, [2001:db8::1]", "h:80, h", "h.:80, h"})
  void aHostIsToldWithoutItsPort(String told, String host) {
    assertEquals(host, new Original("GET", "/", told).host());
  }

  @Test
  void aDoubtfulPathIsForbidden() {
    assertRefused(
        "doubtful path",
        question("/auth", "X-Original-URI", "/a/%2e%2e/b", "Authorization", "Bearer a"));
  }

  @Test
  void aFormThatThereIsNotIsForbidden() {
    assertRefused("unknown form", question("/auth?as=soap", "Authorization", "Bearer a"));
  }

  @Test
  void whatWasNotReadToItsEndIsForbidden() {
    Exchange exchange = auth.refuse(question("/auth"), Flaw.BODY_TOO_LARGE);
    assertEquals(403, exchange.answer().apply(refused(Refusal.MALFORMED)).status());
  }

  @Test
  void whatThereIsNoRoomForMayBeAskedAgain() {
    var overloaded =
        new Outcome.Refused(Refusal.OVERLOADED, Duration.ofSeconds(1), Optional.empty());
    Reply plain = auth.crowded(question("/auth"), overloaded);
    assertEquals(503, plain.status());
    assertEquals(Optional.of("1"), plain.headers().first("Retry-After"));
    Reply own = auth.crowded(question("/auth?as=balans"), overloaded);
    assertTrue(new String(own.body(), UTF_8).contains("Server je preopterećen."));
    assertEquals(403, auth.crowded(question("/auth?as=soap"), overloaded).status());
  }

  @Test
  void aUseIsAskedForWithoutAName() {
    Exchange exchange =
        auth.read(question("/auth", "X-Original-URI", "/x", "Authorization", "Bearer a"));
    var inspect = assertInstanceOf(Command.Inspect.class, exchange.command());
    assertTrue(inspect.touch());
    assertTrue(inspect.client().isEmpty());
    assertEquals("192.0.2.1", inspect.caller().address());
    assertEquals("forward", inspect.dialect());
  }

  @Test
  void whoIsLetInIsNamedInAllSixFields() {
    Reply reply =
        auth.read(question("/auth", "X-Original-URI", "/x", "Authorization", "Bearer a"))
            .answer()
            .apply(ALIVE);
    assertEquals(200, reply.status());
    assertEquals(
        Headers.of(
            "X-Auth-User",
            "%C5%BDofie",
            "X-Auth-Actor",
            "superviseur",
            "X-Auth-Customer",
            "S%C3%B8n & Co",
            "X-Auth-Dialect",
            "nout",
            "X-Auth-Expires",
            "2026-11-22T05:20:00Z",
            "X-Auth-Scope",
            "",
            "Cache-Control",
            "no-store"),
        reply.headers());
    assertEquals(0, reply.body().length);
  }

  @Test
  void whatARuleForbidsIs403() {
    Reply reply =
        auth.read(question("/auth", "X-Original-URI", "/ADMIN", "Authorization", "Bearer a"))
            .answer()
            .apply(ALIVE);
    assertEquals(403, reply.status());
    assertEquals(Optional.empty(), reply.headers().first("X-Auth-User"));
  }

  @Test
  void withoutRulesNobodyIsLetIn() {
    var bare = new ForwardAuth(ForwardConfig.DEFAULT, DIALECTS, jose);
    Request question = question("/auth", "X-Original-URI", "/", "Authorization", "Bearer a");
    assertEquals(403, bare.read(question).answer().apply(ALIVE).status());
  }

  @Test
  void whatIsNotLiveIsChallenged() {
    Reply reply = reply("/auth", UNKNOWN);
    assertEquals(401, reply.status());
    assertEquals(
        Optional.of("Bearer error=\"invalid_token\""), reply.headers().first("WWW-Authenticate"));
    Reply unproved = reply("/auth", refused(Refusal.POSSESSION));
    assertEquals(401, unproved.status());
    assertTrue(unproved.headers().first("WWW-Authenticate").orElse("").startsWith("DPoP "));
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.class,
      names = {"POSSESSION"},
      mode = EnumSource.Mode.EXCLUDE)
  void inDoubtItIs503(Refusal refusal) {
    Reply reply = reply("/auth", refused(refusal));
    assertEquals(503, reply.status());
    assertEquals(Optional.of("30"), reply.headers().first("Retry-After"));
    Reply soon =
        reply("/auth", new Outcome.Refused(refusal, Duration.ofMillis(300), Optional.empty()));
    assertEquals(Optional.of("1"), soon.headers().first("Retry-After"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nout | 849347991(12|1431)",
        "balans | {\"error\":\"Sesija ne postoji ili je završena.\"}",
        "wipsos | {\"Erreur\":\"Le Token est inconnu ou n'est plus valide.\"",
        "vz | {\"meta\":{\"version\":1,\"nonce\":\"n7\",\"count\":1,\"success\":false},"
      })
  void aRefusalIsInTheFormThatIsAskedFor(String dialect, String text) {
    Reply reply = reply("/auth?as=" + dialect, UNKNOWN);
    assertEquals(401, reply.status());
    String body = new String(reply.body(), UTF_8);
    assertTrue(body.startsWith(text), body);
    assertEquals(Optional.of("no-store"), reply.headers().first("Cache-Control"));
    assertTrue(reply.headers().first("WWW-Authenticate").orElse("").startsWith("Bearer"));
  }

  @Test
  void soapIsAnsweredAsSoap() {
    String envelope =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><SessionToken>"
            + GUID
            + "</SessionToken><OptionDialogue><HTTPForceReturn>200</HTTPForceReturn>"
            + "</OptionDialogue></e:Header><e:Body/></e:Envelope>";
    Reply reply = auth.read(posted("/auth?as=nout", envelope)).answer().apply(UNKNOWN);
    String body = new String(reply.body(), UTF_8);
    assertTrue(body.contains("<faultcode>env:Client</faultcode>"), body);
    assertEquals(401, reply.status(), "the client asked for 200, which would let it in");
    Reply fault =
        auth.read(posted("/auth?as=nout", envelope.replaceAll("<Opt.*logue>", "")))
            .answer()
            .apply(UNKNOWN);
    assertEquals(500, fault.status());
    assertEquals(Optional.empty(), fault.headers().first("WWW-Authenticate"));
  }

  @Test
  void noRefusalInWhateverFormIsOneThatProxiesLetPass() {
    List<Outcome> outcomes =
        List.of(
            UNKNOWN,
            refused(Refusal.UNAVAILABLE),
            refused(Refusal.POSSESSION),
            new Outcome.Described());
    for (Dialect dialect : DIALECTS) {
      for (Outcome outcome : outcomes) {
        Reply reply = reply("/auth?as=" + dialect.name(), outcome);
        assertTrue(reply.status() >= 400, dialect.name() + " " + outcome + " " + reply.status());
      }
    }
  }

  @Test
  void whereThereWouldBeNoAnswerThereIsAPlainOne() {
    Request plain =
        new Request(
            "GET",
            "/auth?as=vz",
            Headers.of("Authorization", "Bearer a"),
            new byte[0],
            new Request.Origin(false, "http://localhost", "192.0.2.1"));
    Reply reply = auth.read(plain).answer().apply(UNKNOWN);
    assertEquals(401, reply.status());
    assertEquals("Unauthorized\n", new String(reply.body(), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"as=wipsos&denied", "denied&as=wipsos", "denied&as=wipsos&jwt"})
  void whoWasDeniedHasARefusalEvenIfTheSessionIsLiveByNow(String query) {
    Reply reply = reply("/auth?" + query, ALIVE);
    assertEquals(503, reply.status());
    assertTrue(new String(reply.body(), UTF_8).contains("ServiceIndisponible"));
    assertEquals(Optional.empty(), reply.headers().first("X-Auth-User"));
    assertEquals(200, reply("/auth?as=wipsos", ALIVE).status());
  }

  @Test
  void theFormIsTakenFromAFieldWhereThePathIsBelow() {
    Reply reply = reply("/auth/x?as=nout", UNKNOWN, "X-Auth-As", "wipsos");
    assertTrue(new String(reply.body(), UTF_8).contains("TokenInvalide"));
    assertEquals("Unauthorized\n", new String(reply("/auth/x?as=nout", UNKNOWN).body(), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"/auth, true", "/auth/, true", "/auth/x, true", "/authx, false", "/Auth, false"})
  void servesItsPathAndAllBelow(String path, boolean serves) {
    assertEquals(serves, auth.serves(path));
    assertFalse(auth.servesTheRest());
  }

  @Test
  void aProxyHasAJsonWebTokenForWhomItAsks() {
    Reply reply = reply("/auth?jwt=https%3A%2F%2Fbilling.test", ALIVE);
    assertEquals(200, reply.status());
    OwnJwt.Genuine jwt = jwt(reply);
    assertEquals(List.of("https://billing.test"), jwt.audience());
    assertEquals("000102030405060708090a0b", jwt.session().text());
    assertEquals(List.of("stock"), jwt(reply("/auth?jwt", ALIVE)).audience());
    assertEquals(Optional.empty(), reply("/auth", ALIVE).headers().first("Authorization"));
    assertEquals(Optional.empty(), reply("/auth?jwt", UNKNOWN).headers().first("Authorization"));
  }

  @Test
  void aProxyMayHaveOneUnasked() {
    var always =
        new ForwardConfig(CONFIG.rules(), List.of(), List.of(), List.of(), List.of("stock"), true);
    Reply reply =
        new ForwardAuth(always, DIALECTS, jose)
            .read(question("/auth/x", "Authorization", "Bearer a"))
            .answer()
            .apply(ALIVE);
    assertEquals(List.of("stock"), jwt(reply).audience());
  }

  @Test
  void nobodyHasOneForWhomItIsNotSet() {
    assertRefused("unknown audience", question("/auth?jwt=evil", "Authorization", "Bearer a"));
    var none = new ForwardAuth(ForwardConfig.DEFAULT, DIALECTS, jose);
    Request question = question("/auth?jwt", "Authorization", "Bearer a");
    assertInstanceOf(Command.Malformed.class, none.read(question).command());
  }

  private static OwnJwt.Genuine jwt(Reply reply) {
    String field = reply.headers().first("Authorization").orElseThrow();
    assertTrue(field.startsWith("Bearer "), field);
    return assertInstanceOf(
        OwnJwt.Genuine.class,
        jose.own().read(Secret.of(field.substring("Bearer ".length())), CLOCK.instant()));
  }

  @Test
  void aJsonWebTokenOfOursStandsForItsSessionAndForItsAudience() {
    var session = Sessions.of(ZOFIE, Optional.empty());
    Secret token = jose.issuer().accessToken(session, List.of("stock"), CLOCK.instant());
    String bearer = "Bearer " + token.revealText();
    Exchange stock = auth.read(question("/auth/stock", "Authorization", bearer));
    assertEquals(
        new Presented.OfSession(session.id()),
        assertInstanceOf(Command.Inspect.class, stock.command()).token());
    assertEquals(200, stock.answer().apply(ALIVE).status());
    Exchange other = auth.read(question("/auth/other", "Authorization", bearer));
    assertEquals(403, other.answer().apply(ALIVE).status());
    Exchange changed = auth.read(question("/auth/stock", "Authorization", bearer + "A"));
    assertEquals(
        new Presented.Nothing(),
        assertInstanceOf(Command.Inspect.class, changed.command()).token());
  }

  @Test
  void aKeyIsProvedForTheRequestItself() {
    KeyHolder client = KeyHolder.of("ES256");
    String proof = proof(client, "POST", "https://app.example.org/stock", "t0ken");
    Exchange exchange = auth.read(proving(proof));
    var inspect = assertInstanceOf(Command.Inspect.class, exchange.command());
    assertTrue(inspect.possession().isPresent());
    assertEquals(200, exchange.answer().apply(ALIVE).status());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, https://app.example.org/stock, t0ken",
    "POST, https://other.example.org/stock, t0ken",
    "POST, https://app.example.org/other, t0ken",
    "POST, http://app.example.org/stock, t0ken",
    "POST, https://app.example.org/stock, other"
  })
  void aProofOfAnythingElseProvesNothing(String method, String url, String token) {
    Exchange exchange = auth.read(proving(proof(KeyHolder.of("ES256"), method, url, token)));
    assertEquals(
        "bad-dpop-proof", assertInstanceOf(Command.Malformed.class, exchange.command()).cause());
    Reply reply = exchange.answer().apply(ALIVE);
    assertEquals(401, reply.status());
    String challenge = reply.headers().first("WWW-Authenticate").orElse("");
    assertTrue(challenge.startsWith("DPoP error=\"invalid_dpop_proof\", algs=\""), challenge);
  }

  @Test
  void twoProofsProveNothing() {
    KeyHolder client = KeyHolder.of("ES256");
    String proof = proof(client, "POST", "https://app.example.org/stock", "t0ken");
    Request both = proving(proof);
    both = request(both.method(), both.target(), both.headers().with("DPoP", proof), new byte[0]);
    assertInstanceOf(Command.Malformed.class, auth.read(both).command());
  }

  @ParameterizedTest
  @CsvSource({
    "X-Original-URI, /stock, https:///stock",
    "X-Original-Host, app.example.org, https://app.example.org/",
    "X-Original-Host, app.example.org, https://app.example.org"
  })
  void aProofIsForNothingWhereTheProxyDoesNotTellForWhat(String name, String value, String url) {
    String proof = proof(KeyHolder.of("ES256"), "GET", url, "t0ken");
    Request question = question("/auth", name, value, "Authorization", "DPoP t0ken", "DPoP", proof);
    assertInstanceOf(Command.Malformed.class, auth.read(question).command());
  }

  @Test
  void aKeyIsProvedForTheSchemeThatTheClientUsed() {
    String proof =
        proof(KeyHolder.of("ES256"), "POST", "http://app.example.org:443/stock", "t0ken");
    Request told = proving(proof);
    Request inClear =
        new Request(
            told.method(),
            told.target(),
            told.headers(),
            told.body(),
            new Request.Origin(false, "http://localhost:8052", "192.0.2.1"));
    var inspect = assertInstanceOf(Command.Inspect.class, auth.read(inClear).command());
    assertTrue(inspect.possession().isPresent());
  }

  @Test
  void whereProofsNeedANonceTheRefusalTellsOne(@TempDir Path other) throws IOException {
    var wanting = new ForwardAuth(CONFIG, DIALECTS, JoseFixture.in(other, CLOCK, true));
    String proof = proof(KeyHolder.of("ES256"), "POST", "https://app.example.org/stock", "t0ken");
    Reply reply = wanting.read(proving(proof)).answer().apply(ALIVE);
    assertEquals(401, reply.status());
    String challenge = reply.headers().first("WWW-Authenticate").orElse("");
    assertTrue(challenge.startsWith("DPoP error=\"use_dpop_nonce\", algs=\""), challenge);
    assertTrue(reply.headers().first("DPoP-Nonce").orElse("").length() > 20);
  }

  @Test
  void aSchemeThatPromisesAProofNeedsOne() {
    Exchange exchange =
        auth.read(question("/auth", "X-Original-URI", "/x", "Authorization", "DPoP t0ken"));
    assertEquals(401, exchange.answer().apply(ALIVE).status());
    assertInstanceOf(Command.Malformed.class, exchange.command());
    Exchange bearer =
        auth.read(
            question("/auth", "X-Original-URI", "/x", "Authorization", "Bearer a", "DPoP", "x"));
    assertEquals(
        Optional.empty(), assertInstanceOf(Command.Inspect.class, bearer.command()).possession());
  }

  private static Request proving(String proof) {
    return question(
        "/auth",
        "X-Original-Method",
        "POST",
        "X-Original-URI",
        "/stock?x=1",
        "X-Original-Host",
        "app.example.org:443",
        "Authorization",
        "DPoP t0ken",
        "DPoP",
        proof);
  }

  private static String proof(KeyHolder client, String method, String url, String token) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
      String ath = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
      return client.signed(
          "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + client.jwk("") + "}",
          "{\"jti\":\"1\",\"htm\":\"%s\",\"htu\":\"%s\",\"iat\":%d,\"ath\":\"%s\"}"
              .formatted(method, url, CLOCK.instant().getEpochSecond(), ath));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(String cause, Request question) {
    Exchange exchange = auth.read(question);
    assertEquals(cause, assertInstanceOf(Command.Malformed.class, exchange.command()).cause());
    assertEquals(403, exchange.answer().apply(ALIVE).status());
  }

  private static String token(Request question) {
    var inspect = assertInstanceOf(Command.Inspect.class, auth.read(question).command());
    return assertInstanceOf(Presented.Token.class, inspect.token()).secret().revealText();
  }

  private static Reply reply(String target, Outcome outcome, String... headers) {
    Headers all = Headers.of(headers).with("Authorization", "Bearer a");
    if (!target.startsWith("/auth/")) {
      all = all.with("X-Original-URI", "/x?nonce=n7");
    }
    return auth.read(request("GET", target, all, new byte[0])).answer().apply(outcome);
  }

  private static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Duration.ofSeconds(30), Optional.empty());
  }

  private static Request question(String target, String... headers) {
    return request("GET", target, Headers.of(headers), new byte[0]);
  }

  private static Request posted(String target, String body) {
    return request(
        "POST",
        target,
        Headers.of("Content-Type", "text/xml", "X-Original-URI", "/"),
        body.getBytes(UTF_8));
  }

  private static Request request(String method, String target, Headers headers, byte[] body) {
    return new Request(
        method,
        target,
        headers,
        body,
        new Request.Origin(true, "https://localhost:8443", "192.0.2.1"));
  }
}
