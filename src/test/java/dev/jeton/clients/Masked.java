package dev.jeton.clients;

import java.util.List;

/** Texts of answers with a word in place of what differs from run to run. */
final class Masked {
  private static final List<Mask> MASKS =
      List.of(
          new Mask("\\b\\d{20}\\b", "TWENTY-DIGITS"),
          new Mask("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "GUID"),
          new Mask("\\b[0-9a-f]{40}\\b", "FORTY-HEX"),
          new Mask("\\b[0-9a-f]{32}\\b", "THIRTY-TWO-HEX"),
          new Mask("DATEHEURE=\"20\\d{14}\"", "DATEHEURE"),
          new Mask("_Date\":\"20\\d\\d-\\d\\d-\\d\\d\"", "_Date\":DATE"),
          new Mask("_Heure\":\"\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\"", "_Heure\":TIME"),
          new Mask(
              "\"expires\":\"20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"", "\"expires\":TIME"));

  private Masked() {}

  private record Mask(String pattern, String word) {}

  static String of(String text) {
    String masked = text;
    for (Mask mask : MASKS) {
      masked = masked.replaceAll(mask.pattern, mask.word);
    }
    return masked;
  }
}
