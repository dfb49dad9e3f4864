package dev.jeton.store.contract;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.Outbox;
import dev.jeton.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The events that wait in a store for the journal. */
public final class Waiting {
  private Waiting() {}

  /** All of them, in the order in which they were stored. */
  public static List<AuditEvent> events(EmbeddedStore store) {
    try {
      return store.outbox().waiting(0, Integer.MAX_VALUE).stream()
          .map(Outbox.Numbered::event)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
