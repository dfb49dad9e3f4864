package dev.jeton.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A client with a key, who signs whatever it is told to, by the JDK alone. */
public record KeyHolder(String algorithm, KeyPair pair) {

  public static KeyHolder of(String algorithm) {
    return switch (algorithm) {
      case "EdDSA", "Ed25519" -> of(algorithm, "Ed25519", NamedParameterSpec.ED25519);
      case "ES256" -> of(algorithm, "EC", new ECGenParameterSpec("secp256r1"));
      case "ES384" -> of(algorithm, "EC", new ECGenParameterSpec("secp384r1"));
      case "ES512" -> of(algorithm, "EC", new ECGenParameterSpec("secp521r1"));
      default -> rsa(algorithm, 2048);
    };
  }

  static KeyHolder rsa(String algorithm, int bits) {
    return of(algorithm, "RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  private static KeyHolder of(String algorithm, String family, AlgorithmParameterSpec size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      generator.initialize(size);
      return new KeyHolder(algorithm, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The public half; {@code more} is put before its first member. */
  public String jwk(String more) {
    String whole = jwk().toPublicJWK().toJSONString();
    return "{" + more + whole.substring(1);
  }

  String thumbprint() {
    try {
      return jwk().computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  String jwks() {
    return "{\"keys\":[" + jwk("") + "]}";
  }

  JWK jwk() {
    return switch (pair.getPublic()) {
      case RSAPublicKey rsa -> new RSAKey.Builder(rsa).build();
      case ECPublicKey ec ->
          new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
      default -> {
        byte[] info = pair.getPublic().getEncoded();
        yield new OctetKeyPair.Builder(
                Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(info, 12, info.length)))
            .build();
      }
    };
  }

  /** The three parts, whatever header and claims are. */
  public String signed(String header, String claims) {
    String input = base64(header) + "." + base64(claims);
    return input + "." + encoded(sign(input.getBytes(StandardCharsets.US_ASCII)));
  }

  static String base64(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encoded(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private byte[] sign(byte[] input) {
    try {
      Signature signature = Signature.getInstance(jca());
      if (algorithm.startsWith("PS")) {
        String hash = "SHA-" + algorithm.substring(2);
        signature.setParameter(
            new PSSParameterSpec(
                hash,
                "MGF1",
                new MGF1ParameterSpec(hash),
                Integer.parseInt(algorithm.substring(2)) / Byte.SIZE,
                PSSParameterSpec.TRAILER_FIELD_BC));
      }
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private String jca() {
    String size = algorithm.substring(2);
    return switch (algorithm.substring(0, 2)) {
      case "ES" -> "SHA" + size + "withECDSAinP1363Format";
      case "RS" -> "SHA" + size + "withRSA";
      case "PS" -> "RSASSA-PSS";
      default -> "Ed25519";
    };
  }
}
