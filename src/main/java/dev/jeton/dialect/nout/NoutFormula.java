package dev.jeton.dialect.nout;

import dev.jeton.secret.Secret;
import dev.jeton.session.DigestFormula;
import dev.jeton.session.DigestSecret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The digests that prove a password beside one nonce and Created.
 *
 * @param nonce as it stands on the wire
 * @param created as it stands on the wire, untrimmed
 * @param rules all that are tried
 */
record NoutFormula(String nonce, String created, Set<DigestRule> rules) implements DigestFormula {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final byte[] SECRET_OF_EMPTY =
      "AAAAAAAAAAAAAAAAAAAAAA==".getBytes(StandardCharsets.US_ASCII);

  /** Whether a rule among these can work with this nonce: OASIS's alone asks for Base64. */
  static boolean fits(String nonce, Set<DigestRule> rules) {
    return !rules.equals(Set.of(DigestRule.OASIS)) || decoded(nonce).isPresent();
  }

  @Override
  public List<byte[]> digests(DigestSecret secret) {
    return switch (secret) {
      case DigestSecret.Clear(Secret password) -> ofClear(password);
      case DigestSecret.Nout(Secret hash) ->
          rules.contains(DigestRule.MD5) ? List.of(overTexts(hash.revealOctets())) : List.of();
    };
  }

  private List<byte[]> ofClear(Secret password) {
    List<byte[]> spellings = spellings(password);
    var digests = new ArrayList<byte[]>();
    for (DigestRule rule : rules) {
      switch (rule) {
        case MD5 -> spellings.forEach(p -> digests.add(overTexts(hashed("MD5", p))));
        case SHA1 -> spellings.forEach(p -> digests.add(overTexts(hashed("SHA-1", p))));
        case SHA256 -> spellings.forEach(p -> digests.add(overTexts(hashed("SHA-256", p))));
        case PLAIN -> spellings.forEach(p -> digests.add(overTexts(p)));
        case OASIS ->
            decoded(nonce)
                .ifPresent(
                    octets -> digests.add(sha1(octets, utf8(created), password.revealOctets())));
      }
    }
    return digests;
  }

  /** The password's octets in UTF-8 and, if it can be written so, in Windows-1252. */
  private static List<byte[]> spellings(Secret password) {
    byte[] utf8 = password.revealOctets();
    try {
      ByteBuffer ansi = WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(password.revealText()));
      byte[] octets = new byte[ansi.remaining()];
      ansi.get(octets);
      return List.of(utf8, octets);
    } catch (CharacterCodingException e) { // not in that charset: only one way to write it
      return List.of(utf8);
    }
  }

  private byte[] overTexts(byte[] secret) {
    return sha1(utf8(nonce), utf8(created), secret);
  }

  private static byte[] hashed(String algorithm, byte[] password) {
    return password.length == 0
        ? SECRET_OF_EMPTY
        : Base64.getEncoder().encode(digest(algorithm).digest(password));
  }

  /** The octets of canonical Base64: what would decode to the same is another text. */
  private static Optional<byte[]> decoded(String nonce) {
    try {
      byte[] octets = Base64.getDecoder().decode(nonce);
      return Base64.getEncoder().encodeToString(octets).equals(nonce)
          ? Optional.of(octets)
          : Optional.empty();
    } catch (IllegalArgumentException e) { // no Base64 at all
      return Optional.empty();
    }
  }

  private static byte[] sha1(byte[]... parts) {
    MessageDigest sha1 = digest("SHA-1");
    for (byte[] part : parts) {
      sha1.update(part);
    }
    return sha1.digest();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }
}
