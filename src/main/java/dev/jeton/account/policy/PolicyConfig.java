package dev.jeton.account.policy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Which passwords may be set.
 *
 * @param minimumLength how many characters (code points) they have at the least, 1 to 64
 * @param refusedWords what they must not contain, such as the names of the house and its products
 * @param breachedFile SHA-1 hashes of passwords known from breaches, as {@link BreachedPasswords}
 *     reads them
 */
public record PolicyConfig(
    int minimumLength, Set<String> refusedWords, Optional<Path> breachedFile) {
  public static final PolicyConfig DEFAULT = new PolicyConfig(8, Set.of(), Optional.empty());

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the length is out of it
   */
  public PolicyConfig {
    if (minimumLength < 1 || minimumLength > 64) {
      throw new IllegalArgumentException("minimum-length is 1 to 64");
    }
    refusedWords = Set.copyOf(refusedWords);
  }
}
