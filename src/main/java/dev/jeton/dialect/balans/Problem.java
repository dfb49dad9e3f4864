package dev.jeton.dialect.balans;

import static dev.jeton.dialect.SoapFault.CLIENT;
import static dev.jeton.dialect.SoapFault.SERVER;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.SoapFault;
import dev.jeton.dialect.SoapMessage;
import dev.jeton.dialect.balans.BalansConfig.Language;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import java.util.Locale;

/**
 * Why a request is refused, as the caller reads it.
 *
 * @param parameter the name of the parameter that is wrong, one of the dialect's own; empty if none
 */
record Problem(Kind kind, String parameter) {

  /** Each with its SOAP fault, its REST status by the vendor and by HTTP, and its texts. */
  enum Kind {
    LOGIN_FAILED(
        CLIENT,
        401,
        401,
        "Prijava nije uspela: proverite korisnički nalog, lozinku i ovlašćenja.",
        "Login failed: check the account, the password and the permissions."),
    THROTTLED(
        CLIENT,
        401,
        429,
        "Previše neuspelih pokušaja. Pokušajte ponovo kasnije.",
        "Too many failed attempts. Try again later."),
    TOO_MANY_SESSIONS(
        CLIENT,
        401,
        429,
        "Previše otvorenih sesija. Zatvorite neku ili pokušajte ponovo kasnije.",
        "Too many sessions are open. Close one or try again later."),
    OVERLOADED(
        SERVER,
        500,
        503,
        "Server je preopterećen. Pokušajte ponovo uskoro.",
        "The server is busy. Try again soon."),
    UNAVAILABLE(
        SERVER,
        500,
        503,
        "Servis trenutno nije dostupan. Pokušajte ponovo uskoro.",
        "The service is not available now. Try again soon."),
    NO_SESSION_TOKEN(
        CLIENT,
        401,
        401,
        "Nedostaje oznaka sesije (sessToken).",
        "The session token (sessToken) is missing."),
    NO_SESSION(
        CLIENT,
        401,
        401,
        "Sesija ne postoji ili je završena.",
        "The session does not exist or has ended."),
    FORBIDDEN(
        CLIENT,
        403,
        403,
        "Ova sesija nema pravo na to.",
        "This session is not allowed to do that."),
    BACKEND_DOWN(SERVER, 502, 502, "Server nije dostupan.", "The server can not be reached."),
    BACKEND_SLOW(
        SERVER, 504, 504, "Server nije odgovorio na vreme.", "The server did not answer in time."),
    INTERNAL(SERVER, 500, 500, "Interna greška servera.", "Internal error of the server."),
    PLAIN_HTTP(
        CLIENT,
        500,
        400,
        "Lozinka se prihvata samo preko HTTPS veze.",
        "Passwords are accepted over HTTPS only."),
    MISSING(
        CLIENT,
        500,
        400,
        "Nedostaje obavezan parametar %s.",
        "The mandatory parameter %s is missing."),
    TWICE(
        CLIENT,
        500,
        400,
        "Parametar je naveden više puta.",
        "A parameter is given more than once."),
    TOO_LONG(
        CLIENT,
        500,
        400,
        "Parametar %s može imati najviše 256 znakova.",
        "The parameter %s may have 256 characters at most."),
    SESSION_LENGTH(
        CLIENT,
        500,
        400,
        "Parametar %s mora biti ceo broj minuta, 1–480.",
        "The parameter %s must be a whole number of minutes, 1–480."),
    TWO_PLACES(
        CLIENT,
        500,
        400,
        "Parametri se šalju ili u adresi ili u telu zahteva, a ne na oba mesta.",
        "Parameters are sent either in the address or in the body, not in both."),
    ENCODING(
        CLIENT,
        500,
        400,
        "Parametar nije ispravno kodiran.",
        "A parameter is not encoded correctly."),
    METHOD(CLIENT, 405, 405, "Dozvoljena je samo metoda POST.", "Only the method POST is allowed."),
    UNKNOWN_OPERATION(CLIENT, 404, 404, "Nepoznata operacija.", "Unknown operation."),
    CONTENT_TYPE(
        CLIENT,
        500,
        400,
        "Content-Type mora biti text/xml ili application/soap+xml.",
        "The Content-Type must be text/xml or application/soap+xml."),
    CHARSET(
        CLIENT,
        500,
        400,
        "Zahtev nije ispravan tekst u svom rasporedu znakova.",
        "The request is no valid text in its charset."),
    DOCTYPE(CLIENT, 500, 400, "DOCTYPE nije dozvoljen.", "A DOCTYPE is not allowed."),
    MALFORMED(CLIENT, 500, 400, "Zahtev nije ispravan XML.", "The request is no valid XML."),
    UNREAD(CLIENT, 500, 400, "Zahtev nije mogao da se pročita.", "The request could not be read."),
    NO_ENVELOPE(CLIENT, 500, 400, "Zahtev nije SOAP poruka.", "The request is no SOAP message."),
    VERSION(
        SoapFault.VERSION_MISMATCH,
        500,
        400,
        "Nepoznata verzija SOAP poruke; podržane su 1.1 i 1.2.",
        "Unknown version of SOAP; 1.1 and 1.2 are supported."),
    HEADER(
        SoapFault.MUST_UNDERSTAND,
        500,
        400,
        "Zaglavlje sa oznakom mustUnderstand nije podržano.",
        "A header marked mustUnderstand is not supported.");

    private final SoapFault fault;
    private final int vendorStatus;
    private final int httpStatus;
    private final String serbian;
    private final String english;

    Kind(SoapFault fault, int vendorStatus, int httpStatus, String serbian, String english) {
      this.fault = fault;
      this.vendorStatus = vendorStatus;
      this.httpStatus = httpStatus;
      this.serbian = serbian;
      this.english = english;
    }
  }

  static Problem of(Kind kind) {
    return new Problem(kind, "");
  }

  static Problem of(SoapMessage.Problem problem) {
    return of(
        switch (problem) {
          case CHARSET -> Kind.CHARSET;
          case DOCTYPE -> Kind.DOCTYPE;
          case MALFORMED -> Kind.MALFORMED;
          case NO_ENVELOPE -> Kind.NO_ENVELOPE;
          case VERSION -> Kind.VERSION;
          case HEADER -> Kind.HEADER;
        });
  }

  /** Which of the parties failed is not told. */
  static Problem of(Refusal refusal) {
    return of(
        switch (refusal) {
          case ACTOR, SUBJECT, GRANT_TYPE, SCOPE, TARGET, POSSESSION -> Kind.LOGIN_FAILED;
          case THROTTLED -> Kind.THROTTLED;
          case TOO_MANY_SESSIONS -> Kind.TOO_MANY_SESSIONS;
          case OVERLOADED -> Kind.OVERLOADED;
          case UNAVAILABLE -> Kind.UNAVAILABLE;
          case MALFORMED -> Kind.INTERNAL;
        });
  }

  /** Why a request for whoever is behind us is refused. */
  static Problem of(Denial denial) {
    return switch (denial) {
      case Denial.Told(Outcome.Refused refused) -> of(refused.refusal());
      case Denial.Told(Outcome.Dead _) -> of(Kind.NO_SESSION);
      case Denial.Told _ -> of(Kind.INTERNAL);
      case Denial.Reason.NO_TOKEN -> of(Kind.NO_SESSION_TOKEN);
      case Denial.Reason.FORBIDDEN -> of(Kind.FORBIDDEN);
      case Denial.Reason.BACKEND_DOWN -> of(Kind.BACKEND_DOWN);
      case Denial.Reason.BACKEND_SLOW -> of(Kind.BACKEND_SLOW);
    };
  }

  SoapFault fault() {
    return kind.fault;
  }

  /** The HTTP status in REST. */
  int status(boolean plain) {
    return plain ? kind.httpStatus : kind.vendorStatus;
  }

  String text(Language language) {
    String text =
        switch (language) {
          case SERBIAN -> kind.serbian;
          case ENGLISH -> kind.english;
        };
    return text.replace("%s", parameter);
  }

  /** For the audit event. */
  String cause() {
    String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return parameter.isEmpty() ? word : word + " " + parameter;
  }
}
