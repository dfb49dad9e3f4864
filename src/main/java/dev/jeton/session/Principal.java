package dev.jeton.session;

/**
 * An account as a session names it.
 *
 * @param id the stable numeric id, from 1
 * @param name the login
 * @param kind what it is, in the word of accounts such as {@code user}: a change of it ends its
 *     sessions; empty in sessions that were opened before it was kept
 */
public record Principal(long id, String name, String kind) {
  /** An account of which it is not known what it is. */
  public Principal(long id, String name) {
    this(id, name, "");
  }
}
