package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import dev.jeton.cli.Run;
import dev.jeton.jose.KeyHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers behind the proxies of docs/forward-auth.md, which run as they stand on the page. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class ForwardProxyTest {
  private static final String PASSWORD = "behind the proxy";
  private static final String DEAD = "7cec0345-3abb-4353-bfb9-aacc143a2d05";

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static HttpServer app;
  private static final AtomicInteger reached = new AtomicInteger();
  private static final Map<ForwardProxy.Kind, ForwardProxy> proxies =
      new EnumMap<>(ForwardProxy.Kind.class);
  private static String identifiant;
  private static String motDePasse;
  private static String secret;

  @BeforeAll
  static void start() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            """
            proxies:
              forwarded: accept
              networks: [127.0.0.1]
            forward:
              rules:
                - deny path=/admin/**
                - deny method=DELETE|PATCH
                - allow host=app.example.org
            """);
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    add("superviseur", "nout", "--digest");
    add("nalog", "balans");
    add("zofie", "vz");
    server.jeton("", "account", "add", "till", "--kind", "machine", "--dialect", "wipsos");
    Document pair = server.jeton("", "key", "issue", "till").json();
    identifiant = pair.text("identifiant").orElseThrow();
    motDePasse = pair.text("motDePasse").orElseThrow();
    secret =
        server
            .jeton("", "client", "add", "bound", "--grant", "client-credentials", "--json")
            .json()
            .text("clientSecret")
            .orElseThrow();
    app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    app.createContext("/", ForwardProxyTest::echo);
    app.start();
    String jeton = "127.0.0.1:" + URI.create(server.http()).getPort();
    for (ForwardProxy.Kind kind : ForwardProxy.Kind.values()) {
      proxies.put(
          kind, ForwardProxy.start(kind, folder, jeton, "127.0.0.1:" + app.getAddress().getPort()));
    }
  }

  @AfterAll
  static void stop() {
    proxies.values().forEach(ForwardProxy::close);
    app.stop(0);
    server.close();
  }

  private static void add(String name, String dialect, String... more) {
    var command =
        Stream.concat(
            Stream.of("account", "add", name, "--dialect", dialect, "--password-stdin"),
            Stream.of(more));
    server.jeton(PASSWORD + "\n", command.toArray(String[]::new));
  }

  /** Tells the fields that it was given. */
  private static void echo(HttpExchange exchange) throws IOException {
    reached.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    var told = new StringBuilder("reached ").append(exchange.getRequestURI()).append('\n');
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                values.forEach(
                    v ->
                        told.append(name.toLowerCase(Locale.ROOT))
                            .append('=')
                            .append(v)
                            .append('\n')));
    byte[] body = told.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** What a client gets: the status, a line break, and the head or body. */
  private static String curl(ForwardProxy.Kind kind, String target, String... more) {
    var command =
        new ArrayList<>(
            List.of("curl", "--silent", "--disable", "--path-as-is", "--include", "--globoff"));
    command.addAll(List.of("-H", "Host: app.example.org"));
    command.addAll(List.of(more));
    command.add("http://127.0.0.1:" + Objects.requireNonNull(proxies.get(kind)).port() + target);
    return Program.run("", command).out();
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static String vz() throws Exception {
    String answer =
        server.get(
            "/Api/Vo/V1/?action=token&username=zofie&password="
                + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
    return answer.replaceAll("(?s).*\"token\":\"([0-9a-f]{40})\".*", "$1");
  }

  private static String token(String dialect) throws Exception {
    return switch (dialect) {
      case "nout" ->
          server.get("/GetTokenSession?" + NoutProof.of("superviseur", PASSWORD).query());
      case "balans" ->
          Program.run(
                  "",
                  List.of(
                      "curl",
                      "--silent",
                      "--cacert",
                      server.authority().toString(),
                      "--data",
                      "id=nalog&pwd=" + PASSWORD + "&len=30",
                      server.https() + "/rs/login/gettoken"))
              .out()
              .replaceAll(".*\"token\":\"([0-9]+)\".*", "$1");
      case "wipsos" ->
          server
              .get("/Token", "Identifiant", identifiant, "MotDePasse", motDePasse)
              .replaceAll(".*\"TokenID\":\"([0-9a-f]+)\".*", "$1");
      default -> vz();
    };
  }

  @ParameterizedTest
  @EnumSource
  void withoutATokenItIs401AndNobodyBehindIsTroubled(ForwardProxy.Kind kind) {
    int before = reached.get();
    String answer = curl(kind, "/stock");
    assertEquals(401, status(answer), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nwww-authenticate: bearer"), answer);
    assertEquals(before, reached.get());
  }

  @ParameterizedTest
  @CsvSource({"NGINX", "CADDY", "HAPROXY", "APACHE"})
  void aTokenOfEachDialectIsLetIn(ForwardProxy.Kind kind) throws Exception {
    assertNames(curl(kind, "/List?Table=1!SessionToken=" + token("nout")), "superviseur", "nout");
    assertNames(curl(kind, "/stock?sessToken=" + token("balans")), "nalog", "balans");
    assertNames(curl(kind, "/stock?action=x&token=" + token("vz")), "zofie", "vz");
    assertNames(
        curl(kind, "/V1/Clients", "-H", "Authorization: Bearer " + token("wipsos")),
        "till",
        "wipsos");
  }

  private static void assertNames(String answer, String user, String dialect) {
    assertEquals(200, status(answer), answer);
    assertTrue(answer.contains("x-auth-user=" + user + "\n"), answer);
    assertTrue(answer.contains("x-auth-dialect=" + dialect + "\n"), answer);
    assertTrue(answer.matches("(?s).*x-auth-expires=[0-9TZ:-]{20}\n.*"), answer);
  }

  @ParameterizedTest
  @EnumSource
  void fieldsThatAClientMakesUpAreGone(ForwardProxy.Kind kind) throws Exception {
    String answer =
        curl(
            kind,
            "/stock?token=" + vz(),
            "-H",
            "X-Auth-User: evil",
            "-H",
            "x-auth-actor: evil",
            "-H",
            "X-Auth-Customer: evil",
            "-H",
            "X-Auth-Scope: evil",
            "-H",
            "X-Auth-Dialect: evil",
            "-H",
            "X_Auth_User: evil",
            "-H",
            "X_Auth_Scope: evil");
    assertNames(answer, "zofie", "vz");
    assertFalse(answer.contains("evil"), answer);
    assertFalse(answer.contains("{http"), answer);
  }

  @ParameterizedTest
  @EnumSource
  void anEndedSessionIsRefusedAtTheVeryNextRequest(ForwardProxy.Kind kind) throws Exception {
    String token = vz();
    assertEquals(200, status(curl(kind, "/stock?token=" + token)));
    server.get("/Api/Vo/V1/?action=logout&token=" + token);
    assertEquals(401, status(curl(kind, "/stock?token=" + token)));
  }

  @ParameterizedTest
  @EnumSource
  void aRuleForbidsWhateverTheClientSaysOfItsRequest(ForwardProxy.Kind kind) throws Exception {
    String token = vz();
    int before = reached.get();
    for (String target : List.of("/admin/x", "/%61dmin/x", "//admin/x", "/ADMIN", "/x/../admin")) {
      String answer = curl(kind, target + "?token=" + token);
      assertTrue(status(answer) == 403 || status(answer) == 404, target + answer);
    }
    for (String field : List.of("X-Original-URI", "X-Forwarded-Uri")) {
      String answer =
          curl(kind, "/admin/x?token=" + token, "-H", field + ": /stock?token=" + token);
      assertEquals(403, status(answer), answer);
    }
    String other =
        curl(kind, "/stock?token=" + token, "-H", "X-Original-Method: GET", "-X", "POST");
    assertTrue(status(other) == 200 || status(other) == 403, other);
    assertEquals(status(other) == 200 ? before + 1 : before, reached.get());
  }

  @ParameterizedTest
  @EnumSource
  void aRuleForbidsAMethod(ForwardProxy.Kind kind) throws Exception {
    String token = vz();
    for (String method : List.of("DELETE", "PATCH")) {
      assertEquals(403, status(curl(kind, "/stock?token=" + token, "-X", method)));
    }
    assertEquals(200, status(curl(kind, "/stock?token=" + token, "-X", "PUT")));
    assertEquals(200, status(curl(kind, "/stock?token=" + token, "--data", "x=1")));
  }

  @ParameterizedTest
  @EnumSource
  void whatAClientSaysOfAnotherRequestDoesItselfNoHarm(ForwardProxy.Kind kind) throws Exception {
    String answer =
        curl(
            kind,
            "/stock?token=" + vz(),
            "-H",
            "X-Forwarded-Uri: /admin/x",
            "-H",
            "X-Forwarded-Method: DELETE",
            "-H",
            "X-Forwarded-Host: evil.test");
    assertNames(answer, "zofie", "vz");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatIsBoundToAKeyNeedsAProofForEachRequest(ForwardProxy.Kind kind) throws Exception {
    KeyHolder client = KeyHolder.of("ES256");
    String token = bound(client);
    String host = "app.example.org:" + Objects.requireNonNull(proxies.get(kind)).port();
    String stock = "http://" + host + "/stock";
    String proof = proof(client, "GET", stock, token);
    assertNames(proving(kind, host, token, proof), "bound", "oauth");
    assertEquals(401, status(proving(kind, host, token, proof)), "a proof is good once");
    assertEquals(401, status(proving(kind, host, token, proof(client, "POST", stock, token))));
    assertEquals(401, status(proving(kind, host, token, proof(client, "GET", stock + "s", token))));
    assertEquals(
        401, status(proving(kind, host, token, proof(KeyHolder.of("ES256"), "GET", stock, token))));
    String bearer = curl(kind, "/stock", "-H", "Authorization: Bearer " + token);
    assertEquals(401, status(bearer), bearer);
    assertTrue(bearer.toLowerCase(Locale.ROOT).contains("www-authenticate: dpop error="), bearer);
  }

  private static String proving(ForwardProxy.Kind kind, String host, String token, String proof) {
    var command = new ArrayList<>(List.of("curl", "--silent", "--disable", "--include"));
    command.addAll(List.of("-H", "Host: " + host, "-H", "Authorization: DPoP " + token));
    command.addAll(List.of("-H", "DPoP: " + proof));
    command.add(
        "http://127.0.0.1:" + Objects.requireNonNull(proxies.get(kind)).port() + "/stock?x=1");
    return Program.run("", command).out();
  }

  /** A token of OAuth that is bound to this key. */
  private static String bound(KeyHolder client) {
    String url = server.https() + "/oauth2/token";
    return Program.run(
            "",
            List.of(
                "curl",
                "--silent",
                "--cacert",
                server.authority().toString(),
                "--user",
                "bound:" + secret,
                "-H",
                "DPoP: " + proof(client, "POST", url, ""),
                "--data",
                "grant_type=client_credentials",
                url))
        .out()
        .replaceAll(".*\"access_token\":\"([^\"]*)\".*", "$1");
  }

  private static String proof(KeyHolder client, String method, String url, String token) {
    String hash = "";
    if (!token.isEmpty()) {
      try {
        byte[] octets =
            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        hash =
            ",\"ath\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(octets) + "\"";
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
    return client.signed(
        "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + client.jwk("") + "}",
        "{\"jti\":\"%s\",\"htm\":\"%s\",\"htu\":\"%s\",\"iat\":%d%s}"
            .formatted(UUID.randomUUID(), method, url, Instant.now().getEpochSecond(), hash));
  }

  @ParameterizedTest
  @EnumSource
  void aRefusalInTheDialectsFormReachesTheClient(ForwardProxy.Kind kind) throws Exception {
    String answer = curl(kind, "/REST/List?Table=1!SessionToken=" + DEAD);
    assertEquals(401, status(answer), answer);
    assertTrue(answer.endsWith("\r\n\r\n849347991(12|1431)\r\nLe jeton est inconnu"), answer);
    String without = curl(kind, "/REST/List?Table=1");
    assertTrue(without.contains("849347967(12|1407)"), without);
    String live = curl(kind, "/REST/List?Table=1!SessionToken=" + token("nout"));
    assertNames(live, "superviseur", "nout");
  }

  @Test
  void theCommandLineTellsWhatTheProxyIsAnswered() throws Exception {
    assertEquals(
        "1  deny path=/admin/**\n2  deny method=DELETE|PATCH\n3  allow host=app.example.org\n",
        server.jeton("", "rule", "list").out());
    String url = "https://app.example.org/stock";
    Run allowed = server.jeton(vz() + "\n", "rule", "test", url, "--token-stdin");
    assertEquals(
        """
        1  deny path=/admin/**         is for another path
        2  deny method=DELETE|PATCH    is for another method
        3  allow host=app.example.org  matches
        200: allowed by rule 3, a session of zofie (vz)
        """,
        allowed.out());
    assertEquals(0, allowed.exitCode());
    Run denied =
        server.jeton(vz() + "\n", "rule", "test", "/stock", "--host", "b.test", "--token-stdin");
    assertEquals(1, denied.exitCode());
    assertTrue(denied.out().endsWith("403: no rule is for it, a session of zofie (vz)\n"));
    assertEquals("401: there is no token\n", server.jeton("", "rule", "test", url).out());
  }

  @Test
  void aTokenInASoapMessageIsFoundWhereTheProxyPassesIt() throws Exception {
    String message =
        "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Header><SessionToken>"
            + token("nout")
            + "</SessionToken></e:Header><e:Body><List/></e:Body></e:Envelope>";
    String answer =
        curl(
            ForwardProxy.Kind.HAPROXY,
            "/",
            "-H",
            "Content-Type: text/xml",
            "--data-binary",
            message);
    assertNames(answer, "superviseur", "nout");
    String dead =
        curl(
            ForwardProxy.Kind.HAPROXY,
            "/REST/",
            "-H",
            "Content-Type: text/xml",
            "--data-binary",
            message.replaceAll("[0-9a-f-]{36}", DEAD));
    assertEquals(500, status(dead), dead);
    assertTrue(dead.contains("<faultcode>env:Client</faultcode>"), dead);
  }
}
