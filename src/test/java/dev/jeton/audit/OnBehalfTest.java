package dev.jeton.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OnBehalfTest {
  private static Map<String, String> facts(String... namesAndValues) {
    return AuditEvent.of(Instant.EPOCH, AuditEvent.Kind.ACCOUNT_REMOVED, namesAndValues).detail();
  }

  @Test
  void anEventNamesTheRequestAndTheAddressThatItIsMadeFor() {
    assertEquals(
        Map.of("request", "r1", "address", "192.0.2.1", "id", "7"),
        OnBehalf.ofRequest("r1", () -> OnBehalf.of("192.0.2.1", () -> facts("id", "7"))));
    assertEquals(
        Map.of("address", "192.0.2.9"),
        OnBehalf.of("192.0.2.1", () -> facts("address", "192.0.2.9")),
        "what is told outright stays");
    assertEquals(Map.of(), facts());
  }

  @Test
  void workThatIsHandedOnIsForTheOneWhoHandedItOn() {
    var later = new ArrayList<Runnable>();
    var told = new ArrayList<Map<String, String>>();
    var threads = OnBehalf.carrying(later::add);
    for (String request : List.of("r1", "r2")) {
      OnBehalf.ofRequest(
          request,
          () -> {
            threads.execute(() -> told.add(facts()));
            return request;
          });
    }
    threads.execute(() -> told.add(facts()));
    OnBehalf.ofRequest(
        "r3",
        () -> {
          later.forEach(Runnable::run);
          return "r3";
        });
    assertEquals(List.of(Map.of("request", "r1"), Map.of("request", "r2"), Map.of()), told);
  }
}
