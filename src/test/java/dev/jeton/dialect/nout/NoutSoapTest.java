package dev.jeton.dialect.nout;

import static dev.jeton.dialect.SoapVersion.V1_1;
import static dev.jeton.dialect.SoapVersion.V1_2;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.SoapVersion;
import dev.jeton.secret.Secret;
import dev.jeton.session.Behalf;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Refusal;
import dev.jeton.wire.Request;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of SOAP requests. */
final class NoutSoapTest {
  private static final String WSSE =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String WSU =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
  private static final String TYPES =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#";
  private static final String SECURITY =
      """
      <wsse:Security xmlns:wsse="%s" xmlns:wsu="%s" %%s>
        <wsu:Timestamp><wsu:Created>2010-09-16T07:50:45Z</wsu:Created></wsu:Timestamp>
        <wsse:UsernameToken>
          <wsse:Username>user</wsse:Username>
          <wsse:Password Type="%sPasswordDigest">tuOSpGlFlIXsozq4HFNeeGeFLEI=</wsse:Password>
          <wsse:Nonce EncodingType="x#Base64Binary">LKqI6G/AikKCQrN0zqZFlg==</wsse:Nonce>
          <wsu:Created>2010-09-16T07:50:45Z</wsu:Created>
        </wsse:UsernameToken>
      </wsse:Security>"""
          .formatted(WSSE, WSU, TYPES);

  @ParameterizedTest
  @EnumSource
  void aLoginCarriesTheDigestAndItsFormula(SoapVersion version) {
    Command.Login login = login(Sample.soap(version, "", Sample.LOGIN));
    assertEquals("superviseur", login.actor().name());
    Credential.Digest digest = digest(login.actor());
    assertEquals(Instant.parse("2013-08-14T09:38:56Z"), digest.created());
    assertProves(digest, "");
    assertEquals(Optional.empty(), login.subject());
    assertEquals(OptionalInt.empty(), login.language());
    assertEquals(Optional.empty(), login.client());
    assertEquals(Optional.empty(), login.lifetime());
    assertEquals("192.0.2.7", login.caller().address());
  }

  @Test
  void anExtranetLoginProvesBothUsers() {
    Command.Login login =
        login(
            body(
                """
                <GetTokenSession xmlns="NS">
                  <DefaultClientLanguageCode>9</DefaultClientLanguageCode>
                  <ExtranetUser>
                    <Form>224661136955914</Form>
                    <UsernameToken>
                      <Created>Mon, 24 Jul 2017 17:30:38 +0200</Created>
                      <Nonce>MC42NDE3NjMwMCAxNTAwOTEwMjM4</Nonce>
                      <Password>nGyVm65soPgm9W7VXUJnJfT2e1s=</Password>
                      <Username>conan2</Username>
                    </UsernameToken>
                  </ExtranetUser>
                  <UsernameToken>
                    <Password>3380nSjvFIiiLRX9zFmNIcLHmGE=</Password>
                    <Username>superviseur</Username>
                    <Created>Mon, 24 Jul 2017 17:30:38 +0200</Created>
                    <Nonce>MC42NDE2OTQwMCAxNTAwOTEwMjM4</Nonce>
                  </UsernameToken>
                </GetTokenSession>"""));
    assertProves(digest(login.actor()), "");
    var subject = assertInstanceOf(Behalf.Proved.class, login.subject().orElseThrow());
    assertEquals("224661136955914", subject.form());
    assertEquals("conan2", subject.claim().name());
    assertProves(digest(subject.claim()), "conan2");
    assertEquals(OptionalInt.of(9), login.language());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ExtranetUser/>",
        "<ExtranetUser><UsernameToken/><Form/></ExtranetUser>",
        "<ExtranetUser> <UsernameToken><Username/><Password> </Password></UsernameToken></ExtranetUser>",
        "<ForConfiguration>1</ForConfiguration>",
        "<Token/><Anonymous/>",
        "<DefaultClientLanguageCode>0</DefaultClientLanguageCode>",
        "<DefaultClientLanguageCode/>",
        "<Unheard>of</Unheard>",
      })
  void whatIsEmptyOrIgnoredCountsAsAbsent(String extra) {
    Command.Login login = login(body(wrapped(Sample.TOKEN + extra)));
    assertEquals(Optional.empty(), login.subject());
    assertEquals(OptionalInt.empty(), login.language());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<GetTokenSession>TOKEN</GetTokenSession>",
        "<GetTokenSession xmlns='http://www.nout.fr/soap'>TOKEN</GetTokenSession>",
        "<o:GetTokenSession xmlns:o=\"NS\">TOKEN</o:GetTokenSession>",
        """
        <o:GetTokenSession xmlns:o="NS" xmlns:w="WSSE" xmlns:u="WSU"><w:UsernameToken>
        <w:Username>superviseur</w:Username><!-- c --><w:Password w:Type="wsse:PasswordDigest"
        ><![CDATA[X3WmzrQFDaAtBvHTnoLSg6vyFuE=]]></w:Password><w:Nonce
        >MC4wNTc4NTEwMCAxMzc2NDczMTM2</w:Nonce><u:Created
        >Wed, 14 Aug 2013 09:38:56 +0000</u:Created></w:UsernameToken></o:GetTokenSession>""",
      })
  void namespacesAndPrefixesOfRealClientsAreTaken(String body) {
    Command.Login login =
        login(body(body.replace("TOKEN", Sample.TOKEN).replace("WSSE", WSSE).replace("WSU", WSU)));
    assertEquals("superviseur", login.actor().name());
    assertProves(digest(login.actor()), "");
  }

  @Test
  void blanksAroundCreatedAreDigestedButNotParsed() {
    // printf '%s\n Wed, 14 Aug 2013 09:38:56 +0000 \n%s' NONCE AAAAAAAAAAAAAAAAAAAAAA== | openssl
    // sha1
    Command.Login login =
        login(
            body(
                wrapped(
                    Sample.token(
                        "superviseur",
                        "cviW0FbWptNVyQDKgst7uRbAwT0=",
                        Sample.NONCE,
                        "\n " + Sample.CREATED + " \n"))));
    assertEquals(Instant.parse("2013-08-14T09:38:56Z"), digest(login.actor()).created());
    assertProves(digest(login.actor()), "");
  }

  @ParameterizedTest
  @EnumSource
  void aSecurityHeaderServesWhereTheBodyHasNoToken(SoapVersion version) {
    String marked =
        SECURITY.formatted("xmlns:m='" + version.namespace() + "' m:mustUnderstand='1'");
    Command.Login login = login(Sample.soap(version, marked, "<GetTokenSession xmlns=\"NS\"/>"));
    assertEquals("user", login.actor().name());
    assertProves(digest(login.actor()), "userpassword");

    Command.Login both = login(Sample.soap(version, marked, Sample.LOGIN));
    assertEquals("superviseur", both.actor().name());
  }

  @Test
  void anEncryptionThatIsNilIsNone() {
    String nil = "<Encryption xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>";
    assertProves(
        digest(
            login(body(wrapped(Sample.TOKEN.replace("</UsernameToken>", nil + "</UsernameToken>"))))
                .actor()),
        "");
  }

  @Test
  void aClearPasswordNeedsNoNonce() {
    Command.Login login = login(body(wrapped(clear(" pà<ss", ""))));
    assertEquals(
        new Credential.Password(Secret.of(" pà<ss"), Optional.empty()), login.actor().credential());

    Command.Login dated =
        login(body(wrapped(clear("x", "<Created>2008-06-18T17:13:00</Created>"))));
    assertEquals(
        new Credential.Password(Secret.of("x"), Optional.of(Instant.parse("2008-06-18T17:13:00Z"))),
        dated.actor().credential());
  }

  @Test
  void aClearPasswordIsRefusedOverPlainHttpUnlessThatIsAllowed() {
    Request request = Sample.plain(body(wrapped(clear("hidden", ""))));
    assertRefused(request, "1415 ");
    assertInstanceOf(Command.Login.class, Sample.read(Configs.plainHttp(), request).command());
    assertInstanceOf(
        Command.Login.class,
        Sample.read(NoutConfig.DEFAULT, Sample.plain(body(Sample.LOGIN))).command());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1603                           | ''
          1605                           | <Modify xmlns="NS"/>
          1605                           | <GetTokenSession xmlns="urn:other"/>
          1605                           | <gettokensession xmlns="NS"/>
          1605                           | <GetExtranetUserExists xmlns="NS"/>
          1605                           | <ResetPasswordFailed xmlns="NS"/>
          1606                           | <GetTokenSession xmlns="NS"/>
          1606                           | <GetTokenSession xmlns="NS"><UsernameToken/></GetTokenSession>
          1606 ExtranetUser              | LOGIN<ExtranetUser><Form>3</Form></ExtranetUser>
          1601 Form                      | LOGIN<ExtranetUser>TOKEN</ExtranetUser>
          1601 Username                  | TOKEN-Username
          1601 Password                  | TOKEN-Password
          1601 Nonce                     | TOKEN-Nonce
          1601 Created                   | TOKEN-Created
          1612 Nonce                     | NONCE=1234567
          1612 Nonce                     | NONCE=12345678 9
          1612 Nonce                     | NONCE=12345678é
          1612 Created                   | CREATED=2013
          1612 Username                  | USER=a&#9;b
          1612 DefaultClientLanguageCode | LOGIN<DefaultClientLanguageCode>11</DefaultClientLanguageCode>
          1612 DefaultClientLanguageCode | LOGIN<DefaultClientLanguageCode>fr</DefaultClientLanguageCode>
          1612 UsernameToken             | LOGINTOKEN
          1609 Token                     | LOGIN<Token>x</Token>
          1609 Anonymous                 | LOGIN<Anonymous>1</Anonymous>
          1609 Anonymous                 | <GetTokenSession xmlns="NS"><Anonymous/></GetTokenSession>
          1609 Encryption                | TOKEN+<Encryption md5="x">base64</Encryption>
          1609 Encryption                | TOKEN+<Encryption iv="x"/>
          1609 Password/@Type            | TOKEN+<Password Type="wsse:PasswordOther">x</Password>
          """)
  void whatIsWrongHasItsNumber(String cause, String sketch) {
    String body =
        switch (sketch.split("[-=+<]", 2)[0]) {
          case "LOGIN", "LOGINTOKEN" ->
              wrapped(sketch.replaceFirst("LOGIN", Sample.TOKEN).replace("TOKEN", Sample.TOKEN));
          case "TOKEN" -> wrapped(edited(sketch));
          case "NONCE" ->
              wrapped(Sample.token("a", Sample.DIGEST, sketch.substring(6), Sample.CREATED));
          case "CREATED" ->
              wrapped(Sample.token("a", Sample.DIGEST, Sample.NONCE, sketch.substring(8)));
          case "USER" ->
              wrapped(
                  Sample.token(sketch.substring(5), Sample.DIGEST, Sample.NONCE, Sample.CREATED));
          default -> sketch;
        };
    assertRefused(body(body), cause);
  }

  /** A token without one of its parts, or with one more in place of its like. */
  private static String edited(String sketch) {
    String part = sketch.substring(6);
    if (sketch.charAt(5) == '-') {
      return Sample.TOKEN.replaceFirst("<" + part + ">.*</" + part + ">", "");
    }
    String without =
        part.startsWith("<Password")
            ? Sample.TOKEN.replaceFirst("<Password>.*</Password>", "")
            : Sample.TOKEN;
    return without.replace("</UsernameToken>", part + "</UsernameToken>");
  }

  @Test
  void aNonceThatOasisAloneCannotDecodeIsRefusedWhereOasisStandsAlone() {
    Request request = body(wrapped(Sample.token("a", "x", "147852369azerty", Sample.CREATED)));
    assertInstanceOf(Command.Login.class, Sample.read(NoutConfig.DEFAULT, request).command());
    assertEquals(
        "1612 Nonce",
        assertInstanceOf(
                Command.Malformed.class, Sample.read(Configs.oasisAlone(), request).command())
            .cause());
  }

  @Test
  void aDigestThatIsNoBase64ProvesNothing() {
    Command.Login login =
        login(body(wrapped(Sample.token("a", "7eAHpM56Q...=", Sample.NONCE, Sample.CREATED))));
    assertEquals(0, digest(login.actor()).octets().length);
  }

  @Test
  void anApplicationIsCheckedBeforeTheCredential() {
    NoutConfig config = Configs.apiUuids("6F9619FF-8B86-D011-B42D-00CF4FC964FF");
    String broken = "<GetTokenSession xmlns=\"NS\"/>";
    assertEquals("1411", cause(config, Sample.soap(V1_1, "", broken)));
    assertEquals("1411", cause(config, Sample.soap(V1_1, "<APIUUID>other</APIUUID>", broken)));
    String known = "<APIUUID>6f9619ff-8b86-d011-b42d-00cf4fc964ff</APIUUID>";
    assertEquals("1606", cause(config, Sample.soap(V1_1, known, broken)));
    var login =
        assertInstanceOf(
            Command.Login.class,
            Sample.read(config, Sample.soap(V1_1, known, Sample.LOGIN)).command());
    assertEquals(Optional.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), login.client());
  }

  @Test
  void aDisconnectNeedsItsTokenAlone() {
    Command.End end = end("<SessionToken> " + Sample.SESSION_TOKEN + " </SessionToken>");
    assertEquals(Secret.of(Sample.SESSION_TOKEN), end.token());
    assertEquals(Optional.empty(), end.claim());
    assertEquals(Optional.empty(), end("<SessionToken>x</SessionToken><UsernameToken/>").claim());
  }

  @Test
  void aUsernameTokenBesideASessionTokenIsChecked() {
    for (String proof : new String[] {Sample.TOKEN, SECURITY.formatted("")}) {
      Claim claim = end("<SessionToken>x</SessionToken>" + proof).claim().orElseThrow();
      assertInstanceOf(Credential.Digest.class, claim.credential());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1607              | NONE
          1604              | ''
          1602 SessionToken | <APIUUID>x</APIUUID>
          1602 SessionToken | <SessionToken/>
          1602 Nonce        | <SessionToken>x</SessionToken><UsernameToken><Username>a</Username><Password>b</Password></UsernameToken>
          1612 SessionToken | <SessionToken>x</SessionToken><SessionToken>y</SessionToken>
          """)
  void aDisconnectWithoutWhatItNeedsIsRefused(String cause, String header) {
    String disconnect = "<Disconnect xmlns=\"NS\"/>";
    Request request =
        header.equals("NONE")
            ? body(disconnect)
            : Sample.soap(V1_1, header.isEmpty() ? " " : header, disconnect);
    assertRefused(request, cause);
  }

  @Test
  void aUsernameTokenCanBeMadeMandatory() {
    assertEquals(
        "1606",
        cause(
            Configs.requireUserWithToken(),
            Sample.soap(V1_1, "<SessionToken>x</SessionToken>", "<Disconnect xmlns=\"NS\"/>")));
  }

  @Test
  void languagesNeedNoIdentification() {
    Exchange exchange = Sample.read(NoutConfig.DEFAULT, body("<GetLanguages xmlns=\"NS\"/>"));
    assertInstanceOf(Command.Describe.class, exchange.command());
    assertEquals("GetLanguages", exchange.operation());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1302 | GET    | /      | text/xml
          1302 | PUT    | /SOAP/ | text/xml
          1303 | POST   | /      | text/plain
          1303 | POST   | /soap/ | application/json
          1304 | POST   | /other | text/xml
          1609 | POST   | /      | text/xml
          """)
  void methodTypeAndPathHaveNumbers(String cause, String method, String path, String type) {
    assertRefused(Sample.request(method, path, type, "<a/>"), cause);
  }

  @Test
  void theCallersOwnWordsAreRecordedAndBounded() {
    Request request = body(Sample.LOGIN);
    Request told =
        new Request(
            request.method(),
            request.target(),
            request
                .headers()
                .with("X-SIMAXService-Client", "SIMAX Web")
                .with("x-SIMAXService-Client-IP", "198.51.100.4\u0007")
                .with("x-simaxservice-client-version", "1".repeat(500)),
            request.body(),
            request.origin());
    assertEquals(
        Map.of(
            "simax-client", "SIMAX Web",
            "simax-client-ip", "198.51.100.4",
            "simax-client-version", "1".repeat(100)),
        login(told).caller().detail());
  }

  @Test
  void textMovedBetweenNonceAndCreatedNeverReachesTheCoreAsAnotherProof() {
    byte[] octets = digest(login(body(Sample.LOGIN)).actor()).octets();
    // The comma and the blank of the weekday are no characters of a nonce.
    assertRefused(
        body(
            wrapped(
                Sample.token(
                    "superviseur",
                    Sample.DIGEST,
                    Sample.NONCE + "Wed, ",
                    "14 Aug 2013 09:38:56 +0000"))),
        "1612 Nonce");
    // Without a weekday a digit of the date can move: another date, yet the same proof.
    Credential.Digest undated = proof(Sample.NONCE, "14 Aug 2013 09:38:56 +0000");
    Credential.Digest moved = proof(Sample.NONCE + "1", "4 Aug 2013 09:38:56 +0000");
    assertArrayEquals(undated.octets(), moved.octets());
    assertEquals(Instant.parse("2013-08-04T09:38:56Z"), moved.created());
    var secret = new DigestSecret.Clear(Secret.of("conan2"));
    assertArrayEquals(
        undated.formula().digests(secret).getFirst(), moved.formula().digests(secret).getFirst());
    // The digest itself re-spelt: other bits behind the last octet, no padding, blanks around it.
    for (String spelling :
        new String[] {
          "X3WmzrQFDaAtBvHTnoLSg6vyFuF=",
          "X3WmzrQFDaAtBvHTnoLSg6vyFuE",
          "\n X3WmzrQFDaAtBvHTnoLSg6vyFuE= "
        }) {
      Command.Login respelt =
          login(body(wrapped(Sample.token("superviseur", spelling, Sample.NONCE, Sample.CREATED))));
      assertArrayEquals(octets, digest(respelt.actor()).octets());
    }
  }

  private static Credential.Digest proof(String nonce, String created) {
    return digest(
        login(body(wrapped(Sample.token("superviseur", Sample.DIGEST, nonce, created)))).actor());
  }

  private static String wrapped(String children) {
    return "<GetTokenSession xmlns=\"NS\">" + children + "</GetTokenSession>";
  }

  private static String clear(String password, String extra) {
    return "<UsernameToken><Username>a</Username><Password Type=\""
        + TYPES
        + "PasswordText\">"
        + password.replace("<", "&lt;")
        + "</Password>"
        + extra
        + "</UsernameToken>";
  }

  private static Request body(String body) {
    return Sample.soap(V1_1, "", body);
  }

  private static Command.Login login(Request request) {
    return assertInstanceOf(
        Command.Login.class, Sample.read(NoutConfig.DEFAULT, request).command());
  }

  private static Command.End end(String header) {
    return assertInstanceOf(
        Command.End.class,
        Sample.read(NoutConfig.DEFAULT, Sample.soap(V1_2, header, "<Disconnect xmlns=\"NS\"/>"))
            .command());
  }

  private static Credential.Digest digest(Claim claim) {
    return assertInstanceOf(Credential.Digest.class, claim.credential());
  }

  private static void assertProves(Credential.Digest digest, String password) {
    String offered = Base64.getEncoder().encodeToString(digest.octets());
    var secret = new DigestSecret.Clear(Secret.of(password));
    assertTrue(
        digest.formula().digests(secret).stream()
            .map(Base64.getEncoder()::encodeToString)
            .anyMatch(offered::equals));
  }

  private static String cause(NoutConfig config, Request request) {
    return assertInstanceOf(Command.Malformed.class, Sample.read(config, request).command())
        .cause();
  }

  private static void assertRefused(Request request, String cause) {
    assertEquals(cause.strip(), cause(NoutConfig.DEFAULT, request));
    String reply = Sample.text(Sample.reply(request, Sample.refused(Refusal.MALFORMED)));
    assertTrue(reply.contains("<Numero>" + cause.substring(0, 4) + "</Numero>"), reply);
  }
}
