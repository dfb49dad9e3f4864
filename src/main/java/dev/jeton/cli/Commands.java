package dev.jeton.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** All commands, and the parser of their words. */
final class Commands {
  private static final int WIDTH = 100;

  private Commands() {}

  @Command(
      name = "jeton",
      description = "A session-token server: one core, many wire dialects.",
      footer = {
        "",
        "Exit codes: 0 done; 1 refused or not found; 2 wrong use; 3 the server can't be reached."
      })
  private static final class Jeton {}

  /** Runs a command and gives its exit code. */
  static int run(Terminal terminal, String... arguments) {
    CommandLine line = all(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler((failure, _, _) -> Failure.told(failure, terminal));
    line.setParameterExceptionHandler((wrong, _) -> wrongUse(terminal, wrong));
    return line.execute(arguments);
  }

  /** As they are documented. */
  static CommandLine all(Terminal terminal) {
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
    line.getSubcommands().values().forEach(Commands::dress);
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
