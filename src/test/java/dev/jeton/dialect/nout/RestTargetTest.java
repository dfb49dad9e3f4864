package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of REST targets. */
final class RestTargetTest {

  @Test
  void aTargetHasThreeSections() throws BadRequest {
    RestTarget target = RestTarget.read("/GetTokenSession?a=1&b=2;a=3!apiuuid=4&c=");
    assertEquals(Map.of("a", "1", "b", "2"), target.params().values());
    assertEquals(Map.of("a", "3"), target.options().values());
    assertEquals(Map.of("apiuuid", "4", "c", ""), target.identification().values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /Disconnect?!SessionToken=x      | x
          /disconnect!SessionToken=x       | x
          /REST/Disconnect?!SESSIONTOKEN=x | x
          /rest/Disconnect;a=b!SessionToken=x&a=c | x
          /Disconnect!&sessiontoken=x      | x
          /Disconnect?                     | ''
          /Disconnect                      | ''
          """)
  void aSectionMayBeLeftOut(String target, String token) throws BadRequest {
    assertEquals("disconnect", RestTarget.operation(target));
    assertEquals(token, RestTarget.read(target).identification().value("sessiontoken"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p%E0ss%80              | pàss€
          a+b%2Bc%20d            | a b+c d
          %26%3D%3B%21%3F%25     | &=;!?%
          x=y?/:                 | x=y?/:
          %8E%9e                 | Žž
          """)
  void valuesArePercentEncodedWindows1252(String encoded, String text) throws BadRequest {
    assertEquals(text, RestTarget.read("/GetTokenSession?k=" + encoded).params().value("k"));
  }

  @Test
  void anOctetThatIsNotEncodedIsWindows1252AsWell() throws BadRequest {
    assertEquals("é€", RestTarget.read("/x?k=\u00e9\u0080").params().value("k"));
    assertEquals("v", RestTarget.read("/x?%4b%E9=v").params().value("ké"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k=%81",
        "k=%8D",
        "k=%8f",
        "k=%90",
        "k=%9D", // undefined in Windows-1252
        "k=%",
        "k=%4",
        "k=%zz",
        "%zz=k",
        "k=1&K=2",
        "k=1&%6B=1",
        ";k=1&k=",
        "!k&k",
        "a;b;c",
        "a!b!c",
        "a!b;c",
      })
  void whatIsAgainstTheGrammarIsABadValue(String query) {
    BadRequest refused =
        assertThrows(BadRequest.class, () -> RestTarget.read("/GetTokenSession?" + query));
    assertEquals(1612, refused.fault().error().number());
  }

  @Test
  void aTargetDoesNotPrintItsCredentials() throws BadRequest {
    assertEquals(
        "RestTarget[params=Section[hidden], options=Section[hidden],"
            + " identification=Section[hidden]]",
        RestTarget.read("/Disconnect?!SessionToken=secret").toString());
  }
}
