package dev.jeton.dialect;

import dev.jeton.account.Account;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Kind;
import dev.jeton.account.PasswordHasher;
import dev.jeton.account.Permission;
import dev.jeton.account.SealedSecret;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Form;
import dev.jeton.session.GrantType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The accounts of {@code accounts.txt}, with all that they know. */
final class SampleAccounts {
  private static final Path FILE = Path.of("src/test/java/dev/jeton/dialect/accounts.txt");

  private final List<Account> accounts;
  private final List<String> secrets;
  private final Map<String, String> passwords;

  private SampleAccounts(
      List<Account> accounts, List<String> secrets, Map<String, String> passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.secrets = secrets;
  }

  /** A line of the file. */
  private record Row(
      long id,
      String name,
      Kind kind,
      Optional<Form> form,
      Set<String> dialects,
      String password,
      Permission actFor,
      Permission forCustomer,
      Set<String> flags) {

    static Row parse(String line) {
      List<String> column = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      return new Row(
          Long.parseLong(column.get(0)),
          column.get(1),
          Kind.valueOf(column.get(2).toUpperCase(Locale.ROOT)),
          form(column.get(3)),
          words(column.get(4)),
          column.get(5),
          permission(column.get(6)),
          permission(column.get(7)),
          words(column.get(8)));
    }

    private static Optional<Form> form(String text) {
      String[] part = text.split(":", 2);
      return text.isEmpty() ? Optional.empty() : Optional.of(new Form(part[0], part[1]));
    }

    /** Names are separated by commas, since they may hold blanks. */
    private static Permission permission(String text) {
      Set<String> names =
          Arrays.stream(text.split(","))
              .map(String::strip)
              .filter(name -> !name.isEmpty() && !name.equals("*"))
              .collect(Collectors.toSet());
      return new Permission(text.equals("*"), names);
    }

    private static Set<String> words(String text) {
      return Arrays.stream(text.split(" "))
          .filter(word -> !word.isEmpty())
          .collect(Collectors.toSet());
    }

    /** What must be in no reply: the password, or the secret half of a pair. */
    String secret() {
      return kind == Kind.MACHINE ? password.split(" ", 2)[1] : password;
    }

    /** The name that a login goes by: the public half of a pair. */
    String offered() {
      return kind == Kind.MACHINE ? password.split(" ", 2)[0] : name;
    }

    Account account(KeyRing keys, PasswordHasher hasher) {
      boolean keeps = kind != Kind.MACHINE && !password.isEmpty() && !isIssued();
      Secret secret = Secret.of(secret());
      return new Account(
          id,
          1,
          name,
          form,
          kind,
          !flags.contains("disabled"),
          dialects,
          flags.stream()
              .filter(flag -> flag.startsWith("language="))
              .mapToInt(flag -> Integer.parseInt(flag.substring("language=".length())))
              .findFirst(),
          actFor,
          forCustomer,
          keeps ? hasher.hash(secret) : Optional.empty(),
          flags.contains("digest")
              ? Optional.of(SealedSecret.of(new DigestSecret.Clear(secret), id, keys))
              : Optional.empty(),
          Optional.empty(),
          kind == Kind.MACHINE
              ? List.of(ApiKey.of(password.split(" ", 2)[0], secret, keys, Instant.EPOCH))
              : List.of(),
          kind == Kind.CLIENT ? Optional.of(client(secret, keys)) : Optional.empty());
    }

    /** Whether its secret is one that the server made. */
    private boolean isIssued() {
      return kind == Kind.CLIENT && IssuedSecret.hasShape(Secret.of(password));
    }

    private ClientProfile client(Secret secret, KeyRing keys) {
      return new ClientProfile(
          told("grants").map(GrantType::named).collect(Collectors.toSet()),
          told("scopes").collect(Collectors.toCollection(TreeSet::new)),
          told("audiences").collect(Collectors.toCollection(TreeSet::new)),
          Optional.empty(),
          told("subject").findFirst(),
          Set.of(),
          isIssued() ? List.of(IssuedSecret.of(secret, keys, Instant.EPOCH)) : List.of());
    }

    /** The words of a flag such as {@code scopes=read+write}. */
    private Stream<String> told(String flag) {
      return flags.stream()
          .filter(each -> each.startsWith(flag + "="))
          .flatMap(each -> Arrays.stream(each.substring(flag.length() + 1).split("\\+")));
    }
  }

  static SampleAccounts read(KeyRing keys, PasswordHasher hasher) {
    try {
      List<Row> rows =
          Files.readAllLines(FILE).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(Row::parse)
              .toList();
      return new SampleAccounts(
          rows.stream().map(row -> row.account(keys, hasher)).toList(),
          rows.stream()
              .map(Row::secret)
              .filter(secret -> !secret.isEmpty())
              .filter(secret -> rows.stream().noneMatch(row -> row.name().equals(secret)))
              .distinct()
              .toList(),
          rows.stream().collect(Collectors.toUnmodifiableMap(Row::offered, Row::secret)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Account> accounts() {
    return accounts;
  }

  /** What is offered for each name. */
  Map<String, String> passwords() {
    return passwords;
  }

  /**
   * Their passwords and the secret halves of their keys, but for one that is a name too: replies
   * tell names.
   */
  List<String> secrets() {
    return secrets;
  }
}
