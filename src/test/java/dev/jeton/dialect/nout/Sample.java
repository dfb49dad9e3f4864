package dev.jeton.dialect.nout;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import dev.jeton.session.Form;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Requests and outcomes that several tests share. */
final class Sample {
  static final String NONCE = "MC4wNTc4NTEwMCAxMzc2NDczMTM2";
  static final String CREATED = "Wed, 14 Aug 2013 09:38:56 +0000";
  static final String DIGEST = "X3WmzrQFDaAtBvHTnoLSg6vyFuE=";
  static final String TOKEN = token("superviseur", DIGEST, NONCE, CREATED);
  static final String LOGIN = "<GetTokenSession xmlns=\"NS\">" + TOKEN + "</GetTokenSession>";
  static final String SESSION_TOKEN = "7cec0345-3abb-4353-bfb9-aacc143a2d05";

  static final Outcome.Granted GRANTED = granted(Optional.empty(), new Principal(2, "superviseur"));

  private static final String OPERATIONS = "http://www.nout.fr/wsdl/SimaxService.wsdl/";

  private Sample() {}

  static String token(String username, String password, String nonce, String created) {
    return "<UsernameToken><Username>%s</Username><Password>%s</Password><Nonce>%s</Nonce><Created>%s</Created></UsernameToken>"
        .formatted(username, password, nonce, created);
  }

  static Nout dialect(NoutConfig config) {
    return new Nout(config, InstantSource.fixed(Instant.parse("2015-07-17T10:03:42.739Z")));
  }

  static Request soap(SoapVersion version, String header, String body) {
    String envelope =
        "<e:Envelope xmlns:e='%s'>%s<e:Body>%s</e:Body></e:Envelope>"
            .formatted(
                version.namespace(),
                header.isEmpty() ? "" : "<e:Header>" + header + "</e:Header>",
                body.replace("\"NS\"", "\"" + OPERATIONS + "\""));
    return request("POST", "/", version.contentType(), envelope);
  }

  static Request get(String target) {
    return new Request("GET", target, Headers.none(), new byte[0], origin(true));
  }

  static Request request(String method, String target, String contentType, String body) {
    return new Request(
        method,
        target,
        Headers.of("Content-Type", contentType),
        body.getBytes(UTF_8),
        origin(true));
  }

  /** The same, over plain HTTP. */
  static Request plain(Request request) {
    return new Request(
        request.method(), request.target(), request.headers(), request.body(), origin(false));
  }

  /** The reply of the default dialect to a request with this outcome. */
  static Reply reply(Request request, Outcome outcome) {
    return reply(NoutConfig.DEFAULT, request, outcome);
  }

  static Reply reply(NoutConfig config, Request request, Outcome outcome) {
    return read(config, request).answer().apply(outcome);
  }

  static Exchange read(NoutConfig config, Request request) {
    return dialect(config).read(request);
  }

  static String text(Reply reply) {
    return new String(reply.body(), UTF_8);
  }

  static Outcome.Granted granted(Optional<Form> form, Principal subject) {
    Instant now = Instant.parse("2013-08-14T09:40:00Z");
    return new Outcome.Granted(
        Secret.of(SESSION_TOKEN),
        new Session(
            new SessionId("0".repeat(24)),
            "nout",
            new Principal(2, "superviseur"),
            subject,
            Optional.empty(),
            form,
            12,
            Optional.empty(),
            now,
            Optional.empty(),
            now.plus(Duration.ofHours(12))));
  }

  static Outcome refused(Refusal refusal) {
    return new Outcome.Refused(refusal, Duration.ZERO, Optional.empty());
  }

  static Outcome refused(Refusal refusal, Cause revealed) {
    return new Outcome.Refused(refusal, Duration.ZERO, Optional.of(revealed));
  }

  static Outcome later(Refusal refusal) {
    return new Outcome.Refused(refusal, Duration.ofSeconds(30), Optional.empty());
  }

  private static Request.Origin origin(boolean secure) {
    return new Request.Origin(
        secure, (secure ? "https" : "http") + "://localhost:8443", "192.0.2.7");
  }
}
