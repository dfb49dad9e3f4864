package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NOUT's numbers. */
final class NoutErrorTest {

  @Test
  void theCodeIsTheVendorsPublishedOne() {
    assertEquals(849347964, NoutError.UNKNOWN_LOGIN.code());
    assertEquals(1404, NoutError.UNKNOWN_LOGIN.number());
    assertEquals(849347963, NoutError.WRONG_PASSWORD.code());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FORBIDDEN", "BACKEND_DOWN", "BACKEND_SLOW"})
  void theRestStatusFollowsTheNumber(NoutError error) {
    int number = error.number();
    int status =
        number >= 1402 && number <= 1407 || number >= 1421 && number <= 1432
            ? 401
            : number >= 1411 && number <= 1416 ? 403 : number == 1304 || number == 1701 ? 404 : 400;
    assertEquals(status, error.restStatus());
  }

  @Test
  void whoeverIsBehindUsHasStatusesOfItsOwn() {
    assertEquals(403, NoutError.FORBIDDEN.restStatus());
    assertEquals(502, NoutError.BACKEND_DOWN.restStatus());
    assertEquals(504, NoutError.BACKEND_SLOW.restStatus());
  }

  @ParameterizedTest
  @EnumSource
  void everyLanguageHasATextOfItsOwn(NoutError error) {
    assertFalse(error.text(Language.FRENCH).isBlank());
    assertFalse(error.text(Language.ENGLISH).isBlank());
    assertFalse(error.text(Language.SPANISH).isBlank());
    assertFalse(error.text(Language.FRENCH).equals(error.text(Language.ENGLISH)));
    assertFalse(error.text(Language.FRENCH).equals(error.text(Language.SPANISH)));
  }
}
