package dev.jeton.cli;

import java.util.Arrays;
import java.util.List;

/** The command {@code jeton}. */
public final class Main {
  private static final char UNDECODABLE = '\uFFFD';

  private Main() {}

  /** Runs a command and exits with its code; a server's end is the end of its process. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs a command and gives its exit code. */
  static int run(Terminal terminal, String... arguments) {
    if (Arrays.stream(arguments).anyMatch(argument -> argument.indexOf(UNDECODABLE) >= 0)) {
      // In a locale such as C, Java makes this of every other character.
      terminal.err().println("jeton: an argument can't be read in this locale: try LC_ALL=C.UTF-8");
      return Failure.WRONG_USE;
    }
    if (arguments.length > 0 && arguments[0].equals("serve")) {
      var serve = new ServeCommand(terminal);
      if (serve.takes(List.of(arguments).subList(1, arguments.length))) {
        return run(terminal, serve);
      }
    }
    return Commands.run(terminal, arguments);
  }

  private static int run(Terminal terminal, Runnable command) {
    try {
      command.run();
      return 0;
    } catch (RuntimeException failure) {
      return Failure.told(failure, terminal);
    }
  }
}
