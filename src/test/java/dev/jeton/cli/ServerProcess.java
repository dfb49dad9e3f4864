package dev.jeton.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** {@code jeton serve} in a process of its own, on free ports of the loopback. */
final class ServerProcess implements AutoCloseable {
  private final Path data;
  private final Process process;
  private final BufferedReader out;
  private final String readyLine;

  private ServerProcess(Path data, Process process) throws IOException {
    this.data = data;
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.readyLine = awaitReady();
    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(_ -> {})); // it must not stall
  }

  static ServerProcess start(Path data, String... more) throws IOException {
    return new ServerProcess(data, launch(data, more));
  }

  /** Starts one that may refuse to. */
  static Process launch(Path data, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.jeton.cli.Main",
                "serve",
                "--data",
                data.toString(),
                "--https-port",
                "0",
                "--http-port",
                "0",
                "--host",
                "127.0.0.1"));
    command.addAll(Arrays.asList(more));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  String readyLine() {
    return readyLine;
  }

  long pid() {
    return process.pid();
  }

  Run jeton(String standardInput, String... arguments) {
    return Run.of(standardInput, with(arguments));
  }

  Run typing(List<String> answers, String... arguments) {
    return Run.typing(answers, with(arguments));
  }

  /** The body of the answer to a GET over TLS. */
  String get(String target, String... headers) throws Exception {
    String https = readyLine.split(" ", 7)[4];
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(https + target));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** Asks it to stop, as a service manager does, and tells whether it did within ten seconds. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String[] with(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
        .toArray(String[]::new);
  }

  private String awaitReady() throws IOException {
    var said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(" is ready: ") || line.startsWith("{\"version\":")) {
        return line;
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("the server did not start:\n" + said);
  }

  private SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(data.resolve("tls/ca.pem"))) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
