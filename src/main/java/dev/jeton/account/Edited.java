package dev.jeton.account;

/** What an edit makes of an account: its next version, or why there can be none. */
sealed interface Edited permits Edited.Next, Registration.Refused {
  record Next(Account account) implements Edited {}
}
