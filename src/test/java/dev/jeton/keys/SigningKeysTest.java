package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The keys that sign JSON Web Tokens: published, used, withdrawn. */
final class SigningKeysTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration ROTATION = Duration.ofDays(90);
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  /** Written by the version before these kinds, under a root key of zeros. */
  private static final Path FORMER =
      Path.of("src/test/resources/dev/jeton/keys/keyring-before-signing");

  private final MovableClock clock = new MovableClock(START);
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatAKeySignsItsPublicHalfVerifies(SigningAlgorithm algorithm) throws IOException {
    KeyCustody custody = open(algorithm);
    SigningKey key = custody.ring().signing(algorithm).orElseThrow();
    byte[] signature = key.sign(MESSAGE);
    assertTrue(key.verifying().verifies(MESSAGE, signature));
    assertFalse(key.verifying().verifies(new byte[] {1}, signature));
    assertFalse(key.verifying().verifies(MESSAGE, new byte[signature.length]));
    assertFalse(key.verifying().verifies(MESSAGE, new byte[0]));
    assertEquals(
        switch (algorithm) {
          case EDDSA, ES256 -> 64;
          case RS256 -> 384;
        },
        signature.length);

    SigningKey read = open(algorithm).ring().signing(algorithm).orElseThrow();
    assertEquals(key.verifying(), read.verifying());
    assertTrue(key.verifying().verifies(MESSAGE, read.sign(MESSAGE)));
  }

  /** RFC 8037, appendix A.1 and A.4; RFC 8410, section 7, tells what stands before the seed. */
  @Test
  void theExampleOfRfc8037IsSignedToTheOctet() {
    byte[] seed = Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    byte[] half = Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
    byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
    byte[] pkcs8 = ByteBuffer.allocate(48).put(head).put(seed).array();
    var verifying = new VerifyingKey(SigningAlgorithm.EDDSA, half);
    SigningKey key =
        SigningKey.of(
            new KeyName(KeyKind.SIGNING_EDDSA, 1), new SigningPair(verifying, Secret.of(pkcs8)));
    byte[] message =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
            .getBytes(StandardCharsets.US_ASCII);
    assertEquals(
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        Base64.getUrlEncoder().withoutPadding().encodeToString(key.sign(message)));
    assertTrue(verifying.verifies(message, key.sign(message)));
  }

  @Test
  void theConfiguredAlgorithmHasItsKeysAtOnceAndTheOthersSoonAfter() throws Exception {
    KeyCustody custody = open(SigningAlgorithm.EDDSA);
    assertTrue(custody.ring().signing(SigningAlgorithm.EDDSA).isPresent());
    assertTrue(custody.ring().signing(SigningAlgorithm.RS256).isEmpty());
    upkeep(custody).pass();
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      assertEquals(List.of("1 CURRENT", "2 NEXT"), states(custody, algorithm.kind()));
    }
    assertEquals(custody.ring().facts(), open(SigningAlgorithm.EDDSA).ring().facts());
  }

  @Test
  void aKeyIsPublishedBeforeItSignsAndUntilAllThatItSignedHasExpired() throws Exception {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    KeyKind kind = KeyKind.SIGNING_ES256;
    byte[] early = custody.ring().signing(SigningAlgorithm.ES256).orElseThrow().sign(MESSAGE);
    assertEquals(Optional.of(START.plus(Duration.ofHours(1))), custody.unknownUntil(kind));
    clock.pass(Duration.ofHours(1));
    assertEquals(Optional.empty(), custody.unknownUntil(kind));

    VerifyingKey next = published(custody, 2);
    KeyFacts current = custody.rotate(kind);
    assertEquals(2, current.id());
    SigningKey signs = custody.ring().signing(SigningAlgorithm.ES256).orElseThrow();
    assertEquals(new KeyName(kind, 2), signs.name());
    assertEquals(next, signs.verifying());
    assertEquals(List.of("1 FORMER", "2 CURRENT", "3 NEXT"), states(custody, kind));
    assertTrue(published(custody, 1).verifies(MESSAGE, early));

    clock.pass(Duration.ofMinutes(70).minusMillis(1));
    assertEquals(List.of(), upkeep(custody).pass());
    clock.pass(Duration.ofMillis(1));
    assertEquals(
        List.of("1 DESTROYED"),
        upkeep(custody).pass().stream().map(SigningKeysTest::told).toList());
    assertEquals(List.of("1 DESTROYED", "2 CURRENT", "3 NEXT"), states(custody, kind));
    assertEquals(custody.ring().facts(), open(SigningAlgorithm.ES256).ring().facts());
  }

  @Test
  void theSecretHalfOfAFormerKeyIsGoneAtOnce() throws IOException {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    custody.rotate(KeyKind.SIGNING_ES256);
    Ring ring = custody.ring().ring();
    assertEquals(
        List.of(2, 3), ring.live(KeyKind.SIGNING_ES256).stream().map(LiveKey::id).toList());
  }

  @Test
  void keysTurnBySchedule() throws Exception {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    SigningUpkeep upkeep = upkeep(custody);
    upkeep.pass();
    clock.pass(ROTATION.minusMillis(1));
    assertEquals(List.of(), upkeep.pass());
    clock.pass(Duration.ofMillis(1));
    assertEquals(
        List.of("2 CURRENT", "2 CURRENT", "2 CURRENT"),
        upkeep.pass().stream().map(SigningKeysTest::told).toList());
    assertEquals(List.of(), upkeep.pass());
  }

  @Test
  void aScheduleDoesNotTurnToAKeyThatIsNotKnownYet() throws Exception {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    upkeep(custody).pass();
    var hasty = new SigningUpkeep(custody, Duration.ofMinutes(1), clock);
    clock.pass(Duration.ofMinutes(59));
    assertEquals(List.of(), hasty.pass());
    clock.pass(Duration.ofMinutes(1));
    assertEquals(3, hasty.pass().size());
  }

  @Test
  void afterACompromiseNothingOfTheFormerKeysIsPublished() throws IOException {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    custody.rotate(KeyKind.SIGNING_ES256);
    assertEquals(4, custody.replace(KeyKind.SIGNING_ES256).id());
    assertEquals(
        List.of("1 DESTROYED", "2 DESTROYED", "3 DESTROYED", "4 CURRENT", "5 NEXT"),
        states(custody, KeyKind.SIGNING_ES256));
    assertEquals(custody.ring().facts(), open(SigningAlgorithm.ES256).ring().facts());
    assertEquals(4, custody.ring().signing(SigningAlgorithm.ES256).orElseThrow().name().id());
  }

  @Test
  void aRingThatCanNotBeWrittenStaysAsItIs() throws Exception {
    KeyCustody custody = open(SigningAlgorithm.ES256);
    List<KeyFacts> before = custody.ring().facts();
    Files.createDirectories(folder.resolve("keyring.new").resolve("in the way"));
    assertThrows(IOException.class, () -> custody.replace(KeyKind.SIGNING_ES256));
    assertThrows(IOException.class, () -> custody.prepare(SigningAlgorithm.EDDSA));
    assertThrows(IOException.class, () -> upkeep(custody).pass());
    assertEquals(before, custody.ring().facts());
  }

  @Test
  void aRingOfAVersionWithoutTheseKindsGetsThem() throws IOException {
    Files.writeString(folder.resolve("root-key"), "00".repeat(32) + "\n");
    Files.copy(FORMER, folder.resolve("keyring"));
    KeyRing ring = open(SigningAlgorithm.ES256).ring();
    assertEquals(
        "d20bafc0531792bc4f67b3a5f6966034118a49c204ffde1891614a935dd4499c",
        HexFormat.of().formatHex(ring.mac(KeyKind.TOKEN, Secret.of("a token")).octets()));
    assertTrue(ring.signing(SigningAlgorithm.ES256).isPresent());
    assertEquals(1, ring.current(KeyKind.NONCE));
    assertEquals(ring.facts(), open(SigningAlgorithm.ES256).ring().facts());
  }

  private KeyCustody open(SigningAlgorithm algorithm) throws IOException {
    return KeyCustody.open(
        folder,
        new KeysConfig(Optional.empty(), Duration.ofMinutes(5), algorithm, ROTATION),
        false,
        new SecureRandom(),
        clock);
  }

  private SigningUpkeep upkeep(KeyCustody custody) {
    return new SigningUpkeep(custody, ROTATION, clock);
  }

  private static VerifyingKey published(KeyCustody custody, int id) {
    return custody.ring().facts().stream()
        .filter(key -> key.kind() == KeyKind.SIGNING_ES256 && key.id() == id && key.isPublished())
        .flatMap(key -> key.verifying().stream())
        .findAny()
        .orElseThrow();
  }

  private static List<String> states(KeyCustody custody, KeyKind kind) {
    return custody.ring().facts().stream()
        .filter(key -> key.kind() == kind)
        .map(SigningKeysTest::told)
        .toList();
  }

  private static String told(KeyFacts key) {
    return key.id() + " " + key.state();
  }
}
