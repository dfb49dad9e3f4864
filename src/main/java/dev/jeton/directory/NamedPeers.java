package dev.jeton.directory;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets whose handshake fails unless the certificate names the host that was asked for (RFC 4513,
 * 3.1.3). The LDAP library's own check is not used: it was seen to take one name of the loopback
 * for another.
 */
final class NamedPeers extends SSLSocketFactory {
  private static final String RULES = "LDAPS";

  private final SSLSocketFactory sockets;

  NamedPeers(SSLSocketFactory sockets) {
    this.sockets = sockets;
  }

  private static Socket checking(Socket socket) {
    SSLSocket tls = (SSLSocket) socket;
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(RULES);
    tls.setSSLParameters(parameters);
    return tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return checking(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return checking(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return checking(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return checking(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return checking(sockets.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean closes)
      throws IOException {
    return checking(sockets.createSocket(plain, host, port, closes));
  }

  @Override
  public Socket createSocket(Socket plain, InputStream consumed, boolean closes)
      throws IOException {
    throw new IOException("sockets of servers are not made here");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }
}
