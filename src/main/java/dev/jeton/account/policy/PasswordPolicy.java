package dev.jeton.account.policy;

import dev.jeton.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Judges passwords before they are set. */
@FunctionalInterface
public interface PasswordPolicy {
  /**
   * Whether this password may be set; the first rule that it breaks is told.
   *
   * @param name of the account that it is for
   */
  Judgement judge(String name, Secret password);

  /**
   * The policy that is configured.
   *
   * @throws IOException if the file of breached passwords can't be used; its message says why in
   *     plain words
   */
  static PasswordPolicy of(PolicyConfig config) throws IOException {
    var rules =
        new ArrayList<Rule>(
            List.of(
                new MinimumLength(config.minimumLength()),
                new CommonPasswords(),
                new RefusedWords(config.refusedWords())));
    if (config.breachedFile().isPresent()) {
      rules.add(BreachedPasswords.in(config.breachedFile().get()));
    }
    return new Rules(rules);
  }
}
