import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * The ceiling: the HTTP server that Jeton stands on, with the same TLS, answering every request with
 * one fixed body of the size of a StatutToken answer. Arguments: certificate, key, port of TLS, port
 * of clear text.
 */
public final class Bare extends AbstractVerticle {
  private static final Buffer BODY =
      Buffer.buffer("{\"Token_Statut\":\"Valide\",\"Token_Date\":\"2042-01-13\",\"Token_Heure\":\"16:14:13.000\"}");

  private static HttpServerOptions tls;
  private static int port;
  private static int clear;

  @Override
  public void start(Promise<Void> started) {
    Future.all(
            vertx.createHttpServer(tls).requestHandler(Bare::answer).listen(port, "127.0.0.1"),
            vertx.createHttpServer().requestHandler(Bare::answer).listen(clear, "127.0.0.1"))
        .<Void>mapEmpty()
        .onComplete(started);
  }

  /** What is posted is taken in first, as whoever answers to it must. */
  private static void answer(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) {
      request.body().onSuccess(_ -> end(request));
    } else {
      end(request);
    }
  }

  private static void end(HttpServerRequest request) {
    request
        .response()
        .putHeader("Content-Type", "application/json; charset=utf-8")
        .end(BODY);
  }

  public static void main(String[] arguments) {
    tls =
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setSslEngineOptions(new OpenSSLEngineOptions())
            .setKeyCertOptions(
                new PemKeyCertOptions().addCertPath(arguments[0]).addKeyPath(arguments[1]));
    port = Integer.parseInt(arguments[2]);
    clear = Integer.parseInt(arguments[3]);
    Future<String> deployed =
        Vertx.builder()
            .with(new VertxOptions().setPreferNativeTransport(true))
            .build()
            .deployVerticle(
                Bare::new,
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()));
    deployed.onSuccess(_ -> System.out.println("ready")).onFailure(Throwable::printStackTrace);
  }
}
