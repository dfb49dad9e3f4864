package dev.jeton.account.policy;

/** One thing that is asked of passwords. */
interface Rule {
  Judgement judge(String name, String password);
}
