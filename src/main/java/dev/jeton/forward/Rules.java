package dev.jeton.forward;

import dev.jeton.session.Grant;
import dev.jeton.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules in their order: the first that is for a request decides; where none is, it is denied. */
public final class Rules {
  /** No rule is for the request. */
  public static final int NONE = 0;

  /**
   * What became of a request.
   *
   * @param rule the number of the rule that decided, from 1, or {@link #NONE}
   * @param match HOLDS of that rule; UNTOLD where it can't be told whether it is for the request,
   *     which denies
   */
  public record Decision(boolean allowed, int rule, Match match) {}

  /** A rule as it was looked at. */
  public record Looked(int number, Rule rule, Match match) {}

  private static final Decision DEFAULT = new Decision(false, NONE, Match.HOLDS);

  private final List<Rule> rules;
  private final List<Decision> decisions;

  public Rules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    var made = new ArrayList<Decision>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      made.add(new Decision(rules.get(i).allows(), i + 1, Match.HOLDS));
    }
    this.decisions = List.copyOf(made);
  }

  /** Rules as they are written. */
  public static Rules of(String... texts) {
    return new Rules(List.of(texts).stream().map(RuleText::read).toList());
  }

  /** What becomes of this request with this session. */
  public Decision decide(Asked asked, Session session) {
    return decide(asked, session, audience(session));
  }

  /**
   * The same with a token that is for others than its session.
   *
   * @param audience for whom it is; for all if empty
   */
  Decision decide(Asked asked, Session session, List<String> audience) {
    for (int i = 0; i < rules.size(); i++) {
      switch (rules.get(i).match(asked, session, audience)) {
        case HOLDS -> {
          return decisions.get(i);
        }
        case UNTOLD -> {
          return new Decision(false, i + 1, Match.UNTOLD);
        }
        case HOST, PATH, METHOD, DIALECT, KIND, SCOPE, AUDIENCE -> {}
      }
    }
    return DEFAULT;
  }

  /** The rules that are looked at for this request, up to the one that decides. */
  public List<Looked> explain(Asked asked, Session session) {
    List<String> audience = audience(session);
    var looked = new ArrayList<Looked>();
    for (int i = 0; i < rules.size(); i++) {
      Match match = rules.get(i).match(asked, session, audience);
      looked.add(new Looked(i + 1, rules.get(i), match));
      if (match == Match.HOLDS || match == Match.UNTOLD) {
        break;
      }
    }
    return looked;
  }

  private static List<String> audience(Session session) {
    Optional<Grant> grant = session.grant();
    return grant.isPresent() ? grant.get().audience() : List.of();
  }

  public List<Rule> all() {
    return rules;
  }
}
