package dev.jeton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.app.Document;
import dev.jeton.cli.Run;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a server in the midst of logins and ends, and asks the next one about every token: what was
 * acknowledged holds, and a digest that logged in never does so again. {@code -Dcrash.rounds=200}
 * for more of it, {@code -Dcrash.seed=N} for the same moments again.
 */
final class CrashTest {
  private static final int ROUNDS = Integer.getInteger("crash.rounds", 20);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final int CLIENTS = 8;

  /** Nobody waits, however often a test fails. */
  static final String UNTHROTTLED =
      """
      throttle:
        login: [1000000/1m]
        account: [1000000/1m]
        network: [1000000/1m]
        tokens: [1000000/1m]
      """;

  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);
  private static final int LEAST_MILLIS = 1;
  private static final int MOST_MILLIS = 400;

  /** What the clients were told, each by the answer to one request. */
  private static final class Told {
    private final Queue<String> live = new ConcurrentLinkedQueue<>();
    private final Queue<String> ended = new ConcurrentLinkedQueue<>();
    private final Queue<String> usedLogins = new ConcurrentLinkedQueue<>();
    private final CountDownLatch warm = new CountDownLatch(CLIENTS);

    void add(Told other) {
      live.addAll(other.live);
      ended.addAll(other.ended);
      usedLogins.addAll(other.usedLogins);
    }
  }

  private final Random random = new Random(SEED);
  private String identifiant = "";
  private String motDePasse = "";

  @Test
  void whatWasAcknowledgedHoldsHoweverOftenTheServerIsKilled(@TempDir Path data) throws Exception {
    System.out.println("crash.seed=" + SEED);
    var all = new Told();
    var last = new Told();
    List<String> live = List.of();
    Path config = Files.writeString(data.resolve("jeton.yaml"), UNTHROTTLED);
    for (int round = 0; round <= ROUNDS; round++) {
      try (var server = ServerProcess.start(data.resolve("data"), "--config", config.toString());
          var client = HttpClient.newBuilder().sslContext(server.trusting()).build()) {
        if (round == 0) {
          register(server);
        }
        assertHolds(server, client, last, "round " + round);
        last = new Told();
        if (round < ROUNDS) {
          loadUntilKilled(server, client, last);
          all.add(last);
        } else {
          assertHolds(server, client, all, "all rounds");
          live = sessions(server);
        }
      }
      Path trail = data.resolve("data");
      Run verified = Run.of("", "audit", "verify", "--data", trail.toString());
      assertEquals(0, verified.exitCode(), verified.out());
    }
    assertTrailTells(data.resolve("data"), live, all.live.size());
    System.out.printf(
        "%d crashes: %d acknowledged logins live, %d acknowledged ends ended, %d digests burnt%n",
        ROUNDS, all.live.size(), all.ended.size(), all.usedLogins.size());
    assertTrue(all.live.size() > ROUNDS, "too few logins to prove anything");
    assertTrue(all.ended.size() > ROUNDS, "too few ends to prove anything");
    assertTrue(all.usedLogins.size() > ROUNDS, "too few digests to prove anything");
  }

  private static List<String> sessions(ServerProcess server) {
    Document listed = server.jeton("", "session", "list", "--json").json();
    return listed.objects("sessions").stream().map(s -> s.text("id").orElseThrow()).toList();
  }

  /** Each session that is live has exactly one event of its login, and no event is there twice. */
  private static void assertTrailTells(Path data, List<String> live, int acknowledged)
      throws IOException, InterruptedException {
    try (var server = ServerProcess.start(data)) {
      assertTrue(server.stop());
    }
    Run verified = Run.of("", "audit", "verify", "--json", "--data", data.toString());
    assertEquals(0, verified.exitCode(), verified.out());
    List<String> told =
        Run.of(
                "",
                "audit",
                "search",
                "--kind",
                "login-granted",
                "--json",
                "--data",
                data.toString())
            .out()
            .lines()
            .map(line -> line.replaceAll(".*\"session\":\"([0-9a-f]{24})\".*", "$1"))
            .toList();
    assertEquals(Set.copyOf(told).size(), told.size(), "an event is there twice");
    assertTrue(live.size() >= acknowledged, live.size() + " of " + acknowledged);
    assertTrue(Set.copyOf(told).containsAll(live), "a login has no event");
    System.out.printf("%d logins told once each; %s%n", told.size(), verified.out().strip());
  }

  private void register(ServerProcess server) {
    server.jeton("", "account", "add", "machine", "--kind", "machine", "--dialect", "wipsos");
    Document pair = server.jeton("", "key", "issue", "machine", "--json").json();
    identifiant = pair.text("identifiant").orElseThrow();
    motDePasse = pair.text("motDePasse").orElseThrow();
    server.jeton(
        "digest me\n",
        "account",
        "add",
        "dora",
        "--dialect",
        "nout",
        "--digest",
        "--password-stdin");
  }

  private void loadUntilKilled(ServerProcess server, HttpClient client, Told told)
      throws InterruptedException {
    long life = random.nextLong(LEAST_MILLIS, MOST_MILLIS);
    List<Long> seeds = random.longs(CLIENTS).boxed().toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long seed : seeds) {
        threads.execute(() -> act(server, client, told, new Random(seed)));
      }
      assertTrue(told.warm.await(1, TimeUnit.MINUTES), "no answers");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(life));
      server.kill();
    }
  }

  /**
   * Logs in and ends sessions until the server is gone. A token whose end got no answer is nobody's
   * claim.
   */
  private void act(ServerProcess server, HttpClient client, Told told, Random chance) {
    var mine = new ArrayList<String>();
    try {
      while (true) {
        int dice = chance.nextInt(10);
        if (dice < 3 && !mine.isEmpty()) {
          String token = mine.removeLast();
          if (send(client, request(server, "/Token", "Authorization", "Bearer " + token).DELETE())
                  .statusCode()
              == 204) {
            told.ended.add(token);
          }
        } else if (dice < 5) {
          String target = digestLogin(chance);
          if (send(client, request(server, target)).statusCode() == 200) {
            told.usedLogins.add(target);
          }
        } else {
          var answer =
              send(
                  client,
                  request(server, "/Token", "Identifiant", identifiant, "MotDePasse", motDePasse));
          if (answer.statusCode() == 200) {
            told.warm.countDown();
            mine.add(answer.body().replaceAll(".*\"TokenID\":\"([0-9a-f]{32})\".*", "$1"));
          }
        }
      }
    } catch (IOException e) {
      told.live.addAll(mine);
    }
  }

  private static void assertHolds(ServerProcess server, HttpClient client, Told told, String when)
      throws IOException {
    for (String token : told.live) {
      assertEquals("Valide", status(server, client, token), when + ": an acknowledged login");
    }
    for (String token : told.ended) {
      assertEquals("Invalide", status(server, client, token), when + ": an acknowledged end");
    }
    for (String target : told.usedLogins) {
      var answer = send(client, request(server, target));
      assertEquals(401, answer.statusCode(), when + ": a digest that was used");
      assertTrue(answer.body().contains("(12|1403)"), answer.body());
    }
  }

  private static String status(ServerProcess server, HttpClient client, String token)
      throws IOException {
    var request = request(server, "/StatutToken", "Authorization", "Bearer " + token);
    return send(client, request).body().replaceAll(".*\"Token_Statut\":\"(\\w+)\".*", "$1");
  }

  /** NOUT's own digest of a fresh nonce, over REST (nout.md). */
  private static String digestLogin(Random chance) {
    String nonce = Long.toHexString(chance.nextLong()) + "0123456789abcdef";
    String created = RFC_2822.format(Instant.now().atOffset(ZoneOffset.UTC));
    String secret = base64("MD5", "digest me");
    return "/GetTokenSession?Username=dora&nonce=%s&created=%s&Password=%s"
        .formatted(nonce, encoded(created), encoded(base64("SHA-1", nonce + created + secret)));
  }

  private static String base64(String algorithm, String text) {
    try {
      byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance(algorithm).digest(octets));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.US_ASCII);
  }

  private static HttpRequest.Builder request(
      ServerProcess server, String target, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(server.https() + target));
    request.timeout(Duration.ofSeconds(20));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
