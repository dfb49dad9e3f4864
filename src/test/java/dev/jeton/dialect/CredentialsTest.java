package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.secret.Secret;
import dev.jeton.wire.Headers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Authorization field can be read as. */
final class CredentialsTest {
  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "Bearer    abc"})
  void aSchemeAndATokenStandWithBlanksBetweenThem(String field) {
    var credentials = new Credentials("Bearer", Secret.of("abc"));
    assertEquals(Optional.of(credentials), Credentials.of(Headers.of("authorization", field)));
  }

  @Test
  void theCaseOfASchemeDoesNotCountAndTheSchemeDoes() {
    var credentials = new Credentials("bEARER", Secret.of("~!"));
    assertTrue(credentials.are("Bearer"));
    assertFalse(credentials.are("DPoP"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        " abc",
        "Bearer\tabc",
        "Bearer a b",
        "Bearer a ",
        "Bearer \u007f",
        "Bearer \u00e9",
        "Bearer a\u0000"
      })
  void anythingElseIsNone(String field) {
    assertEquals(Optional.empty(), Credentials.of(Headers.of("Authorization", field)));
  }

  @Test
  void twoFieldsAreNone() {
    Headers twice = Headers.of("Authorization", "Bearer a", "Authorization", "Bearer a");
    assertEquals(Optional.empty(), Credentials.of(twice));
    assertEquals(Optional.empty(), Credentials.of(Headers.none()));
  }
}
