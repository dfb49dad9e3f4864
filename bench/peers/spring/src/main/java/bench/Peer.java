package bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * A Spring Authorization Server with what favours it: opaque tokens, which it need not sign, kept in
 * a map and nowhere durable, and a client's secret that it compares without hashing it. All else is
 * as Spring Boot sets it up.
 */
@SpringBootApplication
public class Peer {
  public static void main(String[] arguments) {
    SpringApplication.run(Peer.class, arguments);
    System.out.println("ready");
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId("client")
            .clientId("client")
            .clientSecret("{noop}" + System.getenv("BENCH_SECRET"))
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .tokenSettings(
                TokenSettings.builder()
                    .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                    .accessTokenTimeToLive(Duration.ofHours(1))
                    .build())
            .build());
  }

  @Bean
  OAuth2AuthorizationService authorizations() {
    return new Authorizations();
  }

  /** Finds an authorization by its access token at once; the library's own goes through all. */
  private static final class Authorizations implements OAuth2AuthorizationService {
    private final Map<String, OAuth2Authorization> byToken = new ConcurrentHashMap<>();
    private final Map<String, OAuth2Authorization> byId = new ConcurrentHashMap<>();

    @Override
    public void save(OAuth2Authorization authorization) {
      byId.put(authorization.getId(), authorization);
      byToken.put(token(authorization), authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
      byId.remove(authorization.getId());
      byToken.remove(token(authorization));
    }

    @Override
    public OAuth2Authorization findById(String id) {
      return byId.get(id);
    }

    @Override
    public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
      return byToken.get(token);
    }

    private static String token(OAuth2Authorization authorization) {
      return authorization.getAccessToken().getToken().getTokenValue();
    }
  }
}
