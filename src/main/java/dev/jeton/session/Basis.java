package dev.jeton.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a grant can give, before its client asks for less.
 *
 * @param actors who acted before the actor did, the latest first
 * @param source the live session that the new one comes of
 * @param proofs used up by the grant
 */
record Basis(
    Principal actor,
    Principal subject,
    Optional<Principal> customer,
    Optional<Form> form,
    int language,
    List<Principal> actors,
    SortedSet<String> scopes,
    Collection<String> audiences,
    Optional<TokenLookup.Found> source,
    List<Proof> proofs,
    Authenticator.Recheck recheck) {

  /** A client's own. */
  static Basis itself(Client client, int language, List<Proof> proofs) {
    return new Basis(
        client.principal(),
        client.principal(),
        Optional.empty(),
        Optional.empty(),
        language,
        List.of(),
        client.scopes(),
        client.audiences(),
        Optional.empty(),
        proofs,
        client.recheck());
  }

  /** Of a user whose password was proved. */
  static Basis of(Authenticator.Proved user, Client client, int language, List<Proof> proofs) {
    var all = new ArrayList<>(user.proofs());
    all.addAll(proofs);
    return new Basis(
        user.actor(),
        user.subject(),
        user.customer(),
        user.form(),
        user.language().orElse(language),
        List.of(),
        client.scopes(),
        client.audiences(),
        Optional.empty(),
        all,
        () -> user.recheck().holds() && client.recheck().holds());
  }

  /** Of a live session: no more than that may. */
  static Basis from(TokenLookup.Found source, Client client, List<Proof> proofs) {
    Session session = source.session();
    SortedSet<String> scopes = new TreeSet<>(client.scopes());
    session.grant().ifPresent(grant -> scopes.retainAll(grant.scope()));
    return new Basis(
        session.actor(),
        session.subject(),
        session.customer(),
        session.form(),
        session.language(),
        session.grant().map(Grant::actors).orElse(List.of()),
        scopes,
        session.isFamily() ? session.grant().orElseThrow().audience() : client.audiences(),
        Optional.of(source),
        proofs,
        client.recheck());
  }

  /** The same with somebody else who acts; whoever acted before is remembered. */
  Basis actedBy(Principal next) {
    var before = new ArrayList<>(actors);
    if (isDelegated()) {
      before.addFirst(actor);
    }
    return new Basis(
        next, subject, customer, form, language, before, scopes, audiences, source, proofs,
        recheck);
  }

  /** The same as what comes of a family that was opened for it. */
  Basis within(TokenLookup.Found family) {
    return new Basis(
        actor,
        subject,
        customer,
        form,
        language,
        actors,
        scopes,
        audiences,
        Optional.of(family),
        List.of(),
        recheck);
  }

  boolean isDelegated() {
    return actor.id() != subject.id();
  }

  /** When what it comes of ends whatever happens. */
  Instant end() {
    return source.map(found -> found.session().absoluteDeadline()).orElse(Instant.MAX);
  }

  /** A session on this basis. */
  Session session(
      SessionId id,
      String dialect,
      Grant grant,
      Instant now,
      Lifetime lifetime,
      Instant absoluteDeadline) {
    return new Session(
        id,
        dialect,
        actor,
        subject,
        customer,
        form,
        language,
        Optional.of(grant.client().name()),
        now,
        lifetime.idleDeadline(now, absoluteDeadline),
        absoluteDeadline,
        Optional.of(grant));
  }
}
