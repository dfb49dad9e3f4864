package dev.jeton.account.policy;

/** So many characters at the least, counted as code points. */
record MinimumLength(int characters) implements Rule {
  @Override
  public Judgement judge(String name, String password) {
    return password.codePointCount(0, password.length()) >= characters
        ? new Judgement.Good()
        : new Judgement.Weak("the password has fewer than " + characters + " characters");
  }
}
