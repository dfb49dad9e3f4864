package dev.jeton.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What a TLS listener asks of its clients.
 *
 * @param authorities those whose certificates are good; at least one unless none is asked for
 */
public record ClientCertificates(Demand demand, List<X509Certificate> authorities) {
  public static final ClientCertificates NONE = new ClientCertificates(Demand.NONE, List.of());

  /** Whether a client has to show a certificate. */
  public enum Demand {
    /** None is asked for. */
    NONE,
    /** One is asked for; who shows none is served, who shows a wrong one is not. */
    REQUEST,
    /** No one is served without. */
    REQUIRE
  }

  /**
   * Checks that there is somebody to vouch for clients.
   *
   * @throws IllegalArgumentException if there is nobody
   */
  public ClientCertificates {
    authorities = List.copyOf(authorities);
    if (demand != Demand.NONE && authorities.isEmpty()) {
      throw new IllegalArgumentException("certificates of clients need an authority");
    }
  }

  /**
   * Reads the authorities from a file.
   *
   * @param authorities PEM, one or more certificates
   * @throws IOException if it can't be read or holds something else
   */
  public static ClientCertificates read(Demand demand, Path authorities) throws IOException {
    try {
      return new ClientCertificates(demand, TlsIdentity.certificates(authorities));
    } catch (GeneralSecurityException e) {
      throw new IOException(authorities + ": " + e.getMessage(), e);
    }
  }

  /**
   * Who decides whether a client's chain leads to one of the authorities; none does if there are
   * none.
   */
  X509TrustManager trust() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK can't check certificates", e);
    }
  }
}
