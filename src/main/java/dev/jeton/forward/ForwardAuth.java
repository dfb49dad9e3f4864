package dev.jeton.forward;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Identity;
import dev.jeton.dialect.LastMade;
import dev.jeton.dialect.Surface;
import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.OwnJwt;
import dev.jeton.jose.OwnJwts;
import dev.jeton.secret.Secret;
import dev.jeton.session.Caller;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Possession;
import dev.jeton.session.Presented;
import dev.jeton.session.Session;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Optional;

/**
 * Tells reverse proxies whether a request may go on, and whose it is. Any method is taken, and any
 * path below its own, where some proxies put that of the request.
 */
public final class ForwardAuth implements Surface {
  public static final String NAME = "forward";
  static final String PATH = "/auth";

  private static final String OPERATION = "auth";

  private final ForwardConfig config;
  private final Carriers carriers;
  private final Rules rules;
  private final List<Dialect> dialects;
  private final Jose jose;
  private final Keys keys;
  private final LastMade<Headers> identities =
      new LastMade<>(session -> Identity.of(session).headers().with("Cache-Control", "no-store"));

  /**
   * Makes the surface.
   *
   * @param dialects whose tokens bodies may carry, and in whose form refusals may be asked for
   */
  public ForwardAuth(ForwardConfig config, List<Dialect> dialects, Jose jose) {
    this.config = config;
    this.carriers = new Carriers(config.parameters(), config.headers(), config.cookies(), dialects);
    this.rules = new Rules(config.rules());
    this.dialects = List.copyOf(dialects);
    this.jose = jose;
    this.keys = new Keys(jose);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return path.startsWith(PATH)
        && (path.length() == PATH.length() || path.charAt(PATH.length()) == '/');
  }

  @Override
  public Exchange read(Request question) {
    Optional<Original> told = Original.of(question);
    if (told.isEmpty()) {
      return malformed(question, "two requests", Answers.FORBIDDEN);
    }
    Original original = told.get();
    Wish wish;
    try {
      wish = Wish.of(question, config, dialects);
    } catch (IllegalArgumentException e) { // its message is a word of ours
      return malformed(question, String.valueOf(e.getMessage()), Answers.FORBIDDEN);
    }
    var answers = new Answers(wish, original, question, jose, identities);
    Optional<Asked> asked = Asked.of(original.method(), original.host(), original.uri());
    if (asked.isEmpty()) {
      return malformed(question, "doubtful path", answers.forbidden());
    }
    return switch (carriers.find(question, original)) {
      case Offered.Nothing _ ->
          new Exchange(OPERATION, new Command.Describe(NAME), _ -> answers.unauthenticated());
      case Offered.Doubtful(String cause) -> malformed(question, cause, answers.doubtful());
      case Offered.Token token -> proved(question, token, asked.get(), answers);
    };
  }

  @Override
  public Exchange refuse(Request question, Flaw flaw) {
    return malformed(question, flaw.cause(), Answers.FORBIDDEN);
  }

  /** Its token may lie in the body, so that nothing can be told of a session. */
  @Override
  public Reply crowded(Request question, Outcome.Refused overloaded) {
    try {
      Wish wish = Wish.of(question, config, dialects);
      return Original.of(question)
          .map(original -> new Answers(wish, original, question, jose, identities))
          .map(answers -> answers.refused(overloaded))
          .orElse(Answers.FORBIDDEN);
    } catch (IllegalArgumentException _) { // wanted is what can't be had
      return Answers.FORBIDDEN;
    }
  }

  private Exchange proved(Request question, Offered.Token token, Asked asked, Answers answers) {
    if (!token.proved()) {
      return asking(question, token.secret(), Optional.empty(), asked, answers);
    }
    return switch (keys.of(question, answers.original(), token.secret())) {
      case DpopProofs.Proved(Possession possession) ->
          asking(question, token.secret(), Optional.of(possession), asked, answers);
      case DpopProofs.WantsNonce(String nonce) -> {
        Reply reply = answers.unproved("use_dpop_nonce").with("DPoP-Nonce", nonce);
        yield new Exchange(OPERATION, new Command.Describe(NAME), _ -> reply);
      }
      case DpopProofs.Invalid _ ->
          malformed(question, "bad-dpop-proof", answers.unproved("invalid_dpop_proof"));
    };
  }

  private Exchange asking(
      Request question,
      Secret token,
      Optional<Possession> possession,
      Asked asked,
      Answers answers) {
    Presented presented = new Presented.Token(token);
    Optional<List<String>> audience = Optional.empty();
    if (OwnJwts.isOne(token)) {
      switch (jose.own().read(token, jose.clock().instant())) {
        case OwnJwt.Genuine jwt -> {
          presented = new Presented.OfSession(jwt.session());
          audience = Optional.of(jwt.audience());
        }
        case OwnJwt.Refused _ -> presented = new Presented.Nothing();
      }
    }
    Caller caller = Callers.of(question);
    var command = new Command.Inspect(NAME, Optional.empty(), presented, true, possession, caller);
    Optional<List<String>> told = audience;
    return new Exchange(OPERATION, command, outcome -> answer(outcome, asked, told, answers));
  }

  private Reply answer(
      Outcome outcome, Asked asked, Optional<List<String>> audience, Answers answers) {
    if (!(outcome instanceof Outcome.Alive(Session session))) {
      return answers.refused(outcome);
    }
    Rules.Decision decision =
        audience.isPresent()
            ? rules.decide(asked, session, audience.get())
            : rules.decide(asked, session);
    return decision.allowed() ? answers.allowed(session) : answers.forbidden();
  }

  private static Exchange malformed(Request question, String cause, Reply reply) {
    var command = new Command.Malformed(NAME, cause, Callers.of(question));
    return new Exchange(OPERATION, command, _ -> reply);
  }
}
