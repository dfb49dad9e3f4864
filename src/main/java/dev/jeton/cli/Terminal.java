package dev.jeton.cli;

import dev.jeton.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command reads from and prints to; all text is UTF-8, whatever the locale says, since
 * scripts read it.
 *
 * @param console asked without echo; empty where nobody sits
 */
record Terminal(
    InputStream in, PrintStream out, PrintStream err, Supplier<Optional<Prompt>> console) {

  /** Asks for a secret without echo. */
  @FunctionalInterface
  interface Prompt {
    Secret ask(String question);
  }

  /** The process's own. Its console is looked for only when it is needed: that takes a while. */
  static Terminal ofProcess() {
    return new Terminal(System.in, utf8(System.out), utf8(System.err), Terminal::systemConsole);
  }

  /** The first line of standard input, as secret as it may be. */
  Secret line() {
    var line = new ByteArrayOutputStream();
    try {
      int octet = in.read();
      if (octet < 0) {
        throw Failure.wrongUse("there is nothing on standard input");
      }
      while (octet >= 0 && octet != '\n') {
        line.write(octet);
        octet = in.read();
      }
      byte[] octets = line.toByteArray();
      boolean carriageReturn =
          octet == '\n' && octets.length > 0 && octets[octets.length - 1] == '\r';
      byte[] whole = carriageReturn ? Arrays.copyOf(octets, octets.length - 1) : octets;
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole));
      return Secret.of(whole);
    } catch (CharacterCodingException _) {
      throw Failure.wrongUse("what is on standard input is not UTF-8");
    } catch (IOException e) {
      throw Failure.wrongUse("standard input can't be read: " + e.getMessage());
    }
  }

  /** All of standard input. */
  byte[] rest() {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw Failure.wrongUse("standard input can't be read: " + e.getMessage());
    }
  }

  /** A new password: a line of standard input, or asked for twice. */
  Secret newPassword(boolean onStandardInput) {
    if (onStandardInput) {
      return line();
    }
    Prompt prompt =
        console
            .get()
            .orElseThrow(
                () ->
                    Failure.wrongUse(
                        "there is no terminal to ask for the password: use --password-stdin"));
    Secret password = prompt.ask("Password: ");
    if (!password.equals(prompt.ask("Password again: "))) {
      throw Failure.wrongUse("the two passwords differ");
    }
    return password;
  }

  private static Optional<Prompt> systemConsole() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(
            console ->
                question -> {
                  char[] typed = console.readPassword("%s", question);
                  if (typed == null) {
                    throw Failure.wrongUse("no password was given");
                  }
                  return Secret.of(new String(typed));
                });
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
