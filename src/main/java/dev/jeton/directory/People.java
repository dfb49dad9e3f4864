package dev.jeton.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import dev.jeton.account.AccountEdit;
import dev.jeton.account.Directory;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds people in the directory and proves their passwords by binding as them. */
final class People implements AutoCloseable {
  /** No one is called that; a bind by it takes the place of one where no entry was found. */
  private static final String NOBODY = "cn=6f1f7b0c5d4e4b0f9a53c2b8e3a7d190";

  private final LdapConfig config;
  private final Set<String> dialects;
  private final Entries entries;
  private final Transport transport;
  private final Optional<BindRequest> service;
  private final Connections searching;
  private final Connections binding;

  People(LdapConfig config, Set<String> dialects) throws IOException {
    this.config = config;
    this.dialects = Set.copyOf(dialects);
    this.entries = new Entries(config);
    this.transport = new Transport(config.servers());
    this.service = service(config.finding());
    try {
      searching = connections(service, "directory-search");
      binding = connections(Optional.empty(), "directory-bind");
    } catch (LDAPException e) {
      throw new IOException(Trouble.of(e), e);
    }
  }

  private Connections connections(Optional<BindRequest> bind, String name) throws LDAPException {
    return new Connections(
        transport.all(bind), bind, name, config.bounds().connections(), config.servers().age());
  }

  /** As whom entries are looked for: as the service account, or as nobody. */
  private static Optional<BindRequest> service(Finding finding) throws IOException {
    return finding.service().isPresent()
        ? Optional.of(
            new SimpleBindRequest(
                finding.service().get(),
                new ServicePassword(finding.servicePassword().orElseThrow())))
        : Optional.empty();
  }

  /**
   * Whether this is the password of whom the name means.
   *
   * @throws LDAPException if the directory does not tell
   */
  Directory.Answer check(String login, Secret password) throws LDAPException {
    return config.finding().direct().isPresent()
        ? directly(config.finding().direct().get(), login, password)
        : searched(login, password);
  }

  /** For an administrator to read. */
  List<Directory.Step> examine(Optional<String> login, Optional<Secret> password) {
    return new Examination(config, transport, service, this).of(login, password);
  }

  /** Those who answer to the name, two of them at the most. */
  List<SearchResultEntry> named(String login) throws LDAPException {
    return searching.ask(connection -> entries.named(connection, login));
  }

  /** What an entry tells, were its password right. */
  Directory.Answer told(SearchResultEntry entry) throws LDAPException {
    List<String> groups =
        entries.needsGroups()
            ? searching.ask(connection -> entries.groups(connection, entry))
            : List.of();
    return proved(new Person(entry, groups));
  }

  String shownFilter(String login) throws LDAPException {
    return entries.shownFilter(login);
  }

  private Directory.Answer searched(String login, Secret password) throws LDAPException {
    List<SearchResultEntry> found = named(login);
    if (found.size() != 1) {
      binding.ask(connection -> bound(connection, nobody(), password));
      return new Directory.Refused(found.isEmpty() ? Cause.UNKNOWN_ACCOUNT : Cause.AMBIGUOUS_NAME);
    }
    SearchResultEntry entry = found.getFirst();
    BindAnswer answer = binding.ask(connection -> bound(connection, entry.getDN(), password));
    if (!(answer instanceof BindAnswer.Proved)) {
      return refused(answer);
    }
    return told(entry);
  }

  /** Binds first; who could be asked about the entry is then the person. */
  private Directory.Answer directly(String template, String login, Secret password)
      throws LDAPException {
    boolean principal = !Names.isDn(template);
    if (principal && login.contains("@")) {
      return new Directory.Refused(Cause.UNKNOWN_ACCOUNT); // of another domain than ours
    }
    String name = principal ? template.replace(Finding.NAME, login) : Names.dn(template, login);
    return binding.ask(
        connection -> {
          BindAnswer answer = bound(connection, name, password);
          if (!(answer instanceof BindAnswer.Proved)) {
            return refused(answer);
          }
          if (!config.provision()) {
            return new Directory.Proved(login, AccountEdit.NONE);
          }
          List<SearchResultEntry> found =
              principal ? entries.named(connection, login) : entries.at(connection, name);
          if (found.size() != 1) {
            return new Directory.Unavailable(
                "who has bound may not read the own entry, or there is more than one");
          }
          SearchResultEntry entry = found.getFirst();
          List<String> groups =
              entries.needsGroups() ? entries.groups(connection, entry) : List.of();
          return proved(new Person(entry, groups));
        });
  }

  private Directory.Answer proved(Person person) {
    if (BindAnswer.isDisabled(person)) {
      return new Directory.Refused(Cause.DISABLED);
    }
    if (!config.provision()) {
      return new Directory.Proved("", AccountEdit.NONE);
    }
    Optional<String> name = name(person);
    if (name.isEmpty()) {
      return new Directory.Unavailable(
          "an entry has no " + config.mapping().name() + ", or several of them");
    }
    try {
      return new Directory.Proved(name.get(), config.mapping().facts(person, dialects));
    } catch (IllegalArgumentException e) {
      return new Directory.Unavailable("an entry can't be an account: " + e.getMessage());
    }
  }

  /** The one name of several that the entry itself is called by, or the only one. */
  private Optional<String> name(Person person) {
    String attribute = config.mapping().name();
    List<String> names = person.values(attribute);
    return names.stream()
        .filter(each -> isInDn(person, attribute, each))
        .findFirst()
        .or(() -> names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty());
  }

  private static boolean isInDn(Person person, String attribute, String value) {
    try {
      return new DN(person.dn()).getRDN().hasAttributeValue(attribute, value);
    } catch (LDAPException _) {
      return false;
    }
  }

  private static Directory.Answer refused(BindAnswer answer) {
    return switch (answer) {
      case BindAnswer.Refused(Cause cause) -> new Directory.Refused(cause);
      case BindAnswer.Failed(String why) -> new Directory.Unavailable(why);
      case BindAnswer.Proved _ -> throw new IllegalArgumentException("it was proved");
    };
  }

  private String nobody() {
    return NOBODY + config.finding().base().map(base -> "," + base).orElse("");
  }

  private static BindAnswer bound(LDAPConnection connection, String name, Secret password)
      throws LDAPException {
    var request =
        new SimpleBindRequest(
            name, password.revealOctets(), new DraftBeheraLDAPPasswordPolicy10RequestControl());
    try {
      return BindAnswer.of(connection.bind(request));
    } catch (LDAPException e) {
      if (Connections.isAnswer(e.getResultCode())) {
        return BindAnswer.of(e.toLDAPResult());
      }
      // Without what the server says to it, which could hold anything.
      throw new LDAPException(e.getResultCode(), "no answer to a bind");
    }
  }

  @Override
  public void close() {
    searching.close();
    binding.close();
  }
}
