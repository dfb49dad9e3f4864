package dev.jeton.http;

/**
 * What a server behind us answered, for the request log.
 *
 * @param status the HTTP status
 * @param micros from handing the request on to the head of the answer, in microseconds
 */
public record Upstream(int status, long micros) {}
