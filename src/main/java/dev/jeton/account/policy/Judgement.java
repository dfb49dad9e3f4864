package dev.jeton.account.policy;

/** What a policy says of a password. */
public sealed interface Judgement {
  record Good() implements Judgement {}

  /**
   * It should not be set.
   *
   * @param why which rule it breaks, in a sentence that tells nothing of the password
   */
  record Weak(String why) implements Judgement {}

  /**
   * A part that is needed to judge it failed.
   *
   * @param why which one, in a sentence
   */
  record Unknown(String why) implements Judgement {}
}
