package dev.jeton.keys;

/** Where a key is in its life. */
public enum KeyState {
  /** Published, so that all who verify know it before it first signs. */
  NEXT,
  /** Whatever is new is made under it. */
  CURRENT,
  /** What was made under it holds; nothing new is. Of a published key the secret part is gone. */
  FORMER,
  /**
   * Its secret part is gone. Of a key that signed the trail the public half verifies for ever; one
   * that was published is so no longer, and nothing that it signed holds.
   */
  DESTROYED
}
