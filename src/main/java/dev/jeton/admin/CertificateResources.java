package dev.jeton.admin;

import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Map;

/** {@code /v1/certificates}. */
final class CertificateResources {
  private final Certificates certificates;

  CertificateResources(Certificates certificates) {
    this.certificates = certificates;
  }

  Reply show(Request request) {
    Input.query(request).refuseOthers();
    return reply(certificates.shown());
  }

  /** What is refused is told of in the list; the request itself was served. */
  Reply reload(Request request) {
    Input.query(request).refuseOthers();
    return reply(certificates.reload());
  }

  private static Reply reply(List<Certificates.Shown> shown) {
    return Replies.of(
        200, Map.of("certificates", shown.stream().map(CertificateResources::view).toList()));
  }

  private static Map<String, Object> view(Certificates.Shown shown) {
    return new Members()
        .put("listener", shown.listener())
        .put("subject", shown.subject())
        .put("issuer", shown.issuer())
        .put("names", shown.names())
        .put("validFrom", shown.validFrom().toString())
        .put("validUntil", shown.validUntil().toString())
        .put("sha256", shown.sha256())
        .put("since", shown.since().toString())
        .put("refused", shown.refused())
        .map();
  }
}
