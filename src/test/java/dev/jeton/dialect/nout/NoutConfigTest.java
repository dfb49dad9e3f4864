package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Form;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.SessionPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The settings: their defaults, their ranges, and what the core is told of them. */
final class NoutConfigTest {
  private static final NoutConfig D = NoutConfig.DEFAULT;

  @Test
  void theDefaultsAreThoseOfThePage() {
    assertEquals(EnumSet.of(DigestRule.MD5, DigestRule.PLAIN, DigestRule.OASIS), D.digestRules());
    assertEquals(new Freshness(Duration.ofMinutes(5), Duration.ofMinutes(1)), D.freshness());
    assertEquals(Duration.ofMinutes(20), D.idle());
    assertEquals(Duration.ofHours(12), D.absolute());
    assertEquals(12, D.language());
    assertEquals(new Form("1169", "Utilisateur"), D.userForm());
    assertEquals(NoutConfig.Envelope.FOLLOW, D.envelope());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    Duration minute = Duration.ofMinutes(1);
    Duration day = Duration.ofDays(1);
    refused("digest rules are at least one", Set.of(), D.freshness(), minute, day, 12, "1.1");
    refused("idle is at least 1 second, not PT0S", Duration.ZERO, day);
    refused("absolute is from idle (PT24H) to 36500 days, not PT1M", day, minute);
    refused(
        "absolute is from idle (PT1M) to 36500 days, not PT876024H",
        minute,
        Duration.ofDays(36_501));
    refused("fresh back is from 1 second to 1 day, not PT0S", Duration.ZERO, minute, 12);
    refused("fresh back is from 1 second to 1 day, not PT25H", day.plusHours(1), minute, 12);
    refused("fresh ahead is from 0 to 1 day, not PT-1S", minute, Duration.ofSeconds(-1), 12);
    refused("fresh ahead is from 0 to 1 day, not PT25H", minute, day.plusHours(1), 12);
    refused("language is 9 (English), 10 (Spanish) or 12 (French), not 11", minute, minute, 11);
    refused(
        "version is like 18.00.2327.01 or 2327.01, not 18.0",
        D.digestRules(),
        D.freshness(),
        minute,
        day,
        12,
        "18.0");
    assertEquals(
        "an API UUID is not blank",
        assertThrows(IllegalArgumentException.class, () -> Configs.apiUuids(" ")).getMessage());
  }

  @Test
  void theCoreIsToldOfThem() {
    SessionPolicy policy = new Nout(D, InstantSource.system()).policy();
    Lifetime lifetime = policy.lifetime();
    assertEquals("nout", policy.dialect());
    assertEquals(Optional.of(Duration.ofMinutes(20)), lifetime.idle());
    assertEquals(Duration.ofHours(12), lifetime.absolute());
    assertEquals(D.freshness(), policy.freshness());
    assertEquals(12, policy.language());
    assertEquals(OptionalInt.empty(), policy.maximumLive());
    assertEquals(false, policy.revealing());
    assertEquals(
        true, new Nout(Configs.revealRefusals(), InstantSource.system()).policy().revealing());
    assertTrue(
        policy
            .token()
            .next(new SecureRandom())
            .revealText()
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  }

  private static void refused(String message, Duration idle, Duration absolute) {
    refused(message, D.digestRules(), D.freshness(), idle, absolute, 12, "2327.01");
  }

  private static void refused(String message, Duration back, Duration ahead, int language) {
    refused(
        message,
        D.digestRules(),
        new Freshness(back, ahead),
        D.idle(),
        D.absolute(),
        language,
        "2327.01");
  }

  private static void refused(
      String message,
      Set<DigestRule> rules,
      Freshness freshness,
      Duration idle,
      Duration absolute,
      int language,
      String version) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new NoutConfig(
                        rules,
                        false,
                        false,
                        false,
                        freshness,
                        idle,
                        absolute,
                        language,
                        Set.of(),
                        NoutConfig.Envelope.FOLLOW,
                        D.userForm(),
                        version))
            .getMessage());
  }
}
