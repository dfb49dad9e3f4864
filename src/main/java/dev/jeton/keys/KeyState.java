package dev.jeton.keys;

/** Where a key is in its life. */
public enum KeyState {
  /** Whatever is new is made under it. */
  CURRENT,
  /** What was made under it holds; nothing new is. */
  FORMER,
  /** Its secret part is gone. Of a signing key the public half stays, and verifies. */
  DESTROYED
}
