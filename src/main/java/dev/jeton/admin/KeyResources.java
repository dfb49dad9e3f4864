package dev.jeton.admin;

import dev.jeton.account.KeyUpkeep;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.RootKey;
import dev.jeton.keys.VerifyingKey;
import dev.jeton.secret.Secret;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /v1/keys}: the server's own keys, and nothing of them that is secret. */
public final class KeyResources {
  private static final String KINDS =
      Arrays.stream(KeyKind.values()).map(KeyResources::word).collect(Collectors.joining(", "));

  private final KeyCustody custody;
  private final KeyUpkeep upkeep;
  private final Runnable rotated;
  private final AuditTrail trail;
  private final InstantSource clock;

  /**
   * Makes them.
   *
   * @param rotated is told that there is a former key to look after
   */
  public KeyResources(
      KeyCustody custody,
      KeyUpkeep upkeep,
      Runnable rotated,
      AuditTrail trail,
      InstantSource clock) {
    this.custody = custody;
    this.upkeep = upkeep;
    this.rotated = rotated;
    this.trail = trail;
    this.clock = clock;
  }

  Reply list() {
    return Replies.of(
        200,
        Map.of(
            "rootKey",
            custody.rootKeyId(),
            "keys",
            custody.ring().facts().stream().map(this::view).toList()));
  }

  Reply rotate(String kind, Request request) {
    Input body = Input.body(request);
    boolean compromised = body.truth("compromised").orElse(false);
    body.refuseOthers();
    KeyKind wanted =
        Arrays.stream(KeyKind.values())
            .filter(each -> word(each).equals(kind))
            .findFirst()
            .orElseThrow(() -> new BadRequest("the kinds of keys are " + KINDS));
    if (compromised && !wanted.isPublished()) {
      throw new BadRequest(
          "compromised is for signing keys: those of " + kind + " open what is kept");
    }
    Optional<Instant> unknown = compromised ? Optional.empty() : custody.unknownUntil(wanted);
    if (unknown.isPresent()) {
      return Replies.error(
          409,
          "too-early",
          "the next key is published since less than an hour, and must not sign before "
              + unknown.get());
    }
    try {
      KeyFacts made = compromised ? custody.replace(wanted) : custody.rotate(wanted);
      record(
          AuditEvent.Kind.RING_KEY_ROTATED,
          Map.of(
              "kind",
              kind,
              "key",
              Integer.toString(made.id()),
              "compromised",
              compromised ? "yes" : ""));
      rotated.run();
      return Replies.of(201, view(made));
    } catch (IOException e) {
      return unwritable(e);
    }
  }

  Reply rewrap(Request request) {
    Input body = Input.body(request);
    Secret text = Secret.of(body.requiredText("rootKey"));
    body.refuseOthers();
    try {
      RootKey next = RootKey.of(text);
      custody.rewrap(next);
      record(AuditEvent.Kind.RING_REWRAPPED, Map.of("root-key", next.id()));
      return Replies.of(200, Map.of("rootKey", next.id()));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    } catch (IOException e) {
      return unwritable(e);
    }
  }

  private Map<String, Object> view(KeyFacts key) {
    return new Members()
        .put("kind", word(key.kind()))
        .put("id", key.id())
        .put("state", key.state().name().toLowerCase(Locale.ROOT))
        .put("made", key.made().toString())
        .put("current", key.current().filter(_ -> key.kind().isPublished()).map(Instant::toString))
        .put("retired", key.retired().map(Instant::toString))
        .put("destroyed", key.destroyed().map(Instant::toString))
        .put("needed", needed(key))
        .put("publicKey", key.verifying().map(VerifyingKey::pem))
        .map();
  }

  private Optional<Long> needed(KeyFacts key) {
    return upkeep.needed(key.name()).stream().boxed().findFirst();
  }

  private void record(AuditEvent.Kind kind, Map<String, String> facts) {
    trail.record(AuditEvent.of(clock.instant(), kind, "actor", "admin").and(facts));
  }

  private static Reply unwritable(IOException e) {
    System.getLogger(KeyResources.class.getName())
        .log(System.Logger.Level.ERROR, "the key ring can't be written", e);
    return Replies.unavailable("the key ring can't be written");
  }

  private static String word(KeyKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
