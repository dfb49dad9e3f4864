package dev.jeton.account;

import dev.jeton.session.Network;
import java.util.Optional;

/**
 * What is counted together: failures of a name, of a network, or of both.
 *
 * @param name as it was offered, bounded; empty where names do not matter
 * @param form the id of the form that was named, or as it was named if there is no such form; empty
 *     for none
 * @param network its spelling; empty where networks do not matter
 */
record Tally(Kind kind, String name, String form, String network) implements Comparable<Tally> {
  /** No account has a longer name, and a caller must not choose how much is remembered. */
  private static final int NAME_LENGTH = 2 * Account.NAME_LENGTH;

  /** Stands in the place of a form for the public halves of key pairs. */
  private static final String KEY_PAIRS = "#key";

  /** The same for OAuth clients. */
  private static final String CLIENTS = "#client";

  /** What kinds there are, in the order in which their places are taken. */
  enum Kind {
    /** Failures of a name from a network. */
    LOGIN('l'),
    /** Failures of a name from networks that it is not known in. */
    ACCOUNT('a'),
    /** Failures from a network. */
    NETWORK('n'),
    /** Tokens from a network that were never issued. */
    TOKEN('t'),
    /** Wrong admin secrets from a network. */
    ADMIN('s'),
    /** Logins of a name that were granted. */
    GRANTED('g');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    private static Optional<Kind> of(char letter) {
      for (Kind kind : values()) {
        if (kind.letter == letter) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** Whom a claim names. */
  record Who(String name, String form) {
    static Who ofKey(String identifiant) {
      return of(identifiant, KEY_PAIRS);
    }

    static Who ofClient(String name) {
      return of(name, CLIENTS);
    }

    static Who of(String name, String form) {
      return new Who(cut(name), cut(form));
    }

    private static String cut(String text) {
      return text.substring(0, Math.min(text.length(), NAME_LENGTH));
    }
  }

  static Tally login(Who who, Network network) {
    return new Tally(Kind.LOGIN, who.name(), who.form(), network.text());
  }

  static Tally account(Who who) {
    return new Tally(Kind.ACCOUNT, who.name(), who.form(), "");
  }

  static Tally granted(Who who) {
    return new Tally(Kind.GRANTED, who.name(), who.form(), "");
  }

  static Tally of(Kind kind, Network network) {
    return new Tally(kind, "", "", network.text());
  }

  /** Under which a store keeps it. */
  String key() {
    return kind.letter + part(network) + part(form) + name;
  }

  /** The tally that a store keeps under this key; nothing if it is none of ours. */
  static Optional<Tally> ofKey(String key) {
    Optional<Kind> kind = key.isEmpty() ? Optional.empty() : Kind.of(key.charAt(0));
    Optional<String[]> network = kind.flatMap(_ -> split(key.substring(1)));
    Optional<String[]> form = network.flatMap(parts -> split(parts[1]));
    return form.map(
        parts -> new Tally(kind.orElseThrow(), parts[1], parts[0], network.orElseThrow()[0]));
  }

  private static String part(String text) {
    return text.length() + ":" + text;
  }

  /** The first part and the rest. */
  private static Optional<String[]> split(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || !text.substring(0, colon).matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    int end = colon + 1 + Integer.parseInt(text.substring(0, colon));
    return end > text.length()
        ? Optional.empty()
        : Optional.of(new String[] {text.substring(colon + 1, end), text.substring(end)});
  }

  /** In the order in which places are taken: one order for all, so that nobody waits in a ring. */
  @Override
  public int compareTo(Tally other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : key().compareTo(other.key());
  }
}
