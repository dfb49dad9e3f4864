package dev.jeton.app;

import dev.jeton.secret.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Talks to the admin API of the server that runs on a data folder. It trusts that folder's own
 * authority and no other, so the admin secret is shown to no one else.
 */
public final class AdminClient {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ANSWERING = Duration.ofMinutes(5);

  private final HttpClient http;
  private final URI admin;
  private final Secret secret;

  private AdminClient(HttpClient http, URI admin, Secret secret) {
    this.http = http;
    this.admin = admin;
    this.secret = secret;
  }

  /** What came of looking for a server. */
  public sealed interface Search {}

  /** A way to a server that was there when it said so last. */
  public record Found(AdminClient client) implements Search {}

  /** What came of asking it something. */
  public sealed interface Result {}

  /** It did what it was asked. */
  public record Done(Document document) implements Result {}

  /**
   * It refused.
   *
   * @param status the HTTP status
   * @param message for people
   */
  public record Refused(int status, String message) implements Result {}

  /** There is no server, or it does not answer. */
  public record NotReachable(String message) implements Search, Result {}

  /** Finds the server. */
  public static Search find(Path data) {
    var files = new ServerFiles(data);
    try {
      Optional<Running> running = files.running();
      if (running.isEmpty()) {
        return new NotReachable("no server runs on the data folder " + data);
      }
      Optional<Secret> secret = files.adminSecret();
      if (secret.isEmpty()) {
        return new NotReachable("there is no " + files.adminToken());
      }
      HttpClient http =
          HttpClient.newBuilder()
              .sslContext(trusting(files.authority()))
              .version(HttpClient.Version.HTTP_1_1)
              .proxy(HttpClient.Builder.NO_PROXY)
              .connectTimeout(CONNECTING)
              .build();
      return new Found(new AdminClient(http, URI.create(running.get().admin()), secret.get()));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return new NotReachable("the files of the server in " + data + " can't be read: " + e);
    }
  }

  /**
   * Asks the server.
   *
   * @param target path and query, percent-encoded
   */
  public Result call(String method, String target, Optional<Document> body) {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve(target))
            .timeout(ANSWERING)
            .header("Authorization", "Bearer " + secret.revealText())
            .header("Content-Type", "application/json")
            .method(
                method,
                body.map(document -> HttpRequest.BodyPublishers.ofString(document.json()))
                    .orElseGet(HttpRequest.BodyPublishers::noBody))
            .build();
    try {
      return result(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return new NotReachable("the server at " + admin + " does not answer: " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new NotReachable("interrupted while waiting for the server");
    }
  }

  private static Result result(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (!(Document.read(response.body()) instanceof Document.Whole(Document document))) {
      return new Refused(status, "the server answers " + status + ", and no JSON object");
    }
    return status / 100 == 2
        ? new Done(document)
        : new Refused(
            status,
            document
                .object("error")
                .flatMap(error -> error.text("message"))
                .orElse("the server answers " + status));
  }

  static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(authority)) {
      trusted.setCertificateEntry(
          "jeton", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
