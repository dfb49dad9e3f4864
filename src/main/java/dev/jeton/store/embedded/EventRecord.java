package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import java.time.Instant;
import java.util.LinkedHashMap;

/** How an event of the audit trail is stored under its number. */
final class EventRecord {
  private static final int VERSION = 1;

  private EventRecord() {}

  static byte[] encoded(AuditEvent event) {
    var to =
        new OctetWriter()
            .octet(VERSION)
            .instant(event.at())
            .text(event.kind().name())
            .number(event.detail().size());
    event.detail().forEach((name, value) -> to.text(name).text(value));
    return to.done();
  }

  static AuditEvent decoded(byte[] octets) {
    var from = OctetReader.ofVersion(VERSION, octets);
    return event(from.instant(), from);
  }

  /** An event of the family that is no longer written, whose key began with its instant. */
  static AuditEvent former(byte[] key, byte[] octets) {
    return event(new OctetReader(key).sortedInstant(), OctetReader.ofVersion(1, octets));
  }

  private static AuditEvent event(Instant at, OctetReader from) {
    AuditEvent.Kind kind = AuditEvent.Kind.valueOf(from.text());
    var detail = new LinkedHashMap<String, String>();
    for (int left = from.size(); left > 0; left--) {
      detail.put(from.text(), from.text());
    }
    return new AuditEvent(at, kind, detail);
  }
}
