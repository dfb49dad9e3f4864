package dev.jeton.http;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.audit.Flood;
import dev.jeton.session.Network;
import java.time.Instant;
import java.time.InstantSource;

/** Tells the audit trail of what was refused before any dialect saw it. */
final class RefusalEvents {
  private final AuditTrail trail;
  private final Lanes lanes;
  private final InstantSource clock;
  private final NetworkSeries series = new NetworkSeries();

  /**
   * Makes them.
   *
   * @param lanes where the trail is written: it may wait
   */
  RefusalEvents(AuditTrail trail, Lanes lanes, InstantSource clock) {
    this.trail = trail;
    this.lanes = lanes;
    this.clock = clock;
  }

  /**
   * Something from this address was refused.
   *
   * @param request its id; empty if it was none
   */
  void tell(String request, String address, String cause) {
    Instant now = clock.instant();
    NetworkSeries.Nth nth = series.next(Network.of(address), cause, now);
    if (nth.isTold()) {
      AuditEvent event =
          AuditEvent.of(
              now,
              AuditEvent.Kind.MESSAGE_REFUSED,
              "cause",
              cause,
              "times",
              Flood.fact(nth.times()),
              "address",
              nth.alone() ? address : "",
              "request",
              request);
      lanes.aside(() -> trail.record(event));
    }
  }
}
