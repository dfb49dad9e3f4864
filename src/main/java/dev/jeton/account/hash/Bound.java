package dev.jeton.account.hash;

/**
 * What a parameter of a hash may be; what is beyond would hold a thread, or all memory, for long.
 */
final class Bound {
  /** Octets of a salt. */
  static final int SALT = 1024;

  /** Octets of a hash; a shorter one holds for too many passwords. */
  static final int LEAST_HASH = 16;

  static final int MOST_HASH = 128;

  private Bound() {}

  /**
   * Checks a parameter.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  static void of(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", not " + value);
    }
  }
}
