package dev.jeton.app;

import dev.jeton.journal.Signer;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import java.util.HashMap;
import java.util.Map;

/** Signs the audit trail with the ring's key for it. */
final class AuditSigner implements Signer {
  private final KeyRing keys;

  AuditSigner(KeyRing keys) {
    this.keys = keys;
  }

  @Override
  public Signature sign(byte[] message) {
    var signature = keys.sign(KeyKind.AUDIT, message);
    return new Signature(id(signature.key()), signature.octets());
  }

  @Override
  public Map<String, byte[]> publicKeys() {
    var encoded = new HashMap<String, byte[]>();
    for (KeyFacts key : keys.facts()) {
      if (key.kind() == KeyKind.AUDIT) {
        key.verifying().ifPresent(half -> encoded.put(id(key.id()), half.encoded()));
      }
    }
    return encoded;
  }

  private static String id(int key) {
    return "audit-" + key;
  }
}
