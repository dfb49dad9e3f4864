package dev.jeton.admin;

import dev.jeton.forward.Asked;
import dev.jeton.forward.Match;
import dev.jeton.forward.Rules;
import dev.jeton.secret.Secret;
import dev.jeton.session.Session;
import dev.jeton.session.SessionOversight;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/rules} and {@code /v1/rules/test}: the rules of forward-auth, and what they decide.
 */
final class RuleResources {
  private final Rules rules;
  private final SessionOversight sessions;

  RuleResources(Rules rules, SessionOversight sessions) {
    this.rules = rules;
    this.sessions = sessions;
  }

  Reply list() {
    List<String> texts = rules.all().stream().map(rule -> rule.text()).toList();
    return Replies.of(200, Map.of("rules", texts));
  }

  /** What a proxy would be answered; it is no use of the session. */
  Reply test(Request request) {
    Input body = Input.body(request);
    String url = body.requiredText("url");
    String method = body.text("method").orElse("GET");
    Optional<String> host = body.text("host");
    Optional<Secret> token = body.text("token").map(Secret::of);
    body.refuseOthers();
    int scheme = url.indexOf("://");
    if (scheme < 1 && !url.startsWith("/")) {
      throw new BadRequest("url is neither a path nor like https://app.example.org/path");
    }
    int authority = url.startsWith("/") ? 0 : scheme + "://".length();
    int path = url.indexOf('/', authority);
    String target = path < 0 ? "/" : url.substring(path);
    String named = url.substring(authority, path < 0 ? url.length() : path);
    Optional<Asked> asked = Asked.of(method, host.orElse(named), target);
    if (asked.isEmpty()) {
      return answer(403, "servers may read this path in different ways").reply();
    }
    return token
        .map(secret -> decided(asked.get(), sessions.check(secret, false)))
        .orElseGet(() -> answer(401, "there is no token"))
        .reply();
  }

  private Answer decided(Asked asked, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Unknown _ -> answer(401, "the token is unknown");
      case Verdict.Gone gone ->
          answer(401, "the session has " + gone.why().name().toLowerCase(Locale.ROOT));
      case Verdict.Live(Session session) -> decided(asked, session);
    };
  }

  private Answer decided(Asked asked, Session session) {
    Rules.Decision decision = rules.decide(asked, session);
    var looked = new ArrayList<Map<String, Object>>();
    for (Rules.Looked each : rules.explain(asked, session)) {
      looked.add(
          new Members()
              .put("number", (long) each.number())
              .put("rule", each.rule().text())
              .put("holds", each.match() == Match.HOLDS)
              .put("told", each.match().words())
              .map());
    }
    String why =
        decision.rule() == Rules.NONE
            ? "no rule is for it"
            : (decision.allowed() ? "allowed by rule " : "denied by rule ") + decision.rule();
    Answer answer = answer(decision.allowed() ? 200 : 403, why);
    answer.members.put("rules", List.copyOf(looked));
    answer.members.put("session", SessionResources.view(session));
    return answer;
  }

  private static Answer answer(int status, String why) {
    return new Answer(
        new Members()
            .put("allowed", status == 200)
            .put("status", (long) status)
            .put("why", why)
            .put("rules", List.of()));
  }

  /** What is answered so far. */
  private record Answer(Members members) {
    Reply reply() {
      return Replies.of(200, members.map());
    }
  }
}
