package dev.jeton.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code jeton}. */
public final class Main {
  private static final int WIDTH = 100;
  private static final char UNDECODABLE = '\uFFFD';

  private Main() {}

  @Command(
      name = "jeton",
      description = "A session-token server: one core, many wire dialects.",
      footer = {
        "",
        "Exit codes: 0 done; 1 refused or not found; 2 wrong use; 3 the server can't be reached."
      })
  private static final class Jeton {}

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
    // Looking at every command's options takes longer than all else that a start does by itself.
    CommandLine line =
        arguments.length > 0 && arguments[0].equals("serve") ? serve(terminal) : commands(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (failure, _, _) -> {
          if (failure instanceof Failure expected) {
            terminal.err().println("jeton: " + expected.text());
            return expected.exitCode();
          }
          if (failure instanceof IOException broken) {
            terminal.err().println("jeton: " + broken.getMessage());
            return Failure.REFUSED;
          }
          throw failure;
        });
    line.setParameterExceptionHandler((wrong, _) -> wrongUse(terminal, wrong));
    return line.execute(arguments);
  }

  /** The one command that has to be quick. */
  private static CommandLine serve(Terminal terminal) {
    return finished(new CommandLine(new Jeton()).addSubcommand(new ServeCommand(terminal)));
  }

  /** All commands, as they are documented. */
  static CommandLine commands(Terminal terminal) {
    return finished(
        new CommandLine(new Jeton())
            .addSubcommand(new ServeCommand(terminal))
            .addSubcommand(new DemoCommand(terminal))
            .addSubcommand(new ConfigCommands(terminal))
            .addSubcommand(new AccountCommands(terminal))
            .addSubcommand(new KeyCommands(terminal))
            .addSubcommand(new ClientCommands(terminal))
            .addSubcommand(new DirectoryCommands(terminal))
            .addSubcommand(
                new CommandLine(new RingCommands(terminal))
                    .addSubcommand(new RootKeyCommands(terminal)))
            .addSubcommand(new SessionCommands(terminal))
            .addSubcommand(new TokenCommands(terminal))
            .addSubcommand(new ThrottleCommands(terminal))
            .addSubcommand(new RuleCommands(terminal))
            .addSubcommand(new TlsCommands(terminal))
            .addSubcommand(new AuditCommands(terminal))
            .addSubcommand(new HashCommands(terminal))
            .addSubcommand(new VersionCommand(terminal))
            .addSubcommand(new CommandLine.HelpCommand()));
  }

  private static CommandLine finished(CommandLine line) {
    line.registerConverter(AccountOptions.Kind.class, AccountOptions.Kind::of);
    line.registerConverter(
        AuditCommands.Format.class,
        text -> AuditCommands.Format.valueOf(text.toUpperCase(Locale.ROOT)));
    line.setExpandAtFiles(false); // a name may begin with @
    line.setUsageHelpWidth(WIDTH);
    dress(line);
    return line;
  }

  /** Gives a command and those below it their help, with options in the order of their meaning. */
  private static void dress(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.usageMessage().sortOptions(false).sortSynopsis(false);
    if (!spec.helpCommand()) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Print this help.")
              .build());
    }
    line.getSubcommands().values().forEach(Main::dress);
  }

  private static int wrongUse(Terminal terminal, ParameterException wrong) {
    CommandLine line = wrong.getCommandLine();
    terminal.err().println("jeton: " + wrong.getMessage());
    if (line.getSubcommands().isEmpty()) {
      terminal.err().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
    } else {
      line.usage(terminal.err());
    }
    return Failure.WRONG_USE;
  }
}
