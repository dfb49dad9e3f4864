package dev.jeton.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Directive;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.SampleHouse;
import dev.jeton.dialect.Surfaces;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.http.DialectHandler;
import dev.jeton.http.HttpConfig;
import dev.jeton.http.Listener;
import dev.jeton.http.Listeners;
import dev.jeton.session.SessionsConfig;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a proxy's question, from the socket to a store that can fail. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // made before each test
final class ForwardAuthSocketTest {
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private SampleHouse house;
  private Listeners listeners;
  private HttpClient proxy;

  @BeforeEach
  void listen() throws Exception {
    List<Dialect> dialects = List.of(new Wipsos(WipsosConfig.DEFAULT));
    house = new SampleHouse(_ -> dialects, SessionsConfig.DEFAULT);
    var config =
        new ForwardConfig(
            Rules.of("allow path=/stock").all(), List.of(), List.of(), List.of(), List.of(), false);
    InstantSource clock = house::now;
    var forward = new ForwardAuth(config, dialects, JoseFixture.in(folder, clock));
    var handler = new DialectHandler(Surfaces.of(List.of(forward), dialects), house.service());
    listeners =
        Listeners.start(
            List.of(new Listener("forward", "127.0.0.1", 0, Optional.empty(), handler)),
            HttpConfig.DEFAULT,
            _ -> {},
            clock);
    proxy = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    proxy.close();
    listeners.close();
  }

  private String login() {
    Exchange login =
        house
            .dialect()
            .read(
                new Request(
                    "GET",
                    "/Token",
                    Headers.of(
                        "Identifiant",
                        "5f2c9a7e41d84b06b3c1e8f09d27a654",
                        "MotDePasse",
                        "c0ffee00d15ea5e0badc0de0facade01"),
                    new byte[0],
                    house.origin()));
    byte[] body = login.answer().apply(house.service().serve(login.command())).body();
    return new String(body, StandardCharsets.UTF_8).replaceAll(".*\"TokenID\":\"|\".*", "");
  }

  private HttpResponse<String> ask(String target, String token) throws Exception {
    return proxy.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listeners.port("forward") + target))
            .header("X-Original-URI", "/stock")
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  @Test
  void whileTheStoreIsDownNobodyIsLetInOrToldThatHeIsUnknown() throws Exception {
    String token = login();
    assertEquals(200, ask("/auth", token).statusCode());
    assertEquals(401, ask("/auth", UNKNOWN).statusCode());
    house.obey(new Directive.Store(true));
    for (String each : List.of(token, UNKNOWN)) {
      HttpResponse<String> plain = ask("/auth", each);
      assertEquals(503, plain.statusCode());
      assertTrue(plain.headers().firstValue("Retry-After").isPresent());
      assertEquals(Optional.of("no-store"), plain.headers().firstValue("Cache-Control"));
      assertEquals(Optional.empty(), plain.headers().firstValue("X-Auth-User"));
      assertEquals(Optional.empty(), plain.headers().firstValue("WWW-Authenticate"));
      HttpResponse<String> own = ask("/auth?as=wipsos", each);
      assertEquals(503, own.statusCode());
      assertTrue(own.body().contains("\"Code\":\"ServiceIndisponible\""), own.body());
    }
    house.obey(new Directive.Store(false));
    assertEquals(200, ask("/auth", token).statusCode());
    assertEquals(401, ask("/auth", UNKNOWN).statusCode());
  }
}
