package dev.jeton.app;

import dev.jeton.audit.AuditEvent;
import dev.jeton.config.LogConfig;
import dev.jeton.http.RequestLine;
import dev.jeton.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The log: one line a record, text or JSON, written by a thread of its own, so that nobody waits
 * for whoever reads it. When that one is too slow, lines are dropped and counted; audit events are
 * in the store in any case.
 */
final class Log extends Handler implements AutoCloseable {
  private static final int LINES_WAITING = 10_000;
  private static final String AUDIT = "dev.jeton.audit";
  private static final byte[] END = new byte[0];

  /** Kept, since the JDK forgets loggers that nobody holds, and their level with them. */
  private static final Logger OURS = Logger.getLogger("dev.jeton");

  private final LogConfig.Format format;
  private final OutputStream out;
  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(LINES_WAITING);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;

  private Log(LogConfig config, OutputStream out) {
    this.format = config.format();
    this.out = out;
    this.writer = Thread.ofPlatform().daemon().name("log").start(this::write);
  }

  /**
   * Takes over all logging of this process: ours from the configured level on, libraries' from WARN
   * on.
   */
  static Log install(LogConfig config, OutputStream out) {
    var log = new Log(config, out);
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.WARNING);
    root.addHandler(log);
    OURS.setLevel(
        switch (config.level()) {
          case ERROR -> Level.SEVERE;
          case WARN -> Level.WARNING;
          case INFO -> Level.INFO;
          case DEBUG -> Level.FINE;
        });
    return log;
  }

  /** Writes an audit event; at INFO, as all of them are kept elsewhere. */
  void audit(AuditEvent event) {
    if (OURS.isLoggable(Level.INFO)) {
      enqueue(line(event.at(), "INFO", AUDIT, lower(event.kind()), event.detail()));
    }
  }

  @Override
  public void publish(LogRecord entry) {
    Map<String, Object> fields = new LinkedHashMap<>();
    String message;
    if (entry.getParameters() != null
        && entry.getParameters().length == 1
        && entry.getParameters()[0] instanceof RequestLine request) {
      message = request.operation();
      fields.putAll(fields(request));
    } else {
      message = new SimpleFormatter().formatMessage(entry);
    }
    if (entry.getThrown() != null) {
      fields.put("error", stackTrace(entry.getThrown()));
    }
    enqueue(
        line(entry.getInstant(), name(entry.getLevel()), entry.getLoggerName(), message, fields));
  }

  /** Writes what still waits. */
  @Override
  public void close() {
    try {
      lines.put(END);
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void flush() {}

  private byte[] line(
      Instant at, String level, String logger, String message, Map<String, ?> fields) {
    String line =
        switch (format) {
          case JSON -> {
            var members = new LinkedHashMap<String, Object>();
            members.put("time", at.toString());
            members.put("level", level);
            members.put("logger", logger);
            members.put("message", message);
            members.putAll(fields);
            yield Json.write(members);
          }
          case TEXT -> {
            var text = new StringBuilder();
            text.append(at).append(' ').append(level).append(' ').append(logger).append(' ');
            text.append(escaped(message));
            fields.forEach(
                (name, value) ->
                    text.append(' ').append(name).append('=').append(quoted(value.toString())));
            yield text.toString();
          }
        };
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void enqueue(byte[] line) {
    if (!lines.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private void write() {
    try {
      for (byte[] line = lines.take(); line.length > 0; line = lines.take()) {
        out.write(line);
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
          out.write(
              (lost + " lines of the log were dropped: it is read too slowly\n")
                  .getBytes(StandardCharsets.UTF_8));
        }
        if (lines.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException e) {
      LogManager.getLogManager().reset(); // nobody reads any more, and there is no one to tell
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Object> fields(RequestLine line) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("request", line.id());
    fields.put("method", line.method());
    fields.put("dialect", line.dialect());
    fields.put("status", (long) line.status());
    fields.put("outcome", line.outcome());
    if (!line.account().isEmpty()) {
      fields.put("account", line.account());
    }
    fields.put("micros", line.micros());
    line.upstream()
        .ifPresent(
            upstream -> {
              fields.put("upstreamStatus", (long) upstream.status());
              fields.put("upstreamMicros", upstream.micros());
            });
    return fields;
  }

  private static String name(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  /** A value that would not read as one word stands in quotes. */
  private static String quoted(String value) {
    String escaped = escaped(value);
    boolean plain =
        !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '=');
    return plain ? escaped : '"' + escaped.replace("\"", "\\\"") + '"';
  }

  /**
   * No value that a stranger chose can begin a new line or steer a terminal; stack traces stay on
   * theirs too.
   */
  private static String escaped(String text) {
    if (text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '\\')) {
      return text;
    }
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                case '\\' -> escaped.append("\\\\");
                default -> {
                  if (Character.isISOControl(c)) {
                    escaped.append("\\u%04x".formatted(c));
                  } else {
                    escaped.appendCodePoint(c);
                  }
                }
              }
            });
    return escaped.toString();
  }

  private static String stackTrace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
