package dev.jeton.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.jeton.account.AccountEdit;
import dev.jeton.account.Directory;
import dev.jeton.account.Directory.Step;
import dev.jeton.secret.Secret;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Goes through what a login needs of the directory, and says of each step what came of it. */
final class Examination {
  private final LdapConfig config;
  private final Transport transport;
  private final Optional<BindRequest> service;
  private final People people;
  private final List<Step> steps = new ArrayList<>();

  Examination(
      LdapConfig config, Transport transport, Optional<BindRequest> service, People people) {
    this.config = config;
    this.transport = transport;
    this.service = service;
    this.people = people;
  }

  /** Each server by itself, then the person by whichever answers. */
  List<Step> of(Optional<String> login, Optional<Secret> password) {
    config.servers().addresses().forEach(this::server);
    if (login.isPresent()) {
      if (config.finding().direct().isEmpty()) {
        entry(login.get());
      }
      password.ifPresent(secret -> password(login.get(), secret));
    }
    return List.copyOf(steps);
  }

  private void server(Address address) {
    String shown = config.servers().shown(address);
    try (LDAPConnection connection = transport.one(address, Optional.empty()).getConnection()) {
      say("server", shown + " answers");
      Optional.ofNullable(connection.getSSLSession())
          .ifPresentOrElse(
              tls -> say("tls", facts(tls)),
              () -> say("tls", "none: passwords cross the way to it in clear"));
      if (config.finding().direct().isEmpty()) {
        service(connection);
      }
    } catch (LDAPException e) {
      complain("server", shown + ": " + Trouble.of(e));
    }
  }

  private void service(LDAPConnection connection) {
    try {
      if (service.isPresent()) {
        connection.bind(service.get().duplicate());
      }
      say("service", config.finding().service().map(n -> "bound as " + n).orElse("nobody"));
    } catch (LDAPException e) {
      complain("service", Trouble.of(e));
    }
  }

  private void entry(String login) {
    try {
      List<SearchResultEntry> found = people.named(login);
      switch (found.size()) {
        case 0 -> complain("entry", "none answers to " + people.shownFilter(login));
        case 1 -> entry(found.getFirst());
        default -> complain("entry", "several answer to " + people.shownFilter(login));
      }
    } catch (LDAPException e) {
      complain("entry", Trouble.of(e));
    }
  }

  private void entry(SearchResultEntry entry) throws LDAPException {
    say("entry", entry.getDN());
    if (config.provision()) {
      facts(people.told(entry));
    }
  }

  private void password(String login, Secret password) {
    try {
      switch (people.check(login, password)) {
        case Directory.Proved proved -> {
          say("password", "right");
          if (config.finding().direct().isPresent() && config.provision()) {
            facts(proved);
          }
        }
        case Directory.Refused(var cause) ->
            complain(
                "password", "refused: " + cause.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        case Directory.Overloaded _ -> complain("password", "too much is being asked");
        case Directory.Unavailable(String why) -> complain("password", why);
      }
    } catch (LDAPException e) {
      complain("password", Trouble.of(e));
    }
  }

  private void facts(Directory.Answer answer) {
    switch (answer) {
      case Directory.Proved(String name, AccountEdit facts) -> {
        say("name", name);
        facts.kind().ifPresent(kind -> say("kind", kind.name().toLowerCase(Locale.ROOT)));
        facts.form().ifPresent(form -> say("form", form.id()));
        if (facts.dialects().add().isEmpty()) {
          complain("dialects", "none: the account could not log in");
        } else {
          say("dialects", joined(facts.dialects().add()));
        }
        facts.language().ifPresent(code -> say("language", code == 0 ? "none" : "" + code));
        members("acts for", facts.actFor());
        members("for customers", facts.forCustomer());
      }
      case Directory.Refused(var cause) -> complain("entry", cause.name().toLowerCase(Locale.ROOT));
      case Directory.Overloaded _ -> complain("entry", "too much is being asked");
      case Directory.Unavailable(String why) -> complain("entry", why);
    }
  }

  private void members(String what, AccountEdit.Members members) {
    if (members.anew()) {
      say(what, members.add().isEmpty() ? "none" : joined(members.add()));
    }
  }

  private static String joined(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private static String facts(SSLSession tls) {
    return tls.getProtocol() + ", " + tls.getCipherSuite() + certificate(tls);
  }

  private static String certificate(SSLSession tls) {
    try {
      Certificate[] chain = tls.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate own
          ? ", certificate of "
              + own.getSubjectX500Principal()
              + " until "
              + own.getNotAfter().toInstant()
          : "";
    } catch (SSLPeerUnverifiedException _) {
      return "";
    }
  }

  private void say(String what, String told) {
    steps.add(new Step(what, true, told));
  }

  private void complain(String what, String told) {
    steps.add(new Step(what, false, told));
  }
}
