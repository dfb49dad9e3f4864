package dev.jeton.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.jeton.account.AccountEdit;
import dev.jeton.account.Directory.Answer;
import dev.jeton.account.Directory.Overloaded;
import dev.jeton.account.Directory.Proved;
import dev.jeton.account.Directory.Refused;
import dev.jeton.account.Directory.Unavailable;
import dev.jeton.account.Kind;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory against the library's own server, whose refusals can be made those of another. */
final class LdapDirectoryTest {
  private static final Set<String> DIALECTS = Set.of("nout", "vz", "balans", "wipsos");
  private static final String BASE = "dc=example,dc=org";

  /** What a bind by a person's DN is answered instead, if anything. */
  private volatile Optional<LDAPException> refusal = Optional.empty();

  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final List<String> binds = new ArrayList<>();
  private InMemoryDirectoryServer server;
  @TempDir private Path folder;
  private Path password;

  @BeforeEach
  void start() throws Exception {
    password = Files.writeString(folder.resolve("password"), Samples.SERVICE_PASSWORD + "\n");
    var config = new InMemoryDirectoryServerConfig(BASE);
    config.setSchema(null);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    config.addInMemoryOperationInterceptor(
        new InMemoryOperationInterceptor() {
          @Override
          public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
              throws LDAPException {
            String dn = request.getRequest().getBindDN();
            synchronized (binds) {
              binds.add(dn);
            }
            if (!dn.equals(Samples.SERVICE)) {
              try {
                gate.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              if (refusal.isPresent()) {
                throw refusal.get();
              }
            }
          }
        });
    server = new InMemoryDirectoryServer(config);
    server.add("dn: " + BASE, "objectClass: domain", "dc: example");
    server.add("dn: " + Samples.PEOPLE, "objectClass: organizationalUnit", "ou: people");
    server.add(
        "dn: " + Samples.SERVICE,
        "objectClass: person",
        "cn: jeton",
        "sn: j",
        "userPassword: " + Samples.SERVICE_PASSWORD);
    person("ana", "ana's", "preferredLanguage: cs");
    person("b\\2Cc", "b's");
    person("žofie", "ž's");
    server.startListening();
  }

  @AfterEach
  void stop() {
    gate.countDown();
    server.shutDown(true);
  }

  private void person(String rdn, String password, String... more) throws Exception {
    var lines =
        new ArrayList<>(
            List.of(
                "dn: uid=" + rdn + "," + Samples.PEOPLE,
                "objectClass: person",
                "objectClass: inetOrgPerson",
                "uid: " + rdn.replace("\\2C", ","),
                "cn: x",
                "sn: x",
                "userPassword: " + password));
    lines.addAll(List.of(more));
    server.add(lines.toArray(String[]::new));
  }

  private Samples samples() {
    return Samples.at(password, server.getListenPort());
  }

  private static Answer check(Samples samples, String login, String password) throws IOException {
    try (var directory = new LdapDirectory(samples.config(), DIALECTS, System::nanoTime)) {
      return directory.check(login, Secret.of(password)).answer();
    }
  }

  private Answer check(String login, String password) throws IOException {
    return check(samples(), login, password);
  }

  private static Refused refused(Cause cause) {
    return new Refused(cause);
  }

  @Test
  void thePasswordOfAnEntryIsProvedByBindingAsIt() throws IOException {
    Proved proved = assertInstanceOf(Proved.class, check("ana", "ana's"));
    assertEquals("ana", proved.name());
    assertEquals(OptionalInt.of(2), proved.facts().language());
    assertEquals(List.of(Samples.SERVICE, "uid=ana," + Samples.PEOPLE), binds);
  }

  @Test
  void anotherPasswordIsNot() throws IOException {
    assertEquals(refused(Cause.WRONG_CREDENTIAL), check("ana", "bob's"));
  }

  @Test
  void aNameWithoutAnEntryIsUnknownAfterAsManyBinds() throws IOException {
    assertEquals(refused(Cause.UNKNOWN_ACCOUNT), check("nobody", "ana's"));
    assertEquals(2, binds.size());
  }

  @Test
  void theNameIsTheDirectorysOwnHoweverItWasTyped() throws IOException {
    assertEquals("ana", assertInstanceOf(Proved.class, check("ANA", "ana's")).name());
  }

  @Test
  void severalEntriesOfOneNameAreNobody() throws Exception {
    server.add("dn: ou=more," + Samples.PEOPLE, "objectClass: organizationalUnit", "ou: more");
    server.add(
        "dn: uid=ana,ou=more," + Samples.PEOPLE,
        "objectClass: person",
        "uid: ana",
        "cn: x",
        "sn: x",
        "userPassword: ana's");
    assertEquals(refused(Cause.AMBIGUOUS_NAME), check("ana", "ana's"));
  }

  /** RFC 4513, 5.1.2: a server may answer such a bind by a success that proves nothing. */
  @Test
  void anEmptyPasswordNeverReachesTheServer() throws IOException {
    assertEquals(refused(Cause.WRONG_CREDENTIAL), check("ana", ""));
    assertEquals(List.of(), binds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "an*",
        "*)(uid=*",
        "ana)(|(uid=*",
        "ana)(objectClass=*))(&(uid=ana",
        "\\2a",
        "ana\\",
        "ana\\00",
        "(",
        ")",
        "!",
        "{name}",
        "{dn}",
        "uid=ana",
        "uid=ana,ou=people,dc=example,dc=org"
      })
  void aNameIsNeverPartOfAFilter(String login) throws IOException {
    assertEquals(refused(Cause.UNKNOWN_ACCOUNT), check(login, "ana's"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana\u0000", "\u0000", "ana\n", "", " ", "\ud800"})
  void aNameThatNobodyCanHaveIsNotAskedFor(String login) throws IOException {
    assertEquals(refused(Cause.UNKNOWN_ACCOUNT), check(login, "ana's"));
    assertEquals(List.of(), binds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"b,c | b's", "žofie | ž's"})
  void aNameOfAnyScriptIsFoundBySearchAndByDn(String login, String password) throws IOException {
    String template = "uid={name}," + Samples.PEOPLE;
    assertEquals(login, assertInstanceOf(Proved.class, check(login, password)).name());
    assertEquals(
        login,
        assertInstanceOf(Proved.class, check(samples().directly(template), login, password))
            .name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana,ou=people,dc=example,dc=org",
        "ana+cn=x",
        "ana\\2cou=people",
        "x,uid=ana",
        "#616e61",
        "\"ana\"",
        "{name}"
      })
  void aNameIsNeverPartOfADn(String login) throws IOException {
    Samples direct = samples().directly("uid={name}," + Samples.PEOPLE);
    assertEquals(refused(Cause.WRONG_CREDENTIAL), check(direct, login, "ana's"));
  }

  @Test
  void bindingDirectlyTakesOneBindAndReadsTheOwnEntry() throws IOException {
    Samples direct = samples().directly("uid={name}," + Samples.PEOPLE);
    Proved proved = assertInstanceOf(Proved.class, check(direct, "ANA", "ana's"));
    assertEquals("ana", proved.name());
    assertEquals(OptionalInt.of(2), proved.facts().language());
    assertEquals(List.of("uid=ANA," + Samples.PEOPLE), binds);
  }

  @Test
  void aPrincipalNameIsOfTheConfiguredDomainAlone() throws IOException {
    Samples direct = samples().directly("{name}@corp.example.org").notProvisioning();
    assertEquals(refused(Cause.UNKNOWN_ACCOUNT), check(direct, "ana@other.example.org", "ana's"));
    assertEquals(List.of(), binds);
  }

  /** Active Directory's refusals, whose sub-codes stand in their text. */
  @ParameterizedTest
  @CsvSource({
    "525, UNKNOWN_ACCOUNT",
    "52e, WRONG_CREDENTIAL",
    "52f, RESTRICTED",
    "530, RESTRICTED",
    "531, RESTRICTED",
    "532, PASSWORD_EXPIRED",
    "533, DISABLED",
    "701, EXPIRED",
    "773, PASSWORD_EXPIRED",
    "775, LOCKED",
    "57, WRONG_CREDENTIAL"
  })
  void activeDirectorysSubCodesAreTold(String code, Cause cause) throws IOException {
    refusal =
        Optional.of(
            new LDAPException(
                ResultCode.INVALID_CREDENTIALS,
                "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data "
                    + code
                    + ", v4563"));
    assertEquals(refused(cause), check("ana", "ana's"));
  }

  @Test
  void anAccountThatActiveDirectoryMarksAsDisabledIsRefusedEvenAfterItsBind() throws Exception {
    person("off", "off's", "userAccountControl: 514");
    person("on", "on's", "userAccountControl: 512");
    assertEquals(refused(Cause.DISABLED), check("off", "off's"));
    assertInstanceOf(Proved.class, check("on", "on's"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 13, 51, 52, 53, 80})
  void whatIsNotAboutThePersonIsUnavailable(int code) throws IOException {
    refusal = Optional.of(new LDAPException(ResultCode.valueOf(code), "no"));
    assertInstanceOf(Unavailable.class, check("ana", "ana's"));
  }

  @Test
  void aReferralIsNotFollowed() throws Exception {
    refusal =
        Optional.of(
            new LDAPException(
                ResultCode.REFERRAL,
                "",
                "",
                new String[] {"ldap://127.0.0.1:" + server.getListenPort() + "/"}));
    assertInstanceOf(Unavailable.class, check("ana", "ana's"));
    assertEquals(2, binds.size());
  }

  @Test
  void noAnswerAboutAPersonShowsThePassword() throws IOException {
    refusal = Optional.of(new LDAPException(ResultCode.OTHER, "hunter2 is wrong"));
    assertFalse(check("ana", "hunter2").toString().contains("hunter2"));
  }

  @Test
  void aWrongServicePasswordIsTheDirectorysTroubleAndNotThePersons() throws IOException {
    var wrong =
        new Finding(
            Optional.of(Samples.SERVICE),
            Optional.of(Files.writeString(folder.resolve("wrong"), "wrong")),
            Optional.of(Samples.PEOPLE),
            Samples.FILTER,
            Optional.empty());
    assertEquals(
        new Unavailable("it refuses the service account: its name or password is wrong"),
        check(samples().with(wrong), "ana", "ana's"));
  }

  @Test
  void aChangedServicePasswordIsReadFromItsFileWhileTheServerRuns() throws Exception {
    try (var directory = new LdapDirectory(samples().config(), DIALECTS, System::nanoTime)) {
      server.modify(
          "dn: " + Samples.SERVICE,
          "changetype: modify",
          "replace: userPassword",
          "userPassword: another");
      assertInstanceOf(Unavailable.class, directory.check("ana", Secret.of("ana's")).answer());
      Files.writeString(password, "another\n");
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void aBaseThatIsNotThereIsTheDirectorysTrouble() throws IOException {
    var elsewhere =
        new Finding(
            Optional.of(Samples.SERVICE),
            Optional.of(password),
            Optional.of("ou=nowhere," + BASE),
            Samples.FILTER,
            Optional.empty());
    assertInstanceOf(Unavailable.class, check(samples().with(elsewhere), "ana", "ana's"));
  }

  @Test
  void aServerThatIsDownIsUnavailableAndServesAgainWhenItIsBack() throws Exception {
    int port = server.getListenPort();
    try (var directory =
        new LdapDirectory(Samples.at(password, port).config(), DIALECTS, System::nanoTime)) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      server.shutDown(true);
      assertInstanceOf(Unavailable.class, directory.check("ana", Secret.of("ana's")).answer());
      server.startListening();
      int again = server.getListenPort();
      if (again == port) {
        assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      }
    }
  }

  @Test
  void aSlowDirectoryTakesAsManyLoginsAsAreAllowedAndNoMore() throws Exception {
    gate = new CountDownLatch(1);
    var bounds = new Bounds(2, 1, Duration.ofMillis(200), Duration.ofSeconds(1));
    try (var directory =
        new LdapDirectory(samples().with(bounds).config(), DIALECTS, System::nanoTime)) {
      var answers =
          IntStream.range(0, 20)
              .mapToObj(
                  _ ->
                      CompletableFuture.supplyAsync(
                          () -> directory.check("ana", Secret.of("ana's")).answer(),
                          task -> Thread.ofVirtual().start(task)))
              .toList();
      List<Answer> all = answers.stream().map(CompletableFuture::join).toList();
      assertEquals(18, all.stream().filter(Overloaded.class::isInstance).count());
      assertEquals(2, all.stream().filter(Unavailable.class::isInstance).count());
      gate.countDown();
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void whatIsMappedIsToldAndTheRestIsLeftAlone() throws Exception {
    person(
        "eva",
        "eva's",
        "employeeType: user",
        "preferredLanguage: 7",
        "businessCategory: nout",
        "businessCategory: unheard-of",
        "secretary: ana",
        "secretary: bob",
        "departmentNumber: *",
        "title: Boss");
    server.add(
        "dn: cn=ERP,ou=people,dc=example,dc=org",
        "objectClass: groupOfNames",
        "cn: ERP",
        "member: uid=eva," + Samples.PEOPLE);
    Mapping mapping =
        Samples.mappingBy(
            "group:erp -> dialect:balans",
            "group:cn=erp, ou=people, dc=example, dc=org -> act-for:carl",
            "group:cn=erp,ou=elsewhere,dc=example,dc=org -> act-for:*",
            "group:others -> dialect:wipsos",
            "title=boss -> act-for:dana",
            "title=clerk -> act-for:*");
    AccountEdit facts =
        assertInstanceOf(Proved.class, check(samples().with(mapping), "eva", "eva's")).facts();
    assertEquals(Optional.of(Kind.USER), facts.kind());
    assertEquals(Set.of("vz", "nout", "balans"), facts.dialects().add());
    assertTrue(facts.dialects().anew());
    assertEquals(OptionalInt.of(7), facts.language());
    assertEquals(Set.of("ana", "bob", "carl", "dana"), facts.actFor().add());
    assertEquals(Set.of("*"), facts.forCustomer().add());
    assertEquals(Optional.empty(), facts.enabled());
  }

  @Test
  void withoutAccountsOfItsOwnNothingIsBroughtOver() throws IOException {
    assertEquals(
        AccountEdit.NONE,
        assertInstanceOf(Proved.class, check(samples().notProvisioning(), "ana", "ana's")).facts());
  }

  @Test
  void aSecondServerIsAskedIfTheFirstIsGone() throws Exception {
    int gone;
    try (var closed = new ServerSocket(0)) {
      gone = closed.getLocalPort();
    }
    assertInstanceOf(
        Proved.class, check(Samples.at(password, gone, server.getListenPort()), "ana", "ana's"));
  }

  @Test
  void aSecondServerIsAskedIfTheFirstTakesConnectionsAndSaysNothing() throws Exception {
    try (var mute = new ServerSocket(0)) {
      assertInstanceOf(
          Proved.class,
          check(Samples.at(password, mute.getLocalPort(), server.getListenPort()), "ana", "ana's"));
    }
  }

  @Test
  void aServerThatSaysNothingIsUnavailableWithinTheDeadline() throws Exception {
    var bounds = new Bounds(2, 1, Duration.ofMillis(200), Duration.ofMillis(300));
    try (var mute = new ServerSocket(0)) {
      assertEquals(
          new Unavailable("it took longer than PT0.3S"),
          check(Samples.at(password, mute.getLocalPort()).with(bounds), "ana", "ana's"));
    }
  }
}
