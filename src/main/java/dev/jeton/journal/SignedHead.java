package dev.jeton.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line, its hash, and the server's word for both: whoever keeps it elsewhere can tell later
 * whether the trail still holds all up to there.
 *
 * @param line the number of the line
 * @param hash its SHA-256, hex
 * @param time when it was signed
 * @param key the id of the signing key
 * @param signature Ed25519 over {@link #message}
 */
public record SignedHead(long line, String hash, Instant time, String key, byte[] signature) {
  private static final String MARK = "jeton-audit-head";
  private static final Pattern TEXT =
      Pattern.compile(MARK + "/([1-9][0-9]{0,17})/([0-9a-f]{64})/([^/]+)/([\\w-]+)/([\\w-]+)");

  /** The octets that are signed. */
  static byte[] message(long line, String hash, Instant time) {
    return (MARK + "\n" + line + "\n" + hash + "\n" + time + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The newest one in a trail's files, as it stands there; empty if there is none. */
  public static Optional<SignedHead> newest(Path folder) throws IOException {
    return new Reading(folder, Query.ofKinds(Set.of(Kinds.HEAD_SIGNED)))
        .last(1).stream().findAny().flatMap(found -> of(found.line()));
  }

  /** What a line of the kind head-signed holds; empty if it is none. */
  static Optional<SignedHead> of(Line line) {
    String key = line.detail().getOrDefault("key", "");
    String signature = line.detail().getOrDefault("signature", "");
    try {
      return Optional.of(
          new SignedHead(
              line.number() - 1,
              line.previous(),
              line.time(),
              key,
              Base64.getDecoder().decode(signature)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether it was signed by this key. */
  public boolean isSignedBy(PublicKey publicKey) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(message(line, hash, time));
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** One word, to be kept elsewhere. */
  public String text() {
    String octets = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    return String.join("/", MARK, Long.toString(line), hash, time.toString(), key, octets);
  }

  /** Reads what {@link #text} wrote; empty if it is something else. */
  public static Optional<SignedHead> parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SignedHead(
              Long.parseLong(parts.group(1)),
              parts.group(2),
              Instant.parse(parts.group(3)),
              parts.group(4),
              Base64.getUrlDecoder().decode(parts.group(5))));
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
