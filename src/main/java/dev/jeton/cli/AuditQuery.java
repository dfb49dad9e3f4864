package dev.jeton.cli;

import dev.jeton.journal.Query;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which events are sought. */
final class AuditQuery {
  static final String FROM =
      "Those from this time on: 2026-01-31, or 2026-01-31T12:00:00Z; a day begins at 0:00 UTC.";
  static final String TO = "Those before this time.";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Those of this kind, such as login-refused; may be given several times.")
  private List<String> kinds = List.of();

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description = "Those whose actor, subject, customer or account has this name.")
  private Optional<String> account = Optional.empty();

  @Option(names = "--dialect", paramLabel = "D", description = "Those of this dialect.")
  private Optional<String> dialect = Optional.empty();

  @Option(names = "--address", paramLabel = "A", description = "Those caused from this address.")
  private Optional<String> address = Optional.empty();

  @Option(names = "--session", paramLabel = "ID", description = "Those of this session.")
  private Optional<String> session = Optional.empty();

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "Those that this request caused, by its id in the log.")
  private Optional<String> request = Optional.empty();

  @Option(names = "--from", paramLabel = "TIME", description = FROM)
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = TO)
  private Optional<String> to = Optional.empty();

  Query query() {
    Set<String> known = AuditView.kinds();
    for (String kind : kinds) {
      if (!known.contains(kind)) {
        throw Failure.wrongUse(
            "there is no kind " + kind + ": there are " + String.join(", ", known));
      }
    }
    return new Query(
        kinds.isEmpty() ? Query.EVENTS.kinds() : Set.copyOf(kinds),
        account,
        dialect,
        address,
        session,
        request,
        from.map(AuditQuery::time),
        to.map(AuditQuery::time));
  }

  static Query between(Optional<String> from, Optional<String> to) {
    return new Query(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        from.map(AuditQuery::time),
        to.map(AuditQuery::time));
  }

  private static Instant time(String text) {
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw Failure.wrongUse("a time is such as 2026-01-31, or 2026-01-31T12:00:00Z, not " + text);
    }
  }
}
