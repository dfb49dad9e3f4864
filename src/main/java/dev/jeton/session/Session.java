package dev.jeton.session;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts of a session, without its token. A session is alive from its issue up to, not
 * including, its deadline.
 *
 * @param dialect the name of the dialect that it was opened in
 * @param actor the account whose credential was proved first (RFC 8693)
 * @param subject the account that the session acts as; the actor itself if it acts for nobody
 * @param customer a third party that the session is tied to
 * @param form the form that holds the subject, if it is an extranet user
 * @param language NOUT's language code, such as 12 for French; 0 where the dialect has none
 * @param client the calling application: nout's APIUUID, the Identifiant that wipsos logged in with
 * @param idleDeadline when it ends unless used before
 * @param absoluteDeadline when it ends whatever happens
 * @param grant what it has of OAuth, if it came of that
 */
public record Session(
    SessionId id,
    String dialect,
    Principal actor,
    Principal subject,
    Optional<Principal> customer,
    Optional<Form> form,
    int language,
    Optional<String> client,
    Instant issuedAt,
    Optional<Instant> idleDeadline,
    Instant absoluteDeadline,
    Optional<Grant> grant) {

  /**
   * Checks the order of the times.
   *
   * @throws IllegalArgumentException if a deadline does not lie behind the issue, or the idle one
   *     behind the absolute one
   */
  public Session {
    Instant idle = idleDeadline.orElse(absoluteDeadline);
    if (!issuedAt.isBefore(idle) || idle.isAfter(absoluteDeadline)) {
      throw new IllegalArgumentException(
          "want issued < idle ≤ absolute: "
              + issuedAt
              + ", "
              + idleDeadline
              + ", "
              + absoluteDeadline);
    }
  }

  /** A session that OAuth knows nothing of. */
  public Session(
      SessionId id,
      String dialect,
      Principal actor,
      Principal subject,
      Optional<Principal> customer,
      Optional<Form> form,
      int language,
      Optional<String> client,
      Instant issuedAt,
      Optional<Instant> idleDeadline,
      Instant absoluteDeadline) {
    this(
        id,
        dialect,
        actor,
        subject,
        customer,
        form,
        language,
        client,
        issuedAt,
        idleDeadline,
        absoluteDeadline,
        Optional.empty());
  }

  /** The nearest of the deadlines. */
  public Instant deadline() {
    return idleDeadline.orElse(absoluteDeadline);
  }

  /**
   * The subject by a name that is nobody else's: extranet users have names that are unique within
   * their form alone, so that its id stands behind them and an {@code @}.
   */
  public String subjectName() {
    return form.map(held -> subject.name() + "@" + held.id()).orElse(subject.name());
  }

  public boolean liveAt(Instant now) {
    return now.isBefore(deadline());
  }

  public Session withIdleDeadline(Instant next) {
    return new Session(
        id,
        dialect,
        actor,
        subject,
        customer,
        form,
        language,
        client,
        issuedAt,
        Optional.of(next),
        absoluteDeadline,
        grant);
  }

  Session with(Grant next) {
    return new Session(
        id,
        dialect,
        actor,
        subject,
        customer,
        form,
        language,
        client,
        issuedAt,
        idleDeadline,
        absoluteDeadline,
        Optional.of(next));
  }

  /** By which a store knows the session that this one comes of. */
  Optional<TokenDigest> source() {
    return grant.flatMap(Grant::source);
  }

  /** Whether it is a family of refresh tokens, which no token opens by itself. */
  public boolean isFamily() {
    return grant.flatMap(Grant::rotation).isPresent();
  }
}
