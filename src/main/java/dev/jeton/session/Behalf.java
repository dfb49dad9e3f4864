package dev.jeton.session;

/** For whom an actor logs in, if not for itself. */
public sealed interface Behalf {
  /** The actor's permission alone lets it act for this account. */
  record Named(String name) implements Behalf {}

  /**
   * The account is proved too, beside the actor's permission to open it.
   *
   * @param form id or title of the form that holds it
   */
  record Proved(Claim claim, String form) implements Behalf {}
}
