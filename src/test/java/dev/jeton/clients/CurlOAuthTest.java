package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** OAuth's endpoints by curl: clients with certificates (RFC 8705), and the published keys. */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class CurlOAuthTest {
  @TempDir private static Path folder;
  private static ServerProcess server;
  private static String api;

  @BeforeAll
  static void start() throws Exception {
    authority("ca", "Clients");
    authority("other-ca", "Strangers");
    issue("bank", "ca", "/O=Example/CN=bank");
    issue("shop", "ca", "/O=Example/CN=shop");
    issue("pinned", "ca", "/CN=pinned");
    issue("again", "ca", "/CN=pinned");
    issue("stranger", "other-ca", "/O=Example/CN=bank");
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            """
            https: {client-certificates: request, client-ca: "%s"}
            forward: {rules: [allow]}
            """
                .formatted(folder.resolve("ca.pem")));
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    add("bank", "--certificate-subject", "CN=bank,O=Example");
    add("pinned", "--certificate-sha256", HexFormat.of().formatHex(sha256("pinned")));
    api = server.jeton("", "client", "add", "api", "--json").json().text("clientSecret").orElse("");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void add(String name, String... proof) {
    var command = new ArrayList<>(List.of("client", "add", name, "--grant", "client-credentials"));
    command.addAll(List.of(proof));
    assertEquals(0, server.jeton("", command.toArray(String[]::new)).exitCode());
  }

  private static void openssl(String... arguments) {
    var command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Program run = Program.run("", command);
    assertEquals(0, run.exitCode(), run::out);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void authority(String name, String called) {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", file(name + ".key"));
    openssl(
        "req",
        "-x509",
        "-new",
        "-key",
        file(name + ".key"),
        "-subj",
        "/CN=" + called,
        "-days",
        "2",
        "-out",
        file(name + ".pem"));
  }

  private static void issue(String name, String authority, String subject) {
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", file(name + ".key"));
    openssl(
        "req", "-new", "-key", file(name + ".key"), "-subj", subject, "-out", file(name + ".csr"));
    openssl(
        "x509",
        "-req",
        "-in",
        file(name + ".csr"),
        "-CA",
        file(authority + ".pem"),
        "-CAkey",
        file(authority + ".key"),
        "-days",
        "2",
        "-out",
        file(name + ".pem"));
  }

  private static byte[] sha256(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".pem"))) {
      byte[] der = CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      return MessageDigest.getInstance("SHA-256").digest(der);
    }
  }

  private static Program curl(String path, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                "curl",
                "--silent",
                "--show-error",
                "--include",
                "--cacert",
                server.authority().toString(),
                server.https() + path));
    command.addAll(List.of(more));
    return Program.run("", command);
  }

  /** What the token endpoint says to this client, who shows this certificate. */
  private static Program token(String client, String certificate) {
    return curl(
        "/oauth2/token",
        "--cert",
        file(certificate + ".pem"),
        "--key",
        file(certificate + ".key"),
        "--data",
        "grant_type=client_credentials&client_id=" + client);
  }

  private static String granted(String client, String certificate) {
    Program run = token(client, certificate);
    assertTrue(run.out().contains(" 200"), run::out);
    return run.out().replaceAll("(?s).*\"access_token\":\"([^\"]*)\".*", "$1");
  }

  private static void assertUnknown(Program run) {
    assertTrue(run.out().contains(" 401"), run::out);
    assertTrue(run.out().contains("\"error\":\"invalid_client\""), run::out);
  }

  @Test
  void aCertificateProvesTheClientWhoseSubjectItBears() throws Exception {
    String token = granted("bank", "bank");
    Program told = curl("/oauth2/introspect", "--user", "api:" + api, "--data", "token=" + token);
    String thumbprint = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("bank"));
    assertTrue(told.out().contains("\"active\":true"), told::out);
    assertTrue(told.out().contains("\"client_id\":\"bank\""), told::out);
    assertTrue(told.out().contains("\"cnf\":{\"x5t#S256\":\"" + thumbprint + "\"}"), told::out);
    Program forward =
        curl(
            "/auth", "--header", "Authorization: Bearer " + token, "--header", "X-Original-URI: /");
    assertTrue(forward.out().contains(" 401"), () -> "its key is not proved: " + forward.out());
  }

  @Test
  void aCertificateProvesNobodyElse() {
    assertUnknown(token("bank", "shop"));
    assertUnknown(token("pinned", "bank"));
    assertUnknown(token("nobody", "bank"));
    assertUnknown(token("api", "bank"));
    assertUnknown(curl("/oauth2/token", "--data", "grant_type=client_credentials&client_id=bank"));
    Program named =
        curl(
            "/oauth2/token",
            "--header",
            "X-Client-Cert: bank",
            "--header",
            "X-SSL-Client-S-DN: CN=bank,O=Example",
            "--data",
            "grant_type=client_credentials&client_id=bank");
    assertUnknown(named);
  }

  @Test
  void aPinnedCertificateIsThatOneAndNoOtherOfItsName() {
    assertNotEquals("", granted("pinned", "pinned"));
    assertUnknown(token("pinned", "again"));
  }

  @Test
  void aCertificateOfAnotherAuthorityDoesNotGetAsFarAsThat() {
    Program run = token("bank", "stranger");
    assertNotEquals(0, run.exitCode(), run::out);
    assertFalse(run.out().contains("access_token"), run::out);
  }

  @Test
  void theKeysMayBeKeptForAQuarterOfAnHour() throws IOException {
    String got = curl("/oauth2/jwks").out();
    String head = got.substring(0, got.indexOf("\r\n\r\n") + 2).toLowerCase(Locale.ROOT);
    String body = got.substring(got.indexOf("\r\n\r\n") + 4);
    assertTrue(head.contains("\r\ncache-control: public, max-age=900\r\n"), head);
    assertTrue(head.contains("\r\ncontent-type: application/jwk-set+json\r\n"), head);
    assertTrue(body.startsWith("{\"keys\":["), body);
    assertFalse(body.contains("\"d\":"), "a private half");
    String asked = curl("/oauth2/jwks", "--head").out().toLowerCase(Locale.ROOT);
    assertTrue(asked.startsWith("http/2 200"), asked);
    assertTrue(asked.contains("\r\ncache-control: public, max-age=900\r\n"), asked);
    int length = body.getBytes(StandardCharsets.ISO_8859_1).length;
    assertTrue(asked.contains("\r\ncontent-length: " + length + "\r\n"), asked);
    assertTrue(asked.endsWith("\r\n\r\n"), asked);
    String posted = curl("/oauth2/jwks", "--data", "x=1").out().toLowerCase(Locale.ROOT);
    assertTrue(posted.startsWith("http/2 405"), posted);
    assertTrue(posted.contains("\r\nallow: get, head\r\n"), posted);
  }
}
