package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was made of sessions is kept for as long as it is so. */
final class LastMadeTest {
  private static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Session> asked = new ArrayList<>();
  private final LastMade<Instant> deadlines =
      new LastMade<>(
          session -> {
            asked.add(session);
            return session.deadline();
          });

  private static Session session(int id, Instant idle) {
    var who = new Principal(1, "alice");
    return new Session(
        new SessionId("%024x".formatted(id)),
        "vz",
        who,
        who,
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        ISSUED,
        Optional.of(idle),
        ISSUED.plusSeconds(36_000));
  }

  @Test
  void ofASessionThatIsAskedAboutAgainItIsKept() {
    Session session = session(1, ISSUED.plusSeconds(60));
    for (int i = 0; i < 5; i++) {
      assertEquals(ISSUED.plusSeconds(60), deadlines.of(session));
    }
    assertEquals(List.of(session, session), asked);
  }

  @Test
  void whatAUseLeavesOfASessionIsMadeAnew() {
    assertEquals(ISSUED.plusSeconds(60), deadlines.of(session(1, ISSUED.plusSeconds(60))));
    assertEquals(ISSUED.plusSeconds(90), deadlines.of(session(1, ISSUED.plusSeconds(90))));
  }

  @Test
  void eachSessionHasItsOwnHoweverManyThereAre() {
    for (int id = 1; id <= 10_000; id++) {
      assertEquals(ISSUED.plusSeconds(id), deadlines.of(session(id, ISSUED.plusSeconds(id))));
    }
    assertEquals(10_000, asked.size());
  }

  @Test
  void twoThatShareAPlaceAreBothKept() {
    Session one = session(1, ISSUED.plusSeconds(1));
    int id = 2;
    while ((session(id, ISSUED.plusSeconds(2)).id().hashCode() - one.id().hashCode()) % 4096 != 0) {
      id++;
    }
    Session other = session(id, ISSUED.plusSeconds(2));
    for (Session each : List.of(one, one, other, other, one, other, one, other)) {
      deadlines.of(each);
    }
    assertEquals(List.of(one, one, other, other), asked);
  }
}
