package dev.jeton.relay;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Identity;
import dev.jeton.dialect.Onward;
import dev.jeton.dialect.Passage;
import dev.jeton.dialect.Relaying;
import dev.jeton.relay.RelayConfig.Description;
import dev.jeton.relay.RelayConfig.TokenUse;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/** A dialect with a server behind it, which gets what is not the session's own. */
public final class Relay implements Relaying {
  private static final String OPERATION = "relay";
  private static final String DESCRIPTION = "relay-description";

  /** Those for which doing it twice is doing it once (RFC 9110, section 9.2.2). */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  private final Dialect dialect;
  private final RelayConfig config;
  private final BiFunction<Session, String, Secret> phantom;

  /**
   * Makes it.
   *
   * @param phantom makes a JSON Web Token of a session for an audience
   */
  public Relay(Dialect dialect, RelayConfig config, BiFunction<Session, String, Secret> phantom) {
    this.dialect = dialect;
    this.config = config;
    this.phantom = phantom;
  }

  @Override
  public String name() {
    return dialect.name();
  }

  @Override
  public boolean serves(String path) {
    return dialect.serves(path) || config.paths().stream().anyMatch(path::startsWith);
  }

  @Override
  public boolean servesTheRest() {
    return dialect.servesTheRest();
  }

  @Override
  public Exchange read(Request request) {
    return dialect.read(request);
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    return dialect.refuse(request, flaw);
  }

  @Override
  public Reply crowded(Request request, Outcome.Refused overloaded) {
    return dialect.crowded(request, overloaded);
  }

  @Override
  public int lookAhead() {
    return config.lookAhead();
  }

  @Override
  public OptionalLong largest() {
    return config.largest();
  }

  @Override
  public Passage pass(Request beginning, boolean all) {
    if (!dialect.serves(beginning.path())
        && config.paths().stream().anyMatch(beginning.path()::startsWith)) {
      return theirs(beginning, all);
    }
    return switch (dialect.purview(beginning)) {
      case OURS -> new Passage.Ours();
      case THEIRS -> theirs(beginning, all);
      case DESCRIPTION ->
          config.description() == Description.OURS ? new Passage.Ours() : described(beginning);
      case UNTOLD -> all ? new Passage.Ours() : new Passage.Untold();
    };
  }

  private Passage theirs(Request beginning, boolean all) {
    Optional<Secret> token = dialect.carried(beginning);
    if (token.isPresent()) {
      return new Passage.Guarded(
          new Exchange(
              OPERATION,
              new Command.Check(name(), token.get(), true, Callers.of(beginning)),
              outcome -> dialect.denial(beginning, new Denial.Told(outcome))),
          session ->
              onward(
                  beginning,
                  config.token() == TokenUse.REMOVE
                      ? TokenRemoval.from(beginning, token.get())
                      : beginning,
                  session));
    }
    return all
        ? new Passage.Guarded(
            new Exchange(
                OPERATION,
                new Command.Malformed(name(), "missing-token", Callers.of(beginning)),
                _ -> dialect.denial(beginning, Denial.Reason.NO_TOKEN)),
            _ -> {
              throw new IllegalStateException("nobody's session");
            })
        : new Passage.Untold();
  }

  private Onward onward(Request asked, Request sent, Session session) {
    return new Onward(
        sent.target(),
        OnwardFields.of(
            sent,
            Identity.of(session),
            config.audience().map(audience -> phantom.apply(session, audience))),
        config.repeating() && IDEMPOTENT.contains(sent.method()),
        denial -> dialect.denial(asked, denial),
        Optional.empty());
  }

  private Passage described(Request request) {
    return new Passage.Open(
        DESCRIPTION,
        new Onward(
            request.target(),
            OnwardFields.forDescription(request),
            true,
            denial -> dialect.denial(request, denial),
            Optional.of(octets -> Addresses.rewritten(octets, request.origin().base()))));
  }
}
