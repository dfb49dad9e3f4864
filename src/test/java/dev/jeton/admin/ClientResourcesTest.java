package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.policy.Judgement;
import dev.jeton.admin.AdminFixture.Answer;
import dev.jeton.audit.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to OAuth clients. */
final class ClientResourcesTest extends AdminTest {
  private static final String JWKS =
      "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"1\","
          + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIuaPcHURo\"}]}";

  private Answer add(String members) {
    return admin.call("POST", "/v1/clients", "{\"name\":\"app\",\"id\":7" + members + "}");
  }

  @Test
  void aClientIsAddedAsAskedAndItsSecretShownOnce() {
    Answer added =
        add(
            ",\"grants\":[\"token-exchange\",\"client_credentials\"],\"scopes\":[\"write\",\"read\"],"
                + "\"audiences\":[\"urn:api\"],\"redirects\":\"none\"");
    assertEquals(201, added.status(), added.document()::toString);
    String secret = (String) added.at("clientSecret");
    assertTrue(secret.matches("jcs_[A-Za-z0-9_-]{43}"), secret);
    assertEquals(
        """
        {"id":7,"name":"app","enabled":true,"grants":["client-credentials","token-exchange"],\
        "scopes":["read","write"],"audiences":["urn:api"],"chosenSecret":false,\
        "issuedSecrets":[{"issued":"2026-03-01T10:00:00Z"}],"certificates":[]}""",
        text(admin.call("GET", "/v1/clients/7")));
    assertFalse(admin.store.find(7).toString().contains(secret));
    assertFalse(admin.store.events().toString().contains(secret));
    assertEquals("client", admin.call("GET", "/v1/accounts/7").at("kind"));
  }

  @Test
  void theEventOfAClientTellsWhatItMayAndWhatProvesIt() {
    add(
        ",\"grants\":[\"refresh-token\"],\"scopes\":[\"b\",\"a\"],\"jwks\":"
            + JWKS
            + ",\"certificateSubject\":\"CN=app\"");
    Map<String, String> facts = admin.events(AuditEvent.Kind.ACCOUNT_ADDED).getLast().detail();
    assertEquals("client", facts.get("kind"));
    assertEquals("refresh-token", facts.get("grants"));
    assertEquals("a b", facts.get("scopes"));
    assertEquals("set", facts.get("public-keys"));
    assertEquals("CN=app", facts.get("certificate-subject"));
    assertFalse(facts.containsKey("audiences"));
    assertFalse(facts.containsKey("issued-secrets"));
  }

  @Test
  void whatProvesAClientAlreadyIsGivenNoSecret() {
    Answer added = add(",\"jwks\":" + JWKS);
    assertEquals("(absent)", added.at("clientSecret"));
    assertEquals(List.of(), added.at("client", "issuedSecrets"));
    assertEquals(
        "1", ((Map<?, ?>) ((List<?>) added.at("client", "jwks", "keys")).getFirst()).get("kid"));
  }

  @Test
  void aChosenSecretIsJudgedAsAPassword() {
    admin.policy = (_, _) -> new Judgement.Weak("a password has 8 characters at least");
    Answer weak = add(",\"secret\":\"short\"");
    assertEquals(400, weak.status());
    assertEquals("a password has 8 characters at least", weak.at("error", "message"));
    assertEquals(201, add(",\"secret\":\"short\",\"allowWeak\":true").status());
    assertEquals(true, admin.call("GET", "/v1/clients/7").at("chosenSecret"));
    assertEquals(
        "allowed",
        admin.events(AuditEvent.Kind.ACCOUNT_ADDED).getLast().detail().get("weak-password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jcs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aChosenSecretThatCouldProveNothingIsRefusedWhateverThePolicy(String secret) {
    assertEquals(400, add(",\"secret\":\"" + secret + "\",\"allowWeak\":true").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"grants\":[\"implicit\"]",
        ",\"scopes\":[\"a b\"]",
        ",\"audiences\":[\"https://api.example/#x\"]",
        ",\"jwks\":{\"keys\":[]}",
        ",\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        ",\"jwks\":\"keys\"",
        ",\"certificateSubject\":\"app\"",
        ",\"certificates\":[\"ff\"]",
        ",\"redirects\":\"https://app.example/\"",
        ",\"password\":\"secret\"",
        ",\"kind\":\"client\""
      })
  void whatCannotBeIsRefused(String members) {
    Answer refused = add(members);
    assertEquals(400, refused.status(), refused.document()::toString);
    assertEquals(404, admin.call("GET", "/v1/clients/7").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ž", "a\\u0007b", ""})
  void aClientsNameIsAClientId(String name) {
    assertEquals(400, admin.call("POST", "/v1/clients", "{\"name\":\"" + name + "\"}").status());
  }

  @ParameterizedTest
  @CsvSource({
    "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89",
    "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
    "q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k"
  })
  void aFingerprintIsTakenAsTheToolsPrintIt(String fingerprint) {
    assertEquals(201, add(",\"certificates\":[\"" + fingerprint + "\"]").status());
    assertEquals(
        List.of("q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k"),
        admin.call("GET", "/v1/clients/7").at("certificates"));
  }

  @Test
  void whatAChangeDoesNotNameStaysAndSessionsEnd() {
    add(",\"grants\":[\"client-credentials\"],\"scopes\":[\"read\"],\"jwks\":" + JWKS);
    admin.open("t", "nout", 7, 7, Optional.empty());
    Answer changed = admin.call("PATCH", "/v1/clients/7", "{\"scopes\":{\"add\":[\"write\"]}}");
    assertEquals(200, changed.status(), changed.document()::toString);
    assertEquals(1L, changed.at("endedSessions"));
    assertFalse(admin.isLive("t"));
    assertEquals(
        "permissions changed",
        admin.events(AuditEvent.Kind.SESSION_ENDED).getLast().detail().get("cause"));
    assertEquals(List.of("read", "write"), changed.at("client", "scopes"));
    assertEquals(List.of("client-credentials"), changed.at("client", "grants"));
    Answer same = admin.call("PATCH", "/v1/clients/7", "{\"scopes\":{\"add\":[\"write\"]}}");
    assertEquals(0L, same.at("endedSessions"));
  }

  @Test
  void whatProvesAClientIsTakenAwayOnlyIfSomethingIsLeft() {
    add(",\"jwks\":" + JWKS);
    admin.open("t", "nout", 7, 7, Optional.empty());
    Answer none = admin.call("PATCH", "/v1/clients/7", "{\"removeJwks\":true}");
    assertEquals(409, none.status());
    assertEquals(
        "a client needs a secret, a JWK set or a certificate that proves it",
        none.at("error", "message"));
    assertTrue(admin.isLive("t"));
    Answer other =
        admin.call(
            "PATCH", "/v1/clients/7", "{\"removeJwks\":true,\"certificateSubject\":\"CN=app\"}");
    assertEquals(200, other.status());
    assertEquals("(absent)", other.at("client", "jwks"));
    assertFalse(admin.isLive("t"));
  }

  @Test
  void aRotationKeepsTheFormerSecretForADayAndTheSessionsGoOn() {
    add("");
    admin.open("t", "nout", 7, 7, Optional.empty());
    Answer rotated = admin.call("POST", "/v1/clients/7/secret");
    assertEquals(201, rotated.status());
    assertEquals(0L, rotated.at("endedSessions"));
    assertTrue(admin.isLive("t"));
    assertEquals(
        """
        [{issued=2026-03-01T10:00:00Z}, {issued=2026-03-01T10:00:00Z, until=2026-03-02T10:00:00Z}]""",
        rotated.at("client", "issuedSecrets").toString());
    Map<String, String> facts = admin.events(AuditEvent.Kind.SECRET_ISSUED).getLast().detail();
    assertEquals("2026-03-02T10:00:00Z", facts.get("former-until"));
    assertEquals("2", facts.get("issued-secrets"));
    admin.now = admin.now.plus(Duration.ofHours(24));
    assertEquals(
        "[{issued=2026-03-01T10:00:00Z}]",
        admin.call("GET", "/v1/clients/7").at("issuedSecrets").toString());
  }

  @Test
  void aRotationAtOnceEndsTheFormerSecretAndTheSessions() {
    add("");
    admin.open("t", "nout", 7, 7, Optional.empty());
    Answer rotated = admin.call("POST", "/v1/clients/7/secret", "{\"keepFormerSeconds\":0}");
    assertEquals(1L, rotated.at("endedSessions"));
    assertFalse(admin.isLive("t"));
    assertEquals(1, ((List<?>) rotated.at("client", "issuedSecrets")).size());
    assertEquals(
        400,
        admin.call("POST", "/v1/clients/7/secret", "{\"keepFormerSeconds\":7776001}").status());
    assertEquals(
        201,
        admin.call("POST", "/v1/clients/7/secret", "{\"keepFormerSeconds\":7776000}").status());
  }

  @Test
  void aChosenSecretAndAnIssuedOneNeverHoldTogether() {
    add("");
    Answer chosen = admin.call("PATCH", "/v1/clients/7", "{\"secret\":\"of my own choice\"}");
    assertEquals(true, chosen.at("client", "chosenSecret"));
    assertEquals(List.of(), chosen.at("client", "issuedSecrets"));
    Answer beside = admin.call("POST", "/v1/clients/7/secret");
    assertEquals(409, beside.status());
    Answer at = admin.call("POST", "/v1/clients/7/secret", "{\"keepFormerSeconds\":0}");
    assertEquals(false, at.at("client", "chosenSecret"));
    assertEquals(1, ((List<?>) at.at("client", "issuedSecrets")).size());
  }

  @Test
  void disablingAndRemovingEndTheSessions() {
    add("");
    admin.open("t", "nout", 7, 7, Optional.empty());
    assertEquals(
        1L, admin.call("PATCH", "/v1/clients/7", "{\"enabled\":false}").at("endedSessions"));
    assertEquals(false, admin.call("GET", "/v1/clients/7").at("enabled"));
    admin.call("PATCH", "/v1/clients/7", "{\"enabled\":true}");
    admin.open("u", "nout", 7, 7, Optional.empty());
    assertEquals(1L, admin.call("DELETE", "/v1/clients/7").at("endedSessions"));
    assertEquals(404, admin.call("GET", "/v1/clients/7").status());
  }

  @Test
  void clientsAloneAreClients() {
    long ana = admin.add("{\"name\":\"ana\",\"password\":\"p\"}");
    add("");
    for (String path : List.of("/v1/clients/" + ana, "/v1/clients/x", "/v1/clients/0")) {
      assertEquals(404, admin.call("GET", path).status());
      assertEquals(404, admin.call("PATCH", path, "{\"enabled\":false}").status());
      assertEquals(404, admin.call("DELETE", path).status());
      assertEquals(404, admin.call("POST", path + "/secret").status());
    }
    assertEquals(409, admin.call("PATCH", "/v1/accounts/7", "{\"kind\":\"user\"}").status());
    assertEquals(
        409,
        admin.call("PATCH", "/v1/accounts/7", "{\"password\":\"p\",\"digest\":true}").status());
    assertEquals(
        400, admin.call("POST", "/v1/accounts", "{\"name\":\"x\",\"kind\":\"client\"}").status());
    assertEquals(200, admin.call("PATCH", "/v1/accounts/7", "{\"actFor\":[\"ana\"]}").status());
    assertEquals(
        "[7]", clients("/v1/clients").stream().map(client -> client.get("id")).toList().toString());
    assertEquals(1, clients("/v1/clients?name=app").size());
    assertEquals(0, clients("/v1/clients?name=ana").size());
  }

  @Test
  void clientsAreFoundAmongManyAccountsPageByPage() {
    add("");
    var template = admin.store.find(7).orElseThrow();
    for (long id = 8; id < 10_600; id++) {
      admin.store.add(
          dev.jeton.store.contract.AccountStoreContract.user(id, "user " + id),
          AuditEvent.of(admin.now, AuditEvent.Kind.ACCOUNT_ADDED));
    }
    admin.call("POST", "/v1/clients", "{\"name\":\"last\",\"id\":20000}");
    Answer first = admin.call("GET", "/v1/clients");
    assertEquals(template.name(), clients("/v1/clients").getFirst().get("name"));
    assertEquals(1, clients("/v1/clients").size());
    String next = (String) first.at("next");
    assertEquals("last", clients("/v1/clients?after=" + next).getFirst().get("name"));
    assertEquals("(absent)", admin.call("GET", "/v1/clients?after=" + next).at("next"));
  }

  private List<Map<?, ?>> clients(String target) {
    return ((List<?>) admin.call("GET", target).at("clients"))
        .stream().<Map<?, ?>>map(client -> (Map<?, ?>) client).toList();
  }

  private static String text(Answer answer) {
    return new String(answer.reply().body(), StandardCharsets.UTF_8);
  }
}
