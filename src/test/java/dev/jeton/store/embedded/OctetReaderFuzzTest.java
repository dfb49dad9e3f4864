package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what was written, and of anything else no more than is there. */
final class OctetReaderFuzzTest {
  static Stream<byte[]> inputs() {
    return Stream.of(
        "ntifsoNTIFSO text \uD83D\uDD11".getBytes(StandardCharsets.UTF_8),
        // a text of 2,147,483,647 characters, and one of -1
        new byte[] {1, 0, 0, 0, 0, (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
        new byte[] {1, 1});
  }

  /** Each octet says what is read next from behind it. */
  @MethodSource("inputs")
  @FuzzTest
  void readsNoMoreThanIsThere(byte[] input) {
    int half = input.length / 2;
    var reader = new OctetReader(Arrays.copyOfRange(input, half, input.length));
    try {
      for (int i = 0; i < half; i++) {
        switch (input[i] & 7) {
          case 0 -> reader.number();
          case 1 -> reader.text();
          case 2 -> reader.instant();
          case 3 -> reader.flag();
          case 4 -> reader.size();
          case 5 -> reader.optional(reader::text);
          case 6 -> reader.sortedInstant();
          default -> reader.octet();
        }
      }
    } catch (RuntimeException _) {
      // as documented: too short, or out of range
    }
  }

  @MethodSource("inputs")
  @FuzzTest
  void readsWhatWasWritten(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_16BE);
    List<Long> numbers = numbers(input);
    var writer = new OctetWriter().text(text).octets(input);
    numbers.forEach(number -> writer.number(number).sorted(number));
    List<Instant> instants = instants(numbers);
    instants.forEach(instant -> writer.instant(instant).sorted(instant));
    byte[] written = writer.flag(true).done();
    var reader = new OctetReader(written);
    assertEquals(text, reader.text());
    assertArrayEquals(input, reader.octets(input.length));
    for (long number : numbers) {
      assertEquals(number, reader.number());
      assertEquals(number, reader.sorted());
    }
    for (Instant instant : instants) {
      assertEquals(instant, reader.instant());
      assertEquals(instant, reader.sortedInstant());
    }
    assertEquals(1, reader.rest().length);
    for (int i = 1; i < numbers.size(); i++) {
      byte[] one = new OctetWriter().sorted(numbers.get(i - 1)).done();
      byte[] other = new OctetWriter().sorted(numbers.get(i)).done();
      assertEquals(
          Integer.signum(Long.compare(numbers.get(i - 1), numbers.get(i))),
          Integer.signum(Arrays.compareUnsigned(one, other)),
          "sorted as a value, sorted as octets");
    }
  }

  private static List<Long> numbers(byte[] input) {
    var buffer = java.nio.ByteBuffer.wrap(input);
    var numbers = new ArrayList<Long>();
    while (buffer.remaining() >= Long.BYTES) {
      numbers.add(buffer.getLong());
    }
    return numbers;
  }

  private static List<Instant> instants(List<Long> seconds) {
    var instants = new ArrayList<Instant>();
    for (long second : seconds) {
      try {
        instants.add(Instant.ofEpochSecond(second % 31_556_889_864_403_199L, second >>> 2));
      } catch (DateTimeException | ArithmeticException _) {
        // beyond the years that there are
      }
    }
    return instants;
  }
}
