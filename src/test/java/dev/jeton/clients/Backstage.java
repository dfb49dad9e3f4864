package dev.jeton.clients;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A server behind: it keeps what it is asked, and answers each path by an answer of its own. */
final class Backstage implements AutoCloseable {
  /** What it was asked, and the fields of it. */
  record Asked(String method, String target, Headers headers, String body) {
    String field(String name) {
      return String.join("|", headers.getOrDefault(name, List.of("(none)")));
    }
  }

  /** What it answers, in UTF-8. */
  record Said(int status, String type, String body) {}

  @FunctionalInterface
  interface Script {
    Said answer(Asked asked) throws IOException;
  }

  final LinkedBlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Backstage(Script script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> serve(exchange, script));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange, Script script) throws IOException {
    try (exchange) {
      String body =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      var request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body);
      asked.add(request);
      Said said = script.answer(request);
      byte[] octets = said.body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", said.type);
      exchange.sendResponseHeaders(said.status, octets.length == 0 ? -1 : octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
