package dev.jeton.dialect.balans;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Purview;
import dev.jeton.dialect.balans.Parameters.Given;
import dev.jeton.dialect.balans.Parameters.Names;
import dev.jeton.dialect.balans.Problem.Kind;
import dev.jeton.session.Caller;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.Json;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST face: gettoken and closetoken, parameters in the query or a form, answers in JSON. */
final class BalansRest {
  private static final String FOLDER = "/rs/login/";
  private static final String LONG_FOLDER = "/BortApp-war" + FOLDER;
  private static final String GET_TOKEN = "gettoken";
  private static final String CLOSE_TOKEN = "closetoken";

  /** What the log calls a request whose operation is not known. */
  private static final String REST = "REST";

  /** The page says "ANSI", which is this where the vendor's customers are. */
  private static final Charset ANSI = Charset.forName("windows-1250");

  private final BalansConfig config;

  BalansRest(BalansConfig config) {
    this.config = config;
  }

  static boolean serves(String path) {
    return path.startsWith(FOLDER) || path.startsWith(LONG_FOLDER);
  }

  /** The session token in a query, if it is there once. */
  static Optional<String> carried(Request request) {
    List<Pair> named =
        PercentEncoding.pairs(request.query()).stream()
            .filter(pair -> pair.name().equals(Parameters.TOKEN))
            .toList();
    return named.size() == 1 ? decoded(named.getFirst().value()) : Optional.empty();
  }

  /** Whose a request for a path of this face is. */
  static Purview purview(Request request) {
    return switch (operation(request.path())) {
      case GET_TOKEN, CLOSE_TOKEN -> Purview.OURS;
      default -> Purview.THEIRS;
    };
  }

  private static String operation(String path) {
    return path.substring((path.startsWith(LONG_FOLDER) ? LONG_FOLDER : FOLDER).length());
  }

  Exchange read(Request request) {
    String operation = operation(request.path());
    if (!operation.equals(GET_TOKEN) && !operation.equals(CLOSE_TOKEN)) {
      return refused(REST, request, Problem.of(Kind.UNKNOWN_OPERATION));
    }
    return request.method().equals("POST")
        ? posted(operation, request)
        : refused(operation, request, Problem.of(Kind.METHOD));
  }

  private Exchange posted(String operation, Request request) {
    boolean login = operation.equals(GET_TOKEN);
    if (login && !Balans.takesPasswords(request, config)) {
      return refused(operation, request, Problem.of(Kind.PLAIN_HTTP));
    }
    Parameters parameters = parameters(request);
    Caller caller = Balans.caller(request);
    return switch (login ? parameters.login(caller) : parameters.end(caller)) {
      case Parameters.Right(Command command) -> new Exchange(operation, command, this::answer);
      case Parameters.Wrong(Problem problem) -> refused(operation, request, problem);
    };
  }

  /** From the query or from a form, but not from both; a body of another type is passed over. */
  private static Parameters parameters(Request request) {
    boolean form = MediaType.of(request.headers()).is("application/x-www-form-urlencoded");
    List<Pair> inQuery = PercentEncoding.pairs(request.query());
    List<Pair> inBody =
        form
            ? PercentEncoding.pairs(new String(request.body(), StandardCharsets.ISO_8859_1))
            : List.of();
    if (!inQuery.isEmpty() && !inBody.isEmpty()) {
      return new Parameters(Names.REST, Problem.of(Kind.TWO_PLACES));
    }
    var given = new ArrayList<Given>();
    for (Pair pair : inQuery.isEmpty() ? inBody : inQuery) {
      Optional<String> name = decoded(pair.name());
      Optional<String> value = decoded(pair.value());
      if (name.isEmpty() || value.isEmpty()) {
        return new Parameters(Names.REST, Problem.of(Kind.ENCODING));
      }
      given.add(new Given(name.get(), value.get()));
    }
    return new Parameters(Names.REST, given);
  }

  private static Optional<String> decoded(String text) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, Plus.BLANK)
        .or(() -> PercentEncoding.text(text, ANSI, Plus.BLANK));
  }

  private Exchange refused(String operation, Request request, Problem problem) {
    return new Exchange(operation, Balans.malformed(request, problem), _ -> error(problem));
  }

  /** Refuses a request that was not read to its end. */
  Exchange unread(Command command) {
    return new Exchange(REST, command, _ -> error(Problem.of(Kind.UNREAD)));
  }

  private Reply answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Granted granted -> json(200, Map.of("token", granted.token().revealText()));
      case Outcome.Ended _ -> json(200, Map.of("closed", true));
      case Outcome.Dead _ -> json(200, Map.of("closed", false));
      case Outcome.Refused refused ->
          Balans.retryLater(error(Problem.of(refused.refusal())), refused);
      case Outcome.Alive _, Outcome.Described _ -> error(Problem.of(Kind.INTERNAL));
    };
  }

  /** An error's answer. */
  Reply error(Problem problem) {
    Reply reply =
        json(
            problem.status(config.plainStatus()), Map.of("error", problem.text(config.language())));
    return problem.kind() == Kind.METHOD ? reply.with("Allow", "POST") : reply;
  }

  private static Reply json(int status, Map<String, Object> members) {
    return Reply.of(status, "application/json", Json.write(members));
  }
}
