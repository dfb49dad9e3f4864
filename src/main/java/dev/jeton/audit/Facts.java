package dev.jeton.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the facts of events mean, by their names: docs/audit.md is written from this. */
public final class Facts {
  /** In the order in which they are best read. */
  public static final Map<String, String> MEANINGS = meanings();

  private Facts() {}

  private static Map<String, String> meanings() {
    String[] namesAndMeanings = {
      "dialect", "the dialect of the request or the session",
      "session", "the session's id; it tells nothing of its token",
      "actor",
          "who acts: the account's name; of a refused request the name that was offered; for"
              + " administration `admin`",
      "subject", "for whom the actor acts, if that is another",
      "customer", "the customer that the session is for",
      "client", "what the client calls itself, or its key's public half",
      "address", "the caller's network address",
      "request",
          "the id of the request that caused it, as in the log; a proxy's own, if it is one"
              + " whose word is taken",
      "certificate", "the subject of the certificate that the client showed",
      "user-agent", "what a Balans client says of itself, the first characters",
      "simax-client", "what a SIMAX client calls itself",
      "simax-client-ip", "the address that a SIMAX client says it has; anyone can say anything",
      "simax-client-version", "the version that a SIMAX client says it has",
      "party",
          "who was refused: `actor` or `subject`; or that it was `throttled`, `too-many-sessions`,"
              + " `overloaded`, `unavailable`",
      "cause", "why, in truth",
      "times", "how often it was refused so in one series, if more than once",
      "network", "the network that was let go on",
      "by", "who ended it: `admin`; without it, its holder or a limit",
      "after", "the id behind which the export begins",
      "times", "how often this was refused in one series, from 2",
      "network", "the network that had to wait",
      "deadline", "when the session expired",
      "account", "the name of the account that is administered",
      "id", "its number",
      "name", "the name of what is made for the server's own use",
      "kind", "what kind of account or key it is",
      "form", "the id of the form that holds it",
      "enabled", "whether it may log in",
      "dialects", "the dialects that it may use",
      "language", "its language",
      "act-for", "for whom it may act",
      "for-customer", "for which customers it may act",
      "password", "`set` or `none`, never the password",
      "digest-secret", "`set` or `none`, never the secret",
      "grants", "by what a client may ask for tokens",
      "scopes", "the scopes that it may ask for",
      "audiences", "for whom it may ask for tokens",
      "public-keys", "`set` or `none`: the keys that verify its assertions",
      "certificate-subject", "the subject of the certificate that proves it",
      "certificates", "the fingerprints of certificates that prove it",
      "issued-secrets", "how many secrets that we issued it has",
      "former-until", "until when its former secret is taken, too",
      "weak-password", "`allowed`: the policy refused the password, and it was set all the same",
      "directory", "the directory that proves its password",
      "key", "the id of a key, or the public half of a key pair",
      "compromised", "`yes`: the former keys were withdrawn at once",
      "root-key", "the id of the root key",
      "listener", "the listener that shows the certificate",
      "sha256", "the certificate's fingerprint",
      "until", "until when it is valid",
      "version", "Jeton's version",
      "java", "Java's version",
      "https", "where TLS is served",
      "http", "where plain HTTP is served",
      "admin", "where the admin API is served",
      "configuration",
          "SHA-256 over the values of all settings but secrets: another one than at the start before"
              + " means that the configuration was changed between",
      "changed", "the settings that are not at their defaults, by name",
      "after-event", "the number of the last event before this file",
      "signature", "Ed25519, Base64",
      "through", "the number of the last line that is removed",
      "hash", "that line's SHA-256",
      "count", "how many",
      "first", "the first of them",
      "last", "the last of them",
      "octets", "how many octets were cut off",
      "at-line", "the number of the first line that does not fit the one before",
    };
    var meanings = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndMeanings.length; i += 2) {
      meanings.put(namesAndMeanings[i], namesAndMeanings[i + 1]);
    }
    return Collections.unmodifiableMap(meanings);
  }
}
