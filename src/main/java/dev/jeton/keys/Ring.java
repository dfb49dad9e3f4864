package dev.jeton.keys;

import com.google.crypto.tink.Key;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All keys as they are at one instant; a change makes another ring. */
final class Ring {
  private static final Comparator<KeyFacts> CURRENT_FIRST =
      Comparator.comparing(f -> f.state() != KeyState.CURRENT);

  private static final Comparator<KeyFacts> NEWEST_FIRST =
      Comparator.comparingInt(KeyFacts::id).reversed();

  private final List<KeyFacts> facts;

  /** Of each kind those with a secret part, the current one first, then the newest first. */
  private final Map<KeyKind, List<LiveKey>> live;

  private Ring(List<KeyFacts> facts, Map<KeyKind, List<LiveKey>> live) {
    this.facts = List.copyOf(facts);
    this.live = live;
  }

  /**
   * A ring of keys and what is known of them.
   *
   * @param keys of each kind by their ids: those whose secret part is not gone
   * @throws GeneralSecurityException if the two do not fit, or a kind has not just one current key
   *     (and a published one just one next)
   */
  static Ring of(List<KeyFacts> facts, Map<KeyKind, Map<Integer, LiveKey>> keys)
      throws GeneralSecurityException {
    var live = new EnumMap<KeyKind, List<LiveKey>>(KeyKind.class);
    for (KeyKind kind : KeyKind.values()) {
      Map<Integer, LiveKey> ofKind = keys.getOrDefault(kind, Map.of());
      List<KeyFacts> lasting =
          facts.stream()
              .filter(f -> f.kind() == kind && f.isLive())
              .sorted(CURRENT_FIRST.thenComparing(NEWEST_FIRST))
              .toList();
      boolean known = facts.stream().anyMatch(f -> f.kind() == kind);
      if (ofKind.size() != lasting.size() || (known && !isWhole(kind, lasting))) {
        throw new GeneralSecurityException("the keys of kind " + kind + " do not fit");
      }
      var inOrder = new ArrayList<LiveKey>();
      for (KeyFacts each : lasting) {
        LiveKey key = ofKind.get(each.id());
        if (key == null) {
          throw new GeneralSecurityException("the keys of kind " + kind + " do not fit");
        }
        inOrder.add(key);
      }
      live.put(kind, List.copyOf(inOrder));
    }
    return new Ring(facts, live);
  }

  /** Whether the first is current and the others are what they can be beside it. */
  private static boolean isWhole(KeyKind kind, List<KeyFacts> inOrder) {
    KeyState other = kind.isPublished() ? KeyState.NEXT : KeyState.FORMER;
    return !inOrder.isEmpty()
        && inOrder.getFirst().state() == KeyState.CURRENT
        && inOrder.stream().skip(1).allMatch(f -> f.state() == other)
        && (!kind.isPublished() || inOrder.size() == 2);
  }

  static Ring empty() {
    var none = new EnumMap<KeyKind, List<LiveKey>>(KeyKind.class);
    for (KeyKind kind : KeyKind.values()) {
      none.put(kind, List.of());
    }
    return new Ring(List.of(), none);
  }

  /** What is known of every key that there ever was. */
  List<KeyFacts> facts() {
    return facts;
  }

  Optional<KeyFacts> facts(KeyKind kind, int id) {
    return facts.stream().filter(f -> f.kind() == kind && f.id() == id).findFirst();
  }

  List<LiveKey> live(KeyKind kind) {
    return live.getOrDefault(kind, List.of());
  }

  /**
   * The current key.
   *
   * @throws IllegalStateException if there is none: no ring that serves lacks one
   */
  LiveKey current(KeyKind kind) {
    List<LiveKey> ofKind = live(kind);
    if (ofKind.isEmpty()) {
      throw new IllegalStateException("no key for " + kind);
    }
    return ofKind.getFirst();
  }

  /** The key with this id, if there is one and it is not destroyed. */
  Optional<LiveKey> find(KeyKind kind, int id) {
    for (LiveKey key : live(kind)) {
      if (key.id() == id) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /**
   * With this key as the current one of its kind. The former one stays, but for one that signs: its
   * public half is all that is needed from now on.
   */
  Ring with(KeyKind kind, Key key, Instant now) {
    int id = highest(kind);
    Ring former = Making.verifying(key).isPresent() ? destroyed(kind, id, now) : this;
    var next = new ArrayList<KeyFacts>();
    for (KeyFacts each : former.facts) {
      boolean leaves = each.kind() == kind && each.retired().isEmpty();
      next.add(leaves ? each.retiredAt(now) : each);
    }
    next.add(KeyFacts.made(kind, id + 1, now, Making.verifying(key)));
    var keys = new ArrayList<LiveKey>();
    keys.add(liveKey(id + 1, key));
    keys.addAll(former.live(kind));
    return new Ring(next, former.replaced(kind, keys));
  }

  /** With the first two keys of a published kind: one that signs from now on, and the next. */
  Ring withPairs(KeyKind kind, SigningPair current, SigningPair next, Instant now) {
    return withNext(kind, current, now).turned(kind, next, now);
  }

  /**
   * The next key of a published kind signs from now on. Of the one that did only the public half is
   * left, and this pair is the next one.
   */
  Ring turned(KeyKind kind, SigningPair next, Instant now) {
    var turned = new ArrayList<KeyFacts>();
    var keys = new ArrayList<LiveKey>();
    for (KeyFacts each : facts) {
      if (each.kind() == kind && each.state() == KeyState.CURRENT) {
        turned.add(each.retiredAt(now));
      } else if (each.kind() == kind && each.state() == KeyState.NEXT) {
        turned.add(each.currentSince(now));
        find(kind, each.id()).ifPresent(keys::add);
      } else {
        turned.add(each);
      }
    }
    return new Ring(turned, replaced(kind, keys)).withNext(kind, next, now);
  }

  /** Without any key of a published kind that others may still take: what they signed is void. */
  Ring withdrawn(KeyKind kind, Instant now) {
    Ring without = this;
    for (KeyFacts each : facts) {
      if (each.kind() == kind && each.isPublished()) {
        without = without.destroyed(kind, each.id(), now);
      }
    }
    return without;
  }

  private Ring withNext(KeyKind kind, SigningPair pair, Instant now) {
    int id = highest(kind) + 1;
    var next = new ArrayList<>(facts);
    next.add(KeyFacts.made(kind, id, now, Optional.of(pair.verifying())));
    var keys = new ArrayList<>(live(kind));
    keys.add(new LiveKey.OfTokens(id, pair));
    return new Ring(next, replaced(kind, keys));
  }

  /** The highest id that was ever given to a key of this kind; 0 if there was none. */
  private int highest(KeyKind kind) {
    return facts.stream().filter(f -> f.kind() == kind).mapToInt(KeyFacts::id).max().orElse(0);
  }

  Ring unused(KeyKind kind, int id, Instant now) {
    return new Ring(changed(kind, id, facts -> facts.unusedSince(now)), live);
  }

  Ring destroyed(KeyKind kind, int id, Instant now) {
    return new Ring(
        changed(kind, id, facts -> facts.destroyedAt(now)),
        replaced(kind, live(kind).stream().filter(key -> key.id() != id).toList()));
  }

  private List<KeyFacts> changed(KeyKind kind, int id, UnaryOperator<KeyFacts> change) {
    return facts.stream().map(f -> f.kind() == kind && f.id() == id ? change.apply(f) : f).toList();
  }

  private Map<KeyKind, List<LiveKey>> replaced(KeyKind kind, List<LiveKey> keys) {
    var next = new EnumMap<>(live);
    next.put(kind, List.copyOf(keys));
    return next;
  }

  private static LiveKey liveKey(int id, Key key) {
    try {
      return LiveKey.of(id, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
