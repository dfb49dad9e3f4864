package dev.jeton.forward;

import dev.jeton.session.Grant;
import dev.jeton.session.Session;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Who may go where, or may not. It is for a request that meets all of its conditions, each of which
 * any one of its values meets; an empty one is none.
 *
 * <p>Servers differ in whether they tell {@code /Admin} from {@code /admin}: whoever is let in must
 * have asked for just what the rule says, and whoever is kept out may have written it as he likes.
 *
 * @param text as it was written
 * @param allows whether it lets in
 * @param hosts names in lower case; one that begins with a dot stands for all below it
 * @param kinds what the subject's account may be
 * @param scopes of each of which the session must have one
 * @param audiences of which the token must be for one; a token that is for some is never let in by
 *     a rule that names none
 */
public record Rule(
    String text,
    boolean allows,
    List<String> hosts,
    List<PathPattern> paths,
    List<String> methods,
    Set<String> dialects,
    Set<String> kinds,
    List<Set<String>> scopes,
    Set<String> audiences) {

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }

  public Rule {
    hosts = List.copyOf(hosts);
    paths = List.copyOf(paths);
    methods = List.copyOf(methods);
    dialects = Set.copyOf(dialects);
    kinds = Set.copyOf(kinds);
    scopes = List.copyOf(scopes);
    audiences = Set.copyOf(audiences);
  }

  /**
   * The rule that a text says: {@code allow} or {@code deny}, and conditions such as {@code
   * path=/api/**|/v2/**}, parted by blanks.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static Rule of(String text) {
    return RuleText.read(text);
  }

  /**
   * Whether it is for this request with this session.
   *
   * @param audience for whom the token is; for all if empty
   */
  Match match(Asked asked, Session session, List<String> audience) {
    if (!hosts.isEmpty() && asked.host().isEmpty() || !paths.isEmpty() && asked.path().isEmpty()) {
      return Match.UNTOLD;
    }
    if (!hosts.isEmpty() && !names(asked.host())) {
      return Match.HOST;
    }
    if (!paths.isEmpty() && !holds(asked.path())) {
      return Match.PATH;
    }
    if (!methods.isEmpty() && !isMethod(asked.method())) {
      return Match.METHOD;
    }
    if (!dialects.isEmpty() && !dialects.contains(session.dialect())) {
      return Match.DIALECT;
    }
    if (!kinds.isEmpty() && !kinds.contains(session.subject().kind())) {
      return session.subject().kind().isEmpty() ? Match.UNTOLD : Match.KIND;
    }
    if (!scopes.isEmpty() && !isWithin(scope(session))) {
      return Match.SCOPE;
    }
    return isFor(audience) ? Match.HOLDS : Match.AUDIENCE;
  }

  private boolean names(String host) {
    for (int i = 0; i < hosts.size(); i++) {
      String wanted = hosts.get(i);
      if (wanted.charAt(0) == '.' ? host.endsWith(wanted) : host.equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(String path) {
    for (int i = 0; i < paths.size(); i++) {
      if (paths.get(i).matches(path, !allows)) {
        return true;
      }
    }
    return false;
  }

  private boolean isMethod(String method) {
    for (int i = 0; i < methods.size(); i++) {
      String wanted = methods.get(i);
      if (allows ? wanted.equals(method) : wanted.equalsIgnoreCase(method)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWithin(SortedSet<String> scope) {
    for (int i = 0; i < scopes.size(); i++) {
      if (Collections.disjoint(scopes.get(i), scope)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFor(List<String> audience) {
    return audience.isEmpty()
        ? audiences.isEmpty()
        : audiences.isEmpty() ? !allows : !Collections.disjoint(audiences, audience);
  }

  private static SortedSet<String> scope(Session session) {
    return session.grant().map(Grant::scope).orElse(Collections.emptySortedSet());
  }
}
