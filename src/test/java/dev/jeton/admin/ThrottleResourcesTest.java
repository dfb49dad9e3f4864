package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.admin.AdminFixture.Answer;
import dev.jeton.audit.AuditEvent;
import dev.jeton.wire.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ThrottleResourcesTest extends AdminTest {
  private static final Headers WRONG = Headers.of("Authorization", "Bearer wrong");

  @BeforeEach
  void addSomebody() {
    admin.add("{\"name\":\"u\",\"password\":\"p\",\"dialects\":[\"nout\"]}");
  }

  /** Eleven guesses from 127.0.0.1, of which ten are tried. */
  private void guess(String name) {
    for (int i = 0; i < 11; i++) {
      assertFalse(admin.provesPassword(name, "guess " + i));
    }
  }

  private List<?> counts() {
    return (List<?>) admin.call("GET", "/v1/throttle").at("counts");
  }

  @Test
  void whatWasCountedIsListed() {
    guess("u");
    assertEquals(
        List.of(
            Map.of("what", "account", "name", "u", "counted", 10L, "left", 40L, "waitSeconds", 0L),
            Map.of(
                "what",
                "login",
                "name",
                "u",
                "network",
                "127.0.0.1",
                "counted",
                10L,
                "left",
                0L,
                "waitSeconds",
                6L),
            Map.of(
                "what",
                "network",
                "network",
                "127.0.0.1",
                "counted",
                10L,
                "left",
                90L,
                "waitSeconds",
                0L)),
        counts());
  }

  /** The bound for a minute has its ten again after six seconds; those behind it have not. */
  @Test
  void aFailureIsStillCountedWhenAsManyAreLetInAsBefore() {
    assertFalse(admin.provesPassword("u", "guess"));
    admin.now = AdminFixture.START.plusSeconds(6);
    assertEquals(List.of(1L, 10L), countedAndLeft());
    admin.now = AdminFixture.START.plus(Duration.ofDays(1).dividedBy(100));
    assertEquals(List.of(), countedAndLeft());
  }

  private List<?> countedAndLeft() {
    return counts().stream()
        .map(each -> (Map<?, ?>) each)
        .filter(each -> "login".equals(each.get("what")))
        .flatMap(each -> Stream.of(each.get("counted"), each.get("left")))
        .toList();
  }

  @Test
  void thePagesOfTheListHoldAllOfIt() {
    guess("u");
    Answer first = admin.call("GET", "/v1/throttle?limit=2");
    assertEquals(2, ((List<?>) first.at("counts")).size());
    Answer second = admin.call("GET", "/v1/throttle?limit=2&after=" + first.at("next"));
    assertEquals(1, ((List<?>) second.at("counts")).size());
  }

  @Test
  void aNameIsLetInAgainWhenItsWaitIsLifted() {
    guess("u");
    guess("other");
    assertFalse(admin.provesPassword("u", "p"));
    Answer lifted = admin.call("DELETE", "/v1/throttle?name=u");
    assertEquals(2L, lifted.at("lifted"));
    assertTrue(admin.provesPassword("u", "p"));
    assertEquals(
        List.of(
            AuditEvent.of(
                AdminFixture.START,
                AuditEvent.Kind.THROTTLE_LIFTED,
                "actor",
                "admin",
                "account",
                "u",
                "count",
                "2",
                "address",
                "127.0.0.1")),
        admin.events(AuditEvent.Kind.THROTTLE_LIFTED));
    assertEquals(3, counts().size(), "those of the other name and of the network");
  }

  @Test
  void aNetworkIsLetInAgainWhenItsWaitIsLifted() {
    guess("u");
    assertEquals(2L, admin.call("DELETE", "/v1/throttle?network=127.0.0.1").at("lifted"));
    assertTrue(admin.provesPassword("u", "p"));
    assertEquals(1, counts().size(), "that of the name in unknown networks");
  }

  @Test
  void allIsLiftedOnlyIfSo() {
    guess("u");
    assertEquals(400, admin.call("DELETE", "/v1/throttle").status());
    assertEquals(400, admin.call("DELETE", "/v1/throttle?name=u&all=true").status());
    assertEquals(400, admin.call("DELETE", "/v1/throttle?all=yes").status());
    assertEquals(400, admin.call("DELETE", "/v1/throttle?network=u").status());
    assertEquals(3, counts().size());
    assertEquals(3L, admin.call("DELETE", "/v1/throttle?all=true").at("lifted"));
    assertEquals(List.of(), counts());
  }

  @Test
  void aHundredWrongSecretsMustWaitAndTheRightOneNeedNot() {
    for (int i = 0; i < 100; i++) {
      assertEquals(401, admin.call("GET", "/v1/accounts", "", WRONG).status());
    }
    Answer throttled = admin.call("GET", "/v1/accounts", "", WRONG);
    assertEquals(429, throttled.status());
    assertEquals(List.of("1"), throttled.reply().headers().all("Retry-After"));
    for (int i = 0; i < 100; i++) {
      admin.call("GET", "/v1/accounts", "", WRONG);
    }
    assertEquals(
        107,
        admin.events(AuditEvent.Kind.ADMIN_REFUSED).size(),
        "100, and of 101 the 1st, 2nd, 4th, … 64th");
    assertEquals(200, admin.call("GET", "/v1/accounts").status());
    admin.now = admin.now.plus(Duration.ofSeconds(1));
    assertEquals(401, admin.call("GET", "/v1/accounts", "", WRONG).status());
  }
}
