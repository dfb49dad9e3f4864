package dev.jeton.admin;

import dev.jeton.secret.Secret;
import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Rotation;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/sessions} and {@code /v1/tokens/check}. */
final class SessionResources {
  private static final String CAUSE = "ended by the administrator";

  private final SessionOversight sessions;

  SessionResources(SessionOversight sessions) {
    this.sessions = sessions;
  }

  Reply list(Request request) {
    Input query = Input.query(request);
    OptionalLong account = query.number("account");
    Optional<String> dialect = query.text("dialect");
    Optional<SessionId> after = query.text("after").map(SessionResources::id);
    int limit = Page.limit(query);
    query.refuseOthers();
    List<Session> found = sessions.list(account, dialect, after, limit);
    return Page.reply(
        "sessions",
        found.stream().map(SessionResources::view).toList(),
        limit,
        () -> found.getLast().id().text());
  }

  Reply show(String id) {
    return verdict(sessions.find(id(id)), Optional.of(id))
        .map(document -> Replies.of(200, document))
        .orElseGet(() -> Replies.notFound("no session has this id, or it is forgotten"));
  }

  Reply end(String id) {
    return sessions
        .end(id(id), CAUSE)
        .map(session -> Replies.of(200, view(session)))
        .orElseGet(() -> Replies.notFound("no live session has this id"));
  }

  Reply endAll(Request request) {
    Input query = Input.query(request);
    OptionalLong account = query.number("account");
    query.refuseOthers();
    if (account.isEmpty()) {
      throw new BadRequest("the query lacks account");
    }
    int ended = sessions.endAll(account.getAsLong(), _ -> true, CAUSE);
    return Replies.of(200, Map.of("ended", ended));
  }

  /** A token that is not live is an answer too, not an error. */
  Reply check(Request request) {
    Input body = Input.body(request);
    Secret token = Secret.of(body.requiredText("token"));
    boolean touch = body.truth("touch").orElse(false);
    body.refuseOthers();
    return Replies.of(
        200,
        verdict(sessions.check(token, touch), Optional.empty())
            .orElseGet(() -> Map.of("state", "unknown")));
  }

  /** What is known, with the state live, expired or ended; empty if nothing is. */
  private static Optional<Map<String, Object>> verdict(Verdict verdict, Optional<String> id) {
    return switch (verdict) {
      case Verdict.Live(Session session) -> Optional.of(view(session));
      case Verdict.Gone(String dialect, Verdict.Why why, Instant at) ->
          Optional.of(
              new Members()
                  .put("id", id)
                  .put("state", why.name().toLowerCase(Locale.ROOT))
                  .put("dialect", dialect)
                  .put("at", at.toString())
                  .map());
      case Verdict.Unknown _ -> Optional.empty();
    };
  }

  static Map<String, Object> view(Session session) {
    return new Members()
        .put("id", session.id().text())
        .put("state", "live")
        .put("dialect", session.dialect())
        .put("actor", view(session.actor()))
        .put("subject", view(session.subject()))
        .put("customer", session.customer().map(SessionResources::view))
        .put("form", session.form().map(SessionResources::view))
        .put("language", session.language())
        .put("client", session.client())
        .put("issued", session.issuedAt().toString())
        .put("deadline", session.deadline().toString())
        .put("absoluteDeadline", session.absoluteDeadline().toString())
        .put("grant", session.grant().map(SessionResources::view))
        .map();
  }

  private static Map<String, Object> view(Grant grant) {
    return new Members()
        .put("scope", List.copyOf(grant.scope()))
        .put("audience", grant.audience())
        .put("actors", grant.actors().stream().map(SessionResources::view).toList())
        .put("source", grant.source().map(digest -> digest.sessionId().text()))
        .put("boundTo", grant.binding().map(Binding::thumbprint))
        .put("refreshes", grant.rotation().map(Rotation::generation))
        .map();
  }

  private static Map<String, Object> view(Principal principal) {
    return new Members().put("id", principal.id()).put("name", principal.name()).map();
  }

  static Map<String, Object> view(Form form) {
    return new Members().put("id", form.id()).put("title", form.title()).map();
  }

  static SessionId id(String text) {
    try {
      return new SessionId(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }
}
