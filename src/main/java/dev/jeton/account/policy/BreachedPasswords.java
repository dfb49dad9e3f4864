package dev.jeton.account.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * None of the passwords that are known from breaches. They are in a file of SHA-1 hashes in
 * ascending order, one a line, each 40 hex digits behind which a colon and a count may stand: the
 * form in which the corpus of Have I Been Pwned can be had. The file, which may have many GiB, is
 * searched by bisection and never loaded; it is opened for each search, so that another can be put
 * in its place while the server runs.
 */
final class BreachedPasswords implements Rule {
  /** In octets; a longer one is none of such a file. */
  private static final int LONGEST_LINE = 128;

  private static final Pattern LINE = Pattern.compile("(?<hash>[0-9A-Fa-f]{40})(:[0-9]{1,20})?\r?");

  /** Behind all hashes, as it sorts after every digit. */
  private static final String LAST = "~";

  private final Path file;

  private BreachedPasswords(Path file) {
    this.file = file;
  }

  /**
   * The rule over a file, after one search of it.
   *
   * @throws IOException if it can't be read, holds nothing, or what was looked at is not in such
   *     lines and in order; its message says so in plain words
   */
  static BreachedPasswords in(Path file) throws IOException {
    var passwords = new BreachedPasswords(file);
    boolean _ = passwords.holds(hash(""));
    return passwords;
  }

  @Override
  public Judgement judge(String name, String password) {
    try {
      return holds(hash(password))
          ? new Judgement.Weak("the password is known from a breach")
          : new Judgement.Good();
    } catch (IOException e) {
      return new Judgement.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A line between two others.
   *
   * @param end where the next one begins
   */
  private record Line(long start, long end, String hash) {}

  private boolean holds(String wanted) throws IOException {
    try (var channel = FileChannel.open(file)) {
      long from = 0;
      long to = channel.size();
      if (to == 0) {
        throw unusable("it is empty");
      }
      String before = "";
      String behind = LAST;
      while (from < to) {
        Line line = line(channel, from, to);
        if (line.hash.compareTo(before) < 0 || line.hash.compareTo(behind) > 0) {
          throw unusable("its hashes are not in order");
        }
        int order = line.hash.compareTo(wanted);
        if (order == 0) {
          return true;
        }
        if (order < 0) {
          from = line.end;
          before = line.hash;
        } else {
          to = line.start;
          behind = line.hash;
        }
      }
      return false;
    } catch (NoSuchFileException _) {
      throw unusable("there is no such file");
    } catch (AccessDeniedException _) {
      throw unusable("it may not be read");
    }
  }

  /** The line in the middle between two places at which lines begin. */
  private Line line(FileChannel channel, long from, long to) throws IOException {
    long middle = from + (to - from) / 2;
    long first = Math.max(from, middle - LONGEST_LINE);
    String part = read(channel, first, Math.min(to, middle + LONGEST_LINE));
    int at = (int) (middle - first);
    int start = part.lastIndexOf('\n', at - 1) + 1;
    int newline = part.indexOf('\n', at);
    int end = newline < 0 ? part.length() : newline;
    Matcher line = LINE.matcher(part.substring(start, end));
    if (!line.matches()) {
      throw unusable("want lines of 40 hex digits, a SHA-1 hash, or those, a colon and a count");
    }
    return new Line(
        first + start,
        first + (newline < 0 ? end : newline + 1),
        line.group("hash").toUpperCase(Locale.ROOT));
  }

  private String read(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer part = ByteBuffer.allocate((int) (to - from));
    while (part.hasRemaining()) {
      if (channel.read(part, from + part.position()) < 0) {
        throw unusable("it became shorter");
      }
    }
    return new String(part.array(), ISO_8859_1);
  }

  private IOException unusable(String why) {
    return new IOException("password.breached-file: " + file + " can't be used: " + why);
  }

  private static String hash(String password) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
      return HexFormat.of().withUpperCase().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
