package dev.jeton.dialect.oauth;

import dev.jeton.secret.Secret;
import dev.jeton.session.Grant;
import dev.jeton.session.Outcome;
import dev.jeton.session.Session;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Answers who asks for a token (RFC 6749, sections 5.1 and 5.2).
 *
 * @param exchanged what an exchange issues; empty for the other grants
 */
record TokenAnswer(Optional<TokenType> exchanged, Jose jose, InstantSource clock) {
  private static final Reply INVALID_GRANT =
      OAuthError.INVALID_GRANT.reply("The user or the refresh token does not hold.");

  /** RFC 8693, section 2.2.2, wants this error for them. */
  private static final Reply INVALID_TOKEN =
      OAuthError.INVALID_REQUEST.reply(
          "A token that is given is not live, or not to be used like this.");

  Reply to(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> token(granted);
      case Outcome.Refused refused ->
          Answers.refused(refused, exchanged.isPresent() ? INVALID_TOKEN : INVALID_GRANT);
      case Outcome.Alive _, Outcome.Dead _, Outcome.Ended _, Outcome.Described _ ->
          Answers.strange();
    };
  }

  private Reply token(Outcome.Granted granted) {
    Session session = granted.session();
    var members = new LinkedHashMap<String, Object>();
    Secret token = granted.token();
    Duration life = Duration.between(session.issuedAt(), session.deadline());
    if (exchanged.equals(Optional.of(TokenType.JWT))) {
      token = jose.issuer().accessToken(session, audience(session), clock.instant());
      life = life.compareTo(jose.lifetime()) < 0 ? life : jose.lifetime();
    }
    members.put("access_token", token.revealText());
    exchanged.ifPresent(type -> members.put("issued_token_type", type.urn()));
    members.put("token_type", SessionFacts.tokenType(session));
    members.put("expires_in", life.toSeconds());
    session
        .grant()
        .map(Grant::scope)
        .filter(scope -> !scope.isEmpty())
        .ifPresent(scope -> members.put("scope", String.join(" ", scope)));
    granted.refresh().ifPresent(refresh -> members.put("refresh_token", refresh.revealText()));
    return Answers.json(200, Json.write(members).getBytes(StandardCharsets.UTF_8));
  }

  /** A JWT is for somebody (RFC 9068, section 2.2): in doubt for the client itself. */
  private static List<String> audience(Session session) {
    return session
        .grant()
        .map(
            grant -> grant.audience().isEmpty() ? List.of(grant.client().name()) : grant.audience())
        .orElseGet(() -> List.of(session.subjectName()));
  }
}
