package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.account.QuickHashing;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked, the answer is JSON that tells what is wrong, without a word of the passwords
 * that were sent; and without the admin secret there is no other than 401. An input is a method and
 * a target on the first line, and the body behind it.
 */
final class AdminApiFuzzTest {
  private static final int MANY = 2_000;
  private static final String PASSWORD = "the-very-password";
  private static final String BEARER = "bearer " + AdminFixture.SECRET;

  @TempDir private static Path folder = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static AdminFixture fixture;

  private static int asked;

  @BeforeAll
  static void make() throws IOException {
    fixture = new AdminFixture(folder, QuickHashing.hasher(new SecureRandom()));
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  static Stream<byte[]> requests() {
    return Stream.of(
            "POST /v1/accounts\n{\"name\":\"ana\",\"kind\":\"user\",\"dialects\":[\"nout\"],"
                + "\"password\":\"the-very-password\",\"digest\":true,\"language\":12}",
            "POST /v1/accounts\n{\"name\":\"e\",\"kind\":\"extranet\",\"form\":{\"id\":\"1\",\"title\":\"t\"},"
                + "\"noutSecret\":\"X03MO1qnZdYdgyfeuILPmQ==\",\"actFor\":[\"a\"],\"forCustomer\":{\"add\":[\"*\"]}}",
            "POST /v1/accounts\n{\"name\":\"m\",\"kind\":\"machine\"}",
            "PATCH /v1/accounts/1\n{\"enabled\":false,\"dialects\":{\"add\":[\"wipsos\"],\"remove\":[\"nout\"]}}",
            "POST /v1/accounts/2/keys\n{}",
            "GET /v1/accounts/1\n",
            "GET /v1/accounts?name=ana&limit=3&after=0&form=1\n",
            "DELETE /v1/accounts/1\n",
            "GET /v1/sessions?account=1&limit=500\n",
            "DELETE /v1/sessions?account=1&except=0\n",
            "GET /v1/sessions/00112233445566778899aabb\n",
            "POST /v1/tokens/check\n{\"dialect\":\"nout\",\"token\":\"the-very-password\"}",
            "POST /v1/accounts/import\n{\"rows\":[{\"name\":\"i\",\"kind\":\"user\",\"passwordHash\":"
                + "\"5f4dcc3b5aa765d61d8327deb882cf99\",\"hashScheme\":\"md5\"}],\"onExisting\":\"replace\"}",
            "GET /v1/certificates\n",
            "GET /v1/keys\n",
            "GET /v1/throttle\n",
            "GET /v2/%00\n[")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("requests")
  @FuzzTest
  void answersWithJsonThatTellsNoPassword(byte[] input) throws IOException {
    if (++asked % MANY == 0) {
      fixture.close();
      make();
    }
    String text = new String(input, StandardCharsets.ISO_8859_1);
    int end = Math.max(0, text.indexOf('\n'));
    String[] line = text.substring(0, end).split(" ", 2);
    String target = line.length < 2 ? "/" : line[1].replaceAll("[\\x00-\\x20\\x7f]", "");
    byte[] body =
        text.substring(Math.min(text.length(), end + 1)).getBytes(StandardCharsets.ISO_8859_1);
    boolean onlyAsPassword =
        text.indexOf("\"password\":\"" + PASSWORD, end) >= 0
            && text.indexOf(PASSWORD) == text.lastIndexOf(PASSWORD)
            && !accounts().contains(PASSWORD); // an earlier one may have called an account so
    Reply unknown = handle(line[0], target, body, BEARER + "x");
    assertTrue(unknown.status() == 401 || unknown.status() == 429, "without the secret");
    Reply reply = handle(line[0], target, body, BEARER);
    assertTrue(
        List.of(200, 201, 204, 400, 404, 405, 409, 422, 503).contains(reply.status()),
        () -> "status " + reply.status());
    String written = new String(reply.body(), StandardCharsets.UTF_8);
    if (reply.body().length > 0) {
      Json.Value value = assertInstanceOf(Json.Value.class, Json.read(reply.body()), written);
      if (reply.status() >= 400) {
        assertTrue(value.value() instanceof Map<?, ?> document && document.containsKey("error"));
      }
    }
    for (Headers.Field field : reply.headers().fields()) {
      assertTrue(field.value().chars().allMatch(c -> c >= ' ' && c <= '~'), field.toString());
    }
    assertFalse(onlyAsPassword && written.contains(PASSWORD), "it tells the password");
  }

  private static String accounts() {
    Reply reply = handle("GET", "/v1/accounts?limit=500", new byte[0], BEARER);
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static Reply handle(String method, String target, byte[] body, String authorization) {
    return fixture.handle(
        new Request(
            method,
            target.startsWith("/") ? target : "/" + target,
            Headers.of("Authorization", authorization),
            body,
            new Request.Origin(true, "https://localhost:1", "127.0.0.1")));
  }
}
