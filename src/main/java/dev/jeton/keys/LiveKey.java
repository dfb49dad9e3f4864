package dev.jeton.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.mac.HmacKey;
import com.google.crypto.tink.signature.Ed25519PrivateKey;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.PrfMac;
import java.security.GeneralSecurityException;

/** A key that is not destroyed, with what computes under it. */
sealed interface LiveKey {
  int id();

  /** As Tink has it. */
  sealed interface OfTink extends LiveKey {
    Key key();
  }

  record OfMac(int id, HmacKey key, Mac mac) implements OfTink {}

  record OfSealing(int id, AesGcmKey key, Aead aead) implements OfTink {}

  /** Signing the trail is rare, so what signs is made when it is needed. */
  record OfTrail(int id, Ed25519PrivateKey key) implements OfTink {}

  /** A published key, as octets: reading it can wait until it is needed. */
  record OfTokens(int id, SigningPair pair) implements LiveKey {}

  /**
   * A key of whichever type that Tink has.
   *
   * @throws GeneralSecurityException if it is of a type that no kind has
   */
  static LiveKey of(int id, Key key) throws GeneralSecurityException {
    return switch (key) {
      case HmacKey hmac -> new OfMac(id, hmac, PrfMac.create(hmac));
      case AesGcmKey gcm -> new OfSealing(id, gcm, AesGcmJce.create(gcm));
      case Ed25519PrivateKey ed -> new OfTrail(id, ed);
      default -> throw new GeneralSecurityException("no kind has keys of this type");
    };
  }
}
