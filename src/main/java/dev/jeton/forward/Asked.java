package dev.jeton.forward;

/**
 * What rules look at of a request.
 *
 * @param method as sent
 * @param host in lower case, without a port; empty if that was not told
 * @param path as {@link PlainPath} gives it; empty if that was not told
 */
public record Asked(String method, String host, String path) {}
