package dev.jeton.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and the key that it speaks of. */
record Issued(X509Certificate certificate, PrivateKey key) {}
