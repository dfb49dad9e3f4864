package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import dev.jeton.ServerProcess;
import dev.jeton.cli.Run;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and a service that are built on Nimbus' SDK, which knows nothing of us. */
@SuppressWarnings("NullAway") // the library says nothing of null
final class NimbusClientTest {
  private static final String CHOSEN = "chosen: 100% + ž";

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static AuthorizationServerMetadata metadata;
  private static ECKey key;
  private static ClientAuthentication app;
  private static ClientAuthentication service;

  @BeforeAll
  static void begin() throws Exception {
    Path config = folder.resolve("jeton.yaml");
    Files.writeString(config, "oauth: {password-grant: true}\n");
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    Path keys = folder.resolve("keys.json");
    Files.writeString(keys, new JWKSet(key.toPublicJWK()).toString());
    done(
        server.jeton(
            "an-own-phrase\n",
            "account",
            "add",
            "anna",
            "--dialect",
            "oauth",
            "--dialect",
            "vz",
            "--password-stdin"));
    String issued =
        done(server.jeton(
                "",
                "client",
                "add",
                "app",
                "--grant",
                "client-credentials",
                "--grant",
                "token-exchange",
                "--grant",
                "refresh-token",
                "--grant",
                "password",
                "--scope",
                "read",
                "--scope",
                "write",
                "--audience",
                "https://api.example.org",
                "--json"))
            .json()
            .text("clientSecret")
            .orElseThrow();
    done(server.jeton(CHOSEN + "\n", "client", "add", "a service", "--secret-stdin"));
    done(
        server.jeton(
            "",
            "client",
            "add",
            "signer",
            "--jwks",
            keys.toString(),
            "--grant",
            "client-credentials"));
    app = new ClientSecretBasic(new ClientID("app"), new Secret(issued));
    service = new ClientSecretBasic(new ClientID("a service"), new Secret(CHOSEN));
    URI known = URI.create(server.https() + "/.well-known/oauth-authorization-server");
    metadata =
        AuthorizationServerMetadata.parse(
            send(new HTTPRequest(HTTPRequest.Method.GET, known)).getBodyAsJSONObject());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void metadataAreThoseOfTheIssuer() {
    assertEquals(server.https(), metadata.getIssuer().getValue());
    assertEquals(server.https() + "/oauth2/token", metadata.getTokenEndpointURI().toString());
    assertTrue(metadata.getDPoPJWSAlgs().contains(JWSAlgorithm.ES256));
  }

  @Test
  void aClientGetsATokenThatAServiceChecksAndThatItEnds() throws Exception {
    Tokens tokens = tokens(app, new ClientCredentialsGrant(), null);
    assertNull(tokens.getRefreshToken());
    assertEquals(Scope.parse("read write"), tokens.getAccessToken().getScope());
    assertEquals(3600, tokens.getAccessToken().getLifetime());
    TokenIntrospectionSuccessResponse told = introspected(app, tokens.getAccessToken());
    assertTrue(told.isActive());
    assertEquals("app", told.getSubject().getValue());
    assertEquals("app", told.getClientID().getValue());
    assertEquals(metadata.getIssuer(), told.getIssuer());
    assertFalse(introspected(service, tokens.getAccessToken()).isActive(), "it is not for it");
    revoke(app, tokens.getAccessToken());
    assertFalse(introspected(app, tokens.getAccessToken()).isActive());
  }

  @Test
  void aClientMayProveItselfInEveryWay() throws Exception {
    var post = new ClientSecretPost(((ClientSecretBasic) app).getClientID(), secret());
    assertTrue(introspected(post, new BearerAccessToken("nothing")) != null);
    for (URI audience : List.of(URI.create(server.https()), metadata.getTokenEndpointURI())) {
      var assertion =
          new PrivateKeyJWT(
              new ClientID("signer"),
              audience,
              JWSAlgorithm.ES256,
              key.toPrivateKey(),
              "one",
              null);
      tokens(assertion, new ClientCredentialsGrant(), null);
      TokenResponse again = response(assertion, new ClientCredentialsGrant(), null);
      assertEquals("invalid_client", again.toErrorResponse().getErrorObject().getCode());
    }
  }

  @Test
  void aUsersSessionOfAnotherDialectIsExchangedRenewedAndOverAtReuse() throws Exception {
    Token old = new BearerAccessToken(login());
    var exchange = new TokenExchangeGrant(old, TokenTypeURI.ACCESS_TOKEN);
    Tokens first = tokens(app, exchange, Scope.parse("read"));
    TokenIntrospectionSuccessResponse told = introspected(app, first.getAccessToken());
    assertEquals("anna", told.getSubject().getValue());
    assertEquals(Scope.parse("read"), told.getScope());
    Tokens second = refreshed(first.getRefreshToken());
    assertNotEquals(first.getRefreshToken(), second.getRefreshToken());
    assertEquals(
        second.getRefreshToken(), refreshed(first.getRefreshToken()).getRefreshToken(), "a race");
    refreshed(second.getRefreshToken());
    TokenResponse stolen = response(app, new RefreshTokenGrant(first.getRefreshToken()), null);
    assertEquals("invalid_grant", stolen.toErrorResponse().getErrorObject().getCode());
    assertFalse(introspected(app, second.getAccessToken()).isActive());
    assertTrue(introspected(service, old).isActive(), "the login itself goes on");
  }

  @Test
  void aPasswordIsExchangedForTokens() throws Exception {
    var right = new ResourceOwnerPasswordCredentialsGrant("anna", new Secret("an-own-phrase"));
    Tokens tokens = tokens(app, right, null);
    assertEquals("anna", introspected(app, tokens.getAccessToken()).getUsername());
    var wrong = new ResourceOwnerPasswordCredentialsGrant("anna", new Secret("no"));
    assertEquals(
        "invalid_grant", response(app, wrong, null).toErrorResponse().getErrorObject().getCode());
  }

  @Test
  void anExchangeMayGiveAJwtThatThePublishedKeysVerify() throws Exception {
    var exchange =
        new TokenExchangeGrant(
            new BearerAccessToken(login()),
            TokenTypeURI.ACCESS_TOKEN,
            null,
            null,
            TokenTypeURI.JWT,
            List.of(new Audience("https://api.example.org")));
    AccessToken token = tokens(app, exchange, null).getAccessToken();
    assertEquals(TokenTypeURI.JWT, token.getIssuedTokenType());
    assertEquals(300, token.getLifetime());
    JWTClaimsSet claims = verified(token.getValue(), "at+jwt");
    assertEquals("anna", claims.getSubject());
    assertEquals(List.of("https://api.example.org"), claims.getAudience());
    assertEquals("app", claims.getStringClaim("client_id"));
    TokenIntrospectionSuccessResponse told = introspected(app, token);
    assertTrue(told.isActive());
    assertEquals(claims.getJWTID(), told.getJWTID().getValue());
    assertEquals(claims.getExpirationTime(), told.getExpirationTime());
    revoke(app, token);
    assertFalse(introspected(app, token).isActive(), "its session is over");
  }

  @Test
  void aServiceMayBeToldBySignatureOrGivenAJwtInPlaceOfTheToken() throws Exception {
    Token old = new BearerAccessToken(login());
    HTTPResponse signed = introspection(service, old, "application/token-introspection+jwt");
    assertEquals(200, signed.getStatusCode());
    JWTClaimsSet claims = verified(signed.getBody(), "token-introspection+jwt");
    assertEquals(List.of("a service"), claims.getAudience());
    Map<String, Object> told = claims.getJSONObjectClaim("token_introspection");
    assertEquals(true, told.get("active"));
    assertEquals("anna", told.get("sub"));
    HTTPResponse phantom = introspection(service, old, "application/jwt");
    assertEquals("application/jwt", phantom.getEntityContentType().getType());
    assertEquals("anna", verified(phantom.getBody(), "at+jwt").getSubject());
    revoke(service, old);
    assertEquals(204, introspection(service, old, "application/jwt").getStatusCode());
  }

  @Test
  void aTokenIsBoundToTheKeyOfAProofThatIsUsedOnce() throws Exception {
    ECKey own = new ECKeyGenerator(Curve.P_256).generate();
    var proofs = new DefaultDPoPProofFactory(own, JWSAlgorithm.ES256);
    SignedJWT proof = proofs.createDPoPJWT("POST", metadata.getTokenEndpointURI());
    HTTPRequest request = request(app, new ClientCredentialsGrant(), null);
    request.setDPoP(proof);
    TokenResponse given = TokenResponse.parse(send(request));
    assertTrue(given.indicatesSuccess(), () -> String.valueOf(given.toErrorResponse()));
    AccessToken token = given.toSuccessResponse().getTokens().getDPoPAccessToken();
    TokenIntrospectionSuccessResponse told = introspected(app, token);
    assertEquals("DPoP", told.getTokenType().getValue());
    assertEquals(own.computeThumbprint(), told.getJWKThumbprintConfirmation().getValue());
    TokenResponse again = TokenResponse.parse(send(request));
    assertEquals("invalid_dpop_proof", again.toErrorResponse().getErrorObject().getCode());
    HTTPRequest elsewhere = request(app, new ClientCredentialsGrant(), null);
    elsewhere.setDPoP(proofs.createDPoPJWT("POST", URI.create("https://elsewhere.example.org/")));
    assertEquals(
        "invalid_dpop_proof",
        TokenResponse.parse(send(elsewhere)).toErrorResponse().getErrorObject().getCode());
  }

  private static Secret secret() {
    return ((ClientSecretBasic) app).getClientSecret();
  }

  /** Of the dialect vz. */
  private static String login() throws Exception {
    String answer = server.get("/Api/Vo/V1/?action=token&username=anna&password=an-own-phrase");
    return answer.replaceAll(".*\"token\":\"|\".*", "");
  }

  private static Tokens refreshed(RefreshToken token) throws Exception {
    return tokens(app, new RefreshTokenGrant(token), null);
  }

  private static Tokens tokens(
      ClientAuthentication client, AuthorizationGrant grant, @Nullable Scope scope)
      throws Exception {
    TokenResponse response = response(client, grant, scope);
    assertTrue(
        response.indicatesSuccess(),
        () -> String.valueOf(response.toErrorResponse().getErrorObject().toJSONObject()));
    return response.toSuccessResponse().getTokens();
  }

  private static TokenResponse response(
      ClientAuthentication client, AuthorizationGrant grant, @Nullable Scope scope)
      throws Exception {
    return TokenResponse.parse(send(request(client, grant, scope)));
  }

  private static HTTPRequest request(
      ClientAuthentication client, AuthorizationGrant grant, @Nullable Scope scope) {
    return new TokenRequest(metadata.getTokenEndpointURI(), client, grant, scope).toHTTPRequest();
  }

  private static TokenIntrospectionSuccessResponse introspected(
      ClientAuthentication client, Token token) throws Exception {
    TokenIntrospectionResponse response =
        TokenIntrospectionResponse.parse(introspection(client, token, "application/json"));
    assertTrue(response.indicatesSuccess());
    return response.toSuccessResponse();
  }

  private static HTTPResponse introspection(ClientAuthentication client, Token token, String accept)
      throws Exception {
    HTTPRequest request =
        new TokenIntrospectionRequest(metadata.getIntrospectionEndpointURI(), client, token)
            .toHTTPRequest();
    request.setAccept(accept);
    return send(request);
  }

  private static void revoke(ClientAuthentication client, Token token) throws Exception {
    HTTPResponse response =
        send(
            new TokenRevocationRequest(metadata.getRevocationEndpointURI(), client, token)
                .toHTTPRequest());
    assertEquals(200, response.getStatusCode());
    assertEquals("{}", response.getBody().strip());
  }

  private static JWTClaimsSet verified(String text, String type) throws Exception {
    SignedJWT jwt = SignedJWT.parse(text);
    assertEquals(type, jwt.getHeader().getType().getType());
    JWKSet published =
        JWKSet.parse(
            send(new HTTPRequest(HTTPRequest.Method.GET, metadata.getJWKSetURI())).getBody());
    var signer = (ECKey) published.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertTrue(jwt.verify(new ECDSAVerifier(signer)));
    assertEquals(server.https(), jwt.getJWTClaimsSet().getIssuer());
    return jwt.getJWTClaimsSet();
  }

  private static HTTPResponse send(HTTPRequest request) throws Exception {
    request.setSSLSocketFactory(server.trusting().getSocketFactory());
    return request.send();
  }

  private static Run done(Run run) {
    assertEquals(0, run.exitCode(), run::toString);
    return run;
  }
}
