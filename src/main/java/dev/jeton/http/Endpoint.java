package dev.jeton.http;

import java.util.Map;
import java.util.Optional;

/**
 * What the requests of one listener have in common.
 *
 * @param strictTransport the field Strict-Transport-Security, if it is sent
 * @param backends the servers behind, by name
 */
record Endpoint(
    Handler handler,
    boolean secure,
    boolean asksCertificates,
    Optional<String> strictTransport,
    Limits limits,
    Origins origins,
    Forwarding forwarding,
    Lanes lanes,
    Room room,
    RequestLog log,
    Refusals refusals,
    Dates dates,
    Map<String, Backend> backends) {}
