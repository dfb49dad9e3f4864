package dev.jeton.app;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.config.Loaded;
import dev.jeton.config.Settings;
import dev.jeton.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A whole server with the demo's accounts, asked over TLS, whose clock the test moves. */
final class MatrixServer implements AutoCloseable {
  static final List<String> DIALECTS = List.of("balans", "nout", "vz", "wipsos", "oauth");

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

  private final MovableClock clock = new MovableClock(Instant.now());
  private final Server server;
  private final String https;
  private final HttpClient http;
  private final AdminClient admin;
  private final String basic;

  /** A token, as its client holds it. */
  record Token(String dialect, String text) {}

  MatrixServer(Path folder) throws IOException {
    Path file = folder.resolve("jeton.yaml");
    Files.writeString(
        file,
        """
        data: %s
        https:
          host: 127.0.0.1
          port: 0
        http:
          port: 0
        admin:
          port: 0
        log:
          level: error
        forward:
          rules:
            - allow
        """
            .formatted(folder.resolve("data")));
    Loaded<Settings> loaded = Settings.load(Optional.of(file), Map.of(), List.of());
    if (!(loaded instanceof Loaded.Ready<Settings>(Settings settings, _))) {
      throw new IllegalStateException(loaded.toString());
    }
    server = new Server(settings, new SeededRandom(1), clock);
    Demo.fill(server);
    https = server.running().https();
    var files = new ServerFiles(folder.resolve("data"));
    try {
      http = HttpClient.newBuilder().sslContext(AdminClient.trusting(files.authority())).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    admin = ((AdminClient.Found) AdminClient.find(folder.resolve("data"))).client();
    var client = new LinkedHashMap<String, Object>();
    client.put("name", "matrix");
    client.put("grants", List.of("client_credentials", "token-exchange", "refresh-token"));
    Document added = admin("POST", "/v1/clients", new Document(client));
    String pair = "matrix:" + added.text("clientSecret").orElseThrow();
    basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Opens a session as a client of this dialect does. */
  Token login(String dialect) {
    String vz = "/Api/Vo/V1/?action=token&username=demo&password=demo-password";
    String text =
        switch (dialect) {
          case "balans" ->
              member(
                  post(
                      "/rs/login/gettoken",
                      form("id", "demo", "pwd", "demo-password", "len", "60")),
                  "token");
          case "nout" ->
              post("/", NOUT.replace("OPERATION", NOUT_LOGIN), "Content-Type", "text/xml")
                  .body()
                  .replaceAll("(?s).*<SessionToken[^>]*>([^<]+)<.*", "$1");
          case "vz" -> {
            Object content = members(get(vz)).get("content");
            yield content instanceof Map<?, ?> map ? String.valueOf(map.get("token")) : "";
          }
          case "wipsos" ->
              member(
                  get(
                      "/Token",
                      "Identifiant",
                      "00112233445566778899aabbccddeeff",
                      "MotDePasse",
                      "ffeeddccbbaa99887766554433221100"),
                  "TokenID");
          case "oauth" ->
              member(oauth("token", "grant_type", "client_credentials"), "access_token");
          default -> throw new IllegalArgumentException(dialect);
        };
    return new Token(dialect, text);
  }

  private static final String NOUT =
      "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\">OPERATION</e:Envelope>";
  private static final String NOUT_LOGIN =
      "<e:Body><GetTokenSession xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\">"
          + "<UsernameToken><Username>demo</Username>"
          + "<Password Type=\"PasswordText\">demo-password</Password></UsernameToken>"
          + "</GetTokenSession></e:Body>";

  /** Whether its own protocol has a check, and that holds. */
  boolean ownCheck(Token token) {
    return switch (token.dialect()) {
      case "vz" -> get("/Api/Vo/V1/?action=session&token=" + token.text()).statusCode() == 200;
      case "wipsos" ->
          "Valide"
              .equals(
                  member(
                      get("/StatutToken", "Authorization", "Bearer " + token.text()),
                      "Token_Statut"));
      case "balans", "nout", "oauth" -> false;
      default -> throw new IllegalArgumentException(token.dialect());
    };
  }

  /** Whether its own protocol ends it. */
  boolean ownEnd(Token token) {
    return switch (token.dialect()) {
      case "balans" ->
          post("/rs/login/closetoken?sessToken=" + token.text(), "").statusCode() == 200;
      case "nout" -> get("/Disconnect?!SessionToken=" + token.text()).statusCode() == 200;
      case "vz" -> get("/Api/Vo/V1/?action=logout&token=" + token.text()).statusCode() == 200;
      case "wipsos" ->
          ask("DELETE", "/Token", "", "Authorization", "Bearer " + token.text()).statusCode()
              == 204;
      case "oauth" -> revoked(token.text());
      default -> throw new IllegalArgumentException(token.dialect());
    };
  }

  boolean introspected(String token) {
    return Boolean.TRUE.equals(
        members(oauth("introspect", "token", token, "touch", "false")).get("active"));
  }

  boolean touched(String token) {
    return Boolean.TRUE.equals(
        members(oauth("introspect", "token", token, "touch", "true")).get("active"));
  }

  /** When it ends, in seconds. */
  long end(String token) {
    return members(oauth("introspect", "token", token, "touch", "false")).get("exp")
            instanceof Long end
        ? end
        : 0;
  }

  /** Whether introspection answers in this type, with three parts between dots. */
  boolean accepts(String token, String type) {
    HttpResponse<String> answer =
        ask(
            "POST",
            "/oauth2/introspect",
            form("token", token),
            "Authorization",
            basic,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Accept",
            type);
    return answer.statusCode() == 200
        && answer.headers().firstValue("Content-Type").orElse("").startsWith(type)
        && answer.body().split("\\.", -1).length == 3;
  }

  boolean forwarded(String token) {
    return get(
                "/auth",
                "Authorization",
                "Bearer " + token,
                "X-Forwarded-Method",
                "GET",
                "X-Forwarded-Host",
                "app.example.org",
                "X-Forwarded-Uri",
                "/")
            .statusCode()
        == 200;
  }

  String exchanged(String token) {
    return member(exchange(token, ACCESS_TOKEN), "access_token");
  }

  String jwt(String token) {
    return member(exchange(token, JWT), "access_token");
  }

  /** The access token that the refresh token of an exchange is good for. */
  String refreshed(String token) {
    String refresh = member(exchange(token, ACCESS_TOKEN), "refresh_token");
    return member(
        oauth("token", "grant_type", "refresh_token", "refresh_token", refresh), "access_token");
  }

  boolean revoked(String token) {
    return oauth("revoke", "token", token).statusCode() == 200 && !introspected(token);
  }

  boolean endedByAdmin(String token) {
    Document found = admin("POST", "/v1/tokens/check", new Document(Map.of("token", token)));
    return admin("DELETE", "/v1/sessions/" + found.text("id").orElseThrow(), null) != null;
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }

  private HttpResponse<String> exchange(String token, String type) {
    return oauth(
        "token",
        "grant_type",
        EXCHANGE,
        "subject_token",
        token,
        "subject_token_type",
        ACCESS_TOKEN,
        "requested_token_type",
        type);
  }

  private HttpResponse<String> oauth(String endpoint, String... form) {
    return post("/oauth2/" + endpoint, form(form), "Authorization", basic);
  }

  private Document admin(
      String method, String target, @org.jspecify.annotations.Nullable Document body) {
    AdminClient.Result result = admin.call(method, target, Optional.ofNullable(body));
    if (result instanceof AdminClient.Done(Document done)) {
      return done;
    }
    throw new AssertionError(result.toString());
  }

  private HttpResponse<String> get(String target, String... headers) {
    return ask("GET", target, "", headers);
  }

  private HttpResponse<String> post(String target, String body, String... headers) {
    String[] all =
        headers.length > 0 && headers[0].equals("Content-Type")
            ? headers
            : java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("Content-Type", "application/x-www-form-urlencoded"),
                    java.util.stream.Stream.of(headers))
                .toArray(String[]::new);
    return ask("POST", target, body, all);
  }

  private HttpResponse<String> ask(String method, String target, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(https + target))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(target, e);
    }
  }

  private static String form(String... namesAndValues) {
    var parts = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parts.entrySet().stream()
        .map(
            part ->
                part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String member(HttpResponse<String> answer, String name) {
    Object value = members(answer).get(name);
    return value instanceof String text ? text : "";
  }

  private static Map<?, ?> members(HttpResponse<String> answer) {
    return Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
            instanceof Json.Value(Map<?, ?> map)
        ? map
        : Map.of();
  }
}
