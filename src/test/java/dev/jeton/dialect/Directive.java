package dev.jeton.dialect;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** What happens before a request of a conversation: a line that begins with {@code #!}. */
public sealed interface Directive {

  /** For the docs. */
  String sentence();

  /** {@code pass 21 minutes}: the clock moves on. */
  record Pass(long amount, String unit) implements Directive {
    Duration duration() {
      return switch (unit) {
        case "second", "seconds" -> Duration.ofSeconds(amount);
        case "minute", "minutes" -> Duration.ofMinutes(amount);
        case "hour", "hours" -> Duration.ofHours(amount);
        case "day", "days" -> Duration.ofDays(amount);
        default -> throw new IllegalArgumentException("unit of time: " + unit);
      };
    }

    @Override
    public String sentence() {
      return amount + " " + unit + (amount == 1 ? " passes." : " pass.");
    }
  }

  /** {@code at 2042-01-12T15:14:13Z}: the clock is set. */
  record At(Instant instant) implements Directive {
    @Override
    public String sentence() {
      return "It is " + instant + ".";
    }
  }

  /** {@code store down} or {@code store up}. */
  record Store(boolean down) implements Directive {
    @Override
    public String sentence() {
      return down ? "The store fails." : "The store answers again.";
    }
  }

  /** {@code hashes busy} or {@code hashes free}: whether too many logins are waiting. */
  record Hashes(boolean busy) implements Directive {
    @Override
    public String sentence() {
      return busy ? "Too many logins are waiting." : "Logins are taken again.";
    }
  }

  /** {@code random 94db…}: octets that the next token is made of. */
  record Random(String hex) implements Directive {
    byte[] octets() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String sentence() {
      return "";
    }
  }

  /** {@code over http} or {@code over https}: how requests come in from now on. */
  record Over(boolean secure) implements Directive {
    @Override
    public String sentence() {
      return secure ? "Over TLS again:" : "Over plain HTTP:";
    }
  }

  /** {@code from 192.0.2.7}: whence they come. */
  record From(String address) implements Directive {
    @Override
    public String sentence() {
      return "From the address " + address + ":";
    }
  }

  /** {@code repeat 10}: the request is sent so often, with the same reply each time. */
  record Repeat(int times) implements Directive {
    @Override
    public String sentence() {
      return times + " times:";
    }
  }

  /**
   * {@code sessions 1}: an account may have so many live sessions, and a login beyond is refused;
   * before the first request alone.
   */
  record Sessions(int most) implements Directive {
    @Override
    public String sentence() {
      return "An account may have " + most + (most == 1 ? " live session:" : " live sessions:");
    }
  }

  /** {@code with mirror-status}: the dialect is set otherwise; before the first request alone. */
  record With(String variant) implements Directive {
    @Override
    public String sentence() {
      return "With the setting `" + variant + "`:";
    }
  }

  /**
   * Reads a line behind its {@code #!}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Directive parse(String line) {
    String[] word = line.strip().split(" +", -1);
    return switch (word[0].toLowerCase(Locale.ROOT) + " " + word.length) {
      case "pass 3" -> new Pass(Long.parseLong(word[1]), word[2]);
      case "at 2" -> new At(Instant.parse(word[1]));
      case "store 2" -> new Store(either(word[1], "down", "up"));
      case "hashes 2" -> new Hashes(either(word[1], "busy", "free"));
      case "random 2" -> new Random(word[1]);
      case "over 2" -> new Over(either(word[1], "https", "http"));
      case "from 2" -> new From(word[1]);
      case "repeat 2" -> new Repeat(Integer.parseInt(word[1]));
      case "sessions 2" -> new Sessions(Integer.parseInt(word[1]));
      case "with 2" -> new With(word[1]);
      default -> throw new IllegalArgumentException("no such directive: " + line);
    };
  }

  private static boolean either(String word, String yes, String no) {
    if (!word.equals(yes) && !word.equals(no)) {
      throw new IllegalArgumentException("want " + yes + " or " + no + ", not " + word);
    }
    return word.equals(yes);
  }
}
