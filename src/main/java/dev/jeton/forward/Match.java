package dev.jeton.forward;

/** Whether a rule is for a request: it is, or what speaks against it first. */
public enum Match {
  HOLDS("matches"),
  /** The rule looks at what the proxy did not tell, or what the session does not know. */
  UNTOLD("looks at what is not told"),
  HOST("is for another host"),
  PATH("is for another path"),
  METHOD("is for another method"),
  DIALECT("is for sessions of another dialect"),
  KIND("is for accounts of another kind"),
  SCOPE("wants a scope that the session lacks"),
  AUDIENCE("does not name the audience that the session is for");

  private final String words;

  Match(String words) {
    this.words = words;
  }

  /** To go on from the rule, in plain words. */
  public String words() {
    return words;
  }
}
