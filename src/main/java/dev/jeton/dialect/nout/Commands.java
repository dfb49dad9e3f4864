package dev.jeton.dialect.nout;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Exchange;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes commands out of what one request says, whichever surface read it. */
record Commands(NoutConfig config, Request request) {
  /**
   * What callers tell of themselves (nout.md, Transport), and the facts' names in the audit event.
   */
  private static final Map<String, String> CALLER_HEADERS =
      Map.of(
          "x-SIMAXService-Client", "simax-client",
          "x-SIMAXService-Client-IP", "simax-client-ip",
          "x-SIMAXService-Client-Version", "simax-client-version");

  private static final int FACT_LENGTH = 100;
  private static final int API_UUID_LENGTH = 64;

  /**
   * An extranet user and the form that holds it.
   *
   * @param form its id or title, as it stands on the wire
   */
  record Extranet(UsernameToken token, String form) {}

  /**
   * The calling application, if it may log in; asked before any credential is looked at.
   *
   * @param apiUuid as it stands on the wire; empty if there was none
   */
  Optional<String> application(String apiUuid) throws BadRequest {
    String uuid = apiUuid.strip();
    if (!config.admits(uuid)) {
      throw new BadRequest(NoutError.APPLICATION, "");
    }
    if (uuid.length() > API_UUID_LENGTH || uuid.codePoints().anyMatch(Character::isISOControl)) {
      throw new BadRequest(NoutError.BAD_VALUE, "APIUUID");
    }
    return Optional.of(uuid).filter(text -> !text.isEmpty());
  }

  Command login(
      Optional<UsernameToken> token,
      Optional<Extranet> extranet,
      Optional<Language> language,
      Optional<String> application)
      throws BadRequest {
    UsernameToken actor = token.orElseThrow(() -> new BadRequest(NoutError.NO_USERNAME_TOKEN, ""));
    Claim claim = claim(actor);
    Optional<Behalf> subject =
        extranet.isPresent() ? Optional.of(behalf(extranet.get())) : Optional.empty();
    return new Command.Login(
        Nout.NAME,
        claim,
        subject,
        Optional.empty(),
        language.map(l -> OptionalInt.of(l.code())).orElse(OptionalInt.empty()),
        application,
        Optional.empty(),
        caller());
  }

  Command disconnect(String sessionToken, Optional<UsernameToken> token) throws BadRequest {
    String text = sessionToken.strip();
    if (text.isEmpty()) {
      throw new BadRequest(NoutError.MISSING_IN_HEADER, "SessionToken");
    }
    if (token.isEmpty() && config.requireUserWithToken()) {
      throw new BadRequest(NoutError.NO_USERNAME_TOKEN, "");
    }
    Optional<Claim> claim = token.isPresent() ? Optional.of(claim(token.get())) : Optional.empty();
    return new Command.End(Nout.NAME, Secret.of(text), claim, caller());
  }

  Command describe() {
    return new Command.Describe(Nout.NAME);
  }

  /** A request that this dialect refuses by itself. */
  Exchange refused(String operation, NoutFault fault, Function<NoutFault, Reply> writer) {
    String cause = (fault.error().number() + " " + fault.about()).strip();
    return new Exchange(
        operation,
        new Command.Malformed(Nout.NAME, cause, caller()),
        outcome -> writer.apply(fault.unlessNotNow(outcome)));
  }

  private Behalf behalf(Extranet extranet) throws BadRequest {
    if (extranet.form().isBlank()) {
      throw new BadRequest(extranet.token().missing(), "Form");
    }
    return new Behalf.Proved(claim(extranet.token()), extranet.form().strip());
  }

  private Claim claim(UsernameToken token) throws BadRequest {
    return token.claim(config, request.origin().secure());
  }

  private Caller caller() {
    var facts = new HashMap<String, String>();
    CALLER_HEADERS.forEach(
        (header, fact) ->
            request.headers().first(header).ifPresent(value -> facts.put(fact, bounded(value))));
    return Callers.of(request, facts);
  }

  private static String bounded(String value) {
    return value
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .limit(FACT_LENGTH)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
