package dev.jeton.account;

import static dev.jeton.account.Register.ADMIN;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Issued;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.SessionOversight;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adds clients, and gives them the secrets that nobody chose; fails as {@link Registrar} does. All
 * else of a client is changed as of any account.
 */
public final class ClientSecrets {
  /** A former secret can't be kept for longer. */
  public static final Duration LONGEST = Duration.ofDays(90);

  private final Registrar registrar;
  private final Register register;
  private final KeyRing keys;
  private final SessionOversight sessions;
  private final SecureRandom random;
  private final InstantSource clock;

  ClientSecrets(
      Registrar registrar,
      Register register,
      KeyRing keys,
      SessionOversight sessions,
      SecureRandom random,
      InstantSource clock) {
    this.registrar = registrar;
    this.register = register;
    this.keys = keys;
    this.sessions = sessions;
    this.random = random;
    this.clock = clock;
  }

  /** Adds a client; one that the edit gives nothing that proves it is issued a secret. */
  public Registration add(String name, OptionalLong id, AccountEdit edit) {
    if (edit.client().hasProof() || !(edit.credentials() instanceof Credentials.Same)) {
      return registrar.add(name, id, edit);
    }
    Secret secret = IssuedSecret.random(random);
    var kept = List.of(IssuedSecret.of(secret, keys, clock.instant()));
    Registration added = registrar.add(name, id, edit.with(edit.client().withSecrets(kept)));
    return added instanceof Done(Account account, int ended)
        ? new Issued(account, secret, ended)
        : added;
  }

  /**
   * Issues a client a new secret.
   *
   * @param keepFormer for how long the newest of those before is taken, too, at the most {@link
   *     #LONGEST}; if empty, none is, and the client's sessions end
   */
  public Registration rotate(long id, Optional<Duration> keepFormer) {
    if (keepFormer.isPresent() && keepFormer.get().compareTo(LONGEST) > 0) {
      return new Refused(Why.INVALID, "a former secret is kept for 90 days at the most");
    }
    Instant now = clock.instant();
    Secret secret = IssuedSecret.random(random);
    IssuedSecret issued = IssuedSecret.of(secret, keys, now);
    Optional<Instant> until = keepFormer.map(now::plus);
    Registration rotated =
        register.replace(
            ADMIN,
            id,
            AuditEvent.Kind.SECRET_ISSUED,
            former -> rotated(former, issued, until),
            until.map(end -> Map.of("former-until", end.toString())).orElse(Map.of()));
    if (!(rotated instanceof Done(Account account, _))) {
      return rotated;
    }
    int ended = until.isPresent() ? 0 : sessions.endAll(id, _ -> true, "secret rotated");
    return new Issued(account, secret, ended);
  }

  private static Edited rotated(Account former, IssuedSecret issued, Optional<Instant> until) {
    if (former.client().isEmpty()) {
      return new Refused(Why.CONFLICT, former.name() + " is no client");
    }
    if (until.isPresent() && former.password().isPresent()) {
      return new Refused(
          Why.CONFLICT, "a chosen secret can't be kept beside an issued one: replace it at once");
    }
    return new Edited.Next(former.withIssued(secrets(former.client().get(), issued, until)));
  }

  private static List<IssuedSecret> secrets(
      ClientProfile client, IssuedSecret issued, Optional<Instant> until) {
    var secrets = new ArrayList<>(List.of(issued));
    if (until.isPresent()) {
      client.secrets().stream()
          .limit(1)
          .map(former -> former.endingBy(until.get()))
          .forEach(secrets::add);
    }
    return secrets;
  }
}
