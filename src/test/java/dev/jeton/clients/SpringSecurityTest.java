package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.RequestEntity;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.support.BasicAuthenticationInterceptor;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestTemplate;

/** Spring Security's resource servers: by introspection, and by JWTs alone. */
@ExtendWith(House.Door.class)
final class SpringSecurityTest {
  private static final String AUDIENCE = "https://warehouse.example";

  @Test
  void itsIntrospectorTellsTheSessionsOfEveryDialect(House house) throws Exception {
    OpaqueTokenIntrospector introspector = introspector(house, house.warehouse());
    for (Map.Entry<String, String> login : Logins.of(house).entrySet()) {
      OAuth2AuthenticatedPrincipal principal = introspector.introspect(login.getValue());
      assertEquals(login.getKey(), principal.getAttribute("dialect"));
    }
    OAuth2AuthenticatedPrincipal vz = introspector.introspect(Logins.vz(house));
    assertEquals("Žofie & Søn", vz.getName());
  }

  @Test
  void itsIntrospectorRefusesWhatIsNotLiveAndWhoeverIsNoClient(House house) throws Exception {
    String token = Logins.wipsos(house);
    OpaqueTokenIntrospector introspector = introspector(house, house.warehouse());
    introspector.introspect(token);
    Curl.get(
        house,
        house.https() + "/Token",
        "request = DELETE",
        "header = \"Authorization: Bearer " + token + "\"");
    assertThrows(BadOpaqueTokenException.class, () -> introspector.introspect(token));
    assertThrows(BadOpaqueTokenException.class, () -> introspector.introspect("never issued"));
    OpaqueTokenIntrospector wrong = introspector(house, "wrong");
    assertThrows(OAuth2IntrospectionException.class, () -> wrong.introspect(token));
  }

  @Test
  void itsDecoderTakesTheJwtThatASessionOfEveryDialectIsExchangedFor(House house) throws Exception {
    NimbusJwtDecoder decoder = decoder(house, AUDIENCE, "shop");
    for (String token : Logins.of(house).values()) {
      Jwt jwt = decoder.decode(exchanged(house, token));
      assertEquals("shop", jwt.getClaimAsString("client_id"));
      assertEquals(List.of(AUDIENCE), jwt.getAudience());
      assertEquals("read write", jwt.getClaimAsString("scope"));
    }
    String other = exchanged(house, Logins.vz(house));
    NimbusJwtDecoder elsewhere = decoder(house, "https://elsewhere.example", "shop");
    assertThrows(JwtException.class, () -> elsewhere.decode(other));
    String forged = other.substring(0, other.lastIndexOf('.') + 1) + "A".repeat(86);
    assertThrows(JwtException.class, () -> decoder.decode(forged));
  }

  @Test
  void itsDecoderTakesTheJwtThatStandsForASessionOfEveryDialect(House house) throws Exception {
    for (Map.Entry<String, String> login : Logins.of(house).entrySet()) {
      NimbusJwtDecoder decoder = decoder(house, "warehouse", "urn:jeton:dialect:" + login.getKey());
      Jwt jwt = decoder.decode(phantom(house, login.getValue()));
      assertEquals(login.getKey(), jwt.getClaimAsString("dialect"));
    }
  }

  private static OpaqueTokenIntrospector introspector(House house, String secret)
      throws IOException, GeneralSecurityException {
    RestTemplate rest = rest(house);
    rest.getInterceptors().add(new BasicAuthenticationInterceptor("warehouse", secret));
    return new SpringOpaqueTokenIntrospector(house.https() + "/oauth2/introspect", rest);
  }

  private static NimbusJwtDecoder decoder(House house, String audience, String client)
      throws IOException, GeneralSecurityException {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(house.https() + "/oauth2/jwks")
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .validateType(false)
            .restOperations(rest(house))
            .build();
    decoder.setJwtValidator(
        JwtValidators.createAtJwtValidator()
            .issuer(house.https())
            .audience(audience)
            .clientId(client)
            .build());
    return decoder;
  }

  /** The JWT that an API gateway asks for in a token's place. */
  private static String phantom(House house, String token)
      throws IOException, GeneralSecurityException {
    RestTemplate rest = rest(house);
    rest.getInterceptors().add(new BasicAuthenticationInterceptor("warehouse", house.warehouse()));
    var headers = new HttpHeaders();
    headers.set("Accept", "application/jwt");
    var form = new LinkedMultiValueMap<String, String>();
    form.add("token", token);
    URI uri = URI.create(house.https() + "/oauth2/introspect");
    return Objects.requireNonNull(
        rest.exchange(new RequestEntity<>(form, headers, HttpMethod.POST, uri), String.class)
            .getBody());
  }

  /** The JWT that a token is exchanged for. */
  private static String exchanged(House house, String token)
      throws IOException, GeneralSecurityException {
    RestTemplate rest = rest(house);
    rest.getInterceptors().add(new BasicAuthenticationInterceptor("shop", house.shop()));
    var form = new LinkedMultiValueMap<String, String>();
    form.add("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.add("subject_token", token);
    form.add("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
    form.add("requested_token_type", "urn:ietf:params:oauth:token-type:jwt");
    form.add("audience", AUDIENCE);
    Map<?, ?> answer = rest.postForObject(house.https() + "/oauth2/token", form, Map.class);
    return String.valueOf(answer == null ? "" : answer.get("access_token"));
  }

  private static RestTemplate rest(House house) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(house.authority())) {
      trusted.setCertificateEntry(
          "jeton", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return new RestTemplate(
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().sslContext(tls).build()));
  }
}
