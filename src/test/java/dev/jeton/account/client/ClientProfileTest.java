package dev.jeton.account.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import dev.jeton.session.GrantType;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's facts can be. */
final class ClientProfileTest {
  private static ClientProfile profile(Set<String> scopes, Set<String> audiences) {
    return new ClientProfile(
        Set.of(),
        new TreeSet<>(scopes),
        new TreeSet<>(audiences),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }

  private static ClientProfile certified(String subject) {
    return new ClientProfile(
        Set.of(),
        new TreeSet<>(),
        new TreeSet<>(),
        Optional.empty(),
        Optional.of(subject),
        Set.of(),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "ž", "a\tb"})
  void aScopeIsAScopeToken(String scope) {
    assertThrows(IllegalArgumentException.class, () -> profile(Set.of(scope), Set.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "read:orders", "https://x/#y", "[~]"})
  void whatRfc6749AllowsIsAScope(String scope) {
    assertEquals(Set.of(scope), profile(Set.of(scope), Set.of()).scopes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "https://api.example/#part", "http:", ":", "ž", "a\nb"})
  void anAudienceIsAnAbsoluteUriWithoutAFragmentOrAName(String audience) {
    assertThrows(IllegalArgumentException.class, () -> profile(Set.of(), Set.of(audience)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "https://api.example/v1?x=1", "urn:example:api"})
  void urisAndNamesAreAudiences(String audience) {
    assertEquals(Set.of(audience), profile(Set.of(), Set.of(audience)).audiences());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=till 7,O=Jeton",
        "cn=Till 7, o=JETON",
        "2.5.4.3=till 7,2.5.4.10=Jeton",
        "CN=till\\207,O=Jeton",
        "CN=#130674696c6c2037,O=Jeton"
      })
  void aSubjectIsTheSameHoweverItIsWritten(String written) {
    assertTrue(certified("CN=till 7,O=Jeton").hasSubject(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=till 77,O=Jeton",
        "O=Jeton,CN=till 7",
        "CN=till 7",
        "CN=till 7,O=Jeton,C=CZ",
        "CN=till 7+O=Jeton",
        "CN=till 7\\,O=Jeton",
        "no name",
        ""
      })
  void anotherSubjectIsAnother(String other) {
    assertFalse(certified("CN=till 7,O=Jeton").hasSubject(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "till 7", "CN", "CN=a,,O=b"})
  void aSubjectIsADistinguishedName(String text) {
    assertThrows(IllegalArgumentException.class, () -> certified(text));
  }

  @Test
  void grantsAreKnownByWordAndByWireForm() {
    assertEquals(GrantType.TOKEN_EXCHANGE, GrantType.named("token-exchange"));
    assertEquals(
        GrantType.TOKEN_EXCHANGE,
        GrantType.named("urn:ietf:params:oauth:grant-type:token-exchange"));
    assertEquals(GrantType.CLIENT_CREDENTIALS, GrantType.named("client_credentials"));
    assertEquals(GrantType.REFRESH_TOKEN, GrantType.named("refresh-token"));
    assertThrows(IllegalArgumentException.class, () -> GrantType.named("implicit"));
  }

  @Test
  void anIssuedSecretIsKnownByItsShape() {
    Secret secret = IssuedSecret.random(new SecureRandom());
    assertTrue(IssuedSecret.hasShape(secret));
    assertFalse(IssuedSecret.hasShape(Secret.of(secret.revealText() + "A")));
    assertFalse(IssuedSecret.hasShape(Secret.of("jcs_" + "a".repeat(42) + "+")));
    assertFalse(IssuedSecret.hasShape(Secret.of("jcS_" + "a".repeat(43))));
  }
}
