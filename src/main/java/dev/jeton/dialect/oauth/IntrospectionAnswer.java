package dev.jeton.dialect.oauth;

import dev.jeton.dialect.LastMade;
import dev.jeton.jose.OwnJwt;
import dev.jeton.session.Grant;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what is known of a token.
 *
 * @param jwt the token, if it is one of ours that stands for a session
 * @param client who asks
 * @param issuer who tells
 * @param plain in JSON, of a session whose own token was shown
 */
record IntrospectionAnswer(
    AnswerForm form,
    Optional<OwnJwt.Genuine> jwt,
    String client,
    String issuer,
    Jose jose,
    InstantSource clock,
    LastMade<Reply> plain) {
  private static final Map<String, Object> DEAD = Map.of("active", false);
  private static final Reply INACTIVE = json(DEAD);

  /** There is no token to give in the place of one that is not live. */
  private static final Reply NO_PHANTOM =
      new Reply(204, Headers.of("Cache-Control", "no-store", "Pragma", "no-cache"), new byte[0]);

  Reply to(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Alive(Session session) -> session.isFamily() ? inactive() : active(session);
      case Outcome.Dead _ -> inactive();
      case Outcome.Refused refused -> Answers.refused(refused);
      case Outcome.Granted _, Outcome.Ended _, Outcome.Described _ -> Answers.strange();
    };
  }

  private Reply active(Session session) {
    return switch (form) {
      case JSON -> jwt.isEmpty() ? plain.of(session) : json(facts(session));
      case SIGNED -> signed(facts(session));
      case PHANTOM ->
          text(jose.issuer().accessToken(session, audience(session), clock.instant()).revealText());
    };
  }

  static Reply plain(Session session, String issuer) {
    return json(SessionFacts.of(session, issuer));
  }

  private static Reply json(Map<String, Object> facts) {
    return Answers.json(200, Json.write(facts).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> facts(Session session) {
    Map<String, Object> facts = SessionFacts.of(session, issuer);
    jwt.ifPresent(token -> facts.putAll(SessionFacts.of(token)));
    return facts;
  }

  private Reply inactive() {
    return switch (form) {
      case JSON -> INACTIVE;
      case SIGNED -> signed(DEAD);
      case PHANTOM -> NO_PHANTOM;
    };
  }

  private Reply signed(Map<String, Object> answer) {
    return text(jose.issuer().introspection(answer, client, clock.instant()));
  }

  private Reply text(String jwt) {
    return Reply.of(200, form.mediaType(), jwt)
        .with("Cache-Control", "no-store")
        .with("Pragma", "no-cache");
  }

  /** For whom the token is, or else who asks. */
  private List<String> audience(Session session) {
    return session
        .grant()
        .map(Grant::audience)
        .filter(audience -> !audience.isEmpty())
        .orElseGet(() -> List.of(client));
  }
}
