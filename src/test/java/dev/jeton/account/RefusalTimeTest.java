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

  private final List<Duration> pauses = new ArrayList<>();
  private Set<String> inUse = Set.of();
  private final RefusalTime time =
      new RefusalTime(
          "today", () -> inUse, way -> millis(MEASURED.getOrDefault(way, -1)), pauses::add);

  @Test
  void whereAllHashesAreTodaysNobodyWaits() {
    inUse = Set.of("today");
    time.settle(List.of(effort("today", 1)));
    inUse = Set.of();
    time.settle(List.of(effort("today", 1)));
    assertEquals(List.of(), pauses);
  }

  @Test
  void whatWasQuickWaitsForWhatIsLeftOfTheSlowest() {
    inUse = Set.of("today", "bcrypt");
    time.settle(List.of(effort("today", 50)));
    time.settle(List.of(effort("bcrypt", 199)));
    time.settle(List.of(effort("bcrypt", 200)));
    time.settle(List.of());
    assertEquals(List.of(millis(150), millis(1)), pauses);
  }

  @Test
  void twoPasswordsInOneLoginWaitForBoth() {
    inUse = Set.of("bcrypt");
    time.settle(List.of(effort("today", 50), effort("bcrypt", 260)));
    time.settle(List.of(effort("today", 50), effort("today", 40)));
    assertEquals(List.of(millis(150), millis(310)), pauses);
  }

  @Test
  void unknownAccountsWaitAsLongAsQuickOnesAlsoWhereNoneIsOnTodaysWay() {
    inUse = Set.of("bcrypt");
    time.settle(List.of(effort("today", 30)));
    assertEquals(List.of(millis(170)), pauses);
  }

  @Test
  void aDirectoryThatAnswersSlowlyIsFollowedAtOnceAndUpToABound() {
    inUse = Set.of("directory corp");
    time.observe(effort("directory corp", 300));
    time.settle(List.of(effort("today", 50)));
    time.observe(effort("directory corp", 9_000));
    assertEquals(millis(1_200), time.least());
    assertEquals(List.of(millis(250)), pauses);
  }

  @Test
  void aTimeThatTurnsOutShorterIsFollowedSlowly() {
    inUse = Set.of("bcrypt");
    time.observe(effort("bcrypt", 640));
    time.observe(effort("bcrypt", 0));
    assertEquals(millis(630), time.least());
  }

  @Test
  void todaysOwnTimeCountsWhereItIsTheSlowest() {
    inUse = Set.of("quick", "today");
    var own = new RefusalTime("today", () -> inUse, way -> millis(way.length()), pauses::add);
    own.observe(effort("today", 80));
    assertEquals(millis(80), own.least());
  }

  private static Effort effort(String way, int millis) {
    return new Effort(way, millis(millis));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
