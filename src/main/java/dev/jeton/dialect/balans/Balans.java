package dev.jeton.dialect.balans;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Purview;
import dev.jeton.secret.Secret;
import dev.jeton.session.Caller;
import dev.jeton.session.Command;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Outcome;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.TokenShape;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The dialect of Balans ERP: one login and its end, over SOAP and over REST. */
public final class Balans implements Dialect {
  static final String NAME = "balans";

  private static final Duration LONGEST_SESSION = Duration.ofHours(8);
  private static final int LONGEST_DETAIL = 256;

  private final BalansConfig config;
  private final BalansSoap soap;
  private final BalansRest rest;

  public Balans(BalansConfig config) {
    this.config = config;
    this.soap = new BalansSoap(config);
    this.rest = new BalansRest(config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return BalansSoap.serves(path) || BalansRest.serves(path);
  }

  @Override
  public Exchange read(Request request) {
    return BalansSoap.serves(request.path()) ? soap.read(request) : rest.read(request);
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    var command = new Command.Malformed(NAME, flaw.cause(), caller(request));
    return BalansSoap.serves(request.path()) ? soap.unread(request, command) : rest.unread(command);
  }

  @Override
  public SessionPolicy policy() {
    return new SessionPolicy(
        NAME,
        TokenShape.decimal(config.tokenDigits()),
        Lifetime.fixed(LONGEST_SESSION),
        Freshness.DEFAULT,
        0,
        OptionalInt.empty(),
        false);
  }

  @Override
  public Purview purview(Request request) {
    return BalansSoap.serves(request.path())
        ? BalansSoap.purview(request)
        : BalansRest.purview(request);
  }

  @Override
  public Optional<Secret> carried(Request request) {
    Optional<String> token =
        BalansSoap.isSoap(request) ? BalansSoap.carried(request) : BalansRest.carried(request);
    return token.filter(text -> !text.isEmpty()).map(Secret::of);
  }

  @Override
  public Reply denial(Request request, Denial denial) {
    Reply reply =
        BalansSoap.isSoap(request)
            ? soap.denial(request, Problem.of(denial))
            : rest.error(Problem.of(denial));
    return denial instanceof Denial.Told(Outcome.Refused refused)
        ? retryLater(reply, refused)
        : reply;
  }

  /** Whether a clear password may come this way. */
  static boolean takesPasswords(Request request, BalansConfig config) {
    return request.origin().secure() || config.plainHttp();
  }

  static Caller caller(Request request) {
    Map<String, String> detail =
        request
            .headers()
            .first("User-Agent")
            .map(agent -> agent.substring(0, Math.min(agent.length(), LONGEST_DETAIL)))
            .map(agent -> Map.of("user-agent", agent))
            .orElse(Map.of());
    return Callers.of(request, detail);
  }

  static Command malformed(Request request, Problem problem) {
    return new Command.Malformed(NAME, problem.cause(), caller(request));
  }

  /** The answer with the time to wait, if there is one. */
  static Reply retryLater(Reply reply, Outcome.Refused refused) {
    long seconds = refused.retryAfter().toSeconds();
    return seconds > 0 ? reply.with("Retry-After", Long.toString(seconds)) : reply;
  }
}
