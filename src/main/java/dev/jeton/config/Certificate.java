package dev.jeton.config;

import java.nio.file.Path;

/**
 * The files of a certificate that somebody else issued.
 *
 * @param chain PEM, the server's own first
 * @param key PEM, PKCS #8, without a password
 */
public record Certificate(Path chain, Path key) {}
