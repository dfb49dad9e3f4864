package dev.jeton.dialect.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.jeton.dialect.Exchange;
import dev.jeton.secret.Secret;
import dev.jeton.session.Binding;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Outcome;
import dev.jeton.session.Possession;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request for a token before the core is asked. */
final class TokenEndpointTest {
  private static final String URL = "https://localhost:8443/oauth2/token";
  private static final String SHA256 = "n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg";
  private static final Outcome REFUSED =
      new Outcome.Refused(Refusal.MALFORMED, Duration.ZERO, Optional.empty());

  /** Raw octets of a Basic field, and what they are; clients that encode nothing are many. */
  @ParameterizedTest
  @CsvSource({
    "app:s3cret, app, s3cret",
    "app:a:b, app, a:b",
    "api+gateway:x, api gateway, x",
    "api gateway:x, api gateway, x",
    "a%3Ab:%25%2B, a:b, %+",
    "%C5%BE:%C5%BE, ž, ž"
  })
  void nameAndSecretAreDecodedAsFormsAre(String pair, String name, String secret) {
    Command.Issue issue = issue(oauth(), basic(pair), "grant_type=client_credentials");
    assertEquals(name, issue.client().name());
    assertEquals(new Credential.ClientSecret(Secret.of(secret)), issue.client().credential());
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", ":secret", "app:", "app:%", "app:%FF", "app:\u00FF", ""})
  void aPairThatCanNotBeReadProvesNobody(String pair) {
    assertRefused(401, "invalid_client", read(oauth(), basic(pair), "grant_type=password", none()));
  }

  @Test
  void aCertificateProvesTheClientThatIsNamedAndBindsItsToken() {
    Exchange read =
        read(oauth(), Headers.none(), "client_id=till&grant_type=client_credentials", shown());
    Command.Issue issue = assertInstanceOf(Command.Issue.class, read.command());
    assertEquals("till", issue.client().name());
    assertEquals(new Credential.Certificate("CN=till", SHA256), issue.client().credential());
    assertEquals(
        Optional.of(new Possession(new Binding(Binding.Method.X5T_S256, SHA256), Optional.empty())),
        issue.wanted().possession());
  }

  @Test
  void aCertificateIsPassedOverBesideAnotherProof() {
    Exchange read = read(oauth(), basic("app:secret"), "grant_type=client_credentials", shown());
    Command.Issue issue = assertInstanceOf(Command.Issue.class, read.command());
    assertInstanceOf(Credential.ClientSecret.class, issue.client().credential());
    assertEquals(Optional.empty(), issue.wanted().possession());
  }

  @Test
  void aNameAloneProvesNobody() {
    String form = "client_id=till&grant_type=client_credentials";
    assertRefused(401, "invalid_client", read(oauth(), Headers.none(), form, none()));
  }

  @Test
  void anAssertionOfAnotherTypeProvesNobody() {
    String form = "client_assertion=a.b.c&client_assertion_type=saml&grant_type=client_credentials";
    assertRefused(401, "invalid_client", read(oauth(), Headers.none(), form, none()));
  }

  @Test
  void aProofBindsTheTokenToItsKey() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    String proof =
        new DefaultDPoPProofFactory(key, JWSAlgorithm.ES256)
            .createDPoPJWT("POST", URI.create(URL))
            .serialize();
    Command.Issue issue =
        issue(oauth(), basic("app:secret").with("DPoP", proof), "grant_type=client_credentials");
    Possession possession = issue.wanted().possession().orElseThrow();
    assertEquals(
        new Binding(Binding.Method.JKT, key.computeThumbprint().toString()), possession.binding());
    assertTrue(possession.once().isPresent());
    Headers twice = basic("app:secret").with("DPoP", proof).with("DPoP", proof);
    assertRefused(
        400, "invalid_dpop_proof", read(oauth(), twice, "grant_type=client_credentials", none()));
  }

  @Test
  void whereNoncesAreWantedTheRefusalBringsOne() throws Exception {
    OAuth strict = Sample.oauth(Sample.NONCES, "https://localhost:8443", InstantSource.system());
    var proofs =
        new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
    Headers without =
        basic("app:secret").with("DPoP", proofs.createDPoPJWT("POST", URI.create(URL)).serialize());
    Exchange refused = read(strict, without, "grant_type=client_credentials", none());
    assertRefused(400, "use_dpop_nonce", refused);
    String nonce = refused.answer().apply(REFUSED).headers().first("DPoP-Nonce").orElseThrow();
    Headers with =
        basic("app:secret")
            .with(
                "DPoP",
                proofs.createDPoPJWT("POST", URI.create(URL), new Nonce(nonce)).serialize());
    assertTrue(
        issue(strict, with, "grant_type=client_credentials").wanted().possession().isPresent());
  }

  private static OAuth oauth() {
    return Sample.oauth(OAuthConfig.DEFAULT, "https://localhost:8443", InstantSource.system());
  }

  private static Command.Issue issue(OAuth oauth, Headers headers, String form) {
    return assertInstanceOf(Command.Issue.class, read(oauth, headers, form, none()).command());
  }

  private static Exchange read(
      OAuth oauth, Headers headers, String form, Optional<Request.Certificate> shown) {
    return oauth.read(
        new Request(
            "POST",
            "/oauth2/token",
            headers.with("Content-Type", "application/x-www-form-urlencoded"),
            form.getBytes(ISO_8859_1),
            new Request.Origin(true, "https://localhost:8443", "192.0.2.1", shown)));
  }

  private static void assertRefused(int status, String error, Exchange read) {
    assertInstanceOf(Command.Malformed.class, read.command());
    Reply reply = read.answer().apply(REFUSED);
    assertEquals(status, reply.status());
    assertTrue(new String(reply.body(), UTF_8).startsWith("{\"error\":\"" + error + "\","));
  }

  private static Headers basic(String pair) {
    return Headers.of(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1)));
  }

  private static Optional<Request.Certificate> none() {
    return Optional.empty();
  }

  private static Optional<Request.Certificate> shown() {
    return Optional.of(new Request.Certificate("CN=till", SHA256));
  }
}
