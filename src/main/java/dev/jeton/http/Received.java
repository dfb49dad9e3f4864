package dev.jeton.http;

import dev.jeton.audit.OnBehalf;
import dev.jeton.http.Forwarding.Client;
import dev.jeton.wire.Request;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A request whose head has come: its id, when it began, who sent it, and what handlers see of it.
 */
final class Received {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

  private final Head head;
  private final Connection connection;
  private final Endpoint endpoint;
  private final String id;
  private final long began;
  private final Optional<Client> client;

  Received(Head head, Connection connection, Endpoint endpoint) {
    this.head = head;
    this.connection = connection;
    this.endpoint = endpoint;
    this.id =
        endpoint
            .forwarding()
            .requestId(connection.peer().address(), head.headers())
            .orElseGet(endpoint.log()::nextId);
    this.began = connection.began();
    this.client = endpoint.forwarding().client(connection.peer().address(), head.headers());
  }

  Head head() {
    return head;
  }

  String id() {
    return id;
  }

  /** When its first octet came, on {@link System#nanoTime}. */
  long began() {
    return began;
  }

  /** Whether it is told who sent it, and that in one way. */
  boolean isOfKnownClient() {
    return client.isPresent();
  }

  /** Whether the client is told to be a proxy of ours, which speaks for many. */
  boolean isOfProxy() {
    return client.isPresent() && endpoint.forwarding().trusts(client.get().address());
  }

  /** Whether this is a request that we take, whatever its body, as far as its head tells. */
  Optional<Problem> problem() {
    return client.isPresent() ? head.problem() : Optional.of(Problem.FORWARDING);
  }

  /** As handlers see it, with this body. */
  Request request(byte[] body) {
    return new Request(head.method(), head.target(), head.headers(), body, origin());
  }

  Request.Origin origin() {
    Client told = client.orElseThrow();
    boolean forwarded = told.secure().isPresent() || told.asked().isPresent();
    boolean secure = told.secure().orElse(endpoint.secure());
    return new Request.Origin(
        secure,
        forwarded
            ? endpoint
                .origins()
                .base(secure, told.asked().or(head::authority), connection.peer().port())
            : connection.peer().base(head.authority()),
        address(),
        connection.peer().certificate());
  }

  /** The client's, in text. */
  String address() {
    return client
        .map(Client::address)
        .filter(address -> !address.equals(connection.peer().address()))
        .map(InetAddress::getHostAddress)
        .orElseGet(connection.peer()::text);
  }

  /**
   * Does something for this request.
   *
   * @param failed what is done instead if that is a bug, with the answer to it
   */
  <T> T guarded(Supplier<T> work, Function<Answered, T> failed) {
    try {
      return OnBehalf.ofRequest(id, work);
    } catch (RuntimeException | Error e) {
      return failed.apply(Bugs.answer(id, e));
    }
  }

  /** Tells the log of its answer. */
  void log(Answered answered) {
    log(
        answered.dialect(),
        answered.operation(),
        answered.reply().status(),
        answered.outcome(),
        answered.account(),
        Optional.empty());
  }

  void log(
      String dialect,
      String operation,
      int status,
      String outcome,
      Optional<String> account,
      Optional<Upstream> upstream) {
    RequestLog log = endpoint.log();
    if (log.isOn()) {
      log.answered(
          new RequestLine(
              id,
              METHODS.contains(head.method()) ? head.method() : "-",
              dialect,
              operation,
              status,
              outcome,
              account.orElse(""),
              (System.nanoTime() - began) / 1000,
              upstream));
    }
  }
}
