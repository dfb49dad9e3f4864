package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RefusalTimeTest {
  private static final Map<String, Integer> MEASURED =
      Map.of("today", 50, "bcrypt", 200, "directory corp", 0);

  private static final long BEGAN = 1_000;

  private final List<Duration> pauses = new ArrayList<>();
  private Set<String> inUse = Set.of();
  private long clock = BEGAN;
  private final RefusalTime time =
      new RefusalTime(
          "today",
          () -> inUse,
          way -> millis(MEASURED.getOrDefault(way, -1)),
          () -> clock,
          pauses::add);

  @Test
  void whereAllHashesAreTodaysARefusalWaitsForItsStepAlone() {
    inUse = Set.of("today");
    settle(effort("today", 21));
    inUse = Set.of();
    settle(effort("today", 24));
    settle(effort("today", 25));
    assertEquals(List.of(millis(4), millis(1)), pauses);
  }

  @Test
  void aRefusalWithoutAPasswordWaitsForItsStepToo() {
    inUse = Set.of("today", "bcrypt");
    settle();
    clock = BEGAN + 5_000_001;
    time.settle(BEGAN, List.of());
    assertEquals(List.of(millis(5), Duration.ofNanos(4_999_999)), pauses);
  }

  @Test
  void whatWasQuickWaitsForWhatIsLeftOfTheSlowest() {
    inUse = Set.of("today", "bcrypt");
    settle(effort("today", 50));
    settle(effort("bcrypt", 199));
    settle(effort("bcrypt", 200));
    settle();
    assertEquals(List.of(millis(150), millis(1), millis(5)), pauses);
  }

  @Test
  void twoPasswordsInOneLoginWaitForBoth() {
    inUse = Set.of("bcrypt");
    settle(effort("today", 50), effort("bcrypt", 260));
    settle(effort("today", 50), effort("today", 40));
    assertEquals(List.of(millis(150), millis(310)), pauses);
  }

  @Test
  void unknownAccountsWaitAsLongAsQuickOnesAlsoWhereNoneIsOnTodaysWay() {
    inUse = Set.of("bcrypt");
    settle(effort("today", 30));
    assertEquals(List.of(millis(170)), pauses);
  }

  @Test
  void aDirectoryThatAnswersSlowlyIsFollowedAtOnceAndUpToABound() {
    inUse = Set.of("directory corp");
    time.observe(effort("directory corp", 300));
    settle(effort("today", 50));
    time.observe(effort("directory corp", 9_000));
    assertEquals(millis(1_200), time.least());
    assertEquals(List.of(millis(250)), pauses);
  }

  @Test
  void aTimeThatTurnsOutShorterIsFollowedSlowly() {
    inUse = Set.of("bcrypt");
    time.observe(effort("bcrypt", 640));
    time.observe(effort("bcrypt", 64));
    assertEquals(millis(631), time.least());
  }

  @Test
  void todaysOwnTimeCountsWhereItIsTheSlowest() {
    inUse = Set.of("quick", "today");
    var own =
        new RefusalTime(
            "today", () -> inUse, way -> millis(way.length()), () -> clock, pauses::add);
    own.observe(effort("today", 80));
    assertEquals(millis(80), own.least());
  }

  /** A login that took as long as its proofs. */
  private void settle(Effort... proofs) {
    clock = BEGAN;
    long began = time.begin();
    for (Effort proof : proofs) {
      clock += proof.took().toNanos();
    }
    time.settle(began, List.of(proofs));
  }

  private static Effort effort(String way, int millis) {
    return new Effort(way, millis(millis));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
