package dev.jeton.http;

/** Which code moves octets and encrypts them. */
enum Transports {
  /** Epoll and BoringSSL, each where its native library is at hand. */
  NATIVE,
  /** The JDK's own, which runs everywhere. */
  JDK
}
