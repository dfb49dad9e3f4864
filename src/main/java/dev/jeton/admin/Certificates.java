package dev.jeton.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificates that the server shows to its clients. */
public interface Certificates {
  /** As they are shown now. */
  List<Shown> shown();

  /** Reads all of them anew; one that can't be used stays what it was, and says why. */
  List<Shown> reload();

  /**
   * One of them.
   *
   * @param listener who shows it
   * @param subject as RFC 2253 writes a name, as is the issuer
   * @param names the host names and addresses that it speaks for
   * @param sha256 of the certificate, in hex
   * @param since when it is shown
   * @param refused why what its files hold now is not shown; empty if it is
   */
  record Shown(
      String listener,
      String subject,
      String issuer,
      List<String> names,
      Instant validFrom,
      Instant validUntil,
      String sha256,
      Instant since,
      Optional<String> refused) {
    public Shown {
      names = List.copyOf(names);
    }
  }
}
