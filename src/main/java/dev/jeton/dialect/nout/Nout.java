package dev.jeton.dialect.nout;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Purview;
import dev.jeton.secret.Secret;
import dev.jeton.session.Lifetime;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.TokenShape;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** NOUTOnline / SIMAX: SOAP by POST to one entry, REST by GET (nout.md). */
public final class Nout implements Dialect {
  public static final String NAME = "nout";

  private static final Set<String> SOAP_PATHS = Set.of("/", "/soap/");

  private final NoutConfig config;
  private final Soap soap;
  private final Rest rest;

  /**
   * Makes the dialect.
   *
   * @param clock dates the error lists of faults ({@code DATEHEURE}), and decides nothing
   */
  public Nout(NoutConfig config, InstantSource clock) {
    this.config = config;
    this.soap = new Soap(config, clock);
    this.rest = new Rest(config);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return isSoap(path) || isRest(path);
  }

  /** Clients of NOUT read its own error, even for a path that there is not. */
  @Override
  public boolean servesTheRest() {
    return true;
  }

  @Override
  public Exchange read(Request request) {
    if (isSoap(request.path())) {
      return soap.read(request);
    }
    boolean astray = request.method().equals("POST") && !isRest(request.path());
    return astray ? soap.refused(request, NoutError.PATH) : rest.read(request);
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    return asksForSoap(request) ? soap.unread(request, flaw) : rest.unread(request, flaw);
  }

  @Override
  public Purview purview(Request request) {
    if (isSoap(request.path())) {
      return request.method().equals("POST") ? Soap.purview(request) : Purview.OURS;
    }
    return Rest.purview(request);
  }

  @Override
  public Optional<Secret> carried(Request request) {
    Optional<String> token = asksForSoap(request) ? soap.carried(request) : rest.carried(request);
    return token.map(String::strip).filter(text -> !text.isEmpty()).map(Secret::of);
  }

  @Override
  public Reply denial(Request request, Denial denial) {
    NoutFault fault = NoutFault.of(denial);
    return asksForSoap(request) ? soap.denial(request, fault) : rest.denial(fault);
  }

  @Override
  public SessionPolicy policy() {
    return new SessionPolicy(
        NAME,
        TokenShape.uuid(),
        Lifetime.idle(config.idle(), config.absolute()),
        config.freshness(),
        config.language(),
        OptionalInt.empty(),
        config.revealRefusals());
  }

  /** Whether whoever sent this reads SOAP, wherever it was sent to. */
  private static boolean asksForSoap(Request request) {
    return isSoap(request.path()) || request.method().equals("POST");
  }

  private static boolean isSoap(String path) {
    return SOAP_PATHS.contains(path.toLowerCase(Locale.ROOT));
  }

  private static boolean isRest(String path) {
    return RestTarget.isBehindProxy(path) || Rest.OPERATIONS.contains(RestTarget.operation(path));
  }
}
