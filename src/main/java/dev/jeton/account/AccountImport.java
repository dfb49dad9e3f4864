package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.Registration.Done;
import dev.jeton.account.Registration.Issued;
import dev.jeton.account.Registration.Keyed;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.hash.PasswordHash;
import dev.jeton.audit.OnBehalf;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes in accounts from elsewhere, many at a time, each of them whole or not at all. Rows are
 * handled at once, so that they share the store's syncs; what must be hashed waits for its turn in
 * bulk, behind the logins.
 */
public final class AccountImport {
  private final AccountStore store;
  private final Registrar registrar;
  private final PasswordHasher hasher;

  public AccountImport(AccountStore store, Registrar registrar, PasswordHasher hasher) {
    this.store = store;
    this.registrar = registrar;
    this.hasher = hasher;
  }

  /** What to do with a row whose account is there already. */
  public enum Existing {
    /** The account stays as it is. */
    SKIP,
    /** The account becomes what the row says. */
    REPLACE,
    /** The row is refused, unless it says what is so already. */
    REFUSE
  }

  /**
   * An account to be.
   *
   * @param pairs of a machine
   */
  public record Row(String name, OptionalLong id, AccountEdit edit, List<KeyPair> pairs) {}

  /**
   * What became of a row.
   *
   * @param why it was refused, in words that tell no secret
   */
  public record Outcome(What what, Optional<String> why) {
    static Outcome of(What what) {
      return new Outcome(what, Optional.empty());
    }

    public static Outcome refused(String why) {
      return new Outcome(What.REFUSED, Optional.of(why));
    }
  }

  /** What may become of a row. */
  public enum What {
    ADDED,
    REPLACED,
    SKIPPED,
    REFUSED
  }

  /**
   * Takes in rows; the outcomes are in their order. No two of them should name the same account,
   * since any of them may come first.
   *
   * @param dryRun whether nothing is to be changed, only told what would be
   * @throws dev.jeton.session.StoreUnavailable if the store can't answer; the same call again
   *     finishes what was begun
   */
  public List<Outcome> take(List<Row> rows, Existing existing, boolean dryRun) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Executor carrying = OnBehalf.carrying(threads);
      List<CompletableFuture<Outcome>> outcomes =
          rows.stream()
              .map(
                  row -> CompletableFuture.supplyAsync(() -> take(row, existing, dryRun), carrying))
              .toList();
      return outcomes.stream().map(AccountImport::outcome).toList();
    }
  }

  private static Outcome outcome(Future<Outcome> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while importing", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private Outcome take(Row row, Existing existing, boolean dryRun) {
    Optional<Account> there =
        row.name().length() > 2 * Account.NAME_LENGTH
            ? Optional.empty()
            : store.find(row.edit().form().map(FormName::id), row.name());
    if (there.isEmpty()) {
      return dryRun
          ? objection(
              registrar.objections().toAdding(row.name(), row.id(), row.edit(), row.pairs()),
              What.ADDED)
          : outcome(registrar.take(row.name(), row.id(), row.edit(), row.pairs()), What.ADDED);
    }
    Account account = there.get();
    return switch (existing) {
      case SKIP -> Outcome.of(What.SKIPPED);
      case REFUSE ->
          isSame(account, row) && mayBeOf(account, row.edit().credentials())
              ? Outcome.of(What.SKIPPED)
              : Outcome.refused("there is an account of this name already");
      case REPLACE -> replace(account, row, dryRun);
    };
  }

  private Outcome replace(Account account, Row row, boolean dryRun) {
    if (row.id().isPresent() && row.id().getAsLong() != account.id()) {
      return Outcome.refused("the account of this name has another id, which never changes");
    }
    if (!row.pairs().isEmpty() && !isSame(account, row)) {
      return Outcome.refused("the pairs of an account that is there are imported one by one");
    }
    if (isSame(account, row) && isOf(account, row.edit().credentials())) {
      return Outcome.of(What.SKIPPED);
    }
    return dryRun
        ? objection(registrar.objections().toChanging(account, row.edit()), What.REPLACED)
        : outcome(registrar.take(account.id(), row.edit()), What.REPLACED);
  }

  private boolean isSame(Account account, Row row) {
    return (row.id().isEmpty() || row.id().getAsLong() == account.id())
        && registrar.objections().isLike(account, row.edit())
        && row.pairs().stream()
            .allMatch(
                pair ->
                    account.keys().stream()
                        .anyMatch(key -> key.identifiant().equals(pair.identifiant())));
  }

  /** Whether the account is known to have these credentials. */
  private boolean isOf(Account account, Credentials credentials) {
    return switch (credentials) {
      case Credentials.Same _ -> true;
      case Credentials.NoDigest _ -> account.digestSecret().isEmpty();
      case Credentials.Password _ -> false;
      case Credentials.Imported(DigestSecret secret) -> holds(account, Optional.of(secret));
      case Credentials.InDirectory(String directory, Optional<Secret> secret) ->
          account.directory().equals(Optional.of(directory))
              && holds(account, secret.map(DigestSecret.Clear::new));
      case Credentials.Hashed(PasswordHash hash, Optional<DigestSecret> secret) ->
          holds(account, secret)
              && account.password().filter(kept -> kept.equals(hash.toString())).isPresent();
    };
  }

  /** Whether it may have them: a password's own hash, once wrapped or renewed, does not tell. */
  private boolean mayBeOf(Account account, Credentials credentials) {
    return switch (credentials) {
      case Credentials.Password _ -> account.password().isPresent();
      case Credentials.Hashed(PasswordHash hash, Optional<DigestSecret> secret) ->
          holds(account, secret)
              && account
                  .password()
                  .filter(
                      kept ->
                          kept.equals(hash.toString())
                              || kept.startsWith(PasswordHash.blank(hash.scheme()) + "|")
                              || hasher.isOfToday(kept))
                  .isPresent();
      case Credentials.Same _,
          Credentials.NoDigest _,
          Credentials.Imported _,
          Credentials.InDirectory _ ->
          isOf(account, credentials);
    };
  }

  private boolean holds(Account account, Optional<DigestSecret> secret) {
    return registrar.digestSecret(account).equals(secret);
  }

  private static Outcome outcome(Registration registration, What done) {
    return switch (registration) {
      case Done _, Keyed _, Issued _ -> Outcome.of(done);
      case Refused(_, String message) -> Outcome.refused(message);
    };
  }

  private static Outcome objection(Optional<Refused> objection, What done) {
    return objection.map(refused -> Outcome.refused(refused.message())).orElse(Outcome.of(done));
  }
}
