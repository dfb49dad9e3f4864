package dev.jeton.dialect.wipsos;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.LastMade;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What each outcome is in this API's JSON. The form of errors is of our own, in French. */
final class Answers {
  static final Reply MALFORMED_PAIR =
      error(
          400,
          "IdentifiantsMalFormes",
          "Les en-têtes Identifiant et MotDePasse doivent contenir chacun 32 chiffres"
              + " hexadécimaux.");
  static final Reply PLAIN_HTTP =
      error(400, "ConnexionNonChiffree", "MotDePasse n'est accepté que par HTTPS.");
  static final Reply MISSING_TOKEN =
      error(401, "TokenAbsent", "L'en-tête Authorization doit contenir un Bearer Token.")
          .with("WWW-Authenticate", "Bearer");

  /** RFC 6750, section 3.1. */
  private static final Reply DEAD_TOKEN =
      error(401, "TokenInvalide", "Le Token est inconnu ou n'est plus valide.")
          .with("WWW-Authenticate", "Bearer error=\"invalid_token\"");

  private static final Reply WRONG_PAIR =
      error(401, "IdentifiantsRefuses", "Identifiant ou MotDePasse incorrect.");
  static final Reply MALFORMED = error(400, "RequeteMalFormee", "La requête ne peut pas être lue.");
  private static final Reply NO_SUCH_ENTRY =
      error(404, "EntreeInconnue", "Ce point d'entrée n'existe pas.");
  private static final Reply FORBIDDEN =
      error(403, "AccesRefuse", "Ce Token ne donne pas accès à ce point d'entrée.");
  private static final Reply BACKEND_DOWN =
      error(502, "ServeurInjoignable", "Le serveur est injoignable.");
  private static final Reply BACKEND_SLOW =
      error(504, "ServeurTropLent", "Le serveur n'a pas répondu à temps.");
  private static final Reply THROTTLED =
      error(429, "TropDEchecs", "Trop d'échecs d'authentification. Réessayez plus tard.");
  private static final Reply TOO_MANY_SESSIONS =
      error(429, "TropDeSessions", "Trop de sessions sont ouvertes. Réessayez plus tard.");
  private static final Reply UNAVAILABLE =
      error(503, "ServiceIndisponible", "Le service est indisponible. Réessayez plus tard.");

  private final LocalEnd ends;
  private final LastMade<Reply> valid;

  Answers(LocalEnd ends) {
    this.ends = ends;
    this.valid = new LastMade<>(session -> status("Valide", session.absoluteDeadline()));
  }

  static Reply wrongMethod(String allowed) {
    return error(405, "MethodeRefusee", "Cette méthode n'est pas acceptée par ce point d'entrée.")
        .with("Allow", allowed);
  }

  /** To all entry points but StatutToken. */
  Reply answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> token(granted.token().revealText(), granted.session());
      case Outcome.Ended _ -> new Reply(204, Headers.none(), new byte[0]);
      case Outcome.Dead _ -> DEAD_TOKEN;
      case Outcome.Alive _, Outcome.Described _ -> NO_SUCH_ENTRY;
      case Outcome.Refused refused ->
          switch (refused.refusal()) {
            case ACTOR, SUBJECT, GRANT_TYPE, SCOPE, TARGET, POSSESSION -> WRONG_PAIR;
            case MALFORMED -> MALFORMED;
            case THROTTLED -> later(THROTTLED, refused.retryAfter());
            case TOO_MANY_SESSIONS -> later(TOO_MANY_SESSIONS, refused.retryAfter());
            case OVERLOADED, UNAVAILABLE -> later(UNAVAILABLE, refused.retryAfter());
          };
    };
  }

  /** To a request for whoever is behind us. */
  Reply denial(Denial denial) {
    return switch (denial) {
      case Denial.Told(Outcome.Dead dead) -> answer(dead);
      case Denial.Told(Outcome.Refused refused) -> answer(refused);
      case Denial.Told _ -> UNAVAILABLE;
      case Denial.Reason.NO_TOKEN -> MISSING_TOKEN;
      case Denial.Reason.FORBIDDEN -> FORBIDDEN;
      case Denial.Reason.BACKEND_DOWN -> BACKEND_DOWN;
      case Denial.Reason.BACKEND_SLOW -> BACKEND_SLOW;
    };
  }

  /** To StatutToken, which tells of dead tokens too. */
  Reply status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Alive alive -> valid.of(alive.session());
      case Outcome.Dead(Verdict.Gone gone) -> status("Invalide", gone.at());
      case Outcome.Dead(Verdict.Unknown _) -> status("Inconnu", "", "");
      case Outcome.Granted _, Outcome.Ended _, Outcome.Described _, Outcome.Refused _ ->
          answer(outcome);
    };
  }

  private Reply token(String token, Session session) {
    var members = new LinkedHashMap<String, String>();
    members.put("TokenID", token);
    members.put("TokenID_Date", ends.date(session.absoluteDeadline()));
    members.put("TokenID_Heure", ends.time(session.absoluteDeadline()));
    return json(200, members);
  }

  private Reply status(String status, Instant end) {
    return status(status, ends.date(end), ends.time(end));
  }

  private static Reply status(String status, String date, String time) {
    var members = new LinkedHashMap<String, String>();
    members.put("Token_Statut", status);
    members.put("Token_Date", date);
    members.put("Token_Heure", time);
    return json(200, members);
  }

  private static Reply error(int status, String code, String text) {
    var members = new LinkedHashMap<String, String>();
    members.put("Erreur", text);
    members.put("Code", code);
    return json(status, members);
  }

  private static Reply later(Reply reply, Duration retryAfter) {
    return reply.with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
  }

  /** No cache keeps an answer: it depends on headers that a cache does not look at. */
  private static Reply json(int status, SequencedMap<String, String> members) {
    return Reply.of(status, "application/json", Json.write(members))
        .with("Cache-Control", "no-store");
  }
}
