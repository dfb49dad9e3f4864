import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whether refusals can be told apart by the time they take. For each dialect, requests that are
 * refused for different reasons are sent in random order over one TLS connection, and every pair of
 * reasons is compared with Welch's t-test, as dudect does (Reparaz, Balasch, Verbauwhede, 2017):
 * over all samples and over those below the 99th, 95th and 90th percentile of both together; what is
 * printed is the greatest |t|. Below 4.5 the two can't be told apart at this number of samples.
 *
 * <p>Arguments: {@code bench/oracle [--samples N] [--only PART-OF-A-NAME]}; N requests a series,
 * spread over its reasons. It starts a server of its own and ends it.
 */
public final class Oracle {
  private static final double[] CROPS = {1, 0.99, 0.95, 0.90};
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String RIGHT = "right-" + hex(8);
  private static final String WRONG = "wrong-" + hex(8);

  private Oracle() {}

  /** Requests that differ in nothing but the reason why they are refused. */
  private record Series(String name, Map<String, Supplier<byte[]>> reasons) {
    Series(String name) {
      this(name, new LinkedHashMap<>());
    }

    Series reason(String reason, Supplier<byte[]> request) {
      reasons.put(reason, request);
      return this;
    }
  }

  /** What came back: how long it took, and the answer without its date. */
  private record Sample(long nanos, String answer) {}

  public static void main(String[] arguments) throws Exception {
    int samples = 20_000;
    String only = "";
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--samples" -> samples = Integer.parseInt(arguments[i + 1]);
        case "--only" -> only = arguments[i + 1];
        default -> throw new IllegalArgumentException("no option " + arguments[i]);
      }
    }
    Path folder = Files.createTempDirectory("oracle");
    Process server = null;
    try {
      server = serve(folder);
      Path data = folder.resolve("data");
      List<Series> series = accountsAndSeries(data);
      System.out.println("| | samples | median | greatest \\|t\\| |\n|---|---|---|---|");
      for (Series each : series) {
        if (each.name().contains(only)) {
          measure(data, each, samples);
        }
      }
    } finally {
      if (server != null) {
        server.destroy();
        server.waitFor(20, TimeUnit.SECONDS);
      }
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void measure(Path data, Series series, int samples) throws Exception {
    List<String> names = List.copyOf(series.reasons().keySet());
    var times = new LinkedHashMap<String, long[]>();
    var counts = new int[names.size()];
    int each = samples / names.size() + samples / 50 + 100;
    names.forEach(name -> times.put(name, new long[each]));
    String answer = "";
    try (Connection connection = new Connection(data)) {
      int warmUp = Math.max(200, samples / 20);
      for (int i = -warmUp; i < samples; i++) {
        int reason = RANDOM.nextInt(names.size());
        byte[] request = series.reasons().get(names.get(reason)).get();
        Sample sample = connection.ask(request);
        if (answer.isEmpty()) {
          answer = sample.answer();
        } else if (!answer.equals(sample.answer())) {
          throw new IllegalStateException(
              series.name() + ": " + names.get(reason) + " is answered otherwise:\n" + answer + "\n" + sample.answer());
        }
        if (i >= 0 && counts[reason] < each) {
          times.get(names.get(reason))[counts[reason]++] = sample.nanos();
        }
      }
    }
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        long[] one = Arrays.copyOf(times.get(names.get(a)), counts[a]);
        long[] other = Arrays.copyOf(times.get(names.get(b)), counts[b]);
        System.out.printf(
            Locale.ROOT,
            "| %s: %s, %s | %d, %d | %.3f ms, %.3f ms | %.1f |%n",
            series.name(),
            names.get(a),
            names.get(b),
            one.length,
            other.length,
            median(one) / 1e6,
            median(other) / 1e6,
            greatestT(one, other));
      }
    }
  }

  private static double greatestT(long[] one, long[] other) {
    long[] both = Stream.of(one, other).flatMapToLong(Arrays::stream).sorted().toArray();
    double greatest = 0;
    for (double crop : CROPS) {
      long most = both[(int) Math.min(both.length - 1L, (long) (both.length * crop))];
      greatest = Math.max(greatest, Math.abs(welch(below(one, most), below(other, most))));
    }
    return greatest;
  }

  private static long[] below(long[] values, long most) {
    return Arrays.stream(values).filter(value -> value <= most).toArray();
  }

  private static double welch(long[] one, long[] other) {
    double mean1 = Arrays.stream(one).average().orElseThrow();
    double mean2 = Arrays.stream(other).average().orElseThrow();
    return (mean1 - mean2) / Math.sqrt(variance(one, mean1) / one.length + variance(other, mean2) / other.length);
  }

  private static double variance(long[] values, double mean) {
    return Arrays.stream(values).mapToDouble(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Accounts of every kind, and the series of requests for them. Names and passwords have one length. */
  private static List<Series> accountsAndSeries(Path data) throws Exception {
    String all = "--dialect=balans --dialect=vz --dialect=nout";
    add(data, "someone1", all + " --digest", false);
    add(data, "disabled", all + " --digest", true);
    add(data, "stranger", "--dialect=wipsos --digest", false);
    add(data, "another1", all, false);
    add(data, "opener01", all + " --digest --act-for=guest001 --act-for=guest002 --act-for=guest003 --act-for=guest004", false);
    add(data, "guest001", "--form=1171 --dialect=nout --digest", false);
    add(data, "guest002", "--form=1171 --dialect=nout --digest", true);
    add(data, "guest003", "--form=1171 --dialect=vz --digest", false);
    add(data, "guest005", "--form=1171 --dialect=nout --digest", false);
    String[] held = machine(data, "holder01", "wipsos");
    String[] barred = machine(data, "holder02", "vz");
    String unknown = hex(16);
    String[] stopped = machine(data, "holder03", "wipsos");
    jeton(data, "", "account", "disable", "holder03");

    var list = new ArrayList<Series>();
    list.add(
        new Series("wipsos")
            .reason("unknown", () -> wipsos(unknown, held[1]))
            .reason("wrong", () -> wipsos(held[0], hex(16)))
            .reason("disabled", () -> wipsos(stopped[0], stopped[1]))
            .reason("dialect", () -> wipsos(barred[0], barred[1])));
    list.add(
        new Series("nout REST digest")
            .reason("unknown", () -> noutRest("nobody01", RIGHT))
            .reason("wrong", () -> noutRest("someone1", WRONG))
            .reason("disabled", () -> noutRest("disabled", RIGHT))
            .reason("dialect", () -> noutRest("stranger", RIGHT)));
    list.add(
        new Series("nout SOAP digest, extranet")
            .reason("unknown", () -> noutSoap("opener01", "guest004", RIGHT))
            .reason("wrong", () -> noutSoap("opener01", "guest001", WRONG))
            .reason("disabled", () -> noutSoap("opener01", "guest002", RIGHT))
            .reason("dialect", () -> noutSoap("opener01", "guest003", RIGHT))
            .reason("may not open", () -> noutSoap("opener01", "guest005", RIGHT)));
    list.add(
        new Series("nout SOAP password")
            .reason("unknown", () -> noutText("nobody01", RIGHT))
            .reason("wrong", () -> noutText("someone1", WRONG))
            .reason("disabled", () -> noutText("disabled", RIGHT))
            .reason("dialect", () -> noutText("stranger", RIGHT)));
    list.add(
        new Series("vz")
            .reason("unknown", () -> vz("nobody01", RIGHT))
            .reason("wrong", () -> vz("someone1", WRONG))
            .reason("disabled", () -> vz("disabled", RIGHT))
            .reason("dialect", () -> vz("stranger", RIGHT)));
    list.add(
        new Series("balans REST")
            .reason("unknown", () -> balansRest("nobody01", RIGHT))
            .reason("wrong", () -> balansRest("someone1", WRONG))
            .reason("disabled", () -> balansRest("disabled", RIGHT))
            .reason("dialect", () -> balansRest("stranger", RIGHT))
            .reason("may not act for", () -> balansRest("someone1", RIGHT)));
    list.add(
        new Series("balans SOAP")
            .reason("unknown", () -> balansSoap("nobody01", RIGHT))
            .reason("wrong", () -> balansSoap("someone1", WRONG))
            .reason("disabled", () -> balansSoap("disabled", RIGHT))
            .reason("dialect", () -> balansSoap("stranger", RIGHT))
            .reason("may not act for", () -> balansSoap("someone1", RIGHT)));
    return list;
  }


  private static byte[] wipsos(String identifiant, String motDePasse) {
    return http("GET /Token", "Identifiant: " + identifiant + "\r\nMotDePasse: " + motDePasse + "\r\n", "");
  }

  private static byte[] noutRest(String name, String password) {
    Digest digest = Digest.of(password);
    return http(
        "GET /GetTokenSession?Username=%s&Password=%s&nonce=%s&created=%s"
            .formatted(name, url(digest.octets()), digest.nonce(), url(digest.created())),
        "",
        "");
  }

  private static byte[] noutSoap(String actor, String guest, String password) {
    return nout(
        usernameToken(actor, RIGHT)
            + "<ExtranetUser>"
            + usernameToken(guest, password)
            + "<Form>1171</Form></ExtranetUser>");
  }

  private static byte[] noutText(String name, String password) {
    return nout(
        "<UsernameToken><Username>%s</Username><Password Type=\"x#PasswordText\">%s</Password></UsernameToken>"
            .formatted(name, password));
  }

  private static byte[] nout(String content) {
    return http(
        "POST /",
        "Content-Type: text/xml; charset=UTF-8\r\nSOAPAction: \"GetTokenSession\"\r\n",
        soap("<GetTokenSession xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\">" + content + "</GetTokenSession>"));
  }

  private static String usernameToken(String name, String password) {
    Digest digest = Digest.of(password);
    return "<UsernameToken><Username>%s</Username><Password>%s</Password><Nonce>%s</Nonce><Created>%s</Created></UsernameToken>"
        .formatted(name, digest.octets(), digest.nonce(), digest.created());
  }

  private static byte[] vz(String name, String password) {
    return http("GET /Api/Vo/V1/?action=token&username=" + name + "&password=" + password, "", "");
  }

  private static byte[] balansRest(String name, String password) {
    return http(
        "POST /rs/login/gettoken",
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "id=" + name + "&pwd=" + password + "&len=30&usr=another1");
  }

  private static byte[] balansSoap(String name, String password) {
    return http(
        "POST /LogIn/LogIn",
        "Content-Type: text/xml;charset=UTF-8\r\nSOAPAction: \"\"\r\n",
        soap(
            "<s:GetToken xmlns:s=\"http://services.bort.com/\"><companyCode>1</companyCode><userName>%s</userName><userCode>%s</userCode><sessLen>30</sessLen><authUser>another1</authUser></s:GetToken>"
                .formatted(name, password)));
  }

  private static String soap(String body) {
    return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>" + body + "</e:Body></e:Envelope>";
  }

  private static byte[] http(String line, String headers, String body) {
    return (line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String hex(int octets) {
    byte[] random = new byte[octets];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** NOUT's digest of a password, good once. */
  private record Digest(String octets, String nonce, String created) {
    static Digest of(String password) {
      try {
        String nonce = hex(16);
        String created = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)).replace("GMT", "+0000");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(password.getBytes(StandardCharsets.UTF_8));
        String text = nonce + created + Base64.getEncoder().encodeToString(md5);
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        return new Digest(Base64.getEncoder().encodeToString(sha1), nonce, created);
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One TLS connection, kept alive. */
  private static final class Connection implements AutoCloseable {
    private static final Pattern CHANGING =
        Pattern.compile("(?i)\r\ndate: [^\r]*|DATEHEURE=\"\\d+\"");

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Path data) throws Exception {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      try (InputStream pem = Files.newInputStream(data.resolve("tls/ca.pem"))) {
        trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      String told = Files.readString(data.resolve("server.json"));
      URI https = URI.create(told.replaceAll("(?s).*\"https\"\\s*:\\s*\"([^\"]+)\".*", "$1"));
      socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", https.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
      out = socket.getOutputStream();
    }

    Sample ask(byte[] request) throws IOException {
      long start = System.nanoTime();
      out.write(request);
      out.flush();
      var head = new StringBuilder();
      while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
        int octet = in.read();
        if (octet < 0) {
          throw new EOFException("closed after " + head);
        }
        head.append((char) octet);
      }
      int length = Integer.parseInt(head.toString().replaceAll("(?is).*\r\ncontent-length: (\\d+).*", "$1"));
      byte[] body = in.readNBytes(length);
      long nanos = System.nanoTime() - start;
      String answer = CHANGING.matcher(head + new String(body, StandardCharsets.UTF_8)).replaceAll("");
      return new Sample(nanos, answer);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void add(Path data, String name, String options, boolean disabled) throws Exception {
    var command = new ArrayList<>(List.of("account", "add", name, "--password-stdin"));
    command.addAll(List.of(options.split(" ")));
    jeton(data, RIGHT, command.toArray(String[]::new));
    if (disabled) {
      jeton(data, "", "account", "disable", name);
    }
  }

  private static String[] machine(Path data, String name, String dialect) throws Exception {
    jeton(data, "", "account", "add", name, "--kind=machine", "--dialect=" + dialect);
    String pair = jeton(data, "", "key", "issue", name);
    return new String[] {member(pair, "identifiant"), member(pair, "motDePasse")};
  }

  private static String member(String json, String name) {
    return json.replaceAll("(?s).*\"" + name + "\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }

  private static String jeton(Path data, String input, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(HOME.resolve("jeton").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", data.toString(), "--json"));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().write((input + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("jeton " + String.join(" ", arguments) + ": " + answer);
    }
    return answer;
  }

  private static Process serve(Path folder) throws Exception {
    Path config = folder.resolve("jeton.yaml");
    Files.writeString(config, "log:\n  level: warn\nthrottle:\n  login: [1000000/1s]\n  account: [1000000/1s]\n  network: [1000000/1s]\n");
    Process process =
        new ProcessBuilder(
                HOME.resolve("jeton").toString(), "serve", "--config", config.toString(), "--data", folder.resolve("data").toString(),
                "--host", "127.0.0.1", "--https-port", "0", "--http-port", "0")
            .redirectErrorStream(true)
            .start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("is ready")) {
        Thread.ofPlatform().daemon().start(() -> lines.lines().forEach(System.err::println));
        return process;
      }
      System.err.println(line);
    }
    throw new IllegalStateException("the server ended");
  }
}
