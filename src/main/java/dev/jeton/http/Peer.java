package dev.jeton.http;

import dev.jeton.wire.Request;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Who is at the other end of a connection, a client or a proxy, and where it has reached us. */
final class Peer {
  private final Channel channel;
  private final Endpoint endpoint;
  private final InetAddress address;
  private final String text;
  private Optional<Request.Certificate> certificate = Optional.empty();
  private Optional<Authority> asked = Optional.empty();
  private String base = "";

  Peer(Channel channel, Endpoint endpoint) {
    this.channel = channel;
    this.endpoint = endpoint;
    this.address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    this.text = address.getHostAddress();
  }

  InetAddress address() {
    return address;
  }

  /** Its address in text. */
  String text() {
    return text;
  }

  /** Its certificate, if it was asked for one and has shown it. */
  Optional<Request.Certificate> certificate() {
    if (certificate.isEmpty() && endpoint.asksCertificates()) {
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      if (tls != null) {
        certificate = PeerCertificate.of(tls.engine().getSession());
      }
    }
    return certificate;
  }

  /** The port that it has reached: the listener's own. */
  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** The address that it has reached, as far as it may be told by what it asked for. */
  String base(Optional<Authority> authority) {
    if (base.isEmpty() || !asked.equals(authority)) {
      base = endpoint.origins().base(authority, port());
      asked = authority;
    }
    return base;
  }
}
