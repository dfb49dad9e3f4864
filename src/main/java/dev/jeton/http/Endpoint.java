package dev.jeton.http;

/** What the requests of one listener have in common. */
record Endpoint(
    Handler handler,
    boolean secure,
    Limits limits,
    Origins origins,
    Lanes lanes,
    RequestLog log,
    Dates dates) {}
