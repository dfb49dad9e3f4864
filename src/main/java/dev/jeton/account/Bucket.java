package dev.jeton.account;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketState;
import io.github.bucket4j.MathType;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.RemoteStat;
import io.github.bucket4j.distributed.serialization.DataOutputSerializationAdapter;
import io.github.bucket4j.distributed.serialization.Scope;
import io.github.bucket4j.distributed.versioning.Versions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What is left of some bounds at one instant: Bucket4j's state, which goes to a store as octets and
 * comes back, on this node or another. It brings its bounds along, so that it survives their
 * change.
 */
final class Bucket {
  private static final DataOutputSerializationAdapter FORMAT =
      DataOutputSerializationAdapter.INSTANCE;

  private final RemoteBucketState state;
  private final long now;

  private Bucket(RemoteBucketState state, long now) {
    this.state = state;
    this.now = now;
  }

  /**
   * A bucket at this instant.
   *
   * @param kept the octets of its last change; a full one if there are none
   */
  static Bucket of(Optional<byte[]> kept, Limits limits, Instant at) {
    long now = nanos(at);
    BucketConfiguration bounds = configuration(limits);
    RemoteBucketState state =
        kept.map(Bucket::decoded)
            .orElseGet(
                () ->
                    new RemoteBucketState(
                        BucketState.createInitialState(bounds, MathType.INTEGER_64_BITS, now),
                        new RemoteStat(0),
                        null));
    if (!state.getConfiguration().equals(bounds)) {
      state.replaceConfiguration(bounds, TokensInheritanceStrategy.PROPORTIONALLY, now);
    }
    state.refillAllBandwidth(now);
    return new Bucket(state, now);
  }

  /** Takes one from what a store keeps, and gives what it keeps then. */
  static Bucket take(ExpiringStore counts, String key, Limits limits, Instant now) {
    while (true) {
      Optional<byte[]> kept = counts.find(key);
      Bucket bucket = of(kept, limits, now);
      bucket.take();
      if (counts.swap(key, kept, bucket.octets(), bucket.fullAt())) {
        return bucket;
      }
    }
  }

  /** How many are left; less than none if others took more than there were. */
  long left() {
    return state.getAvailableTokens();
  }

  /** How many are gone: of the bound that is slowest to gain them back. */
  long gone() {
    var bounds = state.getConfiguration().getBandwidths();
    return IntStream.range(0, bounds.length)
        .mapToLong(i -> bounds[i].getCapacity() - state.getState().getCurrentSize(i))
        .max()
        .orElse(0);
  }

  /** How long to wait for one; zero if there is one. */
  Duration untilOne() {
    return Duration.ofNanos(
        Math.max(0, state.calculateDelayNanosAfterWillBePossibleToConsume(1, now, false)));
  }

  /** Takes one, whether it is there or not. */
  void take() {
    state.consume(1);
  }

  /** When all will be as if it had never been. */
  Instant fullAt() {
    long full = now + Math.max(0, state.calculateFullRefillingTime(now));
    return Instant.ofEpochSecond(0, full);
  }

  byte[] octets() {
    var octets = new ByteArrayOutputStream();
    try (var output = new DataOutputStream(octets)) {
      RemoteBucketState.SERIALIZATION_HANDLE.serialize(
          FORMAT, output, state, Versions.v_8_10_0, Scope.PERSISTED_STATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }

  private static RemoteBucketState decoded(byte[] octets) {
    try {
      return RemoteBucketState.SERIALIZATION_HANDLE.deserialize(
          FORMAT, new DataInputStream(new ByteArrayInputStream(octets)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BucketConfiguration configuration(Limits limits) {
    var builder = BucketConfiguration.builder();
    for (Bandwidth each : limits.bandwidths()) {
      builder.addLimit(
          limit -> limit.capacity(each.count()).refillGreedy(each.count(), each.time()));
    }
    return builder.build();
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }
}
