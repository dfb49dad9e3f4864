package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.app.Server;
import dev.jeton.config.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Runs a server for as long as its process lives. */
final class Serving {
  private Serving() {}

  /**
   * Starts a server, says that it is ready, and never returns: a signal ends the process, and with
   * it, in good order, the server.
   *
   * @param more what else to print once it is ready, for people
   */
  static void run(
      Settings settings,
      Terminal terminal,
      Printing printing,
      Function<Server, List<String>> more) {
    Server server = start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    List<String> lines = more.apply(server);
    var document = new LinkedHashMap<>(server.running().document().members());
    document.put("data", settings.data().toString());
    printing.print(terminal.out(), new Document(document), List.of(server.readyLine()));
    printing.printText(terminal.out(), lines);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException _) {
      server.close();
    }
  }

  private static Server start(Settings settings) {
    try {
      return Server.start(settings);
    } catch (IOException e) {
      throw Failure.refused("can't start: " + e.getMessage());
    }
  }
}
