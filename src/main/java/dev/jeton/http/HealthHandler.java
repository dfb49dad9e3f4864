package dev.jeton.http;

import dev.jeton.dialect.Flaw;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Answers {@code /health/live} and {@code /health/ready}, and hands on the rest. */
public final class HealthHandler implements Handler {
  private static final String TEXT = "text/plain;charset=utf-8";

  private final BooleanSupplier ready;
  private final Handler rest;

  /**
   * Puts the two paths before another handler.
   *
   * @param ready whether logins can be served; it must not wait
   */
  public HealthHandler(BooleanSupplier ready, Handler rest) {
    this.ready = ready;
    this.rest = rest;
  }

  @Override
  public Work take(Request request) {
    if (!request.target().startsWith("/health/")) {
      return rest.take(request);
    }
    return switch (request.path()) {
      case "/health/live" -> answer(request, "live", true);
      case "/health/ready" -> answer(request, "ready", ready.getAsBoolean());
      default -> rest.take(request);
    };
  }

  @Override
  public Optional<Work> refuse(Request request, Flaw flaw) {
    return rest.refuse(request, flaw);
  }

  @Override
  public Optional<Answered> crowded(Request request) {
    return rest.crowded(request);
  }

  @Override
  public Optional<Handover> handover(Request head) {
    return rest.handover(head);
  }

  private static Work answer(Request request, String operation, boolean holds) {
    boolean reading = request.method().equals("GET") || request.method().equals("HEAD");
    Reply reply =
        !reading
            ? Reply.of(405, TEXT, "Method Not Allowed\n").with("Allow", "GET, HEAD")
            : holds ? Reply.of(200, TEXT, "yes\n") : Reply.of(503, TEXT, "no\n");
    String outcome = holds ? "yes" : "no";
    return new Work.Done(
        Answered.of(reply.with("Cache-Control", "no-store"), "health", operation, outcome));
  }
}
