package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ring on disk: made, read again, taken over, refused. */
final class KeyCustodyTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final byte[] BOUND = "7 CLEAR".getBytes(StandardCharsets.UTF_8);
  private static final String ROOT =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /** RFC 4231, test case 1: HMAC pads a key with zeros, so 32 octets serve for its 20. */
  private static final String KEY = "CwsLCwsLCwsLCwsLCwsLCwsLCwsAAAAAAAAAAAAAAAA=";

  private final MovableClock clock = new MovableClock(START);
  @TempDir Path folder;

  @Test
  void aRingIsMadeOnceAndReadAgain() throws IOException {
    KeyRing made = open().ring();
    KeyRing read = open().ring();
    Secret token = Secret.of("a token");
    assertArrayEquals(mac(made, KeyKind.TOKEN, token), mac(read, KeyKind.TOKEN, token));
    assertEquals(Secret.of("pässwörd"), read.open(made.seal(Secret.of("pässwörd"), BOUND), BOUND));
    assertEquals(made.facts(), read.facts());
  }

  @Test
  void onlyItsOwnerMayReadWhatIsSecret() throws IOException {
    open();
    for (String name : List.of("keyring", "root-key", "admin.token")) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))),
          name);
    }
  }

  @Test
  void everyKindHasAKeyOfItsOwn() throws IOException {
    KeyRing ring = open().ring();
    Secret token = Secret.of("a token");
    assertFalse(Arrays.equals(mac(ring, KeyKind.TOKEN, token), mac(ring, KeyKind.API_KEY, token)));
    assertEquals(
        List.of(
            "TOKEN",
            "API_KEY",
            "SEALING",
            "ADMIN",
            "AUDIT",
            "NONCE",
            "SIGNING_ES256",
            "SIGNING_ES256"),
        ring.facts().stream().map(key -> key.kind().name()).toList());
  }

  @Test
  void aSealedSecretOpensOnlyWhereItBelongs() throws IOException {
    KeyRing ring = open().ring();
    byte[] sealed = ring.seal(Secret.of("clear"), BOUND);
    byte[] elsewhere = "8 CLEAR".getBytes(StandardCharsets.UTF_8);
    assertThrows(IllegalStateException.class, () -> ring.open(sealed, elsewhere));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(IllegalStateException.class, () -> ring.open(changed, BOUND), "octet " + i);
    }
  }

  @Test
  void aSignatureHoldsForItsMessageAloneAndAlsoAfterARotation() throws IOException {
    KeyCustody custody = open();
    byte[] message = {1, 2, 3};
    Signature signature = custody.ring().sign(KeyKind.AUDIT, message);
    custody.rotate(KeyKind.AUDIT);
    Signature next = custody.ring().sign(KeyKind.AUDIT, message);
    assertEquals(List.of(1, 2), List.of(signature.key(), next.key()));

    KeyRing ring = open().ring();
    assertTrue(ring.verify(KeyKind.AUDIT, signature, message));
    assertTrue(ring.verify(KeyKind.AUDIT, next, message));
    assertFalse(ring.verify(KeyKind.AUDIT, signature, new byte[] {1, 2}));
    assertFalse(ring.verify(KeyKind.AUDIT, new Signature(2, signature.octets()), message));
    assertFalse(ring.verify(KeyKind.AUDIT, new Signature(3, signature.octets()), message));
    assertEquals(List.of(), ring.former(KeyKind.AUDIT), "the private half is gone");
  }

  @Test
  void keysInClearMoveIntoTheRingAndOpenWhatTheyOpened() throws IOException {
    Files.write(
        folder.resolve("keys"),
        List.of("jeton-keys 1", "TOKEN 1 " + KEY, "API_KEY 1 " + KEY, "SEALING 1 " + KEY));
    Files.writeString(folder.resolve("admin.token"), "a secret of former days\n");
    for (int start = 1; start <= 2; start++) {
      KeyRing ring = open(Optional.empty(), true).ring();
      for (KeyKind kind : List.of(KeyKind.TOKEN, KeyKind.API_KEY)) {
        assertEquals(
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            HexFormat.of().formatHex(mac(ring, kind, Secret.of("Hi There"))));
        assertEquals(1, ring.current(kind));
      }
      // Sealed by the former version: AES-256-GCM under that key, "clear" bound to "7 CLEAR".
      byte[] sealed = HexFormat.of().parseHex(SEALED);
      assertEquals(Secret.of("clear"), ring.open(sealed, BOUND));
      assertEquals(Secret.of("a secret of former days"), ring.adminSecret());
      assertFalse(Files.exists(folder.resolve("keys")));
    }
  }

  private static final String SEALED =
      "000000010102030405060708090a0b0c99f515b70bdf5fed984ace37399e3729861d602db6";

  @Test
  void theRingIsNotReadUnderAnotherRootKey() throws IOException {
    RootKey right = RootKey.of(Secret.of(ROOT));
    RootKey wrong = RootKey.of(Secret.of(ROOT.replace("1f", "20")));
    Path own = Files.writeString(folder.resolve("own"), ROOT + "\n");
    Path other = Files.writeString(folder.resolve("other"), wrong.text().revealText());
    open(Optional.of(own), false);
    byte[] before = Files.readAllBytes(folder.resolve("keyring"));
    String said = refused(Optional.of(other));
    assertTrue(said.contains("is encrypted under the root key " + right.id()), said);
    assertTrue(said.contains("the one that is given is " + wrong.id()), said);
    assertTrue(refused(Optional.empty()).contains("there is no root key"));
    assertTrue(refused(Optional.of(folder.resolve("none"))).contains("none is missing"));
    Files.writeString(other, "0123");
    assertTrue(
        refused(Optional.of(other)).contains("holds no root key: a root key is 64 hex digits"));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("keyring")));
    assertFalse(Files.exists(folder.resolve("root-key")));
  }

  @Test
  void noLineOfTheRingCanBeChangedDroppedOrMoved() throws IOException {
    KeyCustody custody = open();
    custody.rotate(KeyKind.TOKEN);
    KeyRing ring = custody.ring();
    byte[] sealed = ring.seal(Secret.of("clear"), BOUND);
    Signature signature = ring.sign(KeyKind.AUDIT, BOUND);
    Path file = folder.resolve("keyring");
    byte[] whole = Files.readAllBytes(file);
    int readable = 0;
    for (int i = 0; i < whole.length; i += 7) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      // Tink tells beside a keyset, in clear, of which types its keys are, and does not read it.
      Optional<KeyRing> read = readable();
      if (read.isPresent()) {
        assertEquals(ring.facts(), read.get().facts(), "octet " + i);
        assertEquals(Secret.of("clear"), read.get().open(sealed, BOUND), "octet " + i);
        assertTrue(read.get().verify(KeyKind.AUDIT, signature, BOUND), "octet " + i);
        readable++;
      }
      assertArrayEquals(changed, Files.readAllBytes(file));
    }
    assertTrue(readable < whole.length / 7 / 3, "readable " + readable);
    List<String> lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      var fewer = new ArrayList<>(lines);
      fewer.remove(i);
      Files.write(file, fewer);
      assertThrows(IOException.class, this::open, "without line " + i);
    }
    Files.write(file, whole);
    open();
  }

  @Test
  void aStartThatWasCutOffAnywhereIsTakenUpByTheNext() throws IOException {
    List<String> clear =
        List.of("jeton-keys 1", "TOKEN 1 " + KEY, "API_KEY 1 " + KEY, "SEALING 1 " + KEY);
    Path former = folder.resolve("keys");
    Path ringFile = folder.resolve("keyring");
    // Cut off before the ring was whole: a root key, and a ring half written beside its place.
    Files.write(former, clear);
    Files.writeString(folder.resolve("root-key"), ROOT + "\n");
    Files.writeString(folder.resolve("keyring.new"), "jeton-keyring 1\nroot ");
    Secret token = Secret.of("Hi There");
    byte[] mac = mac(open(Optional.empty(), true).ring(), KeyKind.TOKEN, token);
    assertEquals("b0344c61d8db3853", HexFormat.of().formatHex(mac, 0, 8));
    assertEquals(ROOT + "\n", Files.readString(folder.resolve("root-key")));

    // Cut off before the keys in clear were removed, which hold no more once there is a ring.
    Files.write(former, List.of("jeton-keys 1", "TOKEN 1 something else"));
    assertArrayEquals(mac, mac(open(Optional.empty(), true).ring(), KeyKind.TOKEN, token));
    assertFalse(Files.exists(former));

    // Cut off after the admin secret was rotated in the ring and before its file was written.
    KeyCustody custody = open();
    String shown = Files.readString(folder.resolve("admin.token"));
    custody.rotate(KeyKind.ADMIN);
    Secret current = custody.ring().adminSecret();
    Files.writeString(folder.resolve("admin.token"), shown);
    assertEquals(current, open().ring().adminSecret());
    assertEquals(current.revealText() + "\n", Files.readString(folder.resolve("admin.token")));

    // Cut off in moving to another root key, before the one in the folder was removed.
    Path next = Files.writeString(folder.resolve("next"), ROOT.replace("1f", "20"));
    custody.rewrap(RootKey.of(Secret.of(ROOT.replace("1f", "20"))));
    Files.writeString(folder.resolve("root-key"), ROOT + "\n");
    byte[] whole = Files.readAllBytes(ringFile);
    assertTrue(refused(Optional.empty()).contains("the one that is given is"));
    assertArrayEquals(whole, Files.readAllBytes(ringFile));
    assertEquals(current, open(Optional.of(next), true).ring().adminSecret());
  }

  @Test
  void aRotationThatCanNotBeWrittenChangesNothing() throws IOException {
    KeyCustody custody = open();
    List<KeyFacts> before = custody.ring().facts();
    Secret admin = custody.ring().adminSecret();
    Path inTheWay = Files.createDirectories(folder.resolve("keyring.new").resolve("in the way"));
    for (KeyKind kind : KeyKind.values()) {
      assertThrows(IOException.class, () -> custody.rotate(kind));
    }
    Files.delete(inTheWay);
    Files.createDirectories(folder.resolve("admin.token.new").resolve("in the way"));
    assertThrows(IOException.class, () -> custody.rotate(KeyKind.ADMIN));
    assertEquals(before, custody.ring().facts());
    assertEquals(before, open().ring().facts());
    assertEquals(admin, open().ring().adminSecret());
  }

  @Test
  void aRingUnderTheRootKeyOfItsFolderTellsHowToMoveToAnother() throws IOException {
    open();
    Path other = Files.writeString(folder.resolve("other"), ROOT);
    assertTrue(refused(Optional.of(other)).endsWith("move the ring by jeton keys rewrap"));
  }

  @Test
  void aRingThatIsMissingWhileItIsNeededRefusesTheStart() throws IOException {
    open();
    Files.delete(folder.resolve("keyring"));
    String said = refused(Optional.empty());
    assertTrue(said.contains("is missing"), said);
    assertFalse(Files.exists(folder.resolve("keyring")));
  }

  @Test
  void aFormerAdminSecretHoldsForAWhile() throws IOException {
    KeyCustody custody = open();
    Secret former = custody.ring().adminSecret();
    custody.rotate(KeyKind.ADMIN);
    Secret current = custody.ring().adminSecret();
    assertFalse(former.equals(current));
    assertEquals(current.revealText() + "\n", Files.readString(folder.resolve("admin.token")));
    Duration grace = Duration.ofMinutes(5);
    Instant over = START.plus(grace);
    assertTrue(custody.ring().isAdminSecret(former, over.minusMillis(1), grace));
    assertFalse(custody.ring().isAdminSecret(former, over, grace));
    assertTrue(custody.ring().isAdminSecret(current, over, grace));
    assertFalse(custody.ring().isAdminSecret(Secret.of("another"), START, grace));
  }

  @Test
  void whoReplacesOrRemovesTheAdminSecretEndsTheFormerAtOnce() throws IOException {
    Secret first = open().ring().adminSecret();
    Path file = folder.resolve("admin.token");
    Files.writeString(file, "a secret that I chose\n");
    KeyRing ring = open().ring();
    assertEquals(Secret.of("a secret that I chose"), ring.adminSecret());
    assertFalse(ring.isAdminSecret(first, START, Duration.ofDays(1)));

    Files.delete(file);
    KeyRing next = open().ring();
    assertFalse(next.isAdminSecret(Secret.of("a secret that I chose"), START, Duration.ofDays(1)));
    assertEquals(next.adminSecret().revealText() + "\n", Files.readString(file));

    Files.writeString(file, "short\n");
    assertTrue(refused(Optional.empty()).contains("holds no admin secret"));
  }

  private Optional<KeyRing> readable() {
    try {
      return Optional.of(open().ring());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private KeyCustody open() throws IOException {
    return open(Optional.empty(), false);
  }

  private KeyCustody open(Optional<Path> root, boolean needed) throws IOException {
    return KeyCustody.open(
        folder,
        new KeysConfig(root, Duration.ofMinutes(5), SigningAlgorithm.ES256, Duration.ofDays(90)),
        needed,
        new SecureRandom(),
        clock);
  }

  private String refused(Optional<Path> root) {
    return String.valueOf(assertThrows(IOException.class, () -> open(root, true)).getMessage());
  }

  private static byte[] mac(KeyRing ring, KeyKind kind, Secret message) {
    return ring.mac(kind, message).octets();
  }
}
