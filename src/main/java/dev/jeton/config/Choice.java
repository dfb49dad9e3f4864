package dev.jeton.config;

/**
 * A value chosen on the command line; it wins over the environment and the file.
 *
 * @param option as it was written, such as {@code --https-port}
 * @param key the key that it sets, such as {@code https.port}
 * @param text the value
 */
public record Choice(String option, String key, String text) {}
