import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Jeton with a folder of its own, until it is closed. */
final class Server implements AutoCloseable {
  private static final String JETON = Path.of("jeton").toAbsolutePath().toString();

  private final Path folder;
  private final Process process;

  Server(String configuration) throws Exception {
    folder = Files.createTempDirectory("oracle");
    Path config = Files.writeString(folder.resolve("jeton.yaml"), "log:\n  level: warn\n" + configuration);
    process =
        new ProcessBuilder(
                JETON, "serve", "--config", config.toString(), "--data", data().toString(),
                "--host", "127.0.0.1", "--https-port", "0", "--http-port", "0")
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::endBySignal));
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("is ready")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(System.err::println));
        return;
      }
      System.err.println(line);
    }
    close();
    throw new IllegalStateException("the server ended");
  }

  Path data() {
    return folder.resolve("data");
  }

  int httpsPort() throws IOException {
    return URI.create(member(Files.readString(data().resolve("server.json")), "https")).getPort();
  }

  /** Adds an account with the right password. */
  void add(String name, String... options) throws Exception {
    var command = new ArrayList<>(List.of("account", "add", name));
    command.addAll(List.of(options));
    if (Stream.of(options).noneMatch(option -> option.startsWith("--directory"))) {
      command.add("--password-stdin");
    }
    jeton(Requests.RIGHT, command.toArray(String[]::new));
  }

  /** Adds a machine, and gives the two halves of its key pair. */
  String[] addMachine(String name, String dialect) throws Exception {
    jeton("", "account", "add", name, "--kind=machine", "--dialect=" + dialect);
    String pair = jeton("", "key", "issue", name);
    return new String[] {member(pair, "identifiant"), member(pair, "motDePasse")};
  }

  /** Adds a client that may ask for tokens, and gives the secret that it was issued. */
  String addClient(String name) throws Exception {
    return member(jeton("", "client", "add", name, "--grant=client-credentials"), "clientSecret");
  }

  /** The same with a secret of its own choice. */
  void addClient(String name, String secret) throws Exception {
    jeton(secret, "client", "add", name, "--grant=client-credentials", "--secret-stdin");
  }

  void disable(String name) throws Exception {
    jeton("", "account", "disable", name);
  }

  /** Takes in accounts for vz with the hashes that they had elsewhere, each {@code name,hash,scheme}. */
  void bring(String... rows) throws Exception {
    Path file = folder.resolve("users.csv");
    Files.writeString(file, "name,passwordHash,hashScheme\n" + String.join("\n", rows) + "\n");
    jeton("", "account", "import", file.toString(), "--default", "dialects=vz");
  }

  private static String member(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  private String jeton(String input, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(JETON));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data().toString(), "--json"));
    Process asked = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    asked.getOutputStream().write((input + "\n").getBytes(StandardCharsets.UTF_8));
    asked.getOutputStream().close();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IllegalStateException("jeton " + String.join(" ", arguments) + ": " + answer);
    }
    return answer;
  }

  private void endBySignal() {
    try {
      close();
    } catch (IOException | InterruptedException e) {
      System.err.println(e);
    }
  }

  @Override
  public synchronized void close() throws IOException, InterruptedException {
    if (!Files.exists(folder)) {
      return; // it is closed already
    }
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
