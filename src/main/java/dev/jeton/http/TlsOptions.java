package dev.jeton.http;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** TLS as Vert.x is told of it: versions, suites, certificates. */
final class TlsOptions {
  /** Those with forward secrecy and authenticated encryption, and no others (RFC 9325, 4.2). */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  /** In BoringSSL's words; the first is meant to outlast quantum computers. */
  private static final List<String> BORING_GROUPS =
      List.of("X25519MLKEM768", "X25519", "P-256", "P-384");

  private static final List<String> JDK_GROUPS = List.of("x25519", "secp256r1", "secp384r1");

  private TlsOptions() {}

  /**
   * Makes a server speak TLS.
   *
   * @param handshake how long a client may take to shake hands
   */
  static void secure(
      HttpServerOptions options, Tls tls, Duration handshake, Transports transports) {
    boolean quick = transports == Transports.NATIVE && OpenSsl.isAvailable();
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setSslHandshakeTimeout(handshake.toMillis())
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslEngineOptions(quick ? new OpenSSLEngineOptions() : new JdkSSLEngineOptions());
    SUITES.forEach(options::addEnabledCipherSuite);
    options.getSslOptions().setKeyExchangeGroups(quick ? BORING_GROUPS : JDK_GROUPS);
    show(options.getSslOptions(), tls);
  }

  /** The same, with other certificates. */
  static ServerSSLOptions renewed(HttpServerOptions options, Tls tls) {
    ServerSSLOptions next = options.getSslOptions().copy();
    show(next, tls);
    return next;
  }

  private static void show(ServerSSLOptions options, Tls tls) {
    options.setKeyCertOptions(KeyCertOptions.wrap(new OneKey(tls.identity())));
    options.setClientAuth(
        switch (tls.clients().demand()) {
          case NONE -> ClientAuth.NONE;
          case REQUEST -> ClientAuth.REQUEST;
          case REQUIRE -> ClientAuth.REQUIRED;
        });
    // Where no client is asked, nobody is trusted: for want of this the JDK's authorities were
    // read.
    options.setTrustOptions(TrustOptions.wrap(tls.clients().trust()));
  }
}
