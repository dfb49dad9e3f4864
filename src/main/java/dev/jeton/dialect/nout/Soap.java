package dev.jeton.dialect.nout;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Purview;
import dev.jeton.dialect.SoapBeginning;
import dev.jeton.dialect.SoapFault;
import dev.jeton.dialect.SoapMessage;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.dialect.SoapWriter;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlElement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The SOAP surface: reads GetTokenSession, Disconnect and GetLanguages. */
final class Soap {
  /** The operations served, and those that are refused whoever serves the others. */
  private static final Set<String> OURS =
      Set.of(
          "GetTokenSession",
          "Disconnect",
          "GetLanguages",
          "GetExtranetUserExists",
          "GetUserExists",
          "ResetPasswordFailed");

  private static final Set<String> UNDERSTOOD =
      Set.of(
          "APIUUID",
          "CustomerInfos",
          "OptionDialogue",
          "Security",
          "SessionToken",
          "UsernameToken");
  private static final int CUSTOMER_INFOS_LENGTH = 4096;
  private static final Pattern STATUS = Pattern.compile("[2-5][0-9]{2}");

  private final NoutConfig config;
  private final InstantSource clock;

  Soap(NoutConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Reads a request for the SOAP entry. */
  Exchange read(Request request) {
    Optional<SoapVersion> told = SoapVersion.of(MediaType.of(request.headers()));
    if (!request.method().equals("POST")) {
      return refused(request, NoutError.METHOD);
    }
    if (told.isEmpty()) {
      return refused(request, NoutError.CONTENT_TYPE);
    }
    return switch (SoapMessage.read(request, Soap::isUnderstood)) {
      case SoapMessage.NotUnderstood(SoapVersion version, SoapMessage.Problem problem) ->
          notUnderstood(request, answer(version), problem.fault());
      case SoapMessage.Understood(SoapMessage message) -> operation(request, message);
    };
  }

  /** Refuses a request unread. */
  Exchange refused(Request request, NoutError error) {
    return refused(request, NoutFault.of(error, ""), answer(told(request)));
  }

  /** Refuses a request that was not read to its end. */
  Exchange unread(Request request, Flaw flaw) {
    return refused(request, NoutFault.of(NoutError.MALFORMED, flaw.cause()), answer(told(request)));
  }

  /** Whose a message is, or one of which this is the beginning. */
  static Purview purview(Request request) {
    if (SoapVersion.of(MediaType.of(request.headers())).isEmpty()) {
      return Purview.OURS;
    }
    return SoapBeginning.read(request)
        .flatMap(SoapBeginning::operation)
        .map(
            operation ->
                Elements.isKnown(operation) && OURS.contains(operation.name())
                    ? Purview.OURS
                    : Purview.THEIRS)
        .orElse(Purview.UNTOLD);
  }

  /** The SessionToken of a message, or of its beginning. */
  Optional<String> carried(Request request) {
    try {
      Optional<SoapBeginning> message = SoapBeginning.read(request);
      return message.isPresent()
          ? new Elements(message.get().header()).element("SessionToken").map(XmlElement::text)
          : Optional.empty();
    } catch (BadRequest e) { // there are several
      return Optional.empty();
    }
  }

  /** The fault that answers a message, or its beginning, for whoever is behind us. */
  Reply denial(Request request, NoutFault fault) {
    Optional<SoapBeginning> message = SoapBeginning.read(request);
    SoapAnswer answer = answer(message.map(SoapBeginning::version).orElseGet(() -> told(request)));
    try {
      return message.isPresent()
          ? asOptionsSay(answer, new Elements(message.get().header()).element("OptionDialogue"))
              .fault(fault)
          : answer.fault(fault);
    } catch (BadRequest e) { // it names its options twice
      return answer.fault(fault);
    }
  }

  private static SoapVersion told(Request request) {
    return SoapVersion.of(MediaType.of(request.headers())).orElse(SoapVersion.V1_1);
  }

  private Exchange operation(Request request, SoapMessage message) {
    var header = new Elements(message.header());
    SoapAnswer answer = answer(message.version());
    try {
      answer = asOptionsSay(answer, header.element("OptionDialogue"));
      XmlElement operation =
          message.operation().orElseThrow(() -> new BadRequest(NoutError.EMPTY_BODY, ""));
      Elements body = Elements.below(operation);
      return switch (Elements.isKnown(operation) ? operation.name() : "") {
        case "GetTokenSession" -> login(request, header, body, answer);
        case "Disconnect" -> disconnect(request, message.headed(), header, answer);
        case "GetLanguages" -> languages(request, answer);
        default -> throw new BadRequest(NoutError.UNKNOWN_OPERATION, "");
      };
    } catch (BadRequest e) {
      return refused(request, e.fault(), answer);
    }
  }

  private Exchange login(Request request, Elements header, Elements body, SoapAnswer plain)
      throws BadRequest {
    var commands = new Commands(config, request);
    Optional<Language> language = language(body.text("DefaultClientLanguageCode"));
    SoapAnswer answer = language.map(plain::in).orElse(plain);
    try {
      Optional<String> application = commands.application(header.text("APIUUID"));
      Optional<String> customerInfos = header.element("CustomerInfos").map(XmlElement::text);
      if (customerInfos.filter(text -> text.length() > CUSTOMER_INFOS_LENGTH).isPresent()) {
        throw new BadRequest(NoutError.BAD_VALUE, "CustomerInfos");
      }
      Optional<UsernameToken> inBody = UsernameToken.of(body, NoutError.MISSING_IN_BODY);
      Optional<UsernameToken> token = inBody.isPresent() ? inBody : secured(header);
      for (String unsupported : new String[] {"Token", "Anonymous"}) {
        // Tools write it empty beside a UsernameToken; alone it asks for what it says.
        if ((token.isPresent() ? body.filled(unsupported) : body.element(unsupported))
            .isPresent()) {
          throw new BadRequest(NoutError.NOT_SUPPORTED, unsupported);
        }
      }
      Command command = commands.login(token, extranet(body), language, application);
      return new Exchange(
          "GetTokenSession",
          command,
          outcome ->
              outcome instanceof Outcome.Granted granted
                  ? answer.granted(granted, customerInfos, config.userForm())
                  : answer.fault(NoutFault.of(outcome)));
    } catch (BadRequest e) {
      return refused(request, e.fault(), answer);
    }
  }

  private Exchange disconnect(Request request, boolean headed, Elements header, SoapAnswer answer)
      throws BadRequest {
    if (header.siblings().isEmpty()) {
      throw new BadRequest(headed ? NoutError.EMPTY_HEADER : NoutError.NO_HEADER, "");
    }
    Optional<UsernameToken> bare = UsernameToken.of(header, NoutError.MISSING_IN_HEADER);
    Command command =
        new Commands(config, request)
            .disconnect(header.text("SessionToken"), bare.isPresent() ? bare : secured(header));
    return new Exchange(
        "Disconnect",
        command,
        outcome ->
            switch (outcome) {
              case Outcome.Ended _ -> answer.disconnected();
              case Outcome.Dead _ -> answer.fault(NoutFault.of(NoutError.NO_SESSION, ""));
              case Outcome.Granted _, Outcome.Alive _, Outcome.Described _, Outcome.Refused _ ->
                  answer.fault(NoutFault.of(outcome));
            });
  }

  private Exchange languages(Request request, SoapAnswer answer) {
    return new Exchange(
        "GetLanguages",
        new Commands(config, request).describe(),
        outcome ->
            outcome instanceof Outcome.Described
                ? answer.languages()
                : answer.fault(NoutFault.of(outcome)));
  }

  private Exchange notUnderstood(Request request, SoapAnswer answer, SoapFault code) {
    return switch (code) {
      case CLIENT, SERVER -> refused(request, NoutFault.of(NoutError.MALFORMED, ""), answer);
      case VERSION_MISMATCH, MUST_UNDERSTAND ->
          new Commands(config, request)
              .refused(
                  "SOAP",
                  NoutFault.of(NoutError.NOT_SUPPORTED, ""),
                  fault -> answer.fault(code, fault));
    };
  }

  private Exchange refused(Request request, NoutFault fault, SoapAnswer answer) {
    return new Commands(config, request).refused("SOAP", fault, answer::fault);
  }

  private SoapAnswer answer(SoapVersion asked) {
    SoapVersion told =
        switch (config.envelope()) {
          case FOLLOW -> asked;
          case SOAP12 -> SoapVersion.V1_2;
        };
    return new SoapAnswer(
        asked, new SoapWriter(told, "env"), config.spoken(), OptionalInt.empty(), clock);
  }

  /**
   * What of OptionDialogue bears on the answer; values that make no sense there are passed over.
   */
  private static SoapAnswer asOptionsSay(SoapAnswer answer, Optional<XmlElement> dialogue)
      throws BadRequest {
    if (dialogue.isEmpty()) {
      return answer;
    }
    Elements options = Elements.below(dialogue.get());
    String status = options.text("HTTPForceReturn").strip();
    return answer
        .in(known(options.text("LanguageCode").strip()).orElse(answer.language()))
        .faultyWith(
            STATUS.matcher(status).matches()
                ? OptionalInt.of(Integer.parseInt(status))
                : OptionalInt.empty());
  }

  /** The language asked for; 0 or nothing leaves it to the server. */
  private static Optional<Language> language(String text) throws BadRequest {
    String code = text.strip();
    if (code.isEmpty() || code.equals("0")) {
      return Optional.empty();
    }
    return Optional.of(
        known(code)
            .orElseThrow(() -> new BadRequest(NoutError.BAD_VALUE, "DefaultClientLanguageCode")));
  }

  private static Optional<Language> known(String code) {
    for (Language language : Language.values()) {
      if (Integer.toString(language.code()).equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  private static Optional<Commands.Extranet> extranet(Elements body) throws BadRequest {
    Optional<XmlElement> extranet = body.filled("ExtranetUser");
    if (extranet.isEmpty()) {
      return Optional.empty();
    }
    Elements parts = Elements.below(extranet.get());
    UsernameToken token =
        UsernameToken.of(parts, NoutError.MISSING_IN_BODY)
            .orElseThrow(() -> new BadRequest(NoutError.NO_USERNAME_TOKEN, "ExtranetUser"));
    return Optional.of(new Commands.Extranet(token, parts.text("Form")));
  }

  /** The token that a standard stack puts into a header of WS-Security. */
  private static Optional<UsernameToken> secured(Elements header) throws BadRequest {
    Optional<XmlElement> security = header.element("Security");
    return security.isPresent()
        ? UsernameToken.of(Elements.below(security.get()), NoutError.MISSING_IN_HEADER)
        : Optional.empty();
  }

  private static boolean isUnderstood(XmlElement entry) {
    return UNDERSTOOD.contains(entry.name()) && Elements.isKnown(entry);
  }
}
