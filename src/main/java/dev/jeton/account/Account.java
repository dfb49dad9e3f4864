package dev.jeton.account;

import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.hash.PasswordHash;
import dev.jeton.keys.KeyRing;
import dev.jeton.session.Form;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An account and all its credentials: one atomic value.
 *
 * @param id stable, from 1; 0 is the decoy that stands in for unknown names
 * @param version counts its changes, from 1; a store changes a record only from the version that
 *     the caller read
 * @param name 1 to 256 characters of any script, compared exactly; unique within its form
 * @param form the form that holds it: for extranet users, and for them alone
 * @param dialects the names of those it may use
 * @param language NOUT's language code
 * @param actFor for which users it may act, and which extranet users it may open
 * @param forCustomer for which customers
 * @param password the text of a {@link PasswordHash}
 * @param digestSecret kept only if the account may log in by digests
 * @param directory the name of the directory that proves its password, which is not kept then
 * @param keys of a machine
 * @param client of a client, and of no other account
 */
public record Account(
    long id,
    long version,
    String name,
    Optional<Form> form,
    Kind kind,
    boolean enabled,
    Set<String> dialects,
    OptionalInt language,
    Permission actFor,
    Permission forCustomer,
    Optional<String> password,
    Optional<SealedSecret> digestSecret,
    Optional<String> directory,
    List<ApiKey> keys,
    Optional<ClientProfile> client) {
  public static final int NAME_LENGTH = 256;

  /** A client's id on the wire (RFC 6749, appendix A.1). */
  private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x7E]+");

  /**
   * Checks what can be checked of one account alone.
   *
   * @throws IllegalArgumentException if the name is empty, too long or has control characters, an
   *     id or version is negative, just one of kind and form says that it is an extranet user, or
   *     it has a directory and a password of its own, or just one of kind and profile says that it
   *     is a client
   */
  public Account {
    if (name.isEmpty()
        || name.codePointCount(0, name.length()) > NAME_LENGTH
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "an account's name has 1 to "
              + NAME_LENGTH
              + " characters, none of them a control character");
    }
    if (id < 0 || version < 0) {
      throw new IllegalArgumentException("an account's id is a number from 1");
    }
    if (form.isPresent() != (kind == Kind.EXTRANET)) {
      throw new IllegalArgumentException("extranet users, and they alone, live in a form");
    }
    if (directory.isPresent() && password.isPresent()) {
      throw new IllegalArgumentException(
          "a password is either in a directory or here, not in both");
    }
    if (client.isPresent() != (kind == Kind.CLIENT)) {
      throw new IllegalArgumentException("clients, and they alone, have what clients may ask for");
    }
    if (kind == Kind.CLIENT && !CLIENT_ID.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a client's name is its client_id, which has ASCII characters alone");
    }
    dialects = Set.copyOf(dialects);
    keys = List.copyOf(keys);
  }

  /** An account of any other kind than a client's. */
  public Account(
      long id,
      long version,
      String name,
      Optional<Form> form,
      Kind kind,
      boolean enabled,
      Set<String> dialects,
      OptionalInt language,
      Permission actFor,
      Permission forCustomer,
      Optional<String> password,
      Optional<SealedSecret> digestSecret,
      Optional<String> directory,
      List<ApiKey> keys) {
    this(
        id,
        version,
        name,
        form,
        kind,
        enabled,
        dialects,
        language,
        actFor,
        forCustomer,
        password,
        digestSecret,
        directory,
        keys,
        Optional.empty());
  }

  /**
   * The way by which its password is proved: the same for accounts that take equally long. Empty if
   * it has none.
   */
  public Optional<String> way() {
    return directory.map(name -> "directory " + name).or(() -> password.map(PasswordHash::cost));
  }

  /** Whether a session that it opened may still be: its dialect, and for whom it acts. */
  boolean mayHave(Session session) {
    return session.actor().id() != id
        || (dialects.contains(session.dialect())
            && (session.subject().id() == id || actFor.allows(session.subject().name()))
            && session
                .customer()
                .map(Principal::name)
                .filter(c -> !forCustomer.allows(c))
                .isEmpty());
  }

  /** Its next version, with another hash of the same password. */
  Account rehashed(String hash) {
    return next(Optional.of(hash), digestSecret, keys, client);
  }

  /** Its next version, with these key pairs. */
  Account withKeys(List<ApiKey> next) {
    return next(password, digestSecret, next, client);
  }

  /** Its next version, a client's, with these issued secrets beside the chosen one. */
  Account withSecrets(List<IssuedSecret> next) {
    return next(password, digestSecret, keys, client.map(profile -> profile.withSecrets(next)));
  }

  /** Its next version, a client's, with these issued secrets and no chosen one. */
  Account withIssued(List<IssuedSecret> next) {
    return next(
        Optional.empty(), digestSecret, keys, client.map(profile -> profile.withSecrets(next)));
  }

  /** Its next version, with its digest secret sealed under the server's current key. */
  Account sealedAnew(KeyRing ring) {
    return next(
        password,
        digestSecret.map(secret -> SealedSecret.of(secret.open(id, ring), id, ring)),
        keys,
        client);
  }

  private Account next(
      Optional<String> nextPassword,
      Optional<SealedSecret> nextSecret,
      List<ApiKey> nextKeys,
      Optional<ClientProfile> nextClient) {
    return new Account(
        id,
        version + 1,
        name,
        form,
        kind,
        enabled,
        dialects,
        language,
        actFor,
        forCustomer,
        nextPassword,
        nextSecret,
        directory,
        nextKeys,
        nextClient);
  }

  public Principal principal() {
    return new Principal(id, name, kind.word());
  }
}
