package dev.jeton.app;

import dev.jeton.admin.Certificates;
import dev.jeton.audit.AuditTrail;
import dev.jeton.config.Certificate;
import dev.jeton.config.Settings;
import dev.jeton.http.CertificateKeeper;
import dev.jeton.http.CertificateSource;
import dev.jeton.http.Listeners;
import dev.jeton.http.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * The certificates of the TLS listener and of the admin API: the same one of our own making, unless
 * the first was given another.
 */
final class ServedCertificates implements Certificates {
  private final CertificateKeeper own;
  private final CertificateKeeper https;

  private ServedCertificates(CertificateKeeper own, CertificateKeeper https) {
    this.own = own;
    this.https = https;
  }

  static ServedCertificates of(
      Settings settings, Path folder, AuditTrail trail, SecureRandom random, InstantSource clock)
      throws IOException {
    var ours = new CertificateSource.Own(folder, settings.server().hosts(), random, clock);
    if (settings.tls().certificate().isEmpty()) {
      var own = new CertificateKeeper("https, admin", ours, trail, clock);
      return new ServedCertificates(own, own);
    }
    Certificate files = settings.tls().certificate().get();
    var given = new CertificateSource.Given(files.chain(), files.key());
    return new ServedCertificates(
        new CertificateKeeper("admin", ours, trail, clock),
        new CertificateKeeper("https", given, trail, clock));
  }

  TlsIdentity https() {
    return https.state().shown();
  }

  TlsIdentity admin() {
    return own.state().shown();
  }

  /** These show what becomes of the certificates. */
  void shownBy(Listeners listeners) {
    https.shownBy(next -> listeners.show("https", next));
    own.shownBy(next -> listeners.show("admin", next));
  }

  List<CertificateKeeper> kept() {
    return own == https ? List.of(own) : List.of(https, own);
  }

  @Override
  public List<Shown> shown() {
    return kept().stream().map(CertificateKeeper::state).map(ServedCertificates::view).toList();
  }

  @Override
  public List<Shown> reload() {
    return kept().stream().map(CertificateKeeper::reload).map(ServedCertificates::view).toList();
  }

  private static Shown view(CertificateKeeper.State state) {
    TlsIdentity shown = state.shown();
    return new Shown(
        state.name(),
        shown.subject(),
        shown.issuer(),
        shown.names(),
        shown.validFrom(),
        shown.validUntil(),
        shown.fingerprint(),
        state.since(),
        state.refused());
  }
}
