package dev.jeton.cli;

import dev.jeton.app.Calibration;
import dev.jeton.app.Document;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton hash …}. */
@Command(name = "hash", description = "See to the hashing of passwords.")
final class HashCommands {
  private final Terminal terminal;

  HashCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "calibrate",
      description = {
        "Find the parameters whose hash takes nearest to a time on this machine, and not longer,"
            + " while as many are computed at once as a server does: one on each core.",
        "It needs no server, and is best run where little else is. None that it finds are weaker"
            + " than OWASP's least; the exit code is 1 if those take longer than the target."
      })
  int calibrate(
      @Option(
              names = "--target",
              paramLabel = "TIME",
              defaultValue = "50ms",
              description = "How long a hash may take, as 50ms or 1s (default: 50ms).")
          String target,
      @Option(
              names = "--most-memory",
              paramLabel = "MIB",
              defaultValue = "256",
              description = "Memory that each hash may take, 19 to 1024 MiB (default: 256).")
          int mostMemory,
      @Mixin Printing printing) {
    if (mostMemory < 19 || mostMemory > 1024) {
      throw Failure.wrongUse("--most-memory is 19 to 1024");
    }
    Duration wanted = duration(target);
    Document found = Calibration.find(wanted, mostMemory);
    long micros = found.number("microseconds").orElse(0L);
    long alone = found.number("microsecondsAlone").orElse(0L);
    long threads = found.number("threads").orElse(1L);
    printing.print(
        terminal.out(),
        found,
        List.of(
            "password:",
            "  memory: " + found.number("memory").orElse(0L) / 1024 + "MiB",
            "  iterations: " + found.number("iterations").orElse(0L),
            "  parallelism: 1",
            "# A hash takes %.1f ms while %d are computed at once: %.0f a second in all."
                .formatted(micros / 1e3, threads, threads * 1e6 / Math.max(1, micros)),
            "# Alone it takes %.1f ms.".formatted(alone / 1e3)));
    if (micros > wanted.toNanos() / 1000) {
      terminal.err().println("jeton: OWASP's least takes longer than " + target + " here");
      return Failure.REFUSED;
    }
    return 0;
  }

  private static Duration duration(String text) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (plain.matches("[1-9][0-9]{0,3}ms")) {
      return Duration.ofMillis(Long.parseLong(plain.substring(0, plain.length() - 2)));
    }
    if (plain.matches("[1-9]s")) {
      return Duration.ofSeconds(Long.parseLong(plain.substring(0, 1)));
    }
    throw Failure.wrongUse("--target is a time such as 50ms or 1s");
  }
}
