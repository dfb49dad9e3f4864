package dev.jeton.dialect.vz;

import dev.jeton.dialect.Callers;
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
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the verb and the query's {@code action} as the name of a method, such as {@code getToken}.
 */
public final class Vz implements Dialect {
  private static final String NAME = "vz";
  private static final String PATH = "/Api/Vo/V1/";
  private static final int TOKEN_DIGITS = 40;

  /** The actions of the session, by whatever verb and in whatever case, and none at all. */
  private static final Set<String> OURS = Set.of("", "token", "session", "logout");

  private static final int NONCE_LENGTH = 64;
  private static final int ECHO_LENGTH = 64;

  private final VzConfig config;
  private final Answers answers;

  /**
   * Makes the dialect.
   *
   * @param clock read by the writer of {@code session} alone, which tells the whole seconds that
   *     are left
   */
  public Vz(VzConfig config, InstantSource clock) {
    this.config = config;
    this.answers = new Answers(config.idle(), clock);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public SessionPolicy policy() {
    return new SessionPolicy(
        NAME,
        TokenShape.hex(TOKEN_DIGITS),
        Lifetime.idle(config.idle(), config.absolute()),
        Freshness.DEFAULT,
        0,
        OptionalInt.empty(),
        false);
  }

  @Override
  public Exchange read(Request request) {
    Caller caller = Callers.of(request);
    if (!request.origin().secure()) {
      return refused("other", "plain-http", caller, Reply.silence());
    }
    Optional<Parameters> given = Parameters.read(request.query());
    if (given.isEmpty()) {
      Envelope envelope = new Envelope("", config.mirrorStatus());
      return refused(
          "other", "bad-query", caller, envelope.error(400, "The query can not be read."));
    }
    return read(request.method().toLowerCase(Locale.ROOT), given.get(), caller);
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    Envelope envelope = new Envelope("", config.mirrorStatus());
    return refused(
        "other",
        flaw.cause(),
        Callers.of(request),
        request.origin().secure()
            ? envelope.error(400, "The request can not be read.")
            : Reply.silence());
  }

  /** What can't be read, or names no action, is refused here. */
  @Override
  public Purview purview(Request request) {
    Optional<Parameters> given = Parameters.read(request.query());
    boolean ours =
        !request.origin().secure()
            || given.isEmpty()
            || OURS.contains(given.get().value(Parameters.ACTION).toLowerCase(Locale.ROOT));
    return ours ? Purview.OURS : Purview.THEIRS;
  }

  @Override
  public Optional<Secret> carried(Request request) {
    return Parameters.read(request.query())
        .map(given -> given.value(Parameters.TOKEN))
        .filter(token -> !token.isEmpty())
        .map(Secret::of);
  }

  @Override
  public Reply denial(Request request, Denial denial) {
    if (!request.origin().secure()) {
      return Reply.silence();
    }
    String nonce = Parameters.read(request.query()).map(Vz::nonce).orElse("");
    return answers.denial(new Envelope(nonce, config.mirrorStatus()), denial);
  }

  private Exchange read(String verb, Parameters given, Caller caller) {
    var envelope = new Envelope(nonce(given), config.mirrorStatus());
    String method = verb + capitalized(given.value(Parameters.ACTION));
    return switch (method) {
      case "getToken" -> login(given, envelope, caller);
      case "getSession" ->
          withToken(
              method,
              given,
              envelope,
              caller,
              token -> new Command.Check(NAME, token, true, caller));
      case "getLogout" ->
          withToken(
              method,
              given,
              envelope,
              caller,
              token -> new Command.End(NAME, token, Optional.empty(), caller));
      default -> unimplemented(method, given, envelope, caller);
    };
  }

  private Exchange login(Parameters given, Envelope envelope, Caller caller) {
    String username = given.value(Parameters.USERNAME);
    String password = given.value(Parameters.PASSWORD);
    if (username.isEmpty() || password.isEmpty()) {
      return refused(
          "getToken",
          "missing-parameter",
          caller,
          envelope.error(400, "The parameters username and password are required."));
    }
    var proof = new Credential.Password(Secret.of(password), Optional.empty());
    var login = Command.Login.of(NAME, new Claim(username, proof), caller);
    return new Exchange("getToken", login, outcome -> answers.answer(envelope, outcome));
  }

  private Exchange withToken(
      String method,
      Parameters given,
      Envelope envelope,
      Caller caller,
      Function<Secret, Command> command) {
    String token = given.value(Parameters.TOKEN);
    return token.isEmpty()
        ? refused(method, "missing-token", caller, answers.unauthenticated(envelope))
        : new Exchange(
            method, command.apply(Secret.of(token)), outcome -> answers.answer(envelope, outcome));
  }

  /** Whatever else a live token is sent with is a use of it, too. */
  private Exchange unimplemented(
      String method, Parameters given, Envelope envelope, Caller caller) {
    String token = given.value(Parameters.TOKEN);
    Reply unimplemented =
        envelope.error(404, ("Method " + echo(method, given)).strip() + " is not implemented.");
    return token.isEmpty()
        ? refused("other", "unknown-method", caller, unimplemented)
        : new Exchange(
            "other",
            new Command.Check(NAME, Secret.of(token), true, caller),
            outcome ->
                outcome instanceof Outcome.Alive
                    ? unimplemented
                    : answers.answer(envelope, outcome));
  }

  private static Exchange refused(String operation, String cause, Caller caller, Reply reply) {
    return new Exchange(operation, new Command.Malformed(NAME, cause, caller), _ -> reply);
  }

  private static String nonce(Parameters given) {
    String nonce = given.value(Parameters.NONCE);
    return nonce.codePointCount(0, nonce.length()) > NONCE_LENGTH ? "" : given.tellable(nonce);
  }

  /** The method as data in a message: bounded, and without control characters. */
  private static String echo(String method, Parameters given) {
    String echo =
        method
            .codePoints()
            .filter(c -> !Character.isISOControl(c))
            .limit(ECHO_LENGTH)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return given.tellable(echo);
  }

  private static String capitalized(String action) {
    return action.isEmpty()
        ? ""
        : action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
  }
}
