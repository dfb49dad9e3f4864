package dev.jeton.app;

import dev.jeton.journal.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs the audit trail with a key in a file of its own, mode 0600. */
final class AuditSigner implements Signer {
  private static final String ID = "audit-1";

  private final KeyPair pair;

  private AuditSigner(KeyPair pair) {
    this.pair = pair;
  }

  /** The key in this file, which is made if need be: two lines of Base64, private and public. */
  static AuditSigner kept(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPair fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Base64.Encoder base64 = Base64.getEncoder();
        Files.write(
            file,
            List.of(
                base64.encodeToString(fresh.getPrivate().getEncoded()),
                base64.encodeToString(fresh.getPublic().getEncoded())));
      }
      List<String> lines = Files.readAllLines(file);
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      Base64.Decoder base64 = Base64.getDecoder();
      PrivateKey secret =
          factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0))));
      return new AuditSigner(
          new KeyPair(
              factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))), secret));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " holds no key pair", e);
    }
  }

  @Override
  public Signature sign(byte[] message) {
    try {
      var signing = java.security.Signature.getInstance("Ed25519");
      signing.initSign(pair.getPrivate());
      signing.update(message);
      return new Signature(ID, signing.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK signs by Ed25519", e);
    }
  }

  @Override
  public Map<String, byte[]> publicKeys() {
    return Map.of(ID, pair.getPublic().getEncoded());
  }
}
