package dev.jeton.cli;

import dev.jeton.app.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a client is to be: the options that adding and changing have in common. */
final class ClientOptions {
  @Option(
      names = "--jwks",
      paramLabel = "FILE",
      description =
          "A JWK set with the public keys by which it signs assertions (private_key_jwt); those"
              + " before give way.")
  private Optional<Path> jwks = Optional.empty();

  @Option(
      names = "--certificate-subject",
      paramLabel = "DN",
      description =
          "The subject of the certificate that proves it (tls_client_auth), such as"
              + " CN=app,O=Example.")
  private Optional<String> subject = Optional.empty();

  @Option(
      names = "--certificate-sha256",
      paramLabel = "HASH",
      description =
          "SHA-256 of a certificate that proves it, in hex or base64url. Can be repeated.")
  private List<String> certificates = List.of();

  @Option(
      names = "--grant",
      paramLabel = "G",
      description =
          "By what it may ask for tokens: client-credentials, token-exchange, refresh-token or"
              + " password; can be repeated. Without any, it may introspect and revoke alone.")
  private List<String> grants = List.of();

  @Option(
      names = "--scope",
      paramLabel = "S",
      description = "A scope that it may ask for; can be repeated.")
  private List<String> scopes = List.of();

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "For whom it may ask for tokens: an absolute URI or a name; can be repeated.")
  private List<String> audiences = List.of();

  @Option(
      names = "--redirects",
      paramLabel = "none",
      description = "Nothing but none: no flow here redirects a browser.")
  private Optional<String> redirects = Optional.empty();

  @Option(
      names = "--allow-weak",
      description = "Take a chosen secret that the password policy refuses. It is recorded.")
  private boolean allowWeak;

  List<String> grants() {
    return grants;
  }

  List<String> scopes() {
    return scopes;
  }

  List<String> audiences() {
    return audiences;
  }

  List<String> certificates() {
    return certificates;
  }

  /** Whether a chosen secret is taken that the policy refuses. */
  boolean allowsWeak() {
    return allowWeak;
  }

  /** The members of a body that are the same whether a client is new or not. */
  Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    jwks.ifPresent(file -> members.put("jwks", read(file)));
    subject.ifPresent(name -> members.put("certificateSubject", name));
    redirects.ifPresent(text -> members.put("redirects", text));
    return members;
  }

  private static Document read(Path file) {
    try {
      return switch (Document.read(Files.readAllBytes(file))) {
        case Document.Whole(Document document) -> document;
        case Document.Malformed(String why) -> throw Failure.wrongUse(file + ": " + why);
      };
    } catch (IOException _) {
      throw Failure.wrongUse(file + " can't be read");
    }
  }
}
