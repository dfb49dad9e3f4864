package dev.jeton.admin;

import dev.jeton.account.Account;
import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountStore;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Directory;
import dev.jeton.account.KeyPair;
import dev.jeton.account.Permission;
import dev.jeton.account.Registrar;
import dev.jeton.account.Registration;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Form;
import dev.jeton.session.SessionId;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** {@code /v1/accounts} and {@code /v1/keys}. */
final class AccountResources {
  private final Registrar registrar;
  private final AccountStore store;
  private final Optional<Directory> directory;
  private final AuditTrail trail;
  private final InstantSource clock;

  AccountResources(
      Registrar registrar,
      AccountStore store,
      Optional<Directory> directory,
      AuditTrail trail,
      InstantSource clock) {
    this.registrar = registrar;
    this.store = store;
    this.directory = directory;
    this.trail = trail;
    this.clock = clock;
  }

  /** All accounts, page by page, or those of one name, which several forms may hold. */
  Reply list(Request request) {
    Input query = Input.query(request);
    Optional<String> name = query.text("name");
    OptionalLong after = query.number("after");
    int limit = Page.limit(query);
    boolean secrets = query.text("secrets").filter("true"::equals).isPresent();
    query.refuseOthers();
    if (secrets) {
      trail.record(
          AuditEvent.of(
              clock.instant(),
              AuditEvent.Kind.ACCOUNTS_EXPORTED,
              "actor",
              "admin",
              "after",
              Long.toString(after.orElse(0))));
    }
    List<Account> found = name.isPresent() ? named(name.get()) : store.list(after.orElse(0), limit);
    return Page.reply(
        "accounts",
        found.stream().map(secrets ? this::whole : this::view).toList(),
        name.isPresent() ? Integer.MAX_VALUE : limit,
        () -> Long.toString(found.getLast().id()));
  }

  Reply add(Request request) {
    Input body = Input.body(request);
    String name = body.requiredText("name");
    OptionalLong id = body.number("id");
    AccountEdit edit = AccountBody.edit(body);
    body.refuseOthers();
    return reply(registrar.add(name, id, edit), 201);
  }

  Reply show(String id) {
    return account(id)
        .map(account -> Replies.of(200, view(account)))
        .orElseGet(AccountResources::missing);
  }

  Reply change(String id, Request request) {
    Input body = Input.body(request);
    AccountEdit edit = AccountBody.edit(body);
    Optional<SessionId> keep = body.text("keepSession").map(SessionResources::id);
    body.refuseOthers();
    return reply(registrar.change(number(id), edit, keep), 200);
  }

  Reply remove(String id) {
    Registration removed = registrar.remove(number(id));
    return switch (removed) {
      case Registration.Done(Account account, int ended) ->
          Replies.of(200, done(account, ended).put("comesBack", comesBack(account)).map());
      case Registration.Keyed _, Registration.Issued _, Registration.Refused _ ->
          reply(removed, 200);
    };
  }

  /** Whether its directory makes it anew at its next login. */
  private boolean comesBack(Account account) {
    return directory
        .filter(Directory::provisions)
        .filter(d -> account.directory().equals(Optional.of(d.name())))
        .isPresent();
  }

  Reply keys(String id) {
    return account(id)
        .map(
            account ->
                Replies.of(
                    200,
                    Map.of("keys", account.keys().stream().map(AccountResources::view).toList())))
        .orElseGet(AccountResources::missing);
  }

  /** Imports the pair in the body, or issues one if there is none; only that is told whole. */
  Reply addKey(String id, Request request) {
    Input body = Input.body(request);
    Optional<String> identifiant = body.text("identifiant");
    Optional<String> motDePasse = body.text("motDePasse");
    body.refuseOthers();
    if (identifiant.isEmpty() && motDePasse.isEmpty()) {
      return reply(registrar.keyPairs().issue(number(id)), 201);
    }
    KeyPair pair = pair(identifiant.orElse(""), motDePasse.orElse(""));
    Registration imported = registrar.keyPairs().take(number(id), pair);
    return imported instanceof Registration.Done
        ? Replies.of(201, Map.of("identifiant", pair.identifiant()))
        : reply(imported, 201);
  }

  Reply revokeKey(String identifiant) {
    return reply(registrar.keyPairs().revoke(identifiant), 200);
  }

  private Members done(Account account, int ended) {
    return new Members().put("account", view(account)).put("endedSessions", ended);
  }

  private Reply reply(Registration registration, int status) {
    return switch (registration) {
      case Registration.Done(Account account, int ended) ->
          Replies.of(status, done(account, ended).map());
      case Registration.Issued(Account account, _, int ended) ->
          Replies.of(status, done(account, ended).map());
      case Registration.Keyed(_, KeyPair pair) ->
          Replies.of(
              status,
              new Members()
                  .put("identifiant", pair.identifiant())
                  .put("motDePasse", pair.motDePasse().revealText())
                  .map());
      case Registration.Refused refused -> Replies.refused(refused);
    };
  }

  private static KeyPair pair(String identifiant, String motDePasse) {
    try {
      return KeyPair.of(identifiant, motDePasse);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }

  private List<Account> named(String name) {
    Stream<Optional<String>> forms =
        Stream.concat(
            Stream.of(Optional.empty()), store.forms().stream().map(Form::id).map(Optional::of));
    return forms.flatMap(form -> store.find(form, name).stream()).toList();
  }

  private Optional<Account> account(String id) {
    long number = number(id);
    return number > 0 ? store.find(number) : Optional.empty();
  }

  private Map<String, Object> view(Account account) {
    Optional<Form> form =
        account.form().map(own -> store.form(own.id()).orElse(own)); // it may have a new title
    return new Members()
        .put("id", account.id())
        .put("name", account.name())
        .put("kind", lower(account.kind()))
        .put("form", form.map(SessionResources::view))
        .put("enabled", account.enabled())
        .put("dialects", sorted(account.dialects()))
        .put("language", account.language().stream().boxed().findAny())
        .put("actFor", view(account.actFor()))
        .put("forCustomer", view(account.forCustomer()))
        .put("password", account.password().isPresent())
        .put("directory", account.directory())
        .put("digestSecret", account.digestSecret().map(secret -> lower(secret.kind())))
        .put("keys", account.keys().stream().map(ApiKey::identifiant).toList())
        .map();
  }

  /** With what proves it: the hash as it is kept, and the digest secret as it was given. */
  private Map<String, Object> whole(Account account) {
    Optional<DigestSecret> digest = registrar.digestSecret(account);
    return new Members()
        .putAll(view(account))
        .remove("digestSecret")
        .put("passwordHash", account.password())
        .put(
            "digestSecret",
            digest.flatMap(
                secret ->
                    secret instanceof DigestSecret.Clear(Secret clear)
                        ? Optional.of(clear.revealText())
                        : Optional.empty()))
        .put(
            "noutSecret",
            digest.flatMap(
                secret ->
                    secret instanceof DigestSecret.Nout(Secret nout)
                        ? Optional.of(nout.revealText())
                        : Optional.empty()))
        .map();
  }

  private static Map<String, Object> view(ApiKey key) {
    return new Members()
        .put("identifiant", key.identifiant())
        .put("issued", key.issuedAt().toString())
        .map();
  }

  private static List<String> view(Permission permission) {
    var names = new ArrayList<>(permission.all() ? List.of("*") : List.of());
    names.addAll(sorted(permission.names()));
    return names;
  }

  static List<String> sorted(Set<String> names) {
    return List.copyOf(new TreeSet<>(names));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The number in a path; 0, which no account has, if it is none. */
  static long number(String id) {
    return id.matches("[1-9][0-9]{0,17}") ? Long.parseLong(id) : 0;
  }

  private static Reply missing() {
    return Replies.notFound("no account has this id");
  }
}
