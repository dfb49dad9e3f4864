package dev.jeton.dialect.balans;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Purview;
import dev.jeton.dialect.SoapBeginning;
import dev.jeton.dialect.SoapMessage;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.dialect.SoapWriter;
import dev.jeton.dialect.balans.Problem.Kind;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlElement;
import java.util.Optional;

/** The SOAP face: GetToken and CloseToken, document/literal wrapped, and the WSDL. */
final class BalansSoap {
  private static final String PATH = "/LogIn/LogIn";
  private static final String NAMESPACE = "http://services.bort.com/";
  private static final String GET_TOKEN = "GetToken";
  private static final String CLOSE_TOKEN = "CloseToken";

  /** The name of requests whose operation is not known. */
  private static final String SOAP = "SOAP";

  private final BalansConfig config;

  BalansSoap(BalansConfig config) {
    this.config = config;
  }

  static boolean serves(String path) {
    return path.equals(PATH);
  }

  /** Whether a request, to whichever path, is a message. */
  static boolean isSoap(Request request) {
    return serves(request.path()) || SoapVersion.of(MediaType.of(request.headers())).isPresent();
  }

  /** Whose a request for the path is, or one of which this is the beginning. */
  static Purview purview(Request request) {
    return switch (request.method()) {
      case "POST" ->
          isReadable(request)
              ? SoapBeginning.read(request)
                  .flatMap(SoapBeginning::operation)
                  .map(wrapper -> isOurs(wrapper) ? Purview.OURS : Purview.THEIRS)
                  .orElse(Purview.UNTOLD)
              : Purview.OURS;
      case "GET", "HEAD" ->
          asksFor(request, "wsdl") || asksFor(request, "xsd") ? Purview.DESCRIPTION : Purview.OURS;
      default -> Purview.OURS;
    };
  }

  private static boolean isOurs(XmlElement wrapper) {
    return wrapper.is(NAMESPACE, GET_TOKEN) || wrapper.is(NAMESPACE, CLOSE_TOKEN);
  }

  private static boolean isReadable(Request request) {
    MediaType type = MediaType.of(request.headers());
    return SoapVersion.of(type).isPresent() || type.is("");
  }

  private static boolean asksFor(Request request, String description) {
    return PercentEncoding.pairs(request.query()).stream()
        .anyMatch(pair -> pair.name().equalsIgnoreCase(description));
  }

  /** The session token that a message, or its beginning, has for its first parameter. */
  static Optional<String> carried(Request request) {
    return SoapBeginning.read(request)
        .flatMap(SoapBeginning::firstParameter)
        .filter(parameter -> parameter.name().equals(Parameters.TOKEN))
        .map(XmlElement::text);
  }

  /** The fault that answers a message, or its beginning, for whoever is behind us. */
  Reply denial(Request request, Problem problem) {
    SoapVersion version =
        SoapBeginning.read(request)
            .map(SoapBeginning::version)
            .or(() -> SoapVersion.of(MediaType.of(request.headers())))
            .orElse(SoapVersion.V1_1);
    return fault(version, problem);
  }

  Exchange read(Request request) {
    return switch (request.method()) {
      case "POST" -> post(request);
      case "GET", "HEAD" -> get(request);
      default -> refused(SOAP, request, SoapVersion.V1_1, Problem.of(Kind.METHOD));
    };
  }

  private Exchange get(Request request) {
    if (!asksFor(request, "wsdl")) {
      return refused(SOAP, request, SoapVersion.V1_1, Problem.of(Kind.METHOD));
    }
    String wsdl = BalansWsdl.of(request.origin().base() + PATH);
    return new Exchange(
        "wsdl",
        new Command.Describe(Balans.NAME),
        _ -> Reply.of(200, SoapVersion.V1_1.contentType(), wsdl));
  }

  private Exchange post(Request request) {
    if (!isReadable(request)) {
      return refused(SOAP, request, SoapVersion.V1_1, Problem.of(Kind.CONTENT_TYPE));
    }
    return switch (SoapMessage.read(request, _ -> false)) {
      case SoapMessage.NotUnderstood(SoapVersion version, SoapMessage.Problem problem) ->
          refused(SOAP, request, version, Problem.of(problem));
      case SoapMessage.Understood(SoapMessage message) ->
          message
              .operation()
              .filter(wrapper -> wrapper.namespace().equals(NAMESPACE))
              .map(wrapper -> operation(request, message.version(), wrapper))
              .orElseGet(() -> unknown(request, message.version()));
    };
  }

  private Exchange operation(Request request, SoapVersion version, XmlElement wrapper) {
    return switch (wrapper.name()) {
      case GET_TOKEN ->
          Balans.takesPasswords(request, config)
              ? exchange(
                  GET_TOKEN, request, version, parameters(wrapper).login(Balans.caller(request)))
              : refused(GET_TOKEN, request, version, Problem.of(Kind.PLAIN_HTTP));
      case CLOSE_TOKEN ->
          exchange(CLOSE_TOKEN, request, version, parameters(wrapper).end(Balans.caller(request)));
      default -> unknown(request, version);
    };
  }

  /** The wrapper's children by their local names, since a client in use qualifies them. */
  private static Parameters parameters(XmlElement wrapper) {
    return new Parameters(
        Parameters.Names.SOAP,
        wrapper.children().stream()
            .map(child -> new Parameters.Given(child.name(), child.text()))
            .toList());
  }

  private Exchange exchange(
      String operation, Request request, SoapVersion version, Parameters.Ask ask) {
    return switch (ask) {
      case Parameters.Right(Command command) ->
          new Exchange(operation, command, outcome -> answer(version, outcome));
      case Parameters.Wrong(Problem problem) -> refused(operation, request, version, problem);
    };
  }

  private Exchange unknown(Request request, SoapVersion version) {
    return refused(SOAP, request, version, Problem.of(Kind.UNKNOWN_OPERATION));
  }

  /** Refuses a request that was not read to its end. */
  Exchange unread(Request request, Command command) {
    SoapVersion told = SoapVersion.of(MediaType.of(request.headers())).orElse(SoapVersion.V1_1);
    return new Exchange(SOAP, command, _ -> fault(told, Problem.of(Kind.UNREAD)));
  }

  private Exchange refused(
      String operation, Request request, SoapVersion version, Problem problem) {
    return new Exchange(
        operation, Balans.malformed(request, problem), _ -> fault(version, problem));
  }

  private Reply answer(SoapVersion version, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> response(version, GET_TOKEN, granted.token().revealText());
      case Outcome.Ended _ -> response(version, CLOSE_TOKEN, "true");
      case Outcome.Dead _ -> response(version, CLOSE_TOKEN, "false");
      case Outcome.Refused refused ->
          Balans.retryLater(fault(version, Problem.of(refused.refusal())), refused);
      case Outcome.Alive _, Outcome.Described _ -> fault(version, Problem.of(Kind.INTERNAL));
    };
  }

  private static Reply response(SoapVersion version, String operation, String value) {
    String envelope =
        new SoapWriter(version, "S")
            .message(
                xml ->
                    xml.open("ns2:" + operation + "Response", "xmlns:ns2", NAMESPACE)
                        .element("return", value)
                        .close());
    return Reply.of(200, version.contentType(), envelope);
  }

  private Reply fault(SoapVersion version, Problem problem) {
    String envelope =
        new SoapWriter(version, "S")
            .fault(problem.fault(), config.language().tag(), problem.text(config.language()));
    boolean method = problem.kind() == Kind.METHOD;
    Reply reply = Reply.of(method ? 405 : 500, version.contentType(), envelope);
    return method ? reply.with("Allow", "POST") : reply;
  }
}
