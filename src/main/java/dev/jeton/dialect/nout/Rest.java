package dev.jeton.dialect.nout;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Purview;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlWriter;
import java.util.Optional;
import java.util.Set;

/** The REST surface: everything is a GET, answered in plain text. */
final class Rest {
  /** Operations in lower case: those served, and two of the vendor's that only ever find 1701. */
  static final Set<String> OPERATIONS =
      Set.of(
          "gettokensession",
          "disconnect",
          "getlanguages",
          "getversion",
          "getwsdl",
          "getuserexists",
          "getextranetuserexists",
          "resetpasswordfailed");

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String XML = "text/xml; charset=utf-8";

  private final NoutConfig config;

  Rest(NoutConfig config) {
    this.config = config;
  }

  /** Whose a request for a path of this surface is. */
  static Purview purview(Request request) {
    String operation = RestTarget.operation(request.target());
    boolean described = operation.equals("getwsdl") && request.method().equals("GET");
    return described
        ? Purview.DESCRIPTION
        : OPERATIONS.contains(operation) ? Purview.OURS : Purview.THEIRS;
  }

  Exchange read(Request request) {
    try {
      return operation(request);
    } catch (BadRequest e) {
      return new Commands(config, request).refused("REST", e.fault(), this::fault);
    }
  }

  /** Refuses a request that was not read to its end. */
  Exchange unread(Request request, Flaw flaw) {
    NoutFault fault = NoutFault.of(NoutError.MALFORMED, flaw.cause());
    return new Commands(config, request).refused("REST", fault, this::fault);
  }

  /** The SessionToken that a target identifies itself with. */
  Optional<String> carried(Request request) {
    return RestTarget.identification(request.target())
        .map(section -> section.value("sessiontoken"));
  }

  /** The error that answers a request for whoever is behind us. */
  Reply denial(NoutFault fault) {
    return fault(fault);
  }

  private Exchange operation(Request request) throws BadRequest {
    String operation = RestTarget.operation(request.target());
    if (!request.method().equals("GET")) {
      throw new BadRequest(
          OPERATIONS.contains(operation) ? NoutError.METHOD : NoutError.UNKNOWN_REST_OPERATION, "");
    }
    return switch (operation) {
      case "gettokensession" -> login(request, RestTarget.read(request.target()));
      case "disconnect" -> disconnect(request, RestTarget.read(request.target()));
      case "getlanguages" -> described("GetLanguages", request, reply(200, XML, languages()));
      case "getversion" -> described("GetVersion", request, reply(200, TEXT, config.version()));
      case "getwsdl" ->
          described("getwsdl", request, reply(200, XML, Wsdl.at(soapAddress(request))));
      // The truth would tell strangers who has an account; clients ask before they log in.
      case "getuserexists" -> described("GetUserExists", request, reply(200, TEXT, "1"));
      default -> throw new BadRequest(NoutError.UNKNOWN_REST_OPERATION, "");
    };
  }

  private Exchange login(Request request, RestTarget target) throws BadRequest {
    var commands = new Commands(config, request);
    Optional<String> application = commands.application(target.identification().value("apiuuid"));
    Optional<UsernameToken> actor = UsernameToken.of(target.params(), NoutError.MISSING_IN_BODY);
    Optional<UsernameToken> extranet =
        UsernameToken.of(target.options(), NoutError.MISSING_IN_BODY);
    String form = target.options().value("form");
    if (extranet.isEmpty() && !form.isBlank()) {
      throw new BadRequest(NoutError.NO_USERNAME_TOKEN, "form");
    }
    Command command =
        commands.login(
            actor,
            extranet.map(token -> new Commands.Extranet(token, form)),
            Optional.empty(),
            application);
    return new Exchange(
        "GetTokenSession",
        command,
        outcome ->
            outcome instanceof Outcome.Granted(Secret token, _, _)
                ? reply(200, TEXT, token.revealText())
                : fault(NoutFault.of(outcome)));
  }

  private Exchange disconnect(Request request, RestTarget target) throws BadRequest {
    RestTarget.Section identification = target.identification();
    Command command =
        new Commands(config, request)
            .disconnect(
                identification.value("sessiontoken"),
                UsernameToken.of(identification, NoutError.MISSING_IN_HEADER));
    return new Exchange(
        "Disconnect",
        command,
        outcome ->
            switch (outcome) {
              case Outcome.Ended _ -> reply(200, TEXT, "");
              case Outcome.Dead _ -> fault(NoutFault.of(NoutError.NO_SESSION, ""));
              case Outcome.Granted _, Outcome.Alive _, Outcome.Described _, Outcome.Refused _ ->
                  fault(NoutFault.of(outcome));
            });
  }

  private Exchange described(String operation, Request request, Reply reply) {
    return new Exchange(
        operation,
        new Commands(config, request).describe(),
        outcome -> outcome instanceof Outcome.Described ? reply : fault(NoutFault.of(outcome)));
  }

  /** The vendor's proxy may pass on these two folders alone. */
  private static String soapAddress(Request request) {
    return request.origin().base() + (RestTarget.isBehindProxy(request.path()) ? "/SOAP/" : "/");
  }

  private static String languages() {
    var xml = new XmlWriter();
    Language.writeAll(xml);
    return xml.document();
  }

  private Reply fault(NoutFault fault) {
    int status =
        switch (fault.refusal()) {
          case ACTOR, SUBJECT, GRANT_TYPE, SCOPE, TARGET, POSSESSION, MALFORMED ->
              fault.error().restStatus();
          case THROTTLED, TOO_MANY_SESSIONS -> 429;
          case OVERLOADED, UNAVAILABLE ->
              fault.error() == NoutError.NOT_NOW ? 503 : fault.error().restStatus();
        };
    String text = fault.error().label() + "\r\n" + fault.text(config.spoken());
    return fault.toldWhen(reply(status, TEXT, text));
  }

  /** None of these must be kept by a cache on the way: they are all answers to a GET. */
  private static Reply reply(int status, String type, String body) {
    return Reply.of(status, type, body).with("Cache-Control", "no-store");
  }
}
