package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.admin.AdminFixture.Answer;
import dev.jeton.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server's own keys over the admin API. */
final class KeyResourcesTest extends AdminTest {
  private static final String ROOT =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  @Test
  void keysAreListedRotatedAndRecorded() {
    Answer made = admin.call("POST", "/v1/keys/api-key");
    assertEquals(201, made.status());
    assertEquals(
        Map.of("kind", "api-key", "id", 2L, "state", "current", "made", "2026-03-01T10:00:00Z"),
        made.document());
    assertEquals(1, admin.rotations);
    List<?> keys = (List<?>) admin.call("GET", "/v1/keys").at("keys");
    assertEquals(
        List.of(
            "token 1 current",
            "api-key 1 former",
            "sealing 1 current",
            "admin 1 current",
            "audit 1 current",
            "nonce 1 current",
            "signing-es256 1 current",
            "signing-es256 2 next",
            "api-key 2 current"),
        keys.stream()
            .map(key -> (Map<?, ?>) key)
            .map(key -> key.get("kind") + " " + key.get("id") + " " + key.get("state"))
            .toList());
    assertEquals(
        List.of(Map.of("actor", "admin", "kind", "api-key", "key", "2", "address", "127.0.0.1")),
        admin.events(AuditEvent.Kind.RING_KEY_ROTATED).stream().map(AuditEvent::detail).toList());
  }

  @Test
  void nothingSecretIsInTheListAndThePublicHalvesAre() throws IOException {
    admin.call("POST", "/v1/keys/audit");
    String list = admin.call("GET", "/v1/keys").document().toString();
    assertFalse(list.contains(Files.readString(folder.resolve("root-key")).strip()));
    assertFalse(list.contains(Files.readString(folder.resolve("admin.token")).strip()));
    assertEquals(4, list.split("-----BEGIN PUBLIC KEY-----\n", -1).length - 1);
    assertEquals(2, list.split("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA", -1).length - 1);
  }

  @Test
  void aSigningKeyIsTurnedToOnceOthersCanKnowIt() {
    Answer early = admin.call("POST", "/v1/keys/signing-es256");
    assertEquals(409, early.status());
    assertEquals("too-early", early.at("error", "code"));
    assertEquals(
        "the next key is published since less than an hour, and must not sign before"
            + " 2026-03-01T11:00:00Z",
        early.at("error", "message"));
    assertEquals(0, admin.rotations);

    admin.now = admin.now.plus(Duration.ofHours(1));
    Answer turned = admin.call("POST", "/v1/keys/signing-es256");
    assertEquals(201, turned.status());
    assertEquals(2L, turned.at("id"));
    assertEquals("current", turned.at("state"));
    assertEquals("2026-03-01T10:00:00Z", turned.at("made"));
    assertEquals("2026-03-01T11:00:00Z", turned.at("current"));
  }

  @Test
  void afterACompromiseAllKeysOfTheKindAreReplacedAtOnceAndTheTrailSaysSo() {
    Answer replaced = admin.call("POST", "/v1/keys/signing-es256", "{\"compromised\":true}");
    assertEquals(201, replaced.status());
    assertEquals(3L, replaced.at("id"));
    assertEquals(
        List.of(
            Map.of(
                "actor",
                "admin",
                "kind",
                "signing-es256",
                "key",
                "3",
                "compromised",
                "yes",
                "address",
                "127.0.0.1")),
        admin.events(AuditEvent.Kind.RING_KEY_ROTATED).stream().map(AuditEvent::detail).toList());
    Answer other = admin.call("POST", "/v1/keys/token", "{\"compromised\":true}");
    assertEquals(400, other.status());
  }

  @Test
  void theRingIsEncryptedAnew() throws IOException {
    Answer wrapped = admin.call("PUT", "/v1/keys/root", "{\"rootKey\":\"" + ROOT + "\"}");
    assertEquals(200, wrapped.status());
    assertEquals(wrapped.at("rootKey"), admin.call("GET", "/v1/keys").at("rootKey"));
    assertTrue(
        Files.readString(folder.resolve("keyring")).contains("\nroot " + wrapped.at("rootKey")));
    assertFalse(Files.exists(folder.resolve("root-key")), "it opens nothing any more");
    assertEquals(
        List.of(
            Map.of("actor", "admin", "root-key", wrapped.at("rootKey"), "address", "127.0.0.1")),
        admin.events(AuditEvent.Kind.RING_REWRAPPED).stream().map(AuditEvent::detail).toList());
  }

  @Test
  void whatIsNoKindAndWhatIsNoRootKeyIsRefused() {
    Answer kind = admin.call("POST", "/v1/keys/tokens");
    assertEquals(400, kind.status());
    assertEquals(
        "the kinds of keys are token, api-key, sealing, admin, audit, nonce, signing-eddsa,"
            + " signing-es256, signing-rs256",
        kind.at("error", "message"));
    assertEquals(400, admin.call("POST", "/v1/keys/token", "{\"id\":7}").status());
    Answer root = admin.call("PUT", "/v1/keys/root", "{\"rootKey\":\"0123\"}");
    assertEquals(400, root.status());
    assertEquals("a root key is 64 hex digits", root.at("error", "message"));
    assertEquals(0, admin.rotations);
  }

  @Test
  void aRingThatCanNotBeWrittenIsUnavailableAndStaysAsItIs() throws IOException {
    String before = Files.readString(folder.resolve("keyring"));
    Files.createDirectories(folder.resolve("keyring.new").resolve("in the way"));
    Answer answer = admin.call("POST", "/v1/keys/token");
    assertEquals(503, answer.status());
    assertEquals(before, Files.readString(folder.resolve("keyring")));
    assertEquals(8, ((List<?>) admin.call("GET", "/v1/keys").at("keys")).size());
  }
}
