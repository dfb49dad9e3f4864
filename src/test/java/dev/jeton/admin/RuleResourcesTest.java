package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.admin.AdminFixture.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules "deny path=/admin/**" and "allow host=app.example.org dialect=wipsos". */
final class RuleResourcesTest extends AdminTest {

  @BeforeEach
  void openSessions() {
    admin.open("of-wipsos", "wipsos", 1, 1, Optional.empty());
    admin.open("of-nout", "nout", 1, 1, Optional.empty());
  }

  @Test
  void theyAreListedInTheirOrder() {
    assertEquals(
        List.of("deny path=/admin/**", "allow host=app.example.org dialect=wipsos"),
        admin.call("GET", "/v1/rules").at("rules"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://app.example.org/x | of-wipsos | 200 | allowed by rule 2",
        "https://APP.example.org:8443/x?y | of-wipsos | 200 | allowed by rule 2",
        "https://app.example.org | of-wipsos | 200 | allowed by rule 2",
        "https://app.example.org/Admin/x | of-wipsos | 403 | denied by rule 1",
        "https://app.example.org/x | of-nout | 403 | no rule is for it",
        "https://other.test/x | of-wipsos | 403 | no rule is for it",
        "/x | of-wipsos | 403 | denied by rule 2",
        "https://app.example.org/x/../y | of-wipsos | 403 | servers may read this path in different ways",
        "https://app.example.org/x | unknown | 401 | the token is unknown"
      })
  void oneDecides(String url, String token, long status, String why) {
    Answer answer = test("{\"url\":\"" + url + "\",\"token\":\"" + token + "\"}");
    assertEquals(200, answer.status());
    assertEquals(why, answer.at("why"));
    assertEquals(status, answer.at("status"));
    assertEquals(status == 200, answer.at("allowed"));
  }

  @Test
  void eachThatWasLookedAtSaysWhatSpokeAgainstIt() {
    Answer answer = test("{\"url\":\"/x\",\"host\":\"app.example.org\",\"token\":\"of-wipsos\"}");
    assertEquals(
        List.of(
            Map.of(
                "number",
                1L,
                "rule",
                "deny path=/admin/**",
                "holds",
                false,
                "told",
                "is for another path"),
            Map.of(
                "number",
                2L,
                "rule",
                "allow host=app.example.org dialect=wipsos",
                "holds",
                true,
                "told",
                "matches")),
        answer.at("rules"));
    assertEquals("wipsos", answer.at("session", "dialect"));
  }

  @Test
  void withoutATokenOrWithThatOfAnEndedSessionItIs401() {
    assertEquals("there is no token", test("{\"url\":\"/x\"}").at("why"));
    admin.call("DELETE", "/v1/sessions?account=1");
    Answer ended = test("{\"url\":\"/x\",\"token\":\"of-wipsos\"}");
    assertEquals("the session has ended", ended.at("why"));
    assertEquals(401L, ended.at("status"));
  }

  @Test
  void whatIsNoUrlIsSaid() {
    assertEquals(400, test("{\"url\":\"app.example.org/x\"}").status());
    assertEquals(400, test("{\"url\":\"\"}").status());
    assertEquals(400, test("{}").status());
    assertEquals(400, test("{\"url\":\"/x\",\"verb\":\"GET\"}").status());
  }

  private Answer test(String body) {
    return admin.call("POST", "/v1/rules/test", body);
  }
}
