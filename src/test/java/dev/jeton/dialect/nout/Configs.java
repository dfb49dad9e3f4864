package dev.jeton.dialect.nout;

import dev.jeton.dialect.nout.NoutConfig.Envelope;
import java.util.EnumSet;
import java.util.Set;

/** The default settings with one of them changed. */
final class Configs {
  private static final NoutConfig D = NoutConfig.DEFAULT;

  private Configs() {}

  /** The settings that conversations name. */
  static NoutConfig variant(String name) {
    return switch (name) {
      case "" -> D;
      case "plain-http" -> plainHttp();
      case "reveal-refusals" -> revealRefusals();
      case "require-user-with-token" -> requireUserWithToken();
      case "api-uuids" -> apiUuids("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
      case "soap12" -> soap12();
      case "every-digest-rule" -> everyDigestRule();
      default -> throw new IllegalArgumentException(name);
    };
  }

  static NoutConfig revealRefusals() {
    return new NoutConfig(
        D.digestRules(),
        false,
        true,
        false,
        D.freshness(),
        D.idle(),
        D.absolute(),
        D.language(),
        Set.of(),
        Envelope.FOLLOW,
        D.userForm(),
        D.version());
  }

  static NoutConfig plainHttp() {
    return of(D.digestRules(), true, false, 12, Set.of(), Envelope.FOLLOW);
  }

  static NoutConfig oasisAlone() {
    return of(Set.of(DigestRule.OASIS), false, false, 12, Set.of(), Envelope.FOLLOW);
  }

  static NoutConfig everyDigestRule() {
    return of(EnumSet.allOf(DigestRule.class), false, false, 12, Set.of(), Envelope.FOLLOW);
  }

  static NoutConfig requireUserWithToken() {
    return of(D.digestRules(), false, true, 12, Set.of(), Envelope.FOLLOW);
  }

  static NoutConfig language(int language) {
    return of(D.digestRules(), false, false, language, Set.of(), Envelope.FOLLOW);
  }

  static NoutConfig apiUuids(String... uuids) {
    return of(D.digestRules(), false, false, 12, Set.of(uuids), Envelope.FOLLOW);
  }

  static NoutConfig soap12() {
    return of(D.digestRules(), false, false, 12, Set.of(), Envelope.SOAP12);
  }

  private static NoutConfig of(
      Set<DigestRule> rules,
      boolean plainHttp,
      boolean requireUserWithToken,
      int language,
      Set<String> apiUuids,
      Envelope envelope) {
    return new NoutConfig(
        rules,
        plainHttp,
        false,
        requireUserWithToken,
        D.freshness(),
        D.idle(),
        D.absolute(),
        language,
        apiUuids,
        envelope,
        D.userForm(),
        D.version());
  }
}
