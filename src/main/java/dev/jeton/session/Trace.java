package dev.jeton.session;

import dev.jeton.audit.AuditEvent;
import java.util.List;

/**
 * What is written together with a session's beginning or end: the proofs that it used up and the
 * event.
 */
public record Trace(List<Proof> burnt, AuditEvent event) {
  public Trace {
    burnt = List.copyOf(burnt);
  }
}
