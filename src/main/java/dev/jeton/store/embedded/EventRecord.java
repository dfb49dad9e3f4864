package dev.jeton.store.embedded;

import dev.jeton.audit.AuditEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How events of the audit trail that were written at once are stored, under the last one's number.
 */
final class EventRecord {
  /** Records of version 1 have one event, and not how many they have. */
  private static final int VERSION = 2;

  private EventRecord() {}

  static byte[] encoded(List<AuditEvent> events) {
    var to = new OctetWriter().octet(VERSION).number(events.size());
    events.forEach(event -> write(to, event));
    return to.done();
  }

  private static void write(OctetWriter to, AuditEvent event) {
    to.instant(event.at()).text(event.kind().name()).number(event.detail().size());
    event.detail().forEach((name, value) -> to.text(name).text(value));
  }

  /** In the order of their numbers, the last of which is the key's. */
  static List<AuditEvent> decoded(byte[] octets) {
    var from = new OctetReader(octets);
    int count = from.version(VERSION) < 2 ? 1 : from.size();
    return IntStream.range(0, count).mapToObj(_ -> event(from.instant(), from)).toList();
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
