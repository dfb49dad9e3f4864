package dev.jeton.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read is written again the same, and nothing but what was signed is believed. */
final class SignedHeadFuzzTest {
  private static final TestSigner SIGNER = new TestSigner("audit-1");

  static Stream<byte[]> heads() {
    return Stream.of(
            new SignedHead(12, "0123456789abcdef".repeat(4), Instant.EPOCH, "audit-1", new byte[64])
                .text(),
            "jeton-audit-head/1/" + Hash.OF_NOTHING + "/+999999999-12-31T23:59:59Z/a/A")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("heads")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    SignedHead.parse(new String(input, StandardCharsets.UTF_8))
        .ifPresent(
            head -> {
              assertEquals(head.text(), SignedHead.parse(head.text()).orElseThrow().text());
              assertFalse(head.isSignedBy(SIGNER.publicKey()));
            });
  }
}
