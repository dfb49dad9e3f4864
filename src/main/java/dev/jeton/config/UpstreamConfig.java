package dev.jeton.config;

import dev.jeton.http.BackendConfig;
import dev.jeton.relay.RelayConfig;

/** The server behind a dialect, and what it is handed. */
public record UpstreamConfig(BackendConfig backend, RelayConfig relay) {}
