package dev.jeton.forward;

import dev.jeton.jose.DpopProofs;
import dev.jeton.secret.Secret;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Optional;

/** Reads which key the sender of a request has proved to hold, for the server behind. */
record Keys(Jose jose) {
  private static final String FIELD = "DPoP";

  /** What the proof comes to that came with this token (RFC 9449, section 7.1). */
  DpopProofs.Reading of(Request question, Original original, Secret token) {
    List<String> given = question.headers().all(FIELD);
    if (given.size() != 1) {
      return new DpopProofs.Invalid("there is not one");
    }
    if (original.authority().isEmpty() || original.uri().isEmpty()) {
      return new DpopProofs.Invalid("it is not told for what");
    }
    String scheme = question.origin().secure() ? "https" : "http";
    int query = original.uri().indexOf('?');
    String path = query < 0 ? original.uri() : original.uri().substring(0, query);
    var use =
        new DpopProofs.Use(
            original.method(), scheme + "://" + original.authority() + path, Optional.of(token));
    return jose.proofs().read(given.getFirst(), use, jose.clock().instant());
  }
}
