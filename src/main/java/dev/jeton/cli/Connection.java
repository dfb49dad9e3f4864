package dev.jeton.cli;

import dev.jeton.app.AdminClient;
import dev.jeton.app.Document;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The server that a command talks to. */
final class Connection {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "The data folder of the server to talk to (default: ./data).")
  private Path data = Path.of("data");

  private Optional<AdminClient> client = Optional.empty();

  Document get(String path, Map<String, String> query) {
    return call("GET", path + query(query), Optional.empty());
  }

  Document post(String path, Document body) {
    return call("POST", path, Optional.of(body));
  }

  Document put(String path, Document body) {
    return call("PUT", path, Optional.of(body));
  }

  Document patch(String path, Document body) {
    return call("PATCH", path, Optional.of(body));
  }

  Document delete(String path, Map<String, String> query) {
    return call("DELETE", path + query(query), Optional.empty());
  }

  /** All of a list that comes page by page. */
  List<Document> all(String path, Map<String, String> query, String name) {
    var all = new ArrayList<Document>();
    var asked = new LinkedHashMap<>(query);
    Optional<String> next;
    do {
      Document page = get(path, asked);
      all.addAll(page.objects(name));
      next = page.text("next");
      next.ifPresent(after -> asked.put("after", after));
    } while (next.isPresent());
    return all;
  }

  /** The data folder of the server. */
  Path data() {
    return data;
  }

  private Document call(String method, String target, Optional<Document> body) {
    return switch (client().call(method, target, body)) {
      case AdminClient.Done(Document document) -> document;
      case AdminClient.NotReachable(String why) -> throw Failure.notReachable(why);
      case AdminClient.Refused(int status, String why) ->
          throw status == 400 ? Failure.wrongUse(why) : Failure.refused(why);
    };
  }

  /** One for all that a command asks, so that it shakes hands once. */
  AdminClient client() {
    if (client.isEmpty()) {
      client =
          switch (AdminClient.find(data)) {
            case AdminClient.Found(AdminClient found) -> Optional.of(found);
            case AdminClient.NotReachable(String why) -> throw Failure.notReachable(why);
          };
    }
    return client.get();
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
