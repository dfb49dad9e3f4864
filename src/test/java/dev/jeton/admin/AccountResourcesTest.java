package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.policy.Judgement;
import dev.jeton.account.policy.PasswordPolicy;
import dev.jeton.account.policy.PolicyConfig;
import dev.jeton.admin.AdminFixture.Answer;
import dev.jeton.audit.AuditEvent;
import dev.jeton.secret.Secret;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done to accounts and their keys. */
final class AccountResourcesTest extends AdminTest {
  private static final String IDENTIFIANT = "0123456789abcdef0123456789abcdef";

  @Test
  void anAccountIsAddedAsAsked() {
    Answer added =
        admin.call(
            "POST",
            "/v1/accounts",
            """
            {"name":"ž & <é>","id":42,"kind":"user","password":"p","digest":true,
             "dialects":["wipsos","nout"],"language":12,"actFor":["*","b","a"],
             "forCustomer":["c"]}""");
    assertEquals(201, added.status());
    assertEquals(0L, added.at("endedSessions"));
    assertEquals(
        """
        {"id":42,"name":"ž & <é>","kind":"user","enabled":true,"dialects":["nout","wipsos"],\
        "language":12,"actFor":["*","a","b"],"forCustomer":["c"],"password":true,\
        "digestSecret":"clear","keys":[]}""",
        text(admin.call("GET", "/v1/accounts/42")));
  }

  @Test
  void whatIsNotAskedForIsNotGiven() {
    long id = admin.add("{\"name\":\"plain\",\"password\":\"p\"}");
    Answer shown = admin.call("GET", "/v1/accounts/" + id);
    assertEquals(List.of(), shown.at("dialects"));
    assertEquals(List.of(), shown.at("actFor"));
    assertEquals("(absent)", shown.at("digestSecret"));
    assertEquals("(absent)", shown.at("language"));
  }

  @Test
  void anAccountWhosePasswordIsInADirectoryHasNoneHere() {
    long id = admin.add("{\"name\":\"ana\",\"directory\":\"corp\"}");
    String path = "/v1/accounts/" + id;
    assertEquals("corp", admin.call("GET", path).at("directory"));
    assertEquals(false, admin.call("GET", path).at("password"));
    admin.call("PATCH", path, "{\"directory\":\"corp\",\"password\":\"d\",\"digest\":true}");
    assertEquals("clear", admin.call("GET", path).at("digestSecret"));
    assertEquals(false, admin.call("GET", path).at("password"));
    admin.call("PATCH", path, "{\"password\":\"own\"}");
    assertEquals("(absent)", admin.call("GET", path).at("directory"));
    assertTrue(admin.call("GET", path).at("password").equals(true));
  }

  @Test
  void aDirectoryIsOneThatThereIsAndKeepsItsPasswordsToItself() {
    for (String body :
        List.of(
            "{\"name\":\"a\",\"directory\":\"other\"}",
            "{\"name\":\"a\",\"directory\":\"corp\",\"password\":\"p\"}",
            "{\"name\":\"a\",\"directory\":\"corp\",\"digest\":true}",
            "{\"name\":\"a\",\"directory\":\"corp\",\"kind\":\"machine\"}")) {
      assertEquals(400, admin.call("POST", "/v1/accounts", body).status(), body);
    }
  }

  @Test
  void withoutADirectoryThereIsNothingToTest() {
    assertEquals(404, admin.call("POST", "/v1/directory/test", "{}").status());
    assertEquals(400, admin.call("POST", "/v1/directory/test", "{\"password\":\"p\"}").status());
    assertEquals(405, admin.call("GET", "/v1/directory/test").status());
  }

  @Test
  void aPasswordProvesItsAccountAndIsSeenNowhere() {
    admin.add("{\"name\":\"u\",\"password\":\"s3cr€t\",\"digest\":true,\"dialects\":[\"nout\"]}");
    assertTrue(admin.provesPassword("u", "s3cr€t"));
    assertFalse(admin.provesPassword("u", "other"));
    assertFalse(text(admin.call("GET", "/v1/accounts")).contains("s3cr€t"));
    assertFalse(admin.store.events().toString().contains("s3cr€t"));
  }

  @Test
  void aPasswordThatThePolicyRefusesIsNotSet() throws IOException {
    long id =
        admin.add("{\"name\":\"u\",\"password\":\"a good password\",\"dialects\":[\"nout\"]}");
    admin.policy = PasswordPolicy.of(PolicyConfig.DEFAULT);
    String path = "/v1/accounts/" + id;
    for (String weak :
        List.of(
            "\"password\":\"short\"",
            "\"password\":\"short\",\"digest\":true",
            "\"digestSecret\":\"short\"",
            "\"directory\":\"corp\",\"password\":\"short\",\"digest\":true",
            "\"directory\":\"corp\",\"digestSecret\":\"short\"",
            "\"passwordHash\":\"{SSHA}0c0blFTXXNuAMHECS4uxrj3ZieMoWImr\",\"digestSecret\":\"short\"")) {
      Answer added = admin.call("POST", "/v1/accounts", "{\"name\":\"new\"," + weak + "}");
      assertEquals(400, added.status(), weak);
      assertEquals("the password has fewer than 8 characters", added.at("error", "message"));
      assertEquals(400, admin.call("PATCH", path, "{" + weak + "}").status(), weak);
    }
    assertTrue(admin.provesPassword("u", "a good password"));
    assertEquals(List.of(), admin.events(AuditEvent.Kind.ACCOUNT_CHANGED));
  }

  @Test
  void aWeakPasswordIsSetWhereItIsAllowedAndTheEventSaysSo() throws IOException {
    admin.policy = PasswordPolicy.of(PolicyConfig.DEFAULT);
    long id =
        admin.add(
            "{\"name\":\"u\",\"password\":\"short\",\"allowWeak\":true,\"dialects\":[\"nout\"]}");
    assertTrue(admin.provesPassword("u", "short"));
    assertEquals("allowed", lastChange().get("weak-password"));
    admin.call("PATCH", "/v1/accounts/" + id, "{\"password\":\"shorter\",\"allowWeak\":true}");
    assertEquals("allowed", lastChange().get("weak-password"));
    admin.call(
        "PATCH", "/v1/accounts/" + id, "{\"password\":\"a good password\",\"allowWeak\":true}");
    assertFalse(lastChange().containsKey("weak-password"));
    assertTrue(admin.provesPassword("u", "a good password"));
  }

  /** What was told of u's last change. */
  private Map<String, String> lastChange() {
    return admin.store.events().stream()
        .map(AuditEvent::detail)
        .filter(detail -> "u".equals(detail.get("account")) && "set".equals(detail.get("password")))
        .toList()
        .getLast();
  }

  @Test
  void hashesFromElsewhereAreNotJudged() throws IOException {
    admin.policy = PasswordPolicy.of(PolicyConfig.DEFAULT);
    for (String hash :
        List.of(
            "\"passwordHash\":\"5f4dcc3b5aa765d61d8327deb882cf99\",\"hashScheme\":\"md5\"",
            "\"noutSecret\":\"X03MO1qnZdYdgyfeuILPmQ==\"")) {
      Answer added =
          admin.call("POST", "/v1/accounts", "{\"name\":\"" + hash.length() + "\"," + hash + "}");
      assertEquals(201, added.status(), () -> text(added));
    }
  }

  @Test
  void aPolicyThatCanNotTellIsNeitherAYesNorANo() {
    admin.policy = (_, _) -> new Judgement.Unknown("the file is gone");
    Answer answer = admin.call("POST", "/v1/accounts", "{\"name\":\"u\",\"password\":\"p\"}");
    assertEquals(503, answer.status());
    assertEquals("the file is gone", answer.at("error", "message"));
    assertEquals(List.of(), admin.store.events());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"p\"}",
        "{\"name\":\"\",\"password\":\"p\"}",
        "{\"name\":\"a\\u0007b\",\"password\":\"p\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"id\":0}",
        "{\"name\":\"a\",\"password\":\"p\",\"kind\":\"robot\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"color\":\"red\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"dialects\":[\"\"]}",
        "{\"name\":\"a\",\"password\":\"p\",\"dialects\":{\"ad\":[\"nout\"]}}",
        "{\"name\":\"a\",\"password\":\"p\",\"form\":{\"id\":\"0\"}}",
        "{\"name\":\"a\",\"password\":\"p\",\"form\":{\"id\":\"1\",\"title\":\" \"}}",
        "{\"name\":\"a\",\"password\":\"p\",\"form\":{\"id\":\"1\"},\"kind\":\"user\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"kind\":\"extranet\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"kind\":\"machine\"}",
        "{\"name\":\"a\",\"kind\":\"user\"}",
        "{\"name\":\"a\",\"form\":{\"id\":\"1\"}}",
        "{\"name\":\"a\",\"digest\":true}",
        "{\"name\":\"a\",\"noutSecret\":\"AAAA\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"noutSecret\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
        "{\"name\":\"a\",\"password\":\"p\",\"language\":-1}"
      })
  void whatCanNotBeIsRefused(String body) {
    Answer answer = admin.call("POST", "/v1/accounts", body);
    assertEquals(400, answer.status(), () -> text(answer));
    assertEquals("invalid", answer.at("error", "code"));
    assertEquals(List.of(), admin.call("GET", "/v1/accounts").at("accounts"));
  }

  @Test
  void anUnknownDialectIsRefusedWithThoseThatThereAre() {
    Answer answer =
        admin.call(
            "POST",
            "/v1/accounts",
            "{\"name\":\"a\",\"kind\":\"machine\",\"dialects\":[\"knout\"]}");
    assertEquals(400, answer.status());
    assertEquals(
        "no dialect is called knout: there are nout, wipsos", answer.at("error", "message"));
  }

  @Test
  void namesAreUniqueWithinTheirForm() {
    long plain = admin.add("{\"name\":\"jan\",\"kind\":\"customer\"}");
    long first =
        admin.add(
            "{\"name\":\"jan\",\"password\":\"p\",\"form\":{\"id\":\"5\",\"title\":\"Clients\"}}");
    long second = admin.add("{\"name\":\"jan\",\"password\":\"p\",\"form\":{\"id\":\"6\"}}");
    Answer again =
        admin.call(
            "POST",
            "/v1/accounts",
            "{\"name\":\"jan\",\"password\":\"p\",\"form\":{\"id\":\"5\"}}");
    assertEquals(409, again.status());
    assertEquals("form 5 has an account called jan already", again.at("error", "message"));
    assertEquals(
        409,
        admin
            .call(
                "POST",
                "/v1/accounts",
                "{\"name\":\"x\",\"kind\":\"customer\",\"id\":" + plain + "}")
            .status());
    List<?> named = (List<?>) admin.call("GET", "/v1/accounts?name=jan").at("accounts");
    assertEquals(
        List.of(plain, first, second),
        named.stream().map(account -> ((Map<?, ?>) account).get("id")).sorted().toList());
  }

  @Test
  void aFormMakesAnExtranetUserAndKeepsItsTitle() {
    admin.add("{\"name\":\"a\",\"password\":\"p\",\"form\":{\"id\":\"5\",\"title\":\"Clients\"}}");
    long id = admin.add("{\"name\":\"b\",\"password\":\"p\",\"form\":{\"id\":\"5\"}}");
    Answer shown = admin.call("GET", "/v1/accounts/" + id);
    assertEquals("extranet", shown.at("kind"));
    assertEquals(Map.of("id", "5", "title", "Clients"), shown.at("form"));
    Answer left = admin.call("PATCH", "/v1/accounts/" + id, "{\"kind\":\"user\"}");
    assertEquals("(absent)", left.at("account", "form"));
  }

  @Test
  void aChangeLeavesTheRestAsItWas() {
    long id =
        admin.add(
            "{\"name\":\"u\",\"password\":\"p\",\"dialects\":[\"nout\"],\"actFor\":[\"x\",\"y\"],"
                + "\"language\":9}");
    Answer changed =
        admin.call(
            "PATCH",
            "/v1/accounts/" + id,
            "{\"dialects\":{\"add\":[\"wipsos\"]},\"actFor\":{\"add\":[\"*\"],\"remove\":[\"x\"]}}");
    assertEquals(List.of("nout", "wipsos"), changed.at("account", "dialects"));
    assertEquals(List.of("*", "y"), changed.at("account", "actFor"));
    assertEquals(9L, changed.at("account", "language"));
    assertTrue(admin.provesPassword("u", "p"));
    Answer back =
        admin.call(
            "PATCH",
            "/v1/accounts/" + id,
            "{\"dialects\":{\"remove\":[\"nout\"]},\"actFor\":{\"remove\":[\"*\"]},\"language\":0}");
    assertEquals(List.of("wipsos"), back.at("account", "dialects"));
    assertEquals(List.of("y"), back.at("account", "actFor"));
    assertEquals("(absent)", back.at("account", "language"));
    assertEquals(
        Map.of(
            "actor",
            "admin",
            "account",
            "u",
            "id",
            Long.toString(id),
            "dialects",
            "wipsos",
            "act-for",
            "y",
            "language",
            "none",
            "address",
            "127.0.0.1"),
        admin.events(AuditEvent.Kind.ACCOUNT_CHANGED).getLast().detail());
  }

  @Test
  void aNewPasswordWithoutADigestSecretTakesTheOldOneAway() {
    long id =
        admin.add("{\"name\":\"u\",\"password\":\"old\",\"digest\":true,\"dialects\":[\"nout\"]}");
    assertTrue(admin.proves("u", digestOf("old")));
    admin.call("PATCH", "/v1/accounts/" + id, "{\"password\":\"new\",\"digest\":true}");
    assertTrue(admin.proves("u", digestOf("new")));
    Answer changed = admin.call("PATCH", "/v1/accounts/" + id, "{\"password\":\"newer\"}");
    assertEquals("(absent)", changed.at("account", "digestSecret"));
    assertFalse(admin.proves("u", digestOf("newer")));
    assertTrue(admin.provesPassword("u", "newer"));
  }

  @Test
  void aDigestSecretIsTakenAwayAloneOrImported() {
    long id =
        admin.add("{\"name\":\"u\",\"password\":\"p\",\"digest\":true,\"dialects\":[\"nout\"]}");
    Answer without = admin.call("PATCH", "/v1/accounts/" + id, "{\"digest\":false}");
    assertEquals("(absent)", without.at("account", "digestSecret"));
    Answer imported =
        admin.call("PATCH", "/v1/accounts/" + id, "{\"noutSecret\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}");
    assertEquals("nout", imported.at("account", "digestSecret"));
    assertTrue(admin.provesPassword("u", "p"));
  }

  @Test
  void theSessionsOfADisabledAccountEndBeforeTheAnswer() {
    long id = admin.add("{\"name\":\"u\",\"password\":\"p\",\"dialects\":[\"nout\"]}");
    admin.open("its own", "nout", id, id, Optional.empty());
    admin.open("on its behalf", "nout", 999, id, Optional.empty());
    admin.open("another's", "nout", 999, 999, Optional.empty());
    Answer disabled = admin.call("PATCH", "/v1/accounts/" + id, "{\"enabled\":false}");
    assertEquals(2L, disabled.at("endedSessions"));
    assertEquals(false, disabled.at("account", "enabled"));
    assertFalse(admin.isLive("its own"));
    assertFalse(admin.isLive("on its behalf"));
    assertTrue(admin.isLive("another's"));
    assertFalse(admin.provesPassword("u", "p"));
    assertEquals(
        "account disabled",
        admin.events(AuditEvent.Kind.SESSION_ENDED).getFirst().detail().get("cause"));
    admin.call("PATCH", "/v1/accounts/" + id, "{\"enabled\":true}");
    assertTrue(admin.provesPassword("u", "p"));
    assertFalse(admin.isLive("its own"));
  }

  @Test
  void anotherPasswordAndOtherPermissionsEndItsSessionsAndAnotherLanguageDoesNot() {
    long id = admin.add("{\"name\":\"u\",\"password\":\"p\",\"dialects\":[\"nout\"]}");
    admin.open("its own", "nout", id, id, Optional.empty());
    admin.call("PATCH", "/v1/accounts/" + id, "{\"language\":12}");
    assertTrue(admin.isLive("its own"));
    Answer changed = admin.call("PATCH", "/v1/accounts/" + id, "{\"password\":\"q\"}");
    assertEquals(1L, changed.at("endedSessions"));
    assertFalse(admin.isLive("its own"));
    admin.open("another", "nout", id, id, Optional.empty());
    admin.call("PATCH", "/v1/accounts/" + id, "{\"dialects\":[]}");
    assertFalse(admin.isLive("another"));
  }

  @Test
  void aSessionThatANewPasswordNamesGoesOn() {
    long id = admin.add("{\"name\":\"u\",\"password\":\"p\",\"dialects\":[\"nout\"]}");
    String kept = admin.open("kept", "nout", id, id, Optional.empty()).id().text();
    admin.open("other", "nout", id, id, Optional.empty());
    Answer changed =
        admin.call(
            "PATCH", "/v1/accounts/" + id, "{\"password\":\"q\",\"keepSession\":\"" + kept + "\"}");
    assertEquals(1L, changed.at("endedSessions"));
    assertTrue(admin.isLive("kept"));
    assertFalse(admin.isLive("other"));
    assertEquals(
        400,
        admin
            .call(
                "PATCH", "/v1/accounts/" + id, "{\"language\":9,\"keepSession\":\"" + kept + "\"}")
            .status());
    assertEquals(
        404,
        admin
            .call(
                "PATCH",
                "/v1/accounts/" + id,
                "{\"password\":\"r\",\"keepSession\":\"" + "0".repeat(24) + "\"}")
            .status());
  }

  @Test
  void theSessionsOfARemovedAccountEndBeforeTheAnswer() {
    long id = admin.add("{\"name\":\"u\",\"password\":\"p\"}");
    admin.open("its own", "nout", id, id, Optional.empty());
    Answer removed = admin.call("DELETE", "/v1/accounts/" + id);
    assertEquals(1L, removed.at("endedSessions"));
    assertFalse(admin.isLive("its own"));
    assertEquals(404, admin.call("GET", "/v1/accounts/" + id).status());
    assertEquals(404, admin.call("DELETE", "/v1/accounts/" + id).status());
    assertEquals(1, admin.events(AuditEvent.Kind.ACCOUNT_REMOVED).size());
  }

  @Test
  void anIssuedPairIsShownOnce() {
    long id = admin.add("{\"name\":\"m\",\"kind\":\"machine\",\"dialects\":[\"nout\"]}");
    Answer issued = admin.call("POST", "/v1/accounts/" + id + "/keys");
    assertEquals(201, issued.status());
    String identifiant = (String) issued.at("identifiant");
    String motDePasse = (String) issued.at("motDePasse");
    assertTrue(identifiant.matches("[0-9a-f]{32}") && motDePasse.matches("[0-9a-f]{32}"));
    assertTrue(admin.proves(identifiant, new Credential.ApiKey(Secret.of(motDePasse))));
    Answer listed = admin.call("GET", "/v1/accounts/" + id + "/keys");
    assertEquals(
        List.of(Map.of("identifiant", identifiant, "issued", "2026-03-01T10:00:00Z")),
        listed.at("keys"));
    assertFalse(admin.store.events().toString().contains(motDePasse));
  }

  @Test
  void aPairIsImportedInEitherCase() {
    long id = admin.add("{\"name\":\"m\",\"kind\":\"machine\",\"dialects\":[\"nout\"]}");
    Answer imported =
        importPair(id, "0123456789ABCDEF0123456789ABCDEF", "AABBCCDDEEFF00112233445566778899");
    assertEquals(201, imported.status());
    assertEquals(Map.of("identifiant", IDENTIFIANT), imported.document());
    var secret = new Credential.ApiKey(Secret.of("aabbccddeeff00112233445566778899"));
    assertTrue(admin.proves(IDENTIFIANT, secret));
    assertEquals(409, importPair(id, IDENTIFIANT, IDENTIFIANT).status());
    assertEquals(
        409,
        importPair(admin.add("{\"name\":\"n\",\"kind\":\"machine\"}"), IDENTIFIANT, IDENTIFIANT)
            .status());
  }

  @Test
  void onlyMachinesHavePairsAndOnlyWholeOnes() {
    long machine = admin.add("{\"name\":\"m\",\"kind\":\"machine\"}");
    assertEquals(
        409, admin.call("PATCH", "/v1/accounts/" + machine, "{\"password\":\"p\"}").status());
    long user = admin.add("{\"name\":\"u\",\"password\":\"p\"}");
    assertEquals(409, admin.call("POST", "/v1/accounts/" + user + "/keys").status());
    assertEquals(404, admin.call("POST", "/v1/accounts/999/keys").status());
    assertEquals(400, importPair(machine, IDENTIFIANT, "short").status());
    assertEquals(400, importPair(machine, "short", IDENTIFIANT).status());
    assertEquals(
        400,
        admin
            .call(
                "POST",
                "/v1/accounts/" + machine + "/keys",
                "{\"motDePasse\":\"" + IDENTIFIANT + "\"}")
            .status());
    admin.call("POST", "/v1/accounts/" + machine + "/keys");
    assertEquals(
        "it has key pairs: revoke them first",
        admin
            .call("PATCH", "/v1/accounts/" + machine, "{\"kind\":\"customer\"}")
            .at("error", "message"));
  }

  @Test
  void revokingAKeyEndsTheSessionsThatItOpened() {
    long id = admin.add("{\"name\":\"m\",\"kind\":\"machine\"}");
    importPair(id, IDENTIFIANT, IDENTIFIANT);
    admin.open("by it", "wipsos", id, id, Optional.of(IDENTIFIANT));
    admin.open("by another", "wipsos", id, id, Optional.of("ffffffffffffffffffffffffffffffff"));
    Answer revoked = admin.call("DELETE", "/v1/keys/0123456789ABCDEF0123456789abcdef");
    assertEquals(1L, revoked.at("endedSessions"));
    assertEquals(List.of(), revoked.at("account", "keys"));
    assertFalse(admin.isLive("by it"));
    assertTrue(admin.isLive("by another"));
    assertEquals(404, admin.call("DELETE", "/v1/keys/" + IDENTIFIANT).status());
    assertEquals(
        IDENTIFIANT, admin.events(AuditEvent.Kind.KEY_REVOKED).getFirst().detail().get("key"));
  }

  @Test
  void accountsAreListedPageByPage() {
    for (int i = 0; i < 5; i++) {
      admin.add("{\"name\":\"c" + i + "\",\"kind\":\"customer\"}");
    }
    Answer first = admin.call("GET", "/v1/accounts?limit=3");
    Answer rest = admin.call("GET", "/v1/accounts?limit=3&after=" + first.at("next"));
    assertEquals(3, ((List<?>) first.at("accounts")).size());
    assertEquals(2, ((List<?>) rest.at("accounts")).size());
    assertEquals("(absent)", rest.at("next"));
  }

  private Answer importPair(long id, String identifiant, String motDePasse) {
    return admin.call(
        "POST",
        "/v1/accounts/" + id + "/keys",
        "{\"identifiant\":\"" + identifiant + "\",\"motDePasse\":\"" + motDePasse + "\"}");
  }

  /** A stand-in for a dialect's formula: the secret itself. */
  private static Credential digestOf(String password) {
    return new Credential.Digest(
        password.getBytes(StandardCharsets.UTF_8),
        AdminFixture.START,
        secret ->
            secret instanceof DigestSecret.Clear(Secret clear)
                ? List.of(clear.revealOctets())
                : List.of());
  }

  private static String text(Answer answer) {
    return new String(answer.reply().body(), StandardCharsets.UTF_8);
  }
}
