package dev.jeton.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** What a change takes away from an account. */
final class AccountRemovals {
  @Option(names = "--no-dialect", paramLabel = "D", description = "Take a dialect away.")
  private List<String> dialects = List.of();

  @Option(names = "--no-form", description = "Take it out of its form; it becomes a user.")
  private boolean form;

  @Option(names = "--no-language", description = "Take its language away.")
  private boolean language;

  @Option(names = "--no-digest", description = "Forget its digest secret.")
  private boolean digest;

  @Option(
      names = "--no-act-for",
      paramLabel = "NAME",
      description = "Take a permission of --act-for away.")
  private List<String> actFor = List.of();

  @Option(
      names = "--no-for-customer",
      paramLabel = "NAME",
      description = "Take a permission of --for-customer away.")
  private List<String> forCustomer = List.of();

  List<String> dialects() {
    return dialects;
  }

  List<String> actFor() {
    return actFor;
  }

  List<String> forCustomer() {
    return forCustomer;
  }

  boolean form() {
    return form;
  }

  boolean language() {
    return language;
  }

  boolean digest() {
    return digest;
  }
}
