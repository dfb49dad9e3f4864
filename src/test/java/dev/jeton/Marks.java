package dev.jeton;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Secrets that can be found again, whichever way they are written somewhere. */
final class Marks {
  private static final String SEED = Long.toString(System.nanoTime(), 36);

  private final AtomicInteger count = new AtomicInteger();
  private final Map<String, String> byText = new LinkedHashMap<>();

  /** A new secret; it is plain in every encoding of text. */
  String mark(String what) {
    String text = "mK" + SEED + "x" + Integer.toString(1_000_000 + count.incrementAndGet(), 36);
    return add(what, text);
  }

  /** A secret that the server made. */
  String add(String what, String text) {
    if (text.length() < 8) {
      throw new AssertionError(what + " is no secret: " + text);
    }
    byText.put(text, what);
    return text;
  }

  /** What is found in these octets, in words. */
  List<String> found(byte[] octets) {
    String hay = new String(octets, StandardCharsets.ISO_8859_1);
    var found = new TreeSet<String>();
    byText.forEach(
        (text, what) ->
            spellings(text)
                .forEach(
                    (how, spelling) -> {
                      if (hay.contains(spelling)) {
                        found.add(what + ", " + how);
                      }
                    }));
    return new ArrayList<>(found);
  }

  /** A text as it may stand somewhere, octets as Latin-1. */
  private static Map<String, String> spellings(String text) {
    var spellings = new LinkedHashMap<String, String>();
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    spellings.put("as it is", text);
    spellings.put("in hex", HexFormat.of().formatHex(octets));
    spellings.put("in upper-case hex", HexFormat.of().withUpperCase().formatHex(octets));
    spellings.put(
        "percent-encoded", HexFormat.of().withUpperCase().withPrefix("%").formatHex(octets));
    spellings.put("in UTF-16BE", latin(text, StandardCharsets.UTF_16BE));
    spellings.put("in UTF-16LE", latin(text, StandardCharsets.UTF_16LE));
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[octets.length + shift];
      System.arraycopy(octets, 0, shifted, shift, octets.length);
      String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // What the neighbours share in, before and behind, is not the secret's alone.
      spellings.put(
          "in Base64, " + shift, base64.substring(shift == 0 ? 0 : shift + 1, base64.length() - 1));
    }
    return spellings;
  }

  private static String latin(String text, Charset charset) {
    return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
  }
}
