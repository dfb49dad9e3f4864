package dev.jeton.audit;

/** Where events go. Recording never fails the caller and need not be synced to disk. */
@FunctionalInterface
public interface AuditTrail {
  void record(AuditEvent event);
}
