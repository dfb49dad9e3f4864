package dev.jeton.forward;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Surface;
import dev.jeton.session.Caller;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Presented;
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

  private final Carriers carriers;
  private final Rules rules;
  private final List<Dialect> dialects;

  /**
   * Makes the surface.
   *
   * @param dialects whose tokens bodies may carry, and in whose form refusals may be asked for
   */
  public ForwardAuth(ForwardConfig config, List<Dialect> dialects) {
    this.carriers = new Carriers(config.parameters(), config.headers(), config.cookies(), dialects);
    this.rules = new Rules(config.rules());
    this.dialects = List.copyOf(dialects);
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
    Optional<Wish> wished = Wish.of(question, dialects);
    Optional<Original> told = Original.of(question);
    if (wished.isEmpty() || told.isEmpty()) {
      String cause = wished.isEmpty() ? "unknown form" : "two requests";
      return malformed(question, cause, Answers.FORBIDDEN);
    }
    Original original = told.get();
    var answers = new Answers(wished.get(), original, question);
    Optional<Asked> asked = Asked.of(original.method(), original.host(), original.uri());
    if (asked.isEmpty()) {
      return malformed(question, "doubtful path", answers.forbidden());
    }
    return switch (carriers.find(question, original)) {
      case Offered.Nothing _ ->
          new Exchange(OPERATION, new Command.Describe(NAME), _ -> answers.unauthenticated());
      case Offered.Doubtful(String cause) -> malformed(question, cause, answers.doubtful());
      case Offered.Token token -> asking(question, token, asked.get(), answers);
    };
  }

  @Override
  public Exchange refuse(Request question, Flaw flaw) {
    return malformed(question, flaw.cause(), Answers.FORBIDDEN);
  }

  private Exchange asking(Request question, Offered.Token token, Asked asked, Answers answers) {
    Caller caller = Callers.of(question);
    var command =
        new Command.Inspect(
            NAME,
            Optional.empty(),
            new Presented.Token(token.secret()),
            true,
            Optional.empty(),
            caller);
    return new Exchange(OPERATION, command, outcome -> answer(outcome, asked, answers));
  }

  private Reply answer(Outcome outcome, Asked asked, Answers answers) {
    return outcome instanceof Outcome.Alive alive
        ? rules.decide(asked, alive.session()).allowed()
            ? answers.allowed(alive.session())
            : answers.forbidden()
        : answers.refused(outcome);
  }

  private static Exchange malformed(Request question, String cause, Reply reply) {
    var command = new Command.Malformed(NAME, cause, Callers.of(question));
    return new Exchange(OPERATION, command, _ -> reply);
  }
}
