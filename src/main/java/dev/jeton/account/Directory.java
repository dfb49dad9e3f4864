package dev.jeton.account;

import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A directory of the house that proves passwords which are not kept here. It never throws for what
 * it meets: a failure of its own is an answer, told apart from every answer about a person.
 */
public interface Directory {

  /** By which accounts name it. */
  String name();

  /** Whether those whom it proves and who have no account yet get one. */
  boolean provisions();

  /**
   * Whether this is the password of whom the name means, within a bounded time.
   *
   * @param login as it was offered
   */
  Checked check(String login, Secret password);

  /**
   * What it takes to ask the directory, one step after the other, for an administrator to read.
   *
   * @param login whose entry to look for, if any
   * @param password to be tried for it, if any
   */
  List<Step> examine(Optional<String> login, Optional<Secret> password);

  /**
   * A check.
   *
   * @param took how long the directory was asked, without what the check waited for its turn; zero
   *     if it was not
   */
  record Checked(Answer answer, Duration took) {}

  /** What a check came to. */
  sealed interface Answer {}

  /**
   * The password is right, and the directory lets its owner in.
   *
   * @param name what the directory itself calls the person: names that it holds for the same, such
   *     as those in another case, must not become several accounts
   * @param facts what the directory tells of the person, as an edit of the account; what it does
   *     not tell stays as it is
   */
  record Proved(String name, AccountEdit facts) implements Answer {}

  /** It is not, or the directory does not let the person in. */
  record Refused(Cause cause) implements Answer {}

  /** As many are being asked after as may be at once. */
  record Overloaded() implements Answer {}

  /**
   * The directory did not answer, or not as one that is set up rightly does; nobody can tell.
   *
   * @param why for the log, without any name or secret
   */
  record Unavailable(String why) implements Answer {}

  /**
   * One step of an examination.
   *
   * @param what it looked at, such as {@code server} or {@code entry}
   * @param good whether it is as it should be
   * @param told what was found, or what is wrong, without any secret
   */
  record Step(String what, boolean good, String told) {}
}
