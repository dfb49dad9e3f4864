package dev.jeton.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a change takes away from a client. */
final class ClientRemovals {
  @Option(names = "--no-grant", paramLabel = "G", description = "Take a grant away.")
  private List<String> grants = List.of();

  @Option(names = "--no-scope", paramLabel = "S", description = "Take a scope away.")
  private List<String> scopes = List.of();

  @Option(names = "--no-audience", paramLabel = "A", description = "Take an audience away.")
  private List<String> audiences = List.of();

  @Option(
      names = "--no-certificate-sha256",
      paramLabel = "HASH",
      description = "Take a certificate away.")
  private List<String> certificates = List.of();

  @Option(names = "--no-certificate-subject", description = "Take its certificate's subject away.")
  private boolean subject;

  @Option(names = "--no-jwks", description = "Take its public keys away.")
  private boolean jwks;

  @Option(names = "--no-secret", description = "Take its secrets away, issued and chosen.")
  private boolean secret;

  /** The members of the body, with what the change gives. */
  Map<String, Object> members(ClientOptions given) {
    var members = new LinkedHashMap<>(given.members());
    AccountChange.put(members, "grants", given.grants(), grants);
    AccountChange.put(members, "scopes", given.scopes(), scopes);
    AccountChange.put(members, "audiences", given.audiences(), audiences);
    AccountChange.put(members, "certificates", given.certificates(), certificates);
    put(members, "removeCertificateSubject", subject);
    put(members, "removeJwks", jwks);
    put(members, "removeSecret", secret);
    return members;
  }

  private static void put(Map<String, Object> members, String name, boolean removed) {
    if (removed) {
      members.put(name, true);
    }
  }
}
