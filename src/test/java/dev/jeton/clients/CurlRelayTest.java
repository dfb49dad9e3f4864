package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a server behind each dialect: who may go there, and what it is told. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class CurlRelayTest {
  private static final String PASSWORD = "behind the curtain";

  @TempDir private static Path folder;
  private static Backstage backstage;
  private static ServerProcess server;
  private static String identifiant;
  private static String motDePasse;

  @BeforeAll
  static void start() throws Exception {
    backstage = new Backstage(asked -> new Backstage.Said(200, "text/plain", "backstage"));
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            """
            nout: {upstream: {url: "%1$s"}}
            balans: {language: en, plain-http: allow, upstream: {url: "%1$s"}}
            vz: {upstream: {url: "%1$s"}}
            wipsos: {upstream: {url: "%1$s", phantom-jwt: stage}}
            """
                .formatted(backstage.url()));
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    for (String dialect : List.of("vz", "balans", "nout")) {
      server.jeton(
          PASSWORD + "\n",
          "account",
          "add",
          "Žofie " + dialect,
          "--dialect",
          dialect,
          "--password-stdin");
    }
    server.jeton("", "account", "add", "till", "--kind", "machine", "--dialect", "wipsos");
    var pair = server.jeton("", "key", "issue", "till", "--json").json();
    identifiant = pair.text("identifiant").orElseThrow();
    motDePasse = pair.text("motDePasse").orElseThrow();
  }

  @AfterAll
  static void stop() {
    server.close();
    backstage.close();
  }

  @BeforeEach
  void forget() {
    backstage.asked.clear();
  }

  private static String curl(String target, String... more) {
    return Program.run(
            "",
            Stream.concat(
                    Stream.of(
                        "curl",
                        "--silent",
                        "--write-out",
                        " %{http_code}",
                        "--cacert",
                        server.authority().toString(),
                        target.startsWith("/") ? server.https() + target : target),
                    Stream.of(more))
                .toList())
        .out();
  }

  private static String token(String text) {
    Matcher token =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-fA-F]{32,40}|[0-9]{20}").matcher(text);
    assertTrue(token.find(), text);
    return token.group();
  }

  private static String vz() {
    return token(
        curl("/Api/Vo/V1/?action=token&username=%C5%BDofie+vz&password=behind+the+curtain"));
  }

  private static String wipsos() {
    return token(
        curl("/Token", "-H", "Identifiant: " + identifiant, "-H", "MotDePasse: " + motDePasse));
  }

  @Test
  void anActionThatIsNotTheSessionsGoesThereWithoutTheToken() throws Exception {
    String token = vz();
    assertEquals(
        "backstage 200", curl("/Api/Vo/V1/?action=profile&guid=7&token=" + token + "&platform=1"));
    Backstage.Asked asked = backstage.asked.take();
    assertEquals(
        "GET /Api/Vo/V1/?action=profile&guid=7&platform=1", asked.method() + " " + asked.target());
    assertEquals("%C5%BDofie vz", asked.field("X-Auth-User"));
    assertEquals("", asked.field("X-Auth-Actor"));
    assertEquals("", asked.field("X-Auth-Customer"));
    assertEquals("vz", asked.field("X-Auth-Dialect"));
    assertTrue(asked.field("X-Auth-Expires").matches("20[-0-9T:]+Z"), asked::toString);
    assertEquals("", asked.field("X-Auth-Scope"));
    assertEquals("127.0.0.1", asked.field("X-Forwarded-For"));
    assertEquals("https", asked.field("X-Forwarded-Proto"));
    assertEquals(server.https().substring("https://".length()), asked.field("X-Forwarded-Host"));
    assertEquals("1.1 jeton", asked.field("Via"));
    assertTrue(asked.field("X-Request-Id").matches("[0-9a-z]+-[0-9a-z]+"), asked::toString);
    assertEquals(backstage.url().substring("http://".length()), asked.field("Host"));
  }

  @Test
  void fieldsThatOnlyWeMayTellAreNotTheCallers() throws Exception {
    curl(
        "/V1/Client",
        "--http1.1",
        "-H",
        "Authorization: Bearer " + wipsos(),
        "-H",
        "X-Auth-User: root",
        "-H",
        "x_auth_scope: all",
        "-H",
        "X-Auth-Tenant: 1",
        "-H",
        "X-Forwarded-For: 6.6.6.6",
        "-H",
        "Forwarded: for=6.6.6.6",
        "-H",
        "X-Real-IP: 6.6.6.6",
        "-H",
        "X-Request-Id: theirs",
        "-H",
        "X-Original-URL: /admin",
        "-H",
        "Connection: X-Secret, keep-alive",
        "-H",
        "X-Secret: 1",
        "-H",
        "TE: trailers",
        "-H",
        "X-Kept: 1");
    Backstage.Asked asked = backstage.asked.take();
    assertEquals("till", asked.field("X-Auth-User"));
    assertEquals("", asked.field("X-Auth-Scope"));
    assertEquals("127.0.0.1", asked.field("X-Forwarded-For"));
    assertEquals("1", asked.field("X-Kept"));
    for (String gone :
        List.of(
            "X_auth_scope",
            "X-Auth-Tenant",
            "Forwarded",
            "X-Real-IP",
            "X-Original-URL",
            "X-Secret",
            "TE")) {
      assertEquals("(none)", asked.field(gone), gone);
    }
    assertTrue(!asked.field("X-Request-Id").contains("theirs"), asked::toString);
  }

  @Test
  void aJsonWebTokenStandsForTheSessionWhereThatIsSet() throws Exception {
    String token = wipsos();
    curl("/V1/Client", "-H", "Authorization: Bearer " + token);
    String field = backstage.asked.take().field("Authorization");
    assertTrue(field.startsWith("Bearer ey"), field);
    String claims =
        new String(
            java.util.Base64.getUrlDecoder()
                .decode(field.substring(field.indexOf('.') + 1, field.lastIndexOf('.'))),
            java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(claims.contains("\"aud\":\"stage\""), claims);
    assertTrue(claims.contains("\"sub\":\"till\""), claims);
    assertTrue(!field.contains(token) && !claims.contains(token), claims);
  }

  @Test
  void aDeadSessionIsRefusedInItsDialectAndNobodyBehindIsTroubled() {
    String token = vz();
    curl("/Api/Vo/V1/?action=logout&token=" + token);
    assertEquals(
        """
        {"meta":{"version":1,"nonce":"","count":1,"success":false},"content":{"code":"401",\
        "message":"The token is missing, unknown or expired. Authentication must be repeated."}} 200""",
        curl("/Api/Vo/V1/?action=profile&token=" + token));
    String bearer = "Authorization: Bearer " + token; // a token of another dialect's is dead here
    assertEquals(
        """
        {"Erreur":"Le Token est inconnu ou n'est plus valide.","Code":"TokenInvalide"} 401""",
        curl("/V1/Client", "-H", bearer));
    assertTrue(backstage.asked.isEmpty());
  }

  @Test
  void aRequestWithoutATokenIsRefusedToo() {
    assertEquals(
        """
        {"Erreur":"L'en-tête Authorization doit contenir un Bearer Token.","Code":"TokenAbsent"} 401""",
        utf8(curl("/V1/Client")));
    assertTrue(backstage.asked.isEmpty());
  }

  @Test
  void theLogTellsWhatBecameOfIt() {
    curl("/V1/Client/log", "-H", "Authorization: Bearer " + wipsos());
    Pattern line =
        Pattern.compile(
            "relay request=\\S+ method=GET dialect=wipsos status=200 outcome=relayed account=till"
                + " micros=\\d+ upstreamStatus=200 upstreamMicros=\\d+");
    while (!line.matcher(server.said()).find()) {
      Thread.onSpinWait(); // the log has a thread of its own
    }
  }

  private static String utf8(String octets) {
    return new String(
        octets.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void balansOperationsInRestGoThere() throws Exception {
    String token =
        token(
            curl(
                "/rs/login/gettoken",
                "--data-urlencode",
                "id=Žofie balans",
                "--data",
                "pwd=behind the curtain&len=30"));
    assertEquals("backstage 200", curl("/rs/login/invoice?sessToken=" + token + "&n=1"));
    assertEquals("/rs/login/invoice?n=1", backstage.asked.take().target());
  }

  @Test
  void itStopsInMidSentenceOnlyIfItHasTo() throws IOException {
    // The look-ahead is 64 KiB: what is sent behind it is carried all the same.
    String token = wipsos();
    Path large = Files.writeString(folder.resolve("large"), "0123456789".repeat(50_000));
    assertEquals(
        "backstage 200",
        curl("/V1/Client", "-H", "Authorization: Bearer " + token, "--data-binary", "@" + large));
    assertEquals(500_000, backstage.asked.remove().body().length());
  }
}
