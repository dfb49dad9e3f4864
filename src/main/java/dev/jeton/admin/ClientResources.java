package dev.jeton.admin;

import dev.jeton.account.Account;
import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountStore;
import dev.jeton.account.ClientSecrets;
import dev.jeton.account.Registrar;
import dev.jeton.account.Registration;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.session.GrantType;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/clients}: OAuth clients, which are accounts, with what they alone have. */
final class ClientResources {
  /** So many accounts are looked at for one page. */
  private static final int LOOKED_AT = 10_000;

  private static final int PAGE = 500;

  /** For how long a former secret is taken, too, unless a rotation says otherwise. */
  private static final Duration GRACE = Duration.ofHours(24);

  private final Registrar registrar;
  private final AccountStore store;
  private final InstantSource clock;

  ClientResources(Registrar registrar, AccountStore store, InstantSource clock) {
    this.registrar = registrar;
    this.store = store;
    this.clock = clock;
  }

  /**
   * All clients, or the one of a name. Accounts are looked through for them, so many a request, so
   * that a page may have few or none though more follow.
   */
  Reply list(Request request) {
    Input query = Input.query(request);
    Optional<String> name = query.text("name");
    long after = query.number("after").orElse(0);
    query.refuseOthers();
    if (name.isPresent()) {
      return Replies.of(
          200,
          Map.of(
              "clients",
              store.find(Optional.empty(), name.get()).stream()
                  .filter(account -> account.client().isPresent())
                  .map(this::view)
                  .toList()));
    }
    var found = new ArrayList<Map<String, Object>>();
    long last = after;
    for (int looked = 0; looked < LOOKED_AT && found.size() < PAGE; looked += PAGE) {
      List<Account> page = store.list(last, PAGE);
      page.stream().filter(a -> a.client().isPresent()).map(this::view).forEach(found::add);
      if (page.size() < PAGE) {
        return Replies.of(200, Map.of("clients", found));
      }
      last = page.getLast().id();
    }
    return Replies.of(
        200, new Members().put("clients", found).put("next", Long.toString(last)).map());
  }

  Reply add(Request request) {
    Input body = Input.body(request);
    String name = body.requiredText("name");
    OptionalLong id = body.number("id");
    AccountEdit edit = ClientBody.edit(body);
    refuseRedirects(body);
    body.refuseOthers();
    return reply(registrar.clientSecrets().add(name, id, edit), 201);
  }

  Reply show(String id) {
    return client(id)
        .map(account -> Replies.of(200, view(account)))
        .orElseGet(ClientResources::missing);
  }

  Reply change(String id, Request request) {
    Input body = Input.body(request);
    AccountEdit edit = ClientBody.edit(body);
    refuseRedirects(body);
    body.refuseOthers();
    return client(id)
        .map(account -> reply(registrar.change(account.id(), edit), 200))
        .orElseGet(ClientResources::missing);
  }

  Reply remove(String id) {
    return client(id)
        .map(account -> reply(registrar.remove(account.id()), 200))
        .orElseGet(ClientResources::missing);
  }

  /** Issues a new secret; {@code keepFormerSeconds: 0} ends those before at once. */
  Reply issue(String id, Request request) {
    Input body = Input.body(request);
    OptionalLong seconds = body.number("keepFormerSeconds");
    body.refuseOthers();
    if (seconds.orElse(0) < 0 || seconds.orElse(0) > ClientSecrets.LONGEST.toSeconds()) {
      throw new BadRequest(
          "keepFormerSeconds is 0, for not at all, to " + ClientSecrets.LONGEST.toSeconds());
    }
    Optional<Duration> keep =
        Optional.of(seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : GRACE)
            .filter(Duration::isPositive);
    return client(id)
        .map(account -> reply(registrar.clientSecrets().rotate(account.id(), keep), 201))
        .orElseGet(ClientResources::missing);
  }

  /** There is no flow that redirects a browser, and whoever registers a client may say so. */
  private static void refuseRedirects(Input body) {
    if (body.text("redirects").filter(text -> !text.equals("none")).isPresent()) {
      throw new BadRequest("redirects is none: no flow here redirects");
    }
  }

  private Optional<Account> client(String id) {
    long number = AccountResources.number(id);
    return number > 0
        ? store.find(number).filter(account -> account.client().isPresent())
        : Optional.empty();
  }

  private Reply reply(Registration registration, int status) {
    return switch (registration) {
      case Registration.Done(Account account, int ended) ->
          Replies.of(status, done(account, ended).map());
      case Registration.Issued(Account account, var secret, int ended) ->
          Replies.of(status, done(account, ended).put("clientSecret", secret.revealText()).map());
      case Registration.Keyed(Account account, _) -> Replies.of(status, done(account, 0).map());
      case Registration.Refused refused -> Replies.refused(refused);
    };
  }

  private Members done(Account account, int ended) {
    return new Members().put("client", view(account)).put("endedSessions", ended);
  }

  private Map<String, Object> view(Account account) {
    ClientProfile client = account.client().orElse(ClientProfile.NONE);
    return new Members()
        .put("id", account.id())
        .put("name", account.name())
        .put("enabled", account.enabled())
        .put("grants", client.grants().stream().map(GrantType::word).sorted().toList())
        .put("scopes", AccountResources.sorted(client.scopes()))
        .put("audiences", AccountResources.sorted(client.audiences()))
        .put("chosenSecret", account.password().isPresent())
        .put(
            "issuedSecrets", client.secrets().stream().filter(this::holds).map(this::view).toList())
        .put("jwks", client.keys().map(PublicKeys::value))
        .put("certificateSubject", client.subject())
        .put("certificates", AccountResources.sorted(client.certificates()))
        .map();
  }

  private boolean holds(IssuedSecret secret) {
    return secret.holdsAt(clock.instant());
  }

  private Map<String, Object> view(IssuedSecret secret) {
    return new Members()
        .put("issued", secret.issuedAt().toString())
        .put("until", secret.until().map(Instant::toString))
        .map();
  }

  private static Reply missing() {
    return Replies.notFound("no client has this id");
  }
}
