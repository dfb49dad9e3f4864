package dev.jeton.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** A proof of the password as a client of NOUT's makes it, by the rule of the protocol's page. */
record NoutProof(String name, String digest, String nonce, String created) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  /** Now, with a nonce of its own. */
  static NoutProof of(String name, String password) {
    String nonce = UUID.randomUUID().toString().replace("-", "");
    String created = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
    try {
      byte[] secret =
          Base64.getEncoder()
              .encode(MessageDigest.getInstance("MD5").digest(password.getBytes(WINDOWS)));
      var all = new ByteArrayOutputStream();
      all.write((nonce + created).getBytes(StandardCharsets.US_ASCII));
      all.write(secret);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(all.toByteArray());
      return new NoutProof(name, Base64.getEncoder().encodeToString(digest), nonce, created);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As REST has it, percent-encoded as PHP's urlencode does. */
  String query() {
    return "Username=%s&Password=%s&nonce=%s&created=%s"
        .formatted(escaped(name), escaped(digest), escaped(nonce), escaped(created));
  }

  /** As SOAP has it. */
  String element() {
    return """
    <UsernameToken><Username>%s</Username><Password>%s</Password><Nonce>%s</Nonce>\
    <Created>%s</Created></UsernameToken>"""
        .formatted(name, digest, nonce, created);
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, WINDOWS);
  }
}
