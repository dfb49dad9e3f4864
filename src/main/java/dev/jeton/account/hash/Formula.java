package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a fast digest joins password and salt: {@code md5(salt+password)}, {@code
 * sha1(salt+sha1(password))}. A digest within another stands for its lower-case hex digits, as in
 * SQL and PHP; the password for its UTF-8, unless it is in {@code windows1252(password)} or {@code
 * utf16le(password)}.
 */
final class Formula {
  private static final int LONGEST = 200;
  private static final int DEEPEST = 8;

  /** A part of it. */
  private sealed interface Term {
    byte[] octets(Secret password, byte[] salt);
  }

  private record Password(Encoding encoding) implements Term {
    @Override
    public byte[] octets(Secret password, byte[] salt) {
      return encoding == Encoding.UTF8
          ? password.revealOctets()
          : password.revealText().getBytes(encoding.charset);
    }

    @Override
    public String toString() {
      return encoding == Encoding.UTF8
          ? "password"
          : encoding.name().toLowerCase(Locale.ROOT) + "(password)";
    }
  }

  private record Salt() implements Term {
    @Override
    public byte[] octets(Secret password, byte[] salt) {
      return salt;
    }

    @Override
    public String toString() {
      return "salt";
    }
  }

  private record Digest(Function function, List<Term> parts) implements Term {
    @Override
    public byte[] octets(Secret password, byte[] salt) {
      return HexFormat.of().formatHex(digest(password, salt)).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] digest(Secret password, byte[] salt) {
      var joined = new ByteArrayOutputStream();
      parts.forEach(part -> joined.writeBytes(part.octets(password, salt)));
      return function.of(joined.toByteArray());
    }

    @Override
    public String toString() {
      return parts.stream()
          .map(Term::toString)
          .collect(Collectors.joining("+", function.name().toLowerCase(Locale.ROOT) + "(", ")"));
    }
  }

  private enum Encoding {
    UTF8(StandardCharsets.UTF_8),
    WINDOWS1252(Charset.forName("windows-1252")),
    UTF16LE(StandardCharsets.UTF_16LE);

    private final Charset charset;

    Encoding(Charset charset) {
      this.charset = charset;
    }
  }

  private enum Function {
    MD5("MD5", 16),
    SHA1("SHA-1", 20),
    SHA256("SHA-256", 32),
    SHA384("SHA-384", 48),
    SHA512("SHA-512", 64);

    private final String algorithm;
    private final int length;

    Function(String algorithm, int length) {
      this.algorithm = algorithm;
      this.length = length;
    }

    byte[] of(byte[] octets) {
      try {
        return MessageDigest.getInstance(algorithm).digest(octets);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + algorithm, e);
      }
    }
  }

  private final Digest whole;

  private Formula(Digest whole) {
    this.whole = whole;
  }

  /**
   * Reads a formula; blanks and case count for nothing.
   *
   * @throws IllegalArgumentException if it is none; says how one looks
   */
  static Formula parse(String text) {
    String plain = text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (plain.length() <= LONGEST) {
      var reader = new Reader(plain);
      if (reader.term(0) instanceof Digest digest
          && reader.at == plain.length()
          && digest.toString().contains("password")) {
        return new Formula(digest);
      }
    }
    throw none();
  }

  byte[] compute(Secret password, byte[] salt) {
    return whole.digest(password, salt);
  }

  int length() {
    return whole.function.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formula that && whole.equals(that.whole);
  }

  @Override
  public int hashCode() {
    return whole.hashCode();
  }

  @Override
  public String toString() {
    return whole.toString();
  }

  private static IllegalArgumentException none() {
    return new IllegalArgumentException(
        "no such hash scheme: want one like md5(salt+password), of md5, sha1, sha256, sha384, sha512, salt, password,"
            + " windows1252(password) and utf16le(password)");
  }

  /** Descends through the text. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Term term(int depth) {
      int end = at;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String word = text.substring(at, end);
      at = end;
      if (word.equals("password")) {
        return new Password(Encoding.UTF8);
      }
      if (word.equals("salt")) {
        return new Salt();
      }
      if (depth > DEEPEST || !take('(')) {
        throw none();
      }
      var parts = new ArrayList<Term>();
      do {
        parts.add(term(depth + 1));
      } while (take('+'));
      if (!take(')')) {
        throw none();
      }
      return Arrays.stream(Encoding.values())
          .filter(encoding -> encoding.name().equalsIgnoreCase(word))
          .findFirst()
          .filter(_ -> parts.equals(List.of(new Password(Encoding.UTF8))))
          .<Term>map(Password::new)
          .orElseGet(() -> new Digest(function(word), List.copyOf(parts)));
    }

    private static Function function(String word) {
      return Arrays.stream(Function.values())
          .filter(function -> function.name().equalsIgnoreCase(word))
          .findFirst()
          .orElseThrow(Formula::none);
    }

    private boolean take(char wanted) {
      if (at < text.length() && text.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }
  }
}
