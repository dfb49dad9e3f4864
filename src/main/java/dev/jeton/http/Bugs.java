package dev.jeton.http;

import dev.jeton.wire.Reply;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Where bugs of ours are told. Their messages are left out: they may quote the request. */
final class Bugs {
  private static final System.Logger LOG = System.getLogger("dev.jeton.http");

  private Bugs() {}

  static void report(String requestId, Throwable bug) {
    LOG.log(Level.ERROR, "request " + requestId + " met a bug", new Trace(bug));
  }

  /** The same of a request that can be answered. */
  static Answered answer(String requestId, Throwable bug) {
    report(requestId, bug);
    return Answered.of(
        Reply.of(500, "text/plain;charset=utf-8", "Internal error, request " + requestId + ".\n")
            .with("X-Request-Id", requestId),
        "-",
        "-",
        "bug");
  }

  /** A throwable's type, frames and causes. */
  private static final class Trace extends Throwable {
    private static final long serialVersionUID = 1;
    private static final int DEEPEST = 10;

    Trace(Throwable told) {
      this(told, DEEPEST);
    }

    private Trace(Throwable told, int deepest) {
      super(told.getClass().getName(), cause(told, deepest), false, true);
      setStackTrace(told.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable told, int deepest) {
      Throwable cause = told.getCause();
      return cause == null || deepest == 0 ? null : new Trace(cause, deepest - 1);
    }
  }
}
