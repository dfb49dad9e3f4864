package dev.jeton.account;

import dev.jeton.secret.Secret;
import dev.jeton.session.Network;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Clients' chosen secrets that were proved lately, so that their slow hash is not computed at each
 * request. Each is remembered for one version of its account, and is worth nothing after any change
 * of it; and for one network, until an attempt fails there or has to wait: so whoever guesses is
 * always counted, and never told faster than by the hash.
 *
 * <p>What is remembered is a MAC under a key that is made at the start and never written down.
 */
final class ProvedSecrets {
  private static final String MAC = "HmacSHA256";

  /** So many are remembered; the one that was longest quiet is forgotten first. */
  private static final int MOST = 10_000;

  private final SecretKeySpec key;
  private final Map<Place, byte[]> macs =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
          return size() > MOST;
        }
      };

  private record Place(String name, Network network) {}

  ProvedSecrets(SecureRandom random) {
    byte[] octets = new byte[32];
    random.nextBytes(octets);
    this.key = new SecretKeySpec(octets, MAC);
  }

  /**
   * Whether this secret of this very version was proved in this network. Never waits. If it is
   * another one, what is known is forgotten at once: of any number of guesses that come together,
   * one is looked at here.
   */
  boolean holds(Account account, Network network, Secret offered) {
    byte[] mac = mac(account, offered);
    var place = new Place(account.name(), network);
    synchronized (macs) {
      byte[] known = macs.get(place);
      boolean holds = known != null && MessageDigest.isEqual(known, mac);
      if (!holds) {
        macs.remove(place);
      }
      return holds;
    }
  }

  void remember(Account account, Network network, Secret proved) {
    byte[] mac = mac(account, proved);
    synchronized (macs) {
      macs.put(new Place(account.name(), network), mac);
    }
  }

  void forget(String name, Network network) {
    synchronized (macs) {
      macs.remove(new Place(name, network));
    }
  }

  private byte[] mac(Account account, Secret secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(account.id())
              .putLong(account.version())
              .array());
      return mac.doFinal(secret.revealOctets());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
