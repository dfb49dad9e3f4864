package dev.jeton.dialect.nout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of Created, and what is none of them. */
final class CreatedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Wed, 14 Aug 2013 09:38:56 +0000     | 2013-08-14T09:38:56Z
          Mon, 24 Jul 2017 17:30:38 +0200     | 2017-07-24T15:30:38Z
          14 Aug 2013 09:38:56 +0000          | 2013-08-14T09:38:56Z
          Sun, 4 Aug 2013 09:38 -0330         | 2013-08-04T13:08:00Z
          sun,  04 aug 2013 09:38:00 -0000    | 2013-08-04T09:38:00Z
          Thu, 29 Feb 2024 00:00:00 +0000     | 2024-02-29T00:00:00Z
          2008-06-18T17:13:00                 | 2008-06-18T17:13:00Z
          2010-09-16T07:50:45Z                | 2010-09-16T07:50:45Z
          2016-05-08T12:00:00+00:00           | 2016-05-08T12:00:00Z
          2016-05-08T12:00:00.25-05:30        | 2016-05-08T17:30:00.250Z
          2019-02-12T12:34:12.110Z            | 2019-02-12T12:34:12.110Z
          2019-02-12T12:34:12.1234567Z        | 2019-02-12T12:34:12.123456700Z
          2019-02-12T12:34:12.12345678999999Z | 2019-02-12T12:34:12.123456789Z
          """)
  void aDateOfOneOfTheThreeFormsIsRead(String text, Instant instant) {
    assertEquals(Optional.of(instant), Created.parse(text));
    assertEquals(Optional.of(instant), Created.parse("\r\n\t " + text + " \n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "1376473136",
        "Wed, 14 Aug 13 09:38:56 +0000",
        "Wed, 14 Aug 02013 09:38:56 +0000",
        "Thu, 14 Aug 2013 09:38:56 +0000",
        "Xyz, 14 Aug 2013 09:38:56 +0000",
        ", 14 Aug 2013 09:38:56 +0000",
        "Wed, 14 Abc 2013 09:38:56 +0000",
        "Wed, 14 August 2013 09:38:56 +0000",
        "Wed, 14 Aug 2013 09:38:56",
        "Wed, 14 Aug 2013 09:38:56 GMT",
        "Wed, 14 Aug 2013 09:38:56 +00:00",
        "Wed, 14 Aug 2013 09:38:56 +1900",
        "Wed, 14 Aug 2013 09:38:56 +0060",
        "Wed, 14 Aug 2013 9:38:56 +0000",
        "Wed, 14 Aug 2013 24:38:56 +0000",
        "Wed, 14 Aug 2013 09:38:60 +0000",
        "Fri, 30 Feb 2024 09:38:56 +0000",
        "Wed, 14 Aug 2013 09:38:56 +0000 (UTC)",
        "2008-06-18",
        "2008-06-18 17:13:00",
        "2008-06-18T17:13",
        "2008-06-18T17:13:00z",
        "2008-06-18T17:13:00.Z",
        "2008-06-18T17:13:00+0000",
        "2008-06-18T17:13:00+00",
        "2008-06-18T17:13:00+19:00",
        "2008-02-30T17:13:00Z",
        "2008-13-18T17:13:00Z",
        "08-06-18T17:13:00Z",
        "02008-06-18T17:13:00Z",
        "+2008-06-18T17:13:00Z",
        "-2008-06-18T17:13:00Z",
        "٢٠٠٨-06-18T17:13:00Z",
      })
  void anythingElseIsNot(String text) {
    assertEquals(Optional.empty(), Created.parse(text));
  }

  @Test
  void aLongTextIsNotEvenLookedAt() {
    assertEquals(Optional.empty(), Created.parse(" ".repeat(109) + "2008-06-18T17:13:00Z"));
  }
}
