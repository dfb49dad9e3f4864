package dev.jeton.admin;

import dev.jeton.account.AccountImport;
import dev.jeton.account.AccountStore;
import dev.jeton.account.Directory;
import dev.jeton.account.Registrar;
import dev.jeton.account.Waits;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.audit.Flood;
import dev.jeton.audit.OnBehalf;
import dev.jeton.forward.Rules;
import dev.jeton.secret.Secret;
import dev.jeton.session.Network;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The admin API: JSON over HTTP, for those who hold the admin secret. docs/admin-api.md lists its
 * resources. It waits for stores and hashes as long as they need.
 */
public final class AdminApi {
  private static final String BEARER = "Bearer ";

  /** Paths whose second word is no id. */
  private static final Set<String> FIXED =
      Set.of(
          "accounts/import",
          "tokens/check",
          "certificates/reload",
          "directory/test",
          "keys/root",
          "rules/test");

  private final Predicate<Secret> secret;
  private final Waits waits;
  private final ThrottleResources throttle;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final AccountResources accounts;
  private final ClientResources clients;
  private final ImportResource imports;
  private final SessionResources sessions;
  private final CertificateResources certificates;
  private final DirectoryResources directory;
  private final KeyResources keys;
  private final RuleResources rules;

  /**
   * Makes the API.
   *
   * @param secret whether this is what callers must carry as a Bearer token
   * @param directory that proves passwords too, if there is one
   * @param keys the server's own
   * @param rules by which reverse proxies are answered
   */
  public AdminApi(
      Predicate<Secret> secret,
      Registrar registrar,
      AccountStore accounts,
      AccountImport newcomers,
      SessionOversight sessions,
      Certificates certificates,
      Optional<Directory> directory,
      Waits waits,
      KeyResources keys,
      Rules rules,
      AuditTrail trail,
      InstantSource clock) {
    this.secret = secret;
    this.waits = waits;
    this.throttle = new ThrottleResources(waits);
    this.trail = trail;
    this.clock = clock;
    this.accounts = new AccountResources(registrar, accounts, directory, trail, clock);
    this.clients = new ClientResources(registrar, accounts, clock);
    this.imports = new ImportResource(newcomers);
    this.sessions = new SessionResources(sessions);
    this.keys = keys;
    this.rules = new RuleResources(rules, sessions);
    this.certificates = new CertificateResources(certificates);
    this.directory = new DirectoryResources(directory);
  }

  /** Answers a request; whatever is wrong with it is told in the answer. */
  public Reply handle(Request request) {
    try {
      String address = request.origin().address();
      return isAuthorized(request) ? OnBehalf.of(address, () -> route(request)) : refused(address);
    } catch (BadRequest e) {
      return Replies.error(400, "invalid", e.why());
    } catch (StoreUnavailable e) {
      System.getLogger(AdminApi.class.getName())
          .log(System.Logger.Level.ERROR, "the store does not answer", e);
      return Replies.unavailable("the store does not answer");
    }
  }

  private Reply refused(String address) {
    Waits.Wrong wrong = waits.wrongSecret(Network.of(address));
    if (Flood.isTold(wrong.times())) {
      trail.record(
          AuditEvent.of(
              clock.instant(),
              AuditEvent.Kind.ADMIN_REFUSED,
              "times",
              Flood.fact(wrong.times()),
              "address",
              address));
    }
    return wrong.pause().isZero()
        ? Replies.error(401, "unauthorized", "the admin secret is missing or wrong")
            .with("WWW-Authenticate", "Bearer")
        : Replies.error(429, "throttled", "too many wrong admin secrets came from there")
            .with("Retry-After", Long.toString(wrong.pause().toSeconds()));
  }

  private boolean isAuthorized(Request request) {
    List<String> fields = request.headers().all("Authorization");
    return fields.size() == 1
        && fields.getFirst().regionMatches(true, 0, BEARER, 0, BEARER.length())
        && secret.test(Secret.of(fields.getFirst().substring(BEARER.length()).strip()));
  }

  private Reply route(Request request) {
    List<String> path = List.of(request.path().split("/", -1));
    if (path.size() < 3 || path.size() > 5 || !path.get(0).isEmpty() || !path.get(1).equals("v1")) {
      return Replies.notFound("there is nothing at this path");
    }
    String id = path.size() > 3 ? path.get(3) : "";
    return switch (String.join("/", shape(path))) {
      case "accounts" -> byMethod(request, Map.of("GET", accounts::list, "POST", accounts::add));
      case "accounts/import" -> byMethod(request, Map.of("POST", imports::take));
      case "accounts/*" ->
          byMethod(
              request,
              Map.of(
                  "GET", _ -> accounts.show(id),
                  "PATCH", r -> accounts.change(id, r),
                  "DELETE", _ -> accounts.remove(id)));
      case "accounts/*/keys" ->
          byMethod(
              request, Map.of("GET", _ -> accounts.keys(id), "POST", r -> accounts.addKey(id, r)));
      case "clients" -> byMethod(request, Map.of("GET", clients::list, "POST", clients::add));
      case "clients/*" ->
          byMethod(
              request,
              Map.of(
                  "GET", _ -> clients.show(id),
                  "PATCH", r -> clients.change(id, r),
                  "DELETE", _ -> clients.remove(id)));
      case "clients/*/secret" -> byMethod(request, Map.of("POST", r -> clients.issue(id, r)));
      case "keys" -> byMethod(request, Map.of("GET", _ -> keys.list()));
      case "keys/root" -> byMethod(request, Map.of("PUT", keys::rewrap));
      case "keys/*" ->
          byMethod(
              request,
              Map.of("POST", r -> keys.rotate(id, r), "DELETE", _ -> accounts.revokeKey(id)));
      case "sessions" ->
          byMethod(request, Map.of("GET", sessions::list, "DELETE", sessions::endAll));
      case "sessions/*" ->
          byMethod(request, Map.of("GET", _ -> sessions.show(id), "DELETE", _ -> sessions.end(id)));
      case "certificates" -> byMethod(request, Map.of("GET", certificates::show));
      case "certificates/reload" -> byMethod(request, Map.of("POST", certificates::reload));
      case "directory/test" -> byMethod(request, Map.of("POST", directory::test));
      case "rules" -> byMethod(request, Map.of("GET", _ -> rules.list()));
      case "rules/test" -> byMethod(request, Map.of("POST", rules::test));
      case "throttle" -> byMethod(request, Map.of("GET", throttle::list, "DELETE", throttle::lift));
      case "tokens/check" -> byMethod(request, Map.of("POST", sessions::check));
      default -> Replies.notFound("there is nothing at this path");
    };
  }

  /** The path below the version, with a star for an id. */
  private static List<String> shape(List<String> path) {
    List<String> below = path.subList(2, path.size());
    if (below.size() < 2 || FIXED.contains(String.join("/", below))) {
      return below;
    }
    return below.size() == 2
        ? List.of(below.getFirst(), "*")
        : List.of(below.getFirst(), "*", below.get(2));
  }

  private static Reply byMethod(Request request, Map<String, Function<Request, Reply>> methods) {
    Function<Request, Reply> method = methods.get(request.method());
    return method == null
        ? Replies.error(405, "method-not-allowed", "this can't be done here")
            .with("Allow", methods.keySet().stream().sorted().collect(Collectors.joining(", ")))
        : method.apply(request);
  }
}
