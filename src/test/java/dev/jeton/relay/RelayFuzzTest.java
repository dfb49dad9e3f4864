package dev.jeton.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Onward;
import dev.jeton.dialect.Passage;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.relay.RelayConfig.Description;
import dev.jeton.relay.RelayConfig.TokenUse;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However much of a request has come: no exception, and what was told of its beginning stays true
 * when more comes, as long as that makes sense at all; who is let through is told as himself, and
 * his token goes no further in targets and fields. An input is a dialect, where to cut, and a
 * request as {@link WireSeeds} has it.
 */
final class RelayFuzzTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);
  private static final Principal TILL = new Principal(5, "till", "machine");
  private static final Session SESSION =
      new Session(
          new SessionId("000102030405060708090a0b"),
          "wipsos",
          TILL,
          TILL,
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          NOON,
          Optional.empty(),
          NOON.plusSeconds(60),
          Optional.empty());
  private static final List<Relay> RELAYS =
      Stream.<Dialect>of(
              new Nout(NoutConfig.DEFAULT, CLOCK),
              new Balans(BalansConfig.DEFAULT),
              new Vz(VzConfig.DEFAULT, CLOCK),
              new Wipsos(WipsosConfig.DEFAULT))
          .map(RelayFuzzTest::relay)
          .toList();

  private static Relay relay(Dialect dialect) {
    return new Relay(
        dialect,
        new RelayConfig(
            TokenUse.REMOVE,
            Description.BACKEND,
            List.of("/more/"),
            65_536,
            OptionalLong.empty(),
            Optional.empty(),
            false),
        (_, _) -> Secret.of("phantom"));
  }

  static Stream<byte[]> beginnings() {
    Stream<String> bodies =
        WireSeeds.bodiesWith("Envelope")
            .map(body -> "/\n" + new String(body, StandardCharsets.ISO_8859_1));
    return Stream.concat(
            Stream.concat(WireSeeds.targets().map(target -> target + "\n"), bodies),
            Stream.of(
                "/REST/x?a!SessionToken=7cec0345-3abb-4353-bfb9-aacc143a2d05&User=u\n",
                "/rs/login/invoice?sessToken=20010110091424109009&sessToken=2\n",
                "/Api/Vo/V1/?action=profile&token=%74&x\n",
                "/LogIn/LogIn\n<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'>"
                    + "<e:Body><Stock><sessToken>20010110091424109009</sessToken><more",
                "/LogIn/LogIn\n<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'>"
                    + "<e:Body><Stock><first>1</first><sessToken>20010110091424109009</sessToken>"
                    + "</Stock></e:Body></e:Envelope>",
                "/more/?&=\nx"))
        .flatMap(
            text ->
                Stream.of(0, 1, 2, 3)
                    .map(
                        way ->
                            WireSeeds.octets(
                                (char) (int) way + "" + (char) (text.length() % 256) + text)));
  }

  @MethodSource("beginnings")
  @FuzzTest
  void whatWasToldStaysTrueWhenMoreComes(byte[] input) {
    if (input.length < 2) {
      return;
    }
    Relay relay = RELAYS.get(input[0] & 3);
    String text = new String(input, 2, input.length - 2, StandardCharsets.ISO_8859_1);
    int line = text.indexOf('\n');
    String target = line < 0 ? text : text.substring(0, line);
    byte[] body =
        text.substring(line < 0 ? text.length() : line + 1).getBytes(StandardCharsets.ISO_8859_1);
    boolean posted = body.length > 0 || (input[0] & 4) != 0;
    boolean authorized = (input[0] & 8) != 0;
    Request whole = request(target, body, posted, authorized);
    if (!target.startsWith("/") || !relay.serves(whole.path())) {
      return;
    }
    Passage all = relay.pass(whole, true);
    assertFalse(all instanceof Passage.Untold);
    for (int part = input[1] & 31; part <= 256; part += 32) {
      byte[] come = Arrays.copyOf(body, body.length * part / 256);
      Passage told = relay.pass(request(target, come, posted, authorized), false);
      boolean guarded = word(told).startsWith("guarded ");
      if (!(told instanceof Passage.Untold || guarded && !word(all).startsWith("guarded "))) {
        assertEquals(word(all), word(told), () -> come.length + " octets");
      }
    }
    if (all instanceof Passage.Guarded guarded
        && guarded.check().command() instanceof Command.Check check) {
      assertTrue(check.touch());
      hasNoToken(check.token(), guarded.onward().apply(SESSION));
    }
  }

  private static Request request(String target, byte[] body, boolean posted, boolean authorized) {
    Headers headers =
        Headers.of("Content-Type", "text/xml; charset=utf-8", "X-Auth-User", "made up");
    return new Request(
        posted ? "POST" : "GET",
        target,
        authorized ? headers.with("Authorization", "Bearer " + target) : headers,
        body,
        new Request.Origin(true, "https://login.example", "192.0.2.7"));
  }

  /** Whose it is, and by which token. */
  private static String word(Passage passage) {
    return switch (passage) {
      case Passage.Ours _ -> "ours";
      case Passage.Untold _ -> "untold";
      case Passage.Open open -> "open " + open.operation();
      case Passage.Guarded guarded ->
          guarded.check().command() instanceof Command.Check check
              ? "guarded " + check.token().revealText()
              : "refused";
    };
  }

  private static void hasNoToken(Secret token, Onward onward) {
    for (String piece : onward.target().split("[?&;!]", -1)) {
      assertFalse(piece.endsWith("=" + token.revealText()), onward.target());
    }
    var users = onward.headers().all("X-Auth-User");
    assertEquals(List.of("till"), users);
    for (Field field : onward.headers().fields()) {
      boolean ours = field.name().startsWith("X-"); // its value may be what a token is, too
      assertFalse(!ours && field.value().equals(token.revealText()), field.toString());
      assertTrue(
          !field.name().equalsIgnoreCase("Authorization")
              || !field.value().equals("Bearer " + token.revealText()));
    }
  }
}
