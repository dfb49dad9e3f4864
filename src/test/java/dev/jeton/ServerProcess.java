package dev.jeton;

import dev.jeton.app.Running;
import dev.jeton.app.ServerFiles;
import dev.jeton.cli.Run;
import dev.jeton.journal.Query;
import dev.jeton.journal.Reading;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * {@code jeton serve} in a process of its own, on free ports of the loopback, with the classes
 * under test.
 */
public final class ServerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Path data;
  private final Process process;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final String readyLine;
  private final Running running;

  private ServerProcess(Path data, Process process) throws IOException {
    this.data = data;
    this.process = process;
    // Read on to the end, whether anybody asks for it or not: a server must not stall.
    Thread.ofPlatform().daemon().start(this::listen);
    this.readyLine = awaitReady();
    this.running = new ServerFiles(data).running().orElseThrow();
  }

  /**
   * Starts one and waits until it is ready, for a minute at the most.
   *
   * @param data its folder, which may be there already
   * @param more further options of {@code serve}, which win over ours
   */
  public static ServerProcess start(Path data, String... more) throws IOException {
    return new ServerProcess(data, launch(data, more));
  }

  /**
   * The same within bounds.
   *
   * @param bounds options of the virtual machine, such as {@code -Xmx64m}
   */
  public static ServerProcess within(List<String> bounds, Path data, String... more)
      throws IOException {
    return new ServerProcess(data, launch(bounds, data, more));
  }

  /** Starts one that may refuse to. */
  public static Process launch(Path data, String... more) throws IOException {
    return launch(List.of(), data, more);
  }

  private static Process launch(List<String> bounds, Path data, String... more) throws IOException {
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
    command.addAll(1, bounds);
    command.addAll(Arrays.asList(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    // Whatever becomes of the test, no server is left behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  public String readyLine() {
    return readyLine;
  }

  public long pid() {
    return process.pid();
  }

  /** Its TLS listener, such as {@code https://localhost:40123}. */
  public String https() {
    return running.https();
  }

  /** Its listener without TLS, such as {@code http://localhost:40124}. */
  public String http() {
    return running.http().orElseThrow();
  }

  /** The authority that vouches for it, PEM. */
  public Path authority() {
    return new ServerFiles(data).authority();
  }

  /** All that it has printed so far, its log above all. */
  public String said() {
    return String.join("\n", said);
  }

  /**
   * Waits until the audit trail tells of this: its files are written a moment after the answer.
   *
   * @param parts all of these stand in the event's line
   */
  public void awaitTold(String... parts) throws IOException, InterruptedException {
    new Reading(data.resolve("audit"), Query.EVENTS)
        .follow(
            0,
            Duration.ofMillis(20),
            found -> !Arrays.stream(parts).allMatch(found.text()::contains));
  }

  /** Runs a command of the command line against it. */
  public Run jeton(String standardInput, String... arguments) {
    return Run.of(standardInput, with(arguments));
  }

  /** Runs a command for somebody who types these answers. */
  public Run typing(List<String> answers, String... arguments) {
    return Run.typing(answers, with(arguments));
  }

  /** The body of the answer to a GET over TLS. */
  public String get(String target, String... headers) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(https() + target));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** What a Java client needs to trust this server and no other. */
  public SSLContext trusting() throws IOException {
    return Trust.in(authority());
  }

  /** Asks it to stop, as a service manager does, and tells whether it did within ten seconds. */
  public boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Ends it where it stands (SIGKILL), as a crash does, and waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private String[] with(String... arguments) {
    return Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
        .toArray(String[]::new);
  }

  private void listen() {
    process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              said.add(line);
              if (line.contains(" is ready: ") || line.startsWith("{\"version\":")) {
                ready.complete(line);
              }
            });
    ready.cancel(false);
  }

  private String awaitReady() {
    try {
      return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (CancellationException | ExecutionException | TimeoutException e) {
      kill();
      throw new AssertionError("the server did not start:\n" + said(), e);
    } catch (InterruptedException e) {
      kill();
      throw new AssertionError(e);
    }
  }
}
