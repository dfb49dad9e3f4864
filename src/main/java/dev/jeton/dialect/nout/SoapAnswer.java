package dev.jeton.dialect.nout;

import dev.jeton.dialect.SoapFault;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.dialect.SoapWriter;
import dev.jeton.session.Form;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.wire.Reply;
import dev.jeton.wire.XmlWriter;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Writes the answers to one SOAP request.
 *
 * @param asked the version of the request, which the Content-Type follows in any case
 * @param writer of envelopes in the version of the answer
 * @param language of the texts
 * @param faultStatus the HTTP status of faults that the caller asked for
 * @param clock tells when a fault was written, and nothing else
 */
record SoapAnswer(
    SoapVersion asked,
    SoapWriter writer,
    Language language,
    OptionalInt faultStatus,
    InstantSource clock) {
  private static final int INTERNAL_SERVER_ERROR = 500;
  private static final String ERRORS = "http://www.nout.fr/soap/error";
  private static final DateTimeFormatter DATEHEURE =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSS").withZone(ZoneOffset.UTC);

  SoapAnswer in(Language other) {
    return new SoapAnswer(asked, writer, other, faultStatus, clock);
  }

  SoapAnswer faultyWith(OptionalInt status) {
    return new SoapAnswer(asked, writer, language, status, clock);
  }

  /**
   * The answer to a login.
   *
   * @param customerInfos to echo, if there were any
   * @param userForm that holds the actor
   */
  Reply granted(Outcome.Granted granted, Optional<String> customerInfos, Form userForm) {
    Session session = granted.session();
    return success(
        header -> {
          header.element("ReturnType", "Identification");
          connected(header, "ConnectedUser", userForm, session.actor());
          customerInfos.ifPresent(text -> header.element("CustomerInfos", text));
          session
              .form()
              .ifPresent(form -> connected(header, "ConnectedExtranet", form, session.subject()));
          header.element("SessionLanguageCode", Integer.toString(session.language()));
        },
        body ->
            body.open("GetTokenSessionResponse", "xmlns", Elements.OPERATIONS)
                .element("SessionToken", granted.token().revealText())
                .close());
  }

  Reply disconnected() {
    return success(
        header -> header.element("ReturnType", "Empty"),
        body -> body.empty("DisconnectResponse", "xmlns", Elements.OPERATIONS));
  }

  Reply languages() {
    return success(
        header -> header.element("ReturnType", "Identification"),
        body -> {
          body.open("GetLanguagesResponse", "xmlns", Elements.OPERATIONS);
          Language.writeAll(body);
          body.close();
        });
  }

  Reply fault(NoutFault fault) {
    SoapFault code =
        switch (fault.refusal()) {
          case ACTOR,
              SUBJECT,
              GRANT_TYPE,
              SCOPE,
              TARGET,
              POSSESSION,
              MALFORMED,
              THROTTLED,
              TOO_MANY_SESSIONS ->
              SoapFault.CLIENT;
          case OVERLOADED, UNAVAILABLE -> SoapFault.SERVER;
        };
    return fault.toldWhen(
        faulty(
            writer.fault(code, language.tag(), reason(fault), detail -> errorList(detail, fault))));
  }

  /** A fault of the envelope itself, which has no detail (SOAP 1.1, section 4.4). */
  Reply fault(SoapFault code, NoutFault fault) {
    return faulty(writer.fault(code, language.tag(), reason(fault)));
  }

  /**
   * Some of the statuses that may be asked for forbid a body: it would be taken for the next
   * answer.
   */
  private Reply faulty(String envelope) {
    int status = faultStatus.orElse(INTERNAL_SERVER_ERROR);
    boolean bodiless = status == 204 || status == 205 || status == 304;
    return Reply.of(status, asked.contentType(), bodiless ? "" : envelope);
  }

  /** What goes into the Header is in no namespace, since clients read it so. */
  private Reply success(Consumer<XmlWriter> header, Consumer<XmlWriter> body) {
    return Reply.of(200, asked.contentType(), writer.message(header, body));
  }

  private static void connected(XmlWriter xml, String name, Form form, Principal user) {
    xml.open(name)
        .element("Form", form.id(), "title", form.title())
        .element("Element", Long.toString(user.id()), "title", user.name())
        .close();
  }

  private String reason(NoutFault fault) {
    return fault.error().label() + "<br />" + fault.text(language);
  }

  /** The vendor's own: Error is in the errors' namespace, all else in none. */
  private void errorList(XmlWriter xml, NoutFault fault) {
    NoutError error = fault.error();
    xml.open(
            "ListErr",
            "VERSION",
            "1",
            "VERSION_LECTECRIT",
            "1",
            "VERSION_LECTURE",
            "1",
            "DATEHEURE",
            DATEHEURE.format(clock.instant()),
            "xmlns:simax-error",
            ERRORS)
        .open("simax-error:Error")
        .open("Code", "Name", Integer.toString(error.code()))
        .element("Category", Integer.toString(NoutError.CATEGORY))
        .element("Numero", Integer.toString(error.number()))
        .close()
        .empty("Parameter")
        .element("Message", fault.text(language))
        .close()
        .close();
  }
}
