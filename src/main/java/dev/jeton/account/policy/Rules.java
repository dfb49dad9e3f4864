package dev.jeton.account.policy;

import dev.jeton.secret.Secret;
import java.util.List;

/** Several rules, all of which must hold; the cheaper ones come first. */
record Rules(List<Rule> rules) implements PasswordPolicy {
  Rules {
    rules = List.copyOf(rules);
  }

  @Override
  public Judgement judge(String name, Secret password) {
    String clear = password.revealText();
    return rules.stream()
        .map(rule -> rule.judge(name, clear))
        .filter(judgement -> !(judgement instanceof Judgement.Good))
        .findFirst()
        .orElseGet(Judgement.Good::new);
  }
}
