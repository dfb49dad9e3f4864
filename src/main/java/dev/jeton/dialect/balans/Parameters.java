package dev.jeton.dialect.balans;

import dev.jeton.dialect.balans.Problem.Kind;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a caller gave, decoded and by name, and what it asks for; unknown names are passed over. */
final class Parameters {
  private static final int LONGEST_NAME = 256;
  private static final int MOST_MINUTES = 480;
  private static final String COMPANY = "companyCode";
  static final String TOKEN = "sessToken";

  /** In place of the name of another user: nobody but the caller itself. */
  private static final String WILDCARD = "%";

  /** A whole number in ASCII digits, with XML's blanks around it. */
  private static final Pattern MINUTES = Pattern.compile("[ \t\r\n]*0*([1-9][0-9]{0,2})[ \t\r\n]*");

  /** The same parameters have other names in SOAP than in REST. */
  enum Names {
    SOAP("userName", "userCode", "sessLen", "authUser", "authCustomer"),
    REST("id", "pwd", "len", "usr", "cust");

    private final String user;
    private final String password;
    private final String length;
    private final String behalf;
    private final String customer;

    Names(String user, String password, String length, String behalf, String customer) {
      this.user = user;
      this.password = password;
      this.length = length;
      this.behalf = behalf;
      this.customer = customer;
    }
  }

  /** One of them as it was given; it does not print itself, since the value may be a password. */
  record Given(String name, String value) {
    @Override
    public String toString() {
      return "Given[hidden]";
    }
  }

  /** What they ask for. */
  sealed interface Ask {}

  record Right(Command command) implements Ask {}

  record Wrong(Problem problem) implements Ask {}

  private final Names names;
  private final Map<String, String> values = new HashMap<>();
  private final Optional<Problem> flaw;

  Parameters(Names names, List<Given> given) {
    this.names = names;
    given.forEach(one -> values.put(one.name, one.value));
    this.flaw =
        values.size() < given.size() ? Optional.of(Problem.of(Kind.TWICE)) : Optional.empty();
  }

  /** Parameters that can't be told: whatever they ask for, this is wrong. */
  Parameters(Names names, Problem flaw) {
    this.names = names;
    this.flaw = Optional.of(flaw);
  }

  /** The command of a login. */
  Ask login(Caller caller) {
    return flaw.or(this::missing)
        .or(this::beyondBounds)
        .<Ask>map(Wrong::new)
        .orElseGet(() -> new Right(command(caller)));
  }

  /** The command that ends a session. */
  Ask end(Caller caller) {
    if (flaw.isPresent()) {
      return new Wrong(flaw.get());
    }
    if (value(TOKEN).isEmpty()) {
      return new Wrong(new Problem(Kind.MISSING, TOKEN));
    }
    Secret token = Secret.of(value(TOKEN));
    return new Right(new Command.End(Balans.NAME, token, Optional.empty(), caller));
  }

  /** An empty password is one that was given: whether it is right is not decided here. */
  private Optional<Problem> missing() {
    if (names == Names.SOAP && !values.containsKey(COMPANY)) {
      return Optional.of(new Problem(Kind.MISSING, COMPANY));
    }
    if (value(names.user).isEmpty()) {
      return Optional.of(new Problem(Kind.MISSING, names.user));
    }
    return values.containsKey(names.password)
        ? Optional.empty()
        : Optional.of(new Problem(Kind.MISSING, names.password));
  }

  private Optional<Problem> beyondBounds() {
    if (minutes().isEmpty()) {
      return Optional.of(new Problem(Kind.SESSION_LENGTH, names.length));
    }
    return Stream.of(names.user, names.behalf, names.customer)
        .filter(name -> value(name).length() > LONGEST_NAME)
        .map(name -> new Problem(Kind.TOO_LONG, name))
        .findFirst();
  }

  private Command.Login command(Caller caller) {
    var password = new Credential.Password(Secret.of(value(names.password)), Optional.empty());
    return new Command.Login(
        Balans.NAME,
        new Claim(value(names.user), password),
        filled(names.behalf).filter(name -> !name.equals(WILDCARD)).map(Behalf.Named::new),
        filled(names.customer),
        OptionalInt.empty(),
        Optional.empty(),
        minutes(),
        caller);
  }

  private Optional<Duration> minutes() {
    Matcher matcher = MINUTES.matcher(value(names.length));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int minutes = Integer.parseInt(matcher.group(1));
    return minutes <= MOST_MINUTES ? Optional.of(Duration.ofMinutes(minutes)) : Optional.empty();
  }

  private Optional<String> filled(String name) {
    return Optional.of(value(name)).filter(text -> !text.isEmpty());
  }

  private String value(String name) {
    return values.getOrDefault(name, "");
  }
}
