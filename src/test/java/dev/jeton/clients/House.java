package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.ServerProcess;
import dev.jeton.app.Document;
import dev.jeton.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server in a process of its own with accounts for every dialect, added by the command line: one
 * for all tests with real clients. Everybody's password is the same.
 */
final class House implements AutoCloseable {
  /** What clients, shells, URLs, XML and old charsets get wrong. */
  static final String PASSWORD = "& + = < ž € ‹";

  private final Path data;
  private final ServerProcess server;
  private final String identifiant;
  private final String motDePasse;
  private final String shop;
  private final String warehouse;

  House() throws IOException {
    data = Files.createTempDirectory("jeton-clients");
    server = ServerProcess.start(data.resolve("data"));
    user("Nalog ž", "balans", "--act-for", "drugi nalog", "--for-customer", "komitent & sin");
    user("drugi nalog", "balans");
    done(server.jeton("", "account", "add", "komitent & sin", "--kind", "customer"));
    user("Žofie & Søn", "vz");
    user("superviseur", "nout", "--digest", "--act-for", "conan2");
    user("Hélène ž", "nout", "--digest", "--act-for", "*");
    user("conan2", "nout", "--digest", "--form", "224661136955914:Client");
    done(server.jeton("", "account", "add", "till", "--kind", "machine", "--dialect", "wipsos"));
    Document pair = done(server.jeton("", "key", "issue", "till")).json();
    identifiant = pair.text("identifiant").orElseThrow();
    motDePasse = pair.text("motDePasse").orElseThrow();
    String exchange = "token-exchange";
    shop =
        client(
            "shop",
            List.of("client_credentials", "refresh_token", exchange),
            "--scope",
            "read",
            "--scope",
            "write",
            "--audience",
            "https://warehouse.example");
    warehouse = client("warehouse", List.of(), "--audience", "https://warehouse.example");
  }

  String https() {
    return server.https();
  }

  String http() {
    return server.http();
  }

  Path authority() {
    return server.authority();
  }

  ServerProcess server() {
    return server;
  }

  String identifiant() {
    return identifiant;
  }

  String motDePasse() {
    return motDePasse;
  }

  /** The secret of a client that gets tokens: shop. */
  String shop() {
    return shop;
  }

  /** The secret of a client that checks tokens, which are for https://warehouse.example. */
  String warehouse() {
    return warehouse;
  }

  /** Who a live token's session is, as the command line tells: actor, subject, customer. */
  String session(String token) {
    Document session = done(server.jeton(token, "token", "check", "--json")).json();
    return Stream.of("actor", "subject", "customer")
        .map(session::object)
        .map(who -> who.flatMap(account -> account.text("name")).orElse("-"))
        .reduce((one, other) -> one + ", " + other)
        .orElseThrow();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void user(String name, String dialect, String... more) {
    var command =
        Stream.concat(
            Stream.of("account", "add", name, "--dialect", dialect, "--password-stdin"),
            Stream.of(more));
    done(server.jeton(PASSWORD + "\n", command.toArray(String[]::new)));
  }

  private String client(String name, List<String> grants, String... more) {
    var command = new ArrayList<>(List.of("client", "add", name, "--json"));
    grants.forEach(grant -> command.addAll(List.of("--grant", grant)));
    command.addAll(List.of(more));
    Document added = done(server.jeton("", command.toArray(String[]::new))).json();
    return added.text("clientSecret").orElseThrow(() -> new AssertionError(added.toString()));
  }

  private static Run done(Run run) {
    assertEquals(0, run.exitCode(), run::toString);
    return run;
  }

  /** Lets tests in, as a parameter; the house is built for the first and torn down behind all. */
  static final class Door implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == House.class;
    }

    @Override
    public House resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(House.class))
          .computeIfAbsent(House.class);
    }
  }
}
