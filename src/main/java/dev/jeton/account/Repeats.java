package dev.jeton.account;

import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Attempts that failed before, to the letter. Whoever offers the same wrong password once more
 * learns nothing by it: it is a program with an old password rather than a guess, and what it does
 * must not keep out those beside it. So a repeat counts against itself alone.
 *
 * <p>What is remembered is a MAC under a key that is made at the start and never written down.
 */
final class Repeats {
  private static final String MAC = "HmacSHA256";

  /** So many are remembered; the one that was longest quiet is forgotten first. */
  private static final int MOST = 100_000;

  /** Of the MAC; two attempts that meet in it by chance count as one. */
  private static final int OCTETS = 16;

  private final Limits limits;
  private final SecretKeySpec key;
  private final Map<String, byte[]> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
          return size() > MOST;
        }
      };

  Repeats(Limits limits, SecureRandom random) {
    this.limits = limits;
    byte[] octets = new byte[32];
    random.nextBytes(octets);
    this.key = new SecretKeySpec(octets, MAC);
  }

  /**
   * All that an attempt offered. Its MAC is computed when it is needed: mostly nothing is
   * remembered that it could repeat.
   *
   * @param names every name that the request gave, and where it came from
   */
  record Attempted(List<String> names, List<Claim> claims) {}

  private String mac(Attempted attempted) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      attempted.names().forEach(name -> add(mac, name.getBytes(StandardCharsets.UTF_16BE)));
      for (Claim claim : attempted.claims()) {
        add(
            mac,
            switch (claim.credential()) {
              case Credential.Password(var password, _) -> password.revealOctets();
              case Credential.Digest digest -> digest.octets();
              case Credential.ApiKey(var secret) -> secret.revealOctets();
              case Credential.ClientSecret(var secret) -> secret.revealOctets();
              case Credential.Assertion assertion ->
                  assertion.id().getBytes(StandardCharsets.UTF_8);
              case Credential.Certificate certificate ->
                  certificate.sha256().getBytes(StandardCharsets.UTF_8);
            });
      }
      return new String(mac.doFinal(), 0, OCTETS, StandardCharsets.ISO_8859_1);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  private static void add(Mac mac, byte[] octets) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      mac.update((byte) (octets.length >> shift));
    }
    mac.update(octets);
  }

  /** How long this very attempt must wait; zero if it need not. */
  synchronized Duration wait(Attempted attempted, Instant now) {
    return remembered(attempted)
        .map(kept -> Bucket.of(Optional.of(kept), limits, now).untilOne())
        .orElse(Duration.ZERO);
  }

  /**
   * Counts a failure.
   *
   * @return whether it was a repeat
   */
  synchronized boolean failed(Attempted attempted, Instant now) {
    String mac = mac(attempted);
    Optional<byte[]> kept = Optional.ofNullable(counts.get(mac));
    Bucket bucket = Bucket.of(kept, limits, now);
    bucket.take();
    counts.put(mac, bucket.octets());
    return kept.isPresent();
  }

  /** It was right after all: the account has changed since. */
  synchronized void succeeded(Attempted attempted) {
    if (!counts.isEmpty()) {
      counts.remove(mac(attempted));
    }
  }

  private Optional<byte[]> remembered(Attempted attempted) {
    return counts.isEmpty() ? Optional.empty() : Optional.ofNullable(counts.get(mac(attempted)));
  }
}
