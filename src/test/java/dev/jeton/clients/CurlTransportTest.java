package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which HTTP carries a login: versions, codings, expectations. */
@ExtendWith(House.Door.class)
final class CurlTransportTest {
  private static final String FORM =
      "id="
          + URLEncoder.encode("Nalog ž", StandardCharsets.UTF_8)
          + "&pwd="
          + URLEncoder.encode(House.PASSWORD, StandardCharsets.UTF_8)
          + "&len=20";

  private static void assertGranted(String protocol, Curl answer) {
    assertEquals(
        protocol + "\ncontent-type: application/json\n\n{\"token\":\"TWENTY-DIGITS\"}\n",
        answer.told());
  }

  private static Curl login(House house, String... options) {
    return Curl.get(house, house.https() + "/rs/login/gettoken", options);
  }

  @Test
  void everyVersionOfHttpIsSpoken(House house) {
    String data = "data = " + Curl.quoted(FORM);
    assertGranted("HTTP/2 200", login(house, data));
    assertGranted("HTTP/1.1 200 OK", login(house, data, "http1.1"));
    assertGranted("HTTP/1.0 200 OK", login(house, data, "http1.0"));
  }

  @Test
  void anAnswerNeedNotBeCompressed(House house) {
    assertGranted("HTTP/2 200", login(house, "data = " + Curl.quoted(FORM), "compressed"));
  }

  @Test
  void whoeverExpectsAContinueGetsIt(House house) {
    assertGranted(
        "HTTP/1.1 200 OK",
        login(
            house,
            "data = " + Curl.quoted(FORM),
            "http1.1",
            "expect100-timeout = 30",
            "max-time = 20",
            "header = \"Expect: 100-continue\""));
  }

  @Test
  void aBodyComesInChunks(House house) {
    assertGranted(
        "HTTP/1.1 200 OK",
        login(
            house,
            "data = " + Curl.quoted(FORM),
            "http1.1",
            "header = \"Transfer-Encoding: chunked\""));
  }

  @Test
  void aBodyComesCompressed(House house, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("form.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(FORM.getBytes(StandardCharsets.US_ASCII));
    }
    for (String version : new String[] {"http1.1", "http2"}) {
      assertGranted(
          version.equals("http2") ? "HTTP/2 200" : "HTTP/1.1 200 OK",
          login(
              house,
              version,
              "data-binary = " + Curl.quoted("@" + file),
              "header = \"Content-Encoding: gzip\""));
    }
  }

  @Test
  void noCredentialIsLogged(House house) {
    String password = "pwd=" + URLEncoder.encode("n0t-for-logs", StandardCharsets.UTF_8);
    Curl.post(house, house.https() + "/rs/login/gettoken?id=x&len=20&" + password);
    Curl.get(house, house.https() + "/Api/Vo/V1/?action=token&username=x&password=n0t-for-logs");
    Curl.get(house, house.https() + "/n0t-for-logs?n0t-for-logs");
    String said = house.server().said();
    assertTrue(said.contains("gettoken") || said.contains("GetToken"), said);
    assertFalse(said.contains("n0t-for-logs"), said);
  }
}
