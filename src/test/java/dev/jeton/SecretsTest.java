package dev.jeton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.app.Document;
import dev.jeton.app.ServerFiles;
import dev.jeton.cli.Run;
import dev.jeton.store.embedded.StoredOctets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No secret is anywhere but where it belongs: marked ones go through every surface of a server that
 * logs all it can, and then every answer, every line that it printed, and every file that it left
 * are searched for them, as they are and encoded. The store is searched twice: its files as a crash
 * left them (its log of writes is not compressed), and, since its tables are compressed, each key
 * and value that they hold.
 */
final class SecretsTest {
  private static final String SOAP =
      "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>%s</S:Body></S:Envelope>";
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final Marks marks = new Marks();
  private final List<String> leaks = new ArrayList<>();
  private int granted;

  @TempDir private Path folder;

  @Test
  void noSecretIsWrittenLoggedOrAnswered() throws Exception {
    Path data = folder.resolve("data");
    Path config = folder.resolve("jeton.yaml");
    Files.writeString(config, "log:\n  level: debug\n" + CrashTest.UNTHROTTLED);
    try (var server = ServerProcess.start(data, "--config", config.toString())) {
      marks.add("the admin secret", Files.readString(data.resolve("admin.token")).strip());
      administer(server);
      try (var client = HttpClient.newBuilder().sslContext(server.trusting()).build()) {
        vz(server, client);
        balans(server, client);
        wipsos(server, client);
        nout(server, client);
        admin(client);
        elsewhere(server, client);
      }
      malformed(server);
      search("a listing", run(server, "", "session", "list", "--json"));
      search("a listing", run(server, "", "account", "list", "--json"));
      server.kill();
      search("what the server printed", server.said().getBytes(StandardCharsets.UTF_8));
      searchFiles(data, "after a crash");
    }
    assertTrue(granted >= 8, granted + " logins were granted: too few to prove anything");
    try (var server = ServerProcess.start(data, "--config", config.toString())) {
      assertTrue(server.stop());
      search("what the server printed", server.said().getBytes(StandardCharsets.UTF_8));
    }
    searchFiles(data, "after a stop");
    long entries =
        StoredOctets.each(
            data.resolve("store"), (family, octets) -> search("the store's " + family, octets));
    assertTrue(entries > 30, entries + " entries are too few to prove anything");
    for (String what : List.of("export", "tail", "search")) {
      Run audit = Run.of("", "audit", what, "--data", data.toString());
      assertEquals(0, audit.exitCode());
      assertTrue(audit.out().contains("server-stopped"), audit.out());
      search("audit " + what, audit.out().getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(), leaks);
  }

  /** The search finds what it looks for, or it would prove nothing. */
  @Test
  void aSecretIsFoundHoweverItIsWritten() {
    String secret = marks.mark("it");
    assertEquals(List.of(), marks.found("nothing here".getBytes(StandardCharsets.UTF_8)));
    byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
    for (String text :
        List.of(
            "x" + secret + "x",
            HexFormat.of().formatHex(octets),
            Base64.getEncoder()
                .encodeToString(("anna:" + secret + "!").getBytes(StandardCharsets.UTF_8)),
            Base64.getUrlEncoder().encodeToString(("a" + secret).getBytes(StandardCharsets.UTF_8)),
            Base64.getUrlEncoder()
                .encodeToString(("aaa" + secret).getBytes(StandardCharsets.UTF_8)))) {
      assertTrue(!marks.found(text.getBytes(StandardCharsets.UTF_8)).isEmpty(), text);
    }
    assertTrue(!marks.found((secret + "x").getBytes(StandardCharsets.UTF_16LE)).isEmpty());
    assertTrue(!marks.found((secret + "x").getBytes(StandardCharsets.UTF_16BE)).isEmpty());
  }

  private String anna = "";
  private String identifiant = "";
  private String motDePasse = "";

  private void administer(ServerProcess server) throws Exception {
    String first = marks.mark("a first password");
    anna = marks.mark("a password");
    String[] add = {"account", "add", "anna", "--password-stdin", "--digest"};
    var all = new ArrayList<>(List.of(add));
    for (String dialect : List.of("vz", "balans", "nout")) {
      all.addAll(List.of("--dialect", dialect));
    }
    search("account add", run(server, first + "\n", all.toArray(String[]::new)));
    search(
        "account set-password",
        run(
            server,
            anna + "\n",
            "account",
            "set-password",
            "anna",
            "--password-stdin",
            "--digest"));
    search(
        "account add twice",
        run(server, marks.mark("a password") + "\n", "account", "add", "anna", "--password-stdin"));
    search(
        "account add, wrong",
        run(
            server,
            marks.mark("a password") + "\n",
            "account",
            "add",
            "otto",
            "--dialect",
            "none-such",
            "--password-stdin"));
    search(
        "account add",
        run(server, "", "account", "add", "machine", "--kind", "machine", "--dialect", "wipsos"));
    Document pair = server.jeton("", "key", "issue", "machine", "--json").json();
    identifiant = pair.text("identifiant").orElseThrow();
    motDePasse = marks.add("a key's secret half", pair.text("motDePasse").orElseThrow());
    importAccounts(server);
    search("account show", run(server, "", "account", "show", "machine", "--json"));
    search("account show", run(server, "", "account", "show", "anna"));
    search("token check", run(server, marks.mark("a token") + "\n", "token", "check"));
  }

  /** Clear passwords, weak hashes and NOUT's secrets from elsewhere, and rows that are refused. */
  private void importAccounts(ServerProcess server) throws Exception {
    String weak = marks.add("an unsalted hash", base64("MD5", marks.mark("an old password")));
    String nout = marks.add("a NOUT secret", base64("MD5", marks.mark("a NOUT password")));
    Path file = folder.resolve("users.csv");
    Files.writeString(
        file,
        """
        name,password,passwordHash,hashScheme,digest,dialects
        ina,%s,,,true,vz
        ivo,,%s,md5,,vz
        ida,,%s,nout,true,nout
        ilja,,%s,no-such,,vz
        ,%s,,,,vz
        """
            .formatted(
                marks.mark("an imported password"),
                weak,
                nout,
                marks.mark("a hash of no kind"),
                marks.mark("the password of nobody")));
    Path report = folder.resolve("data").resolve("refused.csv");
    Run imported =
        server.jeton("", "account", "import", file.toString(), "--report", report.toString());
    assertTrue(imported.out().contains("3"), imported.out() + imported.err());
    search("account import", (imported.out() + imported.err()).getBytes(StandardCharsets.UTF_8));
    search("account export", run(server, "", "account", "export"));
  }

  private void vz(ServerProcess server, HttpClient client) throws Exception {
    String path = "/Api/Vo/V1/?action=";
    String login = path + "token&username=anna&password=";
    String token = granted(get(server, client, login + anna), "\"token\":\"([0-9a-f]{40})\"", "vz");
    search("vz session", get(server, client, path + "session&token=" + token));
    search("vz logout", get(server, client, path + "logout&token=" + token));
    search("vz refused", get(server, client, login + marks.mark("a wrong password")));
    search("vz odd", get(server, client, path + marks.mark("an action")));
    search("vz odd", get(server, client, login + "%zz" + marks.mark("a broken password")));
    search(
        "vz twice", get(server, client, login + anna + "&password=" + marks.mark("a second one")));
    search("vz dead", get(server, client, path + "session&token=" + marks.mark("a token")));
    String token2 =
        granted(get(server, client, login + anna), "\"token\":\"([0-9a-f]{40})\"", "vz");
    search("token check", run(server, token2 + "\n", "token", "check"));
  }

  private void balans(ServerProcess server, HttpClient client) throws Exception {
    String path = "/BortApp-war/rs/login/";
    for (String length : List.of("30", "99999999999999999999", marks.mark("a length"))) {
      byte[] answer =
          post(server, client, path + "gettoken?id=anna&pwd=" + anna + "&len=" + length, "");
      if (length.equals("30")) {
        String token = granted(answer, "\"token\":\"([0-9]{20})\"", "balans");
        search("balans close", post(server, client, path + "closetoken?sessToken=" + token, ""));
      } else {
        search("balans odd", answer);
      }
    }
    search(
        "balans refused",
        post(server, client, path + "gettoken?id=anna&pwd=" + marks.mark("a wrong password"), ""));
    granted(
        post(server, client, path + "gettoken", "id=anna&pwd=" + anna + "&len=5"),
        "\"token\":\"([0-9]{20})\"",
        "balans by form");
    String soap =
        "<ser:GetToken xmlns:ser=\"http://services.bort.com/\"><companyCode>%s</companyCode>"
            + "<userName>anna</userName><userCode>%s</userCode><sessLen>20</sessLen></ser:GetToken>";
    granted(
        post(server, client, "/LogIn/LogIn", SOAP.formatted(soap.formatted("1", anna))),
        "<return>([0-9]{20})</return>",
        "balans by SOAP");
    for (String body :
        List.of(
            SOAP.formatted(soap.formatted(marks.mark("a company"), marks.mark("a wrong password"))),
            SOAP.formatted("<" + marks.mark("an element") + "/>"),
            "<" + marks.mark("an open tag"),
            "<!DOCTYPE x [<!ENTITY e \"" + marks.mark("an entity") + "\">]><x>&e;</x>")) {
      search("balans SOAP", post(server, client, "/LogIn/LogIn", body));
    }
  }

  private void wipsos(ServerProcess server, HttpClient client) throws Exception {
    String token =
        granted(
            get(server, client, "/Token", "Identifiant", identifiant, "MotDePasse", motDePasse),
            "\"TokenID\":\"([0-9a-f]{32})\"",
            "wipsos");
    search(
        "wipsos status", get(server, client, "/StatutToken", "Authorization", "Bearer " + token));
    search(
        "wipsos refused",
        get(
            server,
            client,
            "/Token",
            "Identifiant",
            identifiant,
            "MotDePasse",
            marks.mark("a wrong half")));
    search(
        "wipsos dead",
        get(server, client, "/StatutToken", "Authorization", "Bearer " + marks.mark("a token")));
    search(
        "wipsos odd",
        get(
            server,
            client,
            "/StatutToken",
            "Authorization",
            "Basic " + marks.mark("a credential")));
    granted(
        get(server, client, "/Token", "Identifiant", identifiant, "MotDePasse", motDePasse),
        "\"TokenID\":\"([0-9a-f]{32})\"",
        "wipsos");
  }

  private void nout(ServerProcess server, HttpClient client) throws Exception {
    String token = granted(get(server, client, digest(anna)), "([0-9a-f-]{36})", "nout");
    search("nout end", get(server, client, "/Disconnect?!SessionToken=" + token));
    granted(get(server, client, digest(anna)), "([0-9a-f-]{36})", "nout");
    search("nout refused", get(server, client, digest(marks.mark("a wrong password"))));
    search(
        "nout odd",
        get(
            server,
            client,
            "/GetTokenSession?Username=anna&Password="
                + marks.mark("a clear password")
                + "&nonce="
                + marks.mark("a nonce")));
    String login =
        "<GetTokenSession xmlns=\"http://www.nout.fr/wsdl/SimaxService.wsdl/\"><UsernameToken>"
            + "<Username>anna</Username><Password>"
            + marks.mark("a clear password")
            + "</Password></UsernameToken></GetTokenSession>";
    for (String body :
        List.of(
            SOAP.formatted(login),
            SOAP.formatted("<" + marks.mark("an element") + "/>"),
            marks.mark("no XML at all"))) {
      search("nout SOAP", post(server, client, "/", body));
    }
  }

  private void admin(HttpClient client) throws Exception {
    String base = new ServerFiles(folder.resolve("data")).running().orElseThrow().admin();
    String right = "Bearer " + Files.readString(folder.resolve("data/admin.token")).strip();
    for (String authorization : List.of("Bearer " + marks.mark("an admin secret"), right)) {
      for (String target :
          List.of(
              "/v1/accounts?name=" + marks.mark("a query"),
              "/v1/" + marks.mark("a path"),
              "/v1/tokens/check?" + marks.mark("a parameter"))) {
        search("admin", send(client, base + target, "GET", "", "Authorization", authorization));
      }
      for (String body :
          List.of(
              "{\"token\":\"" + marks.mark("a token") + "\"}",
              "{\"" + marks.mark("a member") + "\":1}",
              "{\"name\":\"x\",\"password\":\"" + marks.mark("a password") + "\",\"dialects\":7}",
              "{\"password\":\"" + marks.mark("a password"),
              marks.mark("no JSON at all"))) {
        for (String target : List.of("/v1/accounts", "/v1/tokens/check")) {
          search(
              "admin", send(client, base + target, "POST", body, "Authorization", authorization));
        }
      }
    }
  }

  private void elsewhere(ServerProcess server, HttpClient client) throws Exception {
    search("nowhere", get(server, client, "/" + marks.mark("a path")));
    search("health", get(server, client, "/health?" + marks.mark("a query")));
    for (String header :
        List.of("Authorization", "Cookie", "X-Api-Key", "Referer", "X-Forwarded-For", "Accept")) {
      search("a header", get(server, client, "/nowhere", header, marks.mark("a header")));
    }
    byte[] gzip = gzip(marks.mark("in gzip"));
    gzip[gzip.length - 5] ^= 1;
    HttpRequest broken =
        HttpRequest.newBuilder(URI.create(server.https() + "/LogIn/LogIn"))
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip))
            .build();
    search("a corrupt body", client.send(broken, BodyHandlers.ofByteArray()).body());
    search("a long body", post(server, client, "/", "x".repeat(300_000) + marks.mark("a body")));
    search("a long target", get(server, client, "/" + marks.mark("a path") + "x".repeat(9_000)));
  }

  /** What no client library would send, and what a dialect refuses without TLS. */
  private void malformed(ServerProcess server) throws IOException {
    String secret = "mark";
    for (String request :
        List.of(
            secret + "\r\n\r\n",
            "GET " + secret + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /" + secret + "\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: " + secret + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + secret + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n " + secret + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + secret + "\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + secret,
            "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\nX: "
                + secret
                + "\r\n\r\n",
            "GET /Api/Vo/V1/?action=token&username=anna&password="
                + secret
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /Token HTTP/1.1\r\nHost: localhost\r\nIdentifiant: x\r\nMotDePasse: "
                + secret
                + "\r\nConnection: close\r\n\r\n",
            "POST /BortApp-war/rs/login/gettoken?id=anna&pwd="
                + secret
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")) {
      String marked = request.replace(secret, marks.mark("in a raw request"));
      int port = URI.create(server.http()).getPort();
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(marked.getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        search("a raw answer", socket.getInputStream().readAllBytes());
      } catch (IOException e) {
        // It was hung up on: that is an answer too, and one without a secret.
      }
    }
  }

  private byte[] get(ServerProcess server, HttpClient client, String target, String... headers)
      throws Exception {
    return send(client, server.https() + target.replace("%zz", "%25zz"), "GET", "", headers);
  }

  private byte[] post(ServerProcess server, HttpClient client, String target, String body)
      throws Exception {
    String type = body.startsWith("id=") ? "application/x-www-form-urlencoded" : "text/xml";
    return send(client, server.https() + target, "POST", body, "Content-Type", type);
  }

  private static byte[] send(
      HttpClient client, String uri, String method, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var sent = request.method(method, BodyPublishers.ofString(body)).build();
    var answer = client.send(sent, BodyHandlers.ofByteArray());
    var all = new ByteArrayOutputStream();
    all.writeBytes(answer.headers().map().toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(answer.body());
    return all.toByteArray();
  }

  /** The token in the answer to a login: a secret from now on. */
  private String granted(byte[] answer, String pattern, String dialect) {
    search(dialect + " granted", answer);
    String text = new String(answer, StandardCharsets.UTF_8);
    var token = Pattern.compile(pattern).matcher(text);
    assertTrue(token.find(), dialect + ": " + text);
    granted++;
    return marks.add("a token of " + dialect, token.group(1));
  }

  /** NOUT's own digest of a fresh nonce, over REST. */
  private static String digest(String password) throws Exception {
    String nonce = Long.toHexString(System.nanoTime()) + "0123456789abcdef";
    String created = RFC_2822.format(Instant.now().atOffset(ZoneOffset.UTC));
    String secret = base64("MD5", password);
    return "/GetTokenSession?Username=anna&nonce=%s&created=%s&Password=%s"
        .formatted(
            nonce,
            URLEncoder.encode(created, StandardCharsets.US_ASCII),
            URLEncoder.encode(
                base64("SHA-1", nonce + created + secret), StandardCharsets.US_ASCII));
  }

  private static String base64(String algorithm, String text) throws Exception {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(octets));
  }

  private static byte[] gzip(String text) throws IOException {
    var octets = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(octets)) {
      gzip.write(text.repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    return octets.toByteArray();
  }

  private static byte[] run(ServerProcess server, String standardInput, String... arguments) {
    Run run = server.jeton(standardInput, arguments);
    return (run.out() + run.err()).getBytes(StandardCharsets.UTF_8);
  }

  private void search(String where, byte[] octets) {
    marks.found(octets).forEach(what -> leaks.add(where + " holds " + what));
  }

  /** All of the data folder, but for the one file that holds the admin secret. */
  private void searchFiles(Path data, String when) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = data.relativize(file).toString();
        assertTrue(!name.matches(".*(hs_err|hprof|core\\.|\\.dump).*"), name);
        byte[] octets = Files.readAllBytes(file);
        Set<String> own =
            name.equals("admin.token") ? Set.of("the admin secret, as it is") : Set.of();
        marks.found(octets).stream()
            .filter(what -> !own.contains(what))
            .forEach(what -> leaks.add(name + " holds " + what + ", " + when));
      }
    }
  }
}
