package dev.jeton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jeton client} does is heeded by OAuth's endpoints on the very next request. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // made before each test
final class ClientsAtTheEndpointsTest {
  @TempDir private Path data;
  private ServerProcess server;
  private HttpClient http;

  private record Answer(int status, Document body) {}

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start(data);
    http = HttpClient.newBuilder().sslContext(server.trusting()).build();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private String add(String name, String... more) {
    Run added = server.jeton("", concat(List.of("client", "add", name, "--json"), more));
    assertEquals(0, added.exitCode(), added::toString);
    return added.json().text("clientSecret").orElse("");
  }

  private static String[] concat(List<String> first, String... more) {
    return java.util.stream.Stream.concat(first.stream(), java.util.Arrays.stream(more))
        .toArray(String[]::new);
  }

  private void ok(String input, String... command) {
    Run run = server.jeton(input, command);
    assertEquals(0, run.exitCode(), run::toString);
  }

  private Answer post(String path, String name, String secret, String form) throws Exception {
    String basic = encoded(name) + ":" + encoded(secret);
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(server.https() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(basic.getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return switch (Document.read(response.body())) {
      case Document.Whole(Document document) -> new Answer(response.statusCode(), document);
      case Document.Malformed(String why) -> throw new AssertionError(why);
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer token(String name, String secret) throws Exception {
    return post("/oauth2/token", name, secret, "grant_type=client_credentials");
  }

  private boolean isActive(String token, String name, String secret) throws Exception {
    Answer answer = post("/oauth2/introspect", name, secret, "token=" + encoded(token));
    assertEquals(200, answer.status(), answer.body()::json);
    return answer.body().isTrue("active");
  }

  @Test
  void aDisabledClientIsRefusedAndItsTokensAreDeadAtOnce() throws Exception {
    String api = add("api");
    String app = add("my app: 1", "--grant", "client-credentials", "--scope", "read");
    Answer granted = token("my app: 1", app);
    assertEquals(200, granted.status(), granted.body()::json);
    assertEquals(Optional.of("read"), granted.body().text("scope"));
    String token = granted.body().text("access_token").orElseThrow();
    assertTrue(isActive(token, "api", api));
    ok("", "client", "disable", "my app: 1");
    assertEquals(false, isActive(token, "api", api));
    Answer refused = token("my app: 1", app);
    assertEquals(401, refused.status());
    assertEquals(Optional.of("invalid_client"), refused.body().text("error"));
    ok("", "client", "enable", "my app: 1");
    assertEquals(200, token("my app: 1", app).status());
    assertEquals(false, isActive(token, "api", api));
    server.awaitTold("client-refused", "\"cause\":\"disabled\"", "\"actor\":\"my app: 1\"");
  }

  @Test
  void whatAClientMayNotIsRefusedFromTheNextRequestOn() throws Exception {
    String app = add("app", "--grant", "client-credentials");
    assertEquals(200, token("app", app).status());
    ok("", "client", "change", "app", "--no-grant", "client-credentials");
    Answer refused = token("app", app);
    assertEquals(400, refused.status());
    assertEquals(Optional.of("unauthorized_client"), refused.body().text("error"));
  }

  @Test
  void bothSecretsHoldInARotationAlsoOverACrashAndOneAfterIt() throws Exception {
    String first = add("app", "--grant", "client-credentials");
    String token = token("app", first).body().text("access_token").orElseThrow();
    Run rotated = server.jeton("", "client", "rotate-secret", "app", "--json");
    String second = rotated.json().text("clientSecret").orElseThrow();
    assertTrue(isActive(token, "app", first));
    assertTrue(isActive(token, "app", second));
    stop(); // as a crash does
    start();
    assertTrue(isActive(token, "app", first));
    assertTrue(isActive(token, "app", second));
    Run last = server.jeton("", "client", "rotate-secret", "app", "--at-once", "--json");
    assertEquals(401, token("app", first).status());
    assertEquals(401, token("app", second).status());
    String third = last.json().text("clientSecret").orElseThrow();
    assertEquals(false, isActive(token, "app", third));
  }

  @Test
  void aChosenSecretIsTakenAndGuessesAtItAreThrottled() throws Exception {
    String own = "p&+=<ž€ of mine";
    ok(own + "\n", "client", "add", "app", "--secret-stdin");
    assertEquals(false, isActive("none", "app", own));
    assertEquals(false, isActive("none", "app", own));
    for (int i = 0; i < 10; i++) {
      assertEquals(401, token("app", "guess " + i).status());
    }
    assertEquals(429, token("app", own).status());
    ok("", "throttle", "lift", "app");
    assertEquals(false, isActive("none", "app", own));
    ok("", "client", "remove", "app");
    assertEquals(401, token("app", own).status());
  }
}
