package dev.jeton.dialect.nout;

import dev.jeton.session.Form;
import dev.jeton.session.Freshness;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the dialect is set.
 *
 * @param digestRules those tried on a password digest
 * @param plainHttp whether a clear password is accepted without TLS
 * @param revealRefusals whether a refusal tells its true cause, as the vendor's server does
 * @param requireUserWithToken whether Disconnect needs a UsernameToken beside its SessionToken
 * @param freshness which {@code Created} is accepted: back 1 second to 1 day, ahead at most 1 day
 * @param idle how long a session lives unused, from 1 second
 * @param absolute how long it lives at the most, from the idle time to 36500 days
 * @param language of sessions and texts where nothing names one: 9, 10 or 12
 * @param apiUuids the calling applications that may log in, without regard to case; all if empty
 * @param envelope in which version of SOAP requests are answered
 * @param userForm the form that holds the SIMAX users, as answers name it
 * @param version what GetVersion answers
 */
public record NoutConfig(
    Set<DigestRule> digestRules,
    boolean plainHttp,
    boolean revealRefusals,
    boolean requireUserWithToken,
    Freshness freshness,
    Duration idle,
    Duration absolute,
    int language,
    Set<String> apiUuids,
    Envelope envelope,
    Form userForm,
    String version) {

  /** In which version of SOAP requests are answered. */
  public enum Envelope {
    /** In that of the request, which strict stacks insist on. */
    FOLLOW,
    /** In SOAP 1.2 always, as the vendor's server does. */
    SOAP12
  }

  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** What the vendor's clients expect of a version. */
  private static final Pattern VERSION = Pattern.compile("(?:\\d{2}\\.\\d{2}\\.)?\\d{4}\\.\\d{2}");

  public static final NoutConfig DEFAULT =
      new NoutConfig(
          Set.of(DigestRule.MD5, DigestRule.PLAIN, DigestRule.OASIS),
          false,
          false,
          false,
          Freshness.DEFAULT,
          Duration.ofMinutes(20),
          Duration.ofHours(12),
          Language.FRENCH.code(),
          Set.of(),
          Envelope.FOLLOW,
          new Form("1169", "Utilisateur"),
          "18.00.2327.01");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one makes no sense
   */
  public NoutConfig {
    require(!digestRules.isEmpty(), "digest rules are at least one");
    require(idle.compareTo(Duration.ofSeconds(1)) >= 0, "idle is at least 1 second, not " + idle);
    require(
        absolute.compareTo(idle) >= 0 && absolute.compareTo(LONGEST) <= 0,
        "absolute is from idle (" + idle + ") to 36500 days, not " + absolute);
    require(
        freshness.back().compareTo(Duration.ofSeconds(1)) >= 0
            && freshness.back().compareTo(Duration.ofDays(1)) <= 0,
        "fresh back is from 1 second to 1 day, not " + freshness.back());
    require(
        !freshness.ahead().isNegative() && freshness.ahead().compareTo(Duration.ofDays(1)) <= 0,
        "fresh ahead is from 0 to 1 day, not " + freshness.ahead());
    require(
        Language.of(language).isPresent(),
        "language is 9 (English), 10 (Spanish) or 12 (French), not " + language);
    require(apiUuids.stream().noneMatch(String::isBlank), "an API UUID is not blank");
    require(
        VERSION.matcher(version).matches(),
        "version is like 18.00.2327.01 or 2327.01, not " + version);
    digestRules = Collections.unmodifiableSet(EnumSet.copyOf(digestRules)); // in their order
    apiUuids =
        apiUuids.stream()
            .map(uuid -> uuid.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the calling application with this id may log in; empty if it names none. */
  boolean admits(String apiUuid) {
    return apiUuids.isEmpty() || apiUuids.contains(apiUuid.toLowerCase(Locale.ROOT));
  }

  /** The language of texts where nothing names one. */
  Language spoken() {
    return Language.of(language).orElseThrow();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
