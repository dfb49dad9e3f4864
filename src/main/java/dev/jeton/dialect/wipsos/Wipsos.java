package dev.jeton.dialect.wipsos;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Credentials;
import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Purview;
import dev.jeton.secret.Secret;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Outcome;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.TokenShape;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads two entry points and their headers; all others of this API need a live token, and are not
 * here.
 */
public final class Wipsos implements Dialect {
  private static final String NAME = "wipsos";
  private static final String PREFIX = "/V1";
  private static final String TOKEN = "/Token";
  private static final String STATUS = "/StatutToken";
  private static final int TOKEN_DIGITS = 32;
  private static final int KEY_DIGITS = 32;

  private final WipsosConfig config;
  private final LocalEnd ends;
  private final Answers answers;

  public Wipsos(WipsosConfig config) {
    this.config = config;
    this.ends = new LocalEnd(config.zone());
    this.answers = new Answers(ends);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return path.equals(TOKEN) || path.equals(STATUS) || path.startsWith(PREFIX + "/");
  }

  @Override
  public SessionPolicy policy() {
    return new SessionPolicy(
        NAME,
        TokenShape.hex(TOKEN_DIGITS),
        new Lifetime(Optional.empty(), Duration.ZERO, config.lifetime(), ends::tellable),
        Freshness.DEFAULT,
        0,
        config.maximumLive(),
        false);
  }

  @Override
  public Exchange read(Request request) {
    Caller caller = Callers.of(request);
    return switch (entry(request.path())) {
      case TOKEN ->
          switch (request.method()) {
            case "GET" -> login(request, caller);
            case "DELETE" ->
                withToken(
                    "DELETE Token",
                    request,
                    caller,
                    token -> new Command.End(NAME, token, Optional.empty(), caller),
                    answers::answer);
            default ->
                refused("Token", "method-not-allowed", caller, Answers.wrongMethod("GET, DELETE"));
          };
      case STATUS ->
          request.method().equals("GET")
              ? withToken(
                  "StatutToken",
                  request,
                  caller,
                  token -> new Command.Check(NAME, token, false, caller),
                  answers::status)
              : refused("StatutToken", "method-not-allowed", caller, Answers.wrongMethod("GET"));
      default ->
          withToken(
              "other",
              request,
              caller,
              token -> new Command.Check(NAME, token, false, caller),
              answers::answer);
    };
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    return refused("other", flaw.cause(), Callers.of(request), Answers.MALFORMED);
  }

  @Override
  public Purview purview(Request request) {
    return switch (entry(request.path())) {
      case TOKEN, STATUS -> Purview.OURS;
      default -> Purview.THEIRS;
    };
  }

  @Override
  public Optional<Secret> carried(Request request) {
    return bearer(request.headers());
  }

  @Override
  public Reply denial(Request request, Denial denial) {
    return answers.denial(denial);
  }

  /** The entry point that a path names, with or without the prefix. */
  private static String entry(String path) {
    return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
  }

  private Exchange login(Request request, Caller caller) {
    if (!request.origin().secure() && !config.plainHttp()) {
      return refused("Token", "plain-http", caller, Answers.PLAIN_HTTP);
    }
    Optional<String> identifiant = key(request.headers(), "Identifiant");
    Optional<String> motDePasse = key(request.headers(), "MotDePasse");
    if (identifiant.isEmpty() || motDePasse.isEmpty()) {
      return refused("Token", "malformed-pair", caller, Answers.MALFORMED_PAIR);
    }
    var proof = new Credential.ApiKey(Secret.of(motDePasse.get()));
    var login = Command.Login.of(NAME, new Claim(identifiant.get(), proof), caller);
    return new Exchange("Token", login, answers::answer);
  }

  private static Exchange withToken(
      String operation,
      Request request,
      Caller caller,
      Function<Secret, Command> command,
      Function<Outcome, Reply> answer) {
    return bearer(request.headers())
        .map(token -> new Exchange(operation, command.apply(token), answer))
        .orElseGet(() -> refused(operation, "missing-token", caller, Answers.MISSING_TOKEN));
  }

  private static Exchange refused(String operation, String cause, Caller caller, Reply reply) {
    return new Exchange(operation, new Command.Malformed(NAME, cause, caller), _ -> reply);
  }

  /**
   * Half of a pair, in lower case, in which both are kept; empty unless it is given once and well
   * formed.
   */
  private static Optional<String> key(Headers headers, String name) {
    List<String> given = headers.all(name);
    return given.size() == 1 && isKey(given.getFirst())
        ? Optional.of(given.getFirst().toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return text.length() == KEY_DIGITS;
  }

  /** RFC 6750, section 2.1; of whatever shape, since StatutToken calls a strange one unknown. */
  private static Optional<Secret> bearer(Headers headers) {
    return Credentials.of(headers)
        .filter(credentials -> credentials.are("Bearer"))
        .map(Credentials::token);
  }
}
