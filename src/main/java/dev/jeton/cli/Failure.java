package dev.jeton.cli;

import java.io.IOException;

/** Ends a command with a message on standard error and an exit code. */
final class Failure extends RuntimeException {
  /** The server, or what it serves, says no. */
  static final int REFUSED = 1;

  /** The command can't be meant as it stands. */
  static final int WRONG_USE = 2;

  static final int NOT_REACHABLE = 3;

  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final String text;

  private Failure(int exitCode, String text) {
    super(text, null, false, false);
    this.exitCode = exitCode;
    this.text = text;
  }

  static Failure refused(String text) {
    return new Failure(REFUSED, text);
  }

  static Failure wrongUse(String text) {
    return new Failure(WRONG_USE, text);
  }

  static Failure notReachable(String text) {
    return new Failure(NOT_REACHABLE, text);
  }

  /** Says on standard error why a command ended, and gives its exit code. */
  static int told(Exception failure, Terminal terminal) {
    if (failure instanceof Failure expected) {
      terminal.err().println("jeton: " + expected.text);
      return expected.exitCode;
    }
    if (failure instanceof IOException broken) {
      terminal.err().println("jeton: " + broken.getMessage());
    } else {
      failure.printStackTrace(terminal.err());
    }
    return REFUSED;
  }
}
