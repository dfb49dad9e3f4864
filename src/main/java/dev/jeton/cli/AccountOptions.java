package dev.jeton.cli;

import dev.jeton.secret.Secret;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What an account is to be: the options that adding and changing have in common. */
final class AccountOptions {
  /** As on the command line, in lower case. */
  enum Kind {
    USER,
    EXTRANET,
    CUSTOMER,
    MACHINE;

    static Kind of(String name) {
      return Arrays.stream(values())
          .filter(kind -> kind.toString().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no kind " + name + ": want user, extranet, customer or machine"));
    }

    boolean hasPassword() {
      return switch (this) {
        case USER, EXTRANET -> true;
        case CUSTOMER, MACHINE -> false;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--id",
      paramLabel = "N",
      description = "The numeric id that clients may know; it never changes.")
  private Optional<Long> id = Optional.empty();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "One of ${COMPLETION-CANDIDATES}. A new account is a user, with --form an extranet"
              + " user.")
  private Optional<Kind> kind = Optional.empty();

  @Option(
      names = "--password-stdin",
      description = "Read the password from standard input, one line, instead of asking for it.")
  private boolean passwordOnStandardInput;

  @Option(
      names = "--digest",
      description =
          "Keep the clear password too, sealed, so that the account can log in by digests.")
  private boolean digest;

  @Option(
      names = "--allow-weak",
      description =
          "Take a password that the policy refuses, such as one built into a client. It is"
              + " recorded.")
  private boolean allowWeak;

  @Option(
      names = "--directory",
      paramLabel = "NAME",
      description =
          "The directory that proves its password, in place of one here. With --digest, a password"
              + " is kept here for logins by digests alone.")
  private Optional<String> directory = Optional.empty();

  @Option(
      names = "--dialect",
      paramLabel = "D",
      description = "A dialect that it may log in by; can be repeated. Without any, none.")
  private List<String> dialects = List.of();

  @Option(
      names = "--form",
      paramLabel = "ID[:TITLE]",
      description = "The form that an extranet user lives in.")
  private Optional<String> form = Optional.empty();

  @Option(names = "--language", paramLabel = "N", description = "NOUT's code of its language.")
  private Optional<Integer> language = Optional.empty();

  @Option(
      names = "--act-for",
      paramLabel = "NAME",
      description =
          "A user for whom it may act, or an extranet user that it may open; * for all. Can be"
              + " repeated.")
  private List<String> actFor = List.of();

  @Option(
      names = "--for-customer",
      paramLabel = "NAME",
      description = "A customer that it may act for; * for all. Can be repeated.")
  private List<String> forCustomer = List.of();

  Optional<Kind> kind() {
    return kind.or(() -> form.map(_ -> Kind.EXTRANET));
  }

  Optional<Long> id() {
    return id;
  }

  List<String> dialects() {
    return dialects;
  }

  Optional<Integer> language() {
    return language;
  }

  List<String> actFor() {
    return actFor;
  }

  List<String> forCustomer() {
    return forCustomer;
  }

  boolean digest() {
    return digest;
  }

  /** Whether its password is in a directory, and nothing of it is kept here. */
  boolean isInDirectory() {
    return directory.isPresent() && !digest;
  }

  /** Whether a password is taken that the policy refuses. */
  boolean allowsWeak() {
    return allowWeak;
  }

  /** Whether the command is to set a password. */
  boolean setsPassword() {
    return digest || passwordOnStandardInput;
  }

  /** Refuses what can't be meant, whatever there is on the server. */
  void check() {
    if (form.isPresent() && !kind().equals(Optional.of(Kind.EXTRANET))) {
      throw Failure.wrongUse("--form is for extranet users alone");
    }
    if (passwordOnStandardInput && isInDirectory()) {
      throw Failure.wrongUse(
          "with --directory, a password is kept for digests alone: say so by --digest");
    }
    if (setsPassword() && !kind().map(Kind::hasPassword).orElse(true)) {
      throw Failure.wrongUse("an account of kind " + kind().orElseThrow() + " has no password");
    }
  }

  /** The members of a body that are the same whether an account is new or not. */
  Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    kind().ifPresent(value -> members.put("kind", value.toString()));
    form.ifPresent(value -> members.put("form", form(value)));
    directory.ifPresent(value -> members.put("directory", value));
    language.ifPresent(value -> members.put("language", value));
    return members;
  }

  Map<String, Object> password(Terminal terminal) {
    Secret password = terminal.newPassword(passwordOnStandardInput);
    return Map.of("password", password, "digest", digest, "allowWeak", allowWeak);
  }

  private static Map<String, Object> form(String idAndTitle) {
    int colon = idAndTitle.indexOf(':');
    return colon < 0
        ? Map.of("id", idAndTitle)
        : Map.of("id", idAndTitle.substring(0, colon), "title", idAndTitle.substring(colon + 1));
  }
}
