package dev.jeton.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

final class SecretTest {
  private record Holder(String name, Secret secret) {}

  @Test
  void aSecretNeverPrintsItselfNorDoesWhatHoldsIt() {
    Secret secret = Secret.of("hunter2");
    assertEquals("Secret[hidden]", secret.toString());
    assertFalse(new Holder("x", secret).toString().contains("hunter2"));
  }

  @Test
  void secretsCompareByTheirOctets() {
    assertEquals(Secret.of("ž"), Secret.of(new byte[] {(byte) 0xC5, (byte) 0xBE}));
    assertNotEquals(Secret.of("a"), Secret.of("b"));
  }
}
