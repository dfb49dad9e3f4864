package dev.jeton.keys;

/**
 * A MAC, and the id of the key that it was computed under.
 *
 * @param octets HMAC-SHA-256 (RFC 2104): 32 octets, of which the receiver is the owner
 */
public record KeyedMac(int key, byte[] octets) {}
