package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.secret.Secret;
import java.util.List;
import java.util.Optional;

/** What is different for clients when an account is made or changed. */
final class ClientRules {
  private static final String NEITHER = "a client has neither digests nor a directory";

  private ClientRules() {}

  /** Why an account can't be changed so; a new one has the version 0. */
  static Optional<String> objection(Account former, Kind kind, AccountEdit edit) {
    boolean client = kind == Kind.CLIENT;
    if (former.version() > 0 && client != (former.kind() == Kind.CLIENT)) {
      return Optional.of("a client is made as one, and stays one");
    }
    if (!client) {
      return edit.client().equals(ClientEdit.NONE)
          ? Optional.empty()
          : Optional.of("clients alone have grants, scopes, audiences and what proves a client");
    }
    return switch (edit.credentials()) {
      case Credentials.Same _ -> Optional.empty();
      case Credentials.Password(Secret secret, boolean digest) ->
          digest ? Optional.of(NEITHER) : objection(secret);
      case Credentials.Hashed(_, var digest) -> digest.map(_ -> NEITHER);
      case Credentials.Imported _, Credentials.InDirectory _, Credentials.NoDigest _ ->
          Optional.of(NEITHER);
    };
  }

  /** Whatever the policy says, and whoever overrules it. */
  private static Optional<String> objection(Secret chosen) {
    if (chosen.isEmpty()) {
      return Optional.of("a client's secret can't be empty");
    }
    return IssuedSecret.hasShape(chosen)
        ? Optional.of("a chosen secret can't look like one that the server issues")
        : Optional.empty();
  }

  /** Its profile as the edit leaves it; a chosen secret takes the place of issued ones. */
  static Optional<ClientProfile> profile(Account former, Kind kind, AccountEdit edit) {
    if (kind != Kind.CLIENT) {
      return Optional.empty();
    }
    ClientEdit wanted =
        edit.credentials() instanceof Credentials.Same
            ? edit.client()
            : edit.client().withSecrets(List.of());
    return Optional.of(wanted.of(former.client().orElse(ClientProfile.NONE)));
  }

  /** The hash that stays where the edit brings none. */
  static Optional<String> keptPassword(Account former, AccountEdit edit) {
    return edit.client().removals().contains(ClientEdit.Removal.SECRET)
        ? Optional.empty()
        : former.password();
  }

  /** Whether there is a way to prove it, if it is a client. */
  static boolean isProvable(Account account) {
    return account.password().isPresent()
        || account.client().map(ClientProfile::hasProof).orElse(true);
  }
}
