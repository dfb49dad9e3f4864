package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A token makes one claim, within the bounds of names and by the rules that are set, or none. */
final class UsernameTokenFuzzTest {
  private static final List<NoutConfig> CONFIGS =
      List.of(
          NoutConfig.DEFAULT, Configs.plainHttp(), Configs.oasisAlone(), Configs.everyDigestRule());

  static Stream<byte[]> tokens() {
    return WireSeeds.targets()
        .filter(target -> target.contains("sername="))
        .map(target -> target.replaceAll("^[^?]*\\?|[;!].*", ""))
        .flatMap(
            section ->
                Stream.of(1, 2).map(way -> WireSeeds.chosen(way, WireSeeds.octets(section))));
  }

  @MethodSource("tokens")
  @FuzzTest
  void makesAClaimWithinTheRulesOrNone(byte[] input) {
    int way = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]);
    NoutConfig config = CONFIGS.get(way / 4 % CONFIGS.size());
    boolean secure = way % 2 == 1;
    // REST has no types of passwords.
    String type = way / 2 % 2 == 1 ? "PasswordText" : "";
    String section =
        input.length == 0
            ? ""
            : new String(input, 1, input.length - 1, StandardCharsets.ISO_8859_1)
                .replaceAll("[?;!]", "");
    try {
      Optional<UsernameToken> token =
          UsernameToken.of(RestTarget.read("/x?" + section).params(), NoutError.MISSING_IN_BODY);
      if (token.isPresent()) {
        assertWithinTheRules(typed(token.get(), type), config, secure);
      }
    } catch (BadRequest _) {
      // refused
    }
  }

  private static UsernameToken typed(UsernameToken token, String type) {
    return new UsernameToken(
        token.username(),
        token.password(),
        type,
        token.nonce(),
        token.created(),
        token.encrypted(),
        token.missing());
  }

  private static void assertWithinTheRules(UsernameToken token, NoutConfig config, boolean secure)
      throws BadRequest {
    Claim claim = token.claim(config, secure);
    assertFalse(token.encrypted());
    assertTrue(token.username().equals(claim.name()) && !claim.name().isEmpty());
    assertTrue(claim.name().codePointCount(0, claim.name().length()) <= 256);
    assertTrue(claim.name().codePoints().noneMatch(Character::isISOControl));
    switch (claim.credential()) {
      case Credential.Password _ -> assertTrue(secure || config.plainHttp(), "a clear password");
      case Credential.Digest digest -> {
        assertTrue(token.nonce().matches("[A-Za-z0-9+/=._:-]{8,128}"), "the nonce");
        assertTrue(Created.parse(token.created()).orElseThrow().equals(digest.created()));
      }
      case Credential.ApiKey _,
          Credential.ClientSecret _,
          Credential.Assertion _,
          Credential.Certificate _ ->
          throw new AssertionError("there are none in this dialect");
    }
  }
}
