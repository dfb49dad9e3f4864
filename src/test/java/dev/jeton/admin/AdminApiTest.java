package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.admin.AdminFixture.Answer;
import dev.jeton.audit.AuditEvent;
import dev.jeton.wire.Headers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's frame, and what it does with sessions and tokens. */
final class AdminApiTest extends AdminTest {
  private static final String TOKEN = "00112233445566778899aabbccddeeff";

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer wrong", "Basic the-admin-secret"})
  void whoLacksTheSecretLearnsNothingAndIsRecorded(String authorization) {
    Headers headers =
        authorization.isEmpty() ? Headers.none() : Headers.of("Authorization", authorization);
    for (String target : List.of("/v1/accounts", "/v1/nothing", "/")) {
      Answer answer = admin.call("GET", target, "", headers);
      assertEquals(401, answer.status());
      assertEquals("unauthorized", answer.at("error", "code"));
      assertEquals(Optional.of("Bearer"), answer.reply().headers().first("WWW-Authenticate"));
    }
    assertEquals(
        List.of(Map.of("address", "127.0.0.1")),
        admin.events(AuditEvent.Kind.ADMIN_REFUSED).stream()
            .map(AuditEvent::detail)
            .distinct()
            .toList());
  }

  @Test
  void certificatesAreShownAndReadAnew() {
    Answer shown = admin.call("GET", "/v1/certificates");
    assertEquals(200, shown.status());
    assertEquals(
        "{\"certificates\":[{\"listener\":\"https\",\"subject\":\"CN=localhost\","
            + "\"issuer\":\"CN=Jeton CA\",\"names\":[\"127.0.0.1\",\"localhost\"],"
            + "\"validFrom\":\"2026-01-01T00:00:00Z\",\"validUntil\":\"2027-01-01T00:00:00Z\","
            + "\"sha256\":\"ab12\",\"since\":\"2026-03-01T10:00:00Z\"}]}",
        new String(shown.reply().body(), java.nio.charset.StandardCharsets.UTF_8));
    Answer read = admin.call("POST", "/v1/certificates/reload");
    assertEquals(200, read.status());
    assertTrue(read.document().toString().contains("refused=no certificate"));
    assertEquals(405, admin.call("GET", "/v1/certificates/reload").status());
  }

  @Test
  void theSecretIsNotTakenFromASecondHeader() {
    Headers twice =
        Headers.of("Authorization", "Bearer the-admin-secret", "Authorization", "Bearer other");
    assertEquals(401, admin.call("GET", "/v1/accounts", "", twice).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/",
        "/v2/accounts",
        "/v1/accounts/1/keys/2",
        "/v1/accounts/",
        "/v1/accounts/1/other",
        "/v1/tokens",
        "/v1/tokens/other",
        "v1/accounts"
      })
  void otherPathsAreNotFound(String target) {
    Answer answer = admin.call("GET", target);
    assertEquals(404, answer.status());
    assertEquals("not-found", answer.at("error", "code"));
  }

  @Test
  void otherMethodsAreRefusedWithThoseThatThereAre() {
    Answer answer = admin.call("PUT", "/v1/accounts/7");
    assertEquals(405, answer.status());
    assertEquals(Optional.of("DELETE, GET, PATCH"), answer.reply().headers().first("Allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"token\":7}",
        "{}",
        "{\"token\":\"x\",\"token\":\"y\"}",
        "{\"token\":\"x\",\"toutch\":true}",
        "{\"token\":\"x\",\"touch\":\"yes\"}",
        "null"
      })
  void bodiesAreReadStrictly(String body) {
    Answer answer = admin.call("POST", "/v1/tokens/check", body);
    assertEquals(400, answer.status());
    assertEquals("invalid", answer.at("error", "code"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/accounts?nam=x",
        "/v1/accounts?limit=0",
        "/v1/accounts?limit=501",
        "/v1/accounts?limit=x",
        "/v1/accounts?after=1&after=2",
        "/v1/accounts?name=%E9",
        "/v1/sessions?after=xyz",
        "/v1/sessions/xyz"
      })
  void queriesAreReadStrictly(String target) {
    assertEquals(400, admin.call("GET", target).status());
  }

  @Test
  void aStoreThatIsDownIsNoAnswer() {
    admin.store.down(true);
    Answer answer = admin.call("GET", "/v1/accounts");
    assertEquals(503, answer.status());
    assertEquals("unavailable", answer.at("error", "code"));
    assertEquals(Optional.of("2"), answer.reply().headers().first("Retry-After"));
  }

  @Test
  void tokensOfEveryDialectAreChecked() {
    admin.open(TOKEN, "wipsos", 1, 1, Optional.of("abc"));
    admin.open("other-token", "nout", 1, 2, Optional.empty());
    Answer answer = admin.call("POST", "/v1/tokens/check", "{\"token\":\"" + TOKEN + "\"}");
    assertEquals(200, answer.status());
    assertEquals("live", answer.at("state"));
    assertEquals("wipsos", answer.at("dialect"));
    assertEquals("abc", answer.at("client"));
    assertEquals("2026-03-01T22:00:00Z", answer.at("deadline"));
    Answer other = admin.call("POST", "/v1/tokens/check", "{\"token\":\"other-token\"}");
    assertEquals("nout", other.at("dialect"));
    assertEquals(Map.of("id", 1L, "name", "actor"), other.at("actor"));
    assertEquals(Map.of("id", 2L, "name", "subject"), other.at("subject"));
    assertEquals("2026-03-01T10:22:00Z", other.at("deadline"));
    assertFalse(
        new String(other.reply().body(), java.nio.charset.StandardCharsets.UTF_8)
            .contains("other-token"));
  }

  @Test
  void aCheckProlongsAnIdleSessionOnlyIfItIsAUse() {
    admin.open(TOKEN, "nout", 1, 1, Optional.empty());
    admin.now = AdminFixture.START.plusSeconds(600);
    assertEquals("2026-03-01T10:22:00Z", check(false).at("deadline"));
    assertEquals("2026-03-01T10:32:00Z", check(true).at("deadline"));
    assertEquals("2026-03-01T10:32:00Z", check(false).at("deadline"));
  }

  @Test
  void aTokenThatIsNotLiveIsAnAnswerToo() {
    assertEquals(Map.of("state", "unknown"), check(true).document());
    admin.open(TOKEN, "nout", 1, 1, Optional.empty());
    admin.now = AdminFixture.START.plusSeconds(22 * 60);
    assertEquals(
        Map.of("state", "expired", "dialect", "nout", "at", "2026-03-01T10:22:00Z"),
        check(true).document());
  }

  @Test
  void sessionsAreListedByAccountAndDialectAndPageByPage() {
    for (int i = 0; i < 5; i++) {
      admin.open("a" + i, "nout", 1, 2, Optional.empty());
      admin.open("b" + i, "wipsos", 3, 3, Optional.empty());
    }
    assertEquals(10, sessions("/v1/sessions").size());
    assertEquals(5, sessions("/v1/sessions?account=2").size());
    assertEquals(5, sessions("/v1/sessions?dialect=wipsos").size());
    assertEquals(0, sessions("/v1/sessions?account=1&dialect=wipsos").size());
    Answer first = admin.call("GET", "/v1/sessions?limit=7");
    Answer rest = admin.call("GET", "/v1/sessions?limit=7&after=" + first.at("next"));
    assertEquals(7, ((List<?>) first.at("sessions")).size());
    assertEquals(3, ((List<?>) rest.at("sessions")).size());
    assertEquals("(absent)", rest.at("next"));
  }

  @Test
  void aSessionIsShownAndEndedOnce() {
    String path = "/v1/sessions/" + admin.open(TOKEN, "nout", 1, 1, Optional.empty()).id();
    assertEquals("live", admin.call("GET", path).at("state"));
    assertEquals(200, admin.call("DELETE", path).status());
    assertFalse(admin.isLive(TOKEN));
    assertEquals("ended", admin.call("GET", path).at("state"));
    assertEquals(404, admin.call("DELETE", path).status());
    assertEquals(404, admin.call("GET", "/v1/sessions/000000000000000000000000").status());
    List<AuditEvent> ends = admin.events(AuditEvent.Kind.SESSION_ENDED);
    assertEquals(1, ends.size());
    assertEquals("admin", ends.getFirst().detail().get("by"));
  }

  @Test
  void allSessionsOfAnAccountEndWhicheverPartItHasInThem() {
    admin.open("as actor", "nout", 1, 2, Optional.empty());
    admin.open("as subject", "nout", 2, 1, Optional.empty());
    admin.open("of another", "nout", 2, 2, Optional.empty());
    assertEquals(Map.of("ended", 2L), admin.call("DELETE", "/v1/sessions?account=1").document());
    assertFalse(admin.isLive("as actor"));
    assertFalse(admin.isLive("as subject"));
    assertTrue(admin.isLive("of another"));
  }

  @Test
  void notAllSessionsOfAllAccountsCanBeEndedByForgettingOne() {
    admin.open(TOKEN, "nout", 1, 1, Optional.empty());
    assertEquals(400, admin.call("DELETE", "/v1/sessions").status());
    assertTrue(admin.isLive(TOKEN));
  }

  private Answer check(boolean touch) {
    return admin.call(
        "POST", "/v1/tokens/check", "{\"token\":\"" + TOKEN + "\",\"touch\":" + touch + "}");
  }

  private List<?> sessions(String target) {
    return (List<?>) admin.call("GET", target).at("sessions");
  }
}
