package dev.jeton.http;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates on P-256 keys with the extensions that RFC 5280 asks for and strict clients
 * insist on.
 */
final class Issuer {
  private static final Duration AUTHORITY_LIVES = Duration.ofDays(3650);

  /** What browsers accept at most. */
  private static final Duration SERVER_LIVES = Duration.ofDays(397);

  /** Clients' clocks go slow, too. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private final SecureRandom random;
  private final Instant now;

  Issuer(SecureRandom random, Instant now) {
    this.random = random;
    this.now = now;
  }

  /** A self-signed authority; its name tells it from those of other folders. */
  Issued authority() throws GeneralSecurityException, IOException {
    byte[] mark = new byte[4];
    random.nextBytes(mark);
    var name = new X500Name("O=Jeton,CN=Jeton CA " + HexFormat.of().formatHex(mark));
    KeyPair keys = keys();
    X509v3CertificateBuilder builder =
        builder(name, name, now.plus(AUTHORITY_LIVES), keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return issued(builder, keys, keys.getPrivate());
  }

  /**
   * A server's certificate for these host names and addresses.
   *
   * @param hosts addresses as {@link java.net.InetAddress#getHostAddress} writes them
   */
  Issued server(Issued authority, Collection<String> hosts)
      throws GeneralSecurityException, IOException {
    X500Name by = new JcaX509CertificateHolder(authority.certificate()).getSubject();
    KeyPair keys = keys();
    X509v3CertificateBuilder builder =
        builder(by, new X500Name("O=Jeton,CN=localhost"), now.plus(SERVER_LIVES), keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(hosts.stream().map(Issuer::name).toArray(GeneralName[]::new)));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils()
            .createAuthorityKeyIdentifier(authority.certificate().getPublicKey()));
    return issued(builder, keys, authority.key());
  }

  private static GeneralName name(String host) {
    boolean address = KeptIdentity.isAddress(host);
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, Instant end, PublicKey key)
      throws GeneralSecurityException, IOException {
    // Positive and of 16 octets at most, as RFC 5280, section 4.1.2.2, asks for.
    var serial = new BigInteger(126, random).setBit(126);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer, serial, Date.from(now.minus(BACKDATED)), Date.from(end), subject, key);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    return builder;
  }

  private Issued issued(X509v3CertificateBuilder builder, KeyPair keys, PrivateKey by)
      throws GeneralSecurityException {
    try {
      ContentSigner signer =
          new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(by);
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new Issued(certificate, keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
