package dev.jeton.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the trail's files are. */
final class AuditFolder {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "The server's data folder; the trail is in audit there (default: ./data).")
  private Path data = Path.of("data");

  Path path() {
    Path folder = data.resolve("audit");
    if (!Files.isDirectory(folder)) {
      throw Failure.refused("there is no audit trail in " + data);
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw Failure.refused("the audit trail in " + data + " is for its owner alone to read");
    }
    return folder;
  }
}
