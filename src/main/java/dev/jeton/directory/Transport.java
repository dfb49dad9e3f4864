package dev.jeton.directory;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.RoundRobinServerSet;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** How connections to the servers are made: TLS whose certificate and host name are checked. */
final class Transport {
  /** The largest answer that is read. */
  private static final int LARGEST = 4 * 1024 * 1024;

  /** When connections to a server that was not the first choice look for a better one again. */
  private static final long FAIL_BACK_MILLIS = 60_000;

  private final Servers servers;
  private final SSLSocketFactory tls;

  /**
   * Reads the authorities.
   *
   * @throws IOException if their file can't be read; its message says why
   */
  Transport(Servers servers) throws IOException {
    this.servers = servers;
    this.tls = new NamedPeers(trusting(servers.authorities()));
  }

  /**
   * All servers, in the order that is configured.
   *
   * @param bind what makes a new connection somebody's; it stays nobody's if empty
   */
  ServerSet all(Optional<BindRequest> bind) {
    String[] hosts = servers.addresses().stream().map(Address::host).toArray(String[]::new);
    int[] ports = servers.addresses().stream().mapToInt(servers::port).toArray();
    return switch (servers.order()) {
      case FAIL_OVER -> {
        var set =
            new FailoverServerSet(
                hosts, ports, sockets(), options(), bind.orElse(null), afterwards());
        set.setMaxFailoverConnectionAgeMillis(FAIL_BACK_MILLIS);
        yield set;
      }
      case ROUND_ROBIN ->
          new RoundRobinServerSet(
              hosts, ports, sockets(), options(), bind.orElse(null), afterwards());
    };
  }

  /** One server alone. */
  ServerSet one(Address address, Optional<BindRequest> bind) {
    return new SingleServerSet(
        address.host(),
        servers.port(address),
        sockets(),
        options(),
        bind.orElse(null),
        afterwards());
  }

  private SocketFactory sockets() {
    return switch (servers.security()) {
      case LDAPS -> tls;
      case STARTTLS, NONE -> SocketFactory.getDefault();
    };
  }

  private @Nullable PostConnectProcessor afterwards() {
    return switch (servers.security()) {
      case STARTTLS -> new StartTLSPostConnectProcessor(tls);
      case LDAPS, NONE -> null;
    };
  }

  private LDAPConnectionOptions options() {
    var options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true); // no thread for each connection
    options.setConnectTimeoutMillis(Math.toIntExact(servers.connecting().toMillis()));
    options.setResponseTimeoutMillis(servers.answering().toMillis());
    options.setFollowReferrals(false); // who answers for another server is not the one we trust
    options.setBindWithDNRequiresPassword(true); // RFC 4513, 5.1.2: else it "succeeds"
    options.setMaxMessageSize(LARGEST);
    options.setUseSchema(false);
    return options;
  }

  private static SSLSocketFactory trusting(Optional<Path> authorities) throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(authorities.isPresent() ? keyStore(authorities.get()) : null);
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("the directory's authorities can't be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore keyStore(Path authorities) throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(authorities)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      if (number == 0) {
        throw new IOException(authorities + " holds no certificate");
      }
    } catch (IOException e) {
      throw new IOException(
          "the directory's authorities in " + authorities + " can't be read: " + e.getMessage(), e);
    }
    return store;
  }
}
