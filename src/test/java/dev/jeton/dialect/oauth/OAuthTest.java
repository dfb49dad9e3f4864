package dev.jeton.dialect.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.DialectContract;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OAuthTest extends DialectContract {
  @Override
  protected Dialect dialect(String variant, InstantSource clock) {
    return switch (variant) {
      case "" -> Sample.oauth(OAuthConfig.DEFAULT, "https://localhost:8443", clock);
      case "issuer" -> Sample.oauth(OAuthConfig.DEFAULT, "https://login.example.org/jeton", clock);
      case "plain-http" -> Sample.oauth(Sample.PLAIN_HTTP, "http://localhost:8052", clock);
      default -> throw new IllegalArgumentException(variant);
    };
  }

  @Override
  protected List<Dialect> beside(InstantSource clock) {
    return List.of(new Vz(VzConfig.DEFAULT, clock));
  }

  @ParameterizedTest
  @CsvSource({
    "/oauth2/token, true",
    "/oauth2/introspect, true",
    "/oauth2/revoke, true",
    "/oauth2/jwks, true",
    "/.well-known/oauth-authorization-server, true",
    "/.well-known/oauth-authorization-server/jeton, true",
    "/.well-known/oauth-authorization-serverx, false",
    "/.well-known/openid-configuration, false",
    "/oauth2/token/, false",
    "/oauth2/Token, false",
    "/oauth2/authorize, false",
    "/oauth2, false"
  })
  void servesItsEndpointsAlone(String path, boolean serves) {
    assertEquals(serves, dialect("", InstantSource.system()).serves(path));
  }
}
