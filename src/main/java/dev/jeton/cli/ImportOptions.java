package dev.jeton.cli;

import dev.jeton.app.AccountColumns;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How accounts are imported. */
final class ImportOptions {
  @Option(
      names = "--on-existing",
      paramLabel = "WHAT",
      defaultValue = "skip",
      description =
          "What becomes of an account that is there already: skip, replace or refuse (default:"
              + " skip).")
  private String existing = "skip";

  @Option(names = "--dry-run", description = "Change nothing; tell what would be done.")
  private boolean dryRun;

  @Option(
      names = "--report",
      paramLabel = "REPORT",
      description = "Write line and reason of each refused row to this file, as CSV.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "--default",
      paramLabel = "COLUMN=CELL",
      description = "What rows without a cell in this column have there. Can be repeated.")
  private Map<String, String> presets = Map.of();

  String existing() {
    if (!existing.matches("skip|replace|refuse")) {
      throw Failure.wrongUse("--on-existing is skip, replace or refuse");
    }
    return existing;
  }

  boolean dryRun() {
    return dryRun;
  }

  Optional<Path> report() {
    return report;
  }

  /** Cells by column, for rows that have none there. */
  Map<AccountColumns, String> presets() {
    var columns = new LinkedHashMap<AccountColumns, String>();
    presets.forEach(
        (name, cell) ->
            columns.put(
                AccountColumns.named(name)
                    .orElseThrow(
                        () ->
                            Failure.wrongUse(
                                "no column is called "
                                    + name
                                    + ": there are "
                                    + AccountColumns.names())),
                cell));
    return columns;
  }

  /** What must be the same for a run to be continued. */
  String text() {
    return existing + " " + presets;
  }
}
