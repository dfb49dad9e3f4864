package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Behind the nginx of docs/tls.md, which ends TLS. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class NginxTest {
  private static final String PASSWORD = "behind the proxy";
  private static final String TOKEN =
      "/Api/Vo/V1/?action=token&username=zofie&password=behind+the+proxy";

  @TempDir private static Path folder;
  private static ServerProcess server;
  private static Process nginx;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            "proxies:\n  forwarded: accept\n  networks: [127.0.0.1]\n");
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    server.jeton(PASSWORD + "\n", "account", "add", "zofie", "--dialect", "vz", "--password-stdin");
    server.jeton(
        PASSWORD + "\n", "account", "add", "nalog", "--dialect", "balans", "--password-stdin");
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    nginx = nginx(snippet());
    while (nginx.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        break;
      } catch (IOException _) {
        Thread.onSpinWait(); // it is starting
      }
    }
    assertTrue(nginx.isAlive(), "nginx did not start");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    nginx.destroy();
    nginx.waitFor();
    server.close();
  }

  private static String snippet() throws IOException {
    String page = Files.readString(Path.of("docs/tls.md"));
    int from = page.indexOf("```nginx\n") + "```nginx\n".length();
    Path tls = server.authority().resolveSibling("server.pem");
    return page.substring(from, page.indexOf("```", from))
        .replace("listen 443 ssl", "listen 127.0.0.1:" + port + " ssl")
        .replace("login.example.org", "localhost")
        .replace("/etc/ssl/login.pem", tls.toString())
        .replace("/etc/ssl/login.key", tls.resolveSibling("server.key").toString())
        .replace(
            "127.0.0.1:8052",
            URI.create(server.http()).getAuthority().replace("localhost", "127.0.0.1"));
  }

  private static Process nginx(String snippet) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
            %2$s
            }
            """
                .formatted(folder, snippet));
    String program =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx")
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst()
            .orElse("nginx");
    return new ProcessBuilder(program, "-p", folder.toString(), "-c", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("nginx.log").toFile())
        .start();
  }

  private static String curl(String url, String... more) {
    return Program.run(
            "",
            Stream.concat(
                    Stream.of("curl", "--silent", "--cacert", server.authority().toString(), url),
                    Stream.of(more))
                .toList())
        .out();
  }

  private static String proxied(String target) {
    return "https://localhost:" + port + target;
  }

  @Test
  void vzAnswersBehindIt() {
    String answer = curl(proxied(TOKEN));
    assertTrue(answer.matches(".*\"success\":true}.*\"token\":\"[0-9a-f]{40}\".*"), answer);
  }

  @Test
  void vzStillGivesNoAnswerToPlainHttp() {
    assertEquals("", curl(server.http() + TOKEN));
  }

  @Test
  void aSchemeThatTheClientMakesUpDoesNotCount() {
    String answer =
        curl(
            proxied(TOKEN),
            "-H",
            "X-Forwarded-Proto: http",
            "-H",
            "X-Forwarded-For: 6.6.6.6",
            "-H",
            "Forwarded: for=6.6.6.6;proto=http");
    assertTrue(answer.contains("\"success\":true"), answer);
    assertTrue(!server.said().contains("6.6.6.6"), server::said);
  }

  @Test
  void passwordsThatNeedTlsAreTakenBehindIt() {
    List<String> login = List.of("--data", "id=nalog&pwd=behind the proxy&len=30");
    String answer = curl(proxied("/rs/login/gettoken"), login.toArray(String[]::new));
    assertTrue(answer.matches("\\{\"token\":\"[0-9]{20}\"}"), answer);
  }

  @Test
  void theClientsAddressIsRecorded() {
    String target = TOKEN.replace("zofie", "nobody");
    String answer = curl(proxied(target), "--interface", "127.0.0.2");
    assertTrue(answer.contains("\"success\":false"), answer);
    while (!server.said().matches("(?s).*login-refused [^\n]*address=127.0.0.2.*")) {
      Thread.onSpinWait(); // the log has a thread of its own
    }
  }

  @Test
  void theWsdlNamesTheAddressThatTheClientReached() {
    String wsdl = curl(proxied("/LogIn/LogIn?wsdl"));
    assertTrue(wsdl.contains("location=\"https://localhost:" + port + "/LogIn/LogIn\""), wsdl);
  }
}
