package dev.jeton.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.keys.KeyRing.Purpose;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
  private static final byte[] BOUND = "7 CLEAR".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void aRingIsMadeOnceAndReadAgain() throws IOException {
    Path file = folder.resolve("keys");
    KeyRing made = KeyFile.open(file, new SecureRandom());
    KeyRing read = KeyFile.open(file, new SecureRandom());

    Secret token = Secret.of("a token");
    assertArrayEquals(made.mac(Purpose.TOKEN, token), read.mac(Purpose.TOKEN, token));
    assertEquals(Secret.of("pässwörd"), read.open(made.seal(Secret.of("pässwörd"), BOUND), BOUND));
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    Path file = folder.resolve("keys");
    KeyFile.open(file, new SecureRandom());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void everyRingHasKeysOfItsOwnAndEveryPurposeToo() throws IOException {
    KeyRing one = KeyFile.open(folder.resolve("one"), new SecureRandom());
    KeyRing two = KeyFile.open(folder.resolve("two"), new SecureRandom());
    Secret token = Secret.of("a token");
    assertFalse(Arrays.equals(one.mac(Purpose.TOKEN, token), two.mac(Purpose.TOKEN, token)));
    assertFalse(Arrays.equals(one.mac(Purpose.TOKEN, token), one.mac(Purpose.API_KEY, token)));
  }

  @Test
  void theMacIsHmacSha256() throws IOException {
    // RFC 4231, test case 1 has a key of 20 octets; HMAC pads a key with zeros, so 32 octets serve.
    Path file = folder.resolve("keys");
    String key = "CwsLCwsLCwsLCwsLCwsLCwsLCwsAAAAAAAAAAAAAAAA=";
    Files.write(
        file, List.of("jeton-keys 1", "TOKEN 1 " + key, "API_KEY 1 " + key, "SEALING 1 " + key));
    KeyRing ring = KeyFile.open(file, new SecureRandom());
    assertEquals(
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        java.util.HexFormat.of().formatHex(ring.mac(Purpose.TOKEN, Secret.of("Hi There"))));
  }

  @Test
  void aSealedSecretOpensOnlyWhereItBelongs() throws IOException {
    KeyRing ring = KeyFile.open(folder.resolve("keys"), new SecureRandom());
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
  void anUnknownFormatOrAMissingKeyIsRefused() throws IOException {
    Path file = folder.resolve("keys");
    Files.write(file, List.of("jeton-keys 2"));
    assertThrows(IOException.class, () -> KeyFile.open(file, new SecureRandom()));
    Files.write(file, List.of("jeton-keys 1"));
    assertThrows(IOException.class, () -> KeyFile.open(file, new SecureRandom()));
    Files.write(file, List.of("jeton-keys 1", "TOKEN 1"));
    assertThrows(IOException.class, () -> KeyFile.open(file, new SecureRandom()));
  }
}
