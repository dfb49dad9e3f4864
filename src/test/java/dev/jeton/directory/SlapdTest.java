package dev.jeton.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.Directory.Answer;
import dev.jeton.account.Directory.Proved;
import dev.jeton.account.Directory.Refused;
import dev.jeton.account.Directory.Step;
import dev.jeton.account.Directory.Unavailable;
import dev.jeton.account.Kind;
import dev.jeton.http.TlsIdentity;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory against OpenLDAP's server. */
final class SlapdTest {
  private static final Set<String> DIALECTS = Set.of("nout", "vz", "balans", "wipsos");
  private static final String ADDRESS = "127.0.0.1";

  @TempDir private Path folder;
  private Path password;
  private Slapd slapd;

  @BeforeEach
  void start() throws IOException {
    password = Files.writeString(folder.resolve("password"), Slapd.SERVICE_PASSWORD + "\n");
    slapd = Slapd.start(folder.resolve("slapd"));
  }

  @AfterEach
  void stop() {
    slapd.close();
  }

  private Samples samples() {
    return Samples.at(password, slapd.plain());
  }

  private Samples secured(Servers.Security by) {
    int port = by == Servers.Security.LDAPS ? slapd.tls() : slapd.plain();
    return Samples.at(password, port).secured(by, slapd.authority(), ADDRESS);
  }

  private LdapDirectory directory(Samples samples) throws IOException {
    return new LdapDirectory(samples.config(), DIALECTS, System::nanoTime);
  }

  private Answer check(Samples samples, String login, String secret) throws IOException {
    try (LdapDirectory directory = directory(samples)) {
      return directory.check(login, Secret.of(secret)).answer();
    }
  }

  private static void unavailable(Answer answer) {
    assertInstanceOf(Unavailable.class, answer);
  }

  @ParameterizedTest
  @EnumSource(Servers.Security.class)
  void aPasswordIsProvedInEachWayToConnect(Servers.Security by) throws IOException {
    Samples samples = by == Servers.Security.NONE ? samples() : secured(by);
    assertInstanceOf(Proved.class, check(samples, "ana", "ana's"));
    assertEquals(new Refused(Cause.WRONG_CREDENTIAL), check(samples, "ana", "bob's"));
    assertEquals(new Refused(Cause.UNKNOWN_ACCOUNT), check(samples, "nobody", "ana's"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"ana | ana's", "žofie | & + = < ž € ‹", "smith, j | j's"})
  void namesOfAnyScriptAreProvedBySearchAndDirectly(String login, String secret)
      throws IOException {
    assertEquals(login, assertInstanceOf(Proved.class, check(samples(), login, secret)).name());
    Samples direct = samples().directly("uid={name}," + Samples.PEOPLE);
    assertEquals(login, assertInstanceOf(Proved.class, check(direct, login, secret)).name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*)(uid=*", "ana)(|(uid=*", "ana\\2a", "a\u0000na", "\\", "ana*"})
  void aNameIsNeverPartOfAFilter(String login) throws IOException {
    assertEquals(new Refused(Cause.UNKNOWN_ACCOUNT), check(samples(), login, "ana's"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana,ou=people,dc=example,dc=org", "ana+cn=Ana", "#616e61", "x,uid=ana"})
  void aNameIsNeverPartOfADn(String login) throws IOException {
    Samples direct = samples().directly("uid={name}," + Samples.PEOPLE);
    assertEquals(new Refused(Cause.WRONG_CREDENTIAL), check(direct, login, "ana's"));
  }

  @Test
  void anEntryWithoutAPasswordIsNotOpenedByAny() throws IOException {
    assertEquals(new Refused(Cause.WRONG_CREDENTIAL), check(samples(), "bare", "x"));
    assertEquals(new Refused(Cause.WRONG_CREDENTIAL), check(samples(), "bare", ""));
  }

  @Test
  void anAccountThatThePolicyLockedIsTold() throws IOException {
    assertEquals(new Refused(Cause.LOCKED), check(samples(), "locked", "locked's"));
  }

  @Test
  void failuresThatThePolicyCountsLockAnAccount() throws IOException {
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Refused.class, check(samples(), "ana", "wrong"));
    }
    assertEquals(new Refused(Cause.LOCKED), check(samples(), "ana", "ana's"));
  }

  @Test
  void factsComeFromTheEntryAndItsGroups() throws IOException {
    Samples samples =
        samples().with(Samples.mappingBy("group:erp users -> dialect:nout", "cn=ana -> act-for:*"));
    AccountEdit facts = assertInstanceOf(Proved.class, check(samples, "ana", "ana's")).facts();
    assertEquals(Optional.of(Kind.USER), facts.kind());
    assertEquals(Set.of("vz", "nout"), facts.dialects().add());
    assertEquals(OptionalInt.of(2), facts.language());
    assertEquals(Set.of("*"), facts.actFor().add());
  }

  @ParameterizedTest
  @EnumSource(value = Servers.Security.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void anotherAuthorityIsNotBelieved(Servers.Security by) throws IOException {
    TlsIdentity _ =
        TlsIdentity.kept(
            folder.resolve("other"), List.of(), new SecureRandom(), InstantSource.system());
    Samples samples = secured(by).secured(by, folder.resolve("other").resolve("ca.pem"), ADDRESS);
    Unavailable unavailable = assertInstanceOf(Unavailable.class, check(samples, "ana", "ana's"));
    assertTrue(unavailable.why().startsWith("TLS failed"), unavailable.why());
  }

  @ParameterizedTest
  @EnumSource(value = Servers.Security.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aCertificateForAnotherHostIsNotBelieved(Servers.Security by) throws IOException {
    Samples samples = secured(by).secured(by, slapd.authority(), "127.0.0.2");
    Unavailable unavailable = assertInstanceOf(Unavailable.class, check(samples, "ana", "ana's"));
    assertTrue(unavailable.why().contains("127.0.0.2"), unavailable.why());
  }

  @Test
  void aServerThatCrashesIsUnavailableAndIsAskedAgainWhenItIsBack() throws IOException {
    try (LdapDirectory directory = directory(samples())) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.kill();
      unavailable(directory.check("ana", Secret.of("ana's")).answer());
      slapd.restart();
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void aRestartThatNobodySawIsNoFailure() throws IOException {
    try (LdapDirectory directory = directory(samples())) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.kill();
      slapd.restart();
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void aServerThatStandsStillIsUnavailableWithinTheDeadlineAndThenServesOn() throws IOException {
    var bounds = new Bounds(4, 8, Duration.ofMillis(500), Duration.ofMillis(1500));
    try (LdapDirectory directory = directory(samples().with(bounds))) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.signal("STOP");
      long before = System.nanoTime();
      unavailable(directory.check("ana", Secret.of("ana's")).answer());
      assertTrue(System.nanoTime() - before < Duration.ofSeconds(4).toNanos());
      slapd.signal("CONT");
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void aServerThatDiesWhileItIsAskedIsUnavailable() throws IOException {
    try (LdapDirectory directory = directory(samples())) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.signal("STOP");
      var answer =
          CompletableFuture.supplyAsync(() -> directory.check("ana", Secret.of("ana's")).answer());
      assertFalse(answer.isDone());
      slapd.kill();
      unavailable(answer.join());
    }
  }

  @ParameterizedTest
  @EnumSource(Servers.Order.class)
  void anotherServerTakesTheOnesPlaceThatDied(Servers.Order order) throws IOException {
    try (Slapd second = Slapd.start(folder.resolve("second"));
        LdapDirectory directory =
            directory(Samples.at(password, slapd.plain(), second.plain()).with(order))) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.kill();
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      assertEquals(
          new Refused(Cause.WRONG_CREDENTIAL), directory.check("ana", Secret.of("wrong")).answer());
      second.kill();
      unavailable(directory.check("ana", Secret.of("ana's")).answer());
      slapd.restart();
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
    }
  }

  @Test
  void anotherServerTakesThePlaceOfOneThatStandsStill() throws IOException {
    try (Slapd second = Slapd.start(folder.resolve("second"));
        LdapDirectory directory = directory(Samples.at(password, slapd.plain(), second.plain()))) {
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.signal("STOP");
      assertInstanceOf(Proved.class, directory.check("ana", Secret.of("ana's")).answer());
      slapd.signal("CONT");
    }
  }

  @Test
  void anExaminationSaysWhatEachStepCameTo() throws IOException {
    Samples samples = secured(Servers.Security.STARTTLS);
    try (LdapDirectory directory = directory(samples)) {
      List<Step> steps = directory.examine(Optional.of("ana"), Optional.of(Secret.of("ana's")));
      assertTrue(steps.stream().allMatch(Step::good), steps::toString);
      assertEquals(
          List.of(
              "server",
              "tls",
              "service",
              "entry",
              "name",
              "kind",
              "dialects",
              "language",
              "acts for",
              "for customers",
              "password"),
          steps.stream().map(Step::what).toList());
      assertEquals("127.0.0.1:" + slapd.plain() + " answers", steps.getFirst().told());
      assertTrue(steps.get(1).told().startsWith("TLSv1.3"), steps.get(1)::told);
      assertFalse(steps.toString().contains("ana's"));
    }
  }

  @Test
  void anExaminationSaysWhatIsWrongInPlainWords() throws IOException {
    Files.writeString(password, "wrong");
    try (LdapDirectory directory = directory(samples())) {
      assertEquals(
          List.of(
              new Step("server", true, "127.0.0.1:" + slapd.plain() + " answers"),
              new Step("tls", true, "none: passwords cross the way to it in clear"),
              new Step(
                  "service",
                  false,
                  "it refuses the service account: its name or password is wrong")),
          directory.examine(Optional.empty(), Optional.empty()));
    }
    Files.writeString(password, Slapd.SERVICE_PASSWORD);
    try (LdapDirectory directory = directory(samples())) {
      assertEquals(
          new Step(
              "entry",
              false,
              "none answers to (&(objectClass=person)(uid=nobody)) below " + Samples.PEOPLE),
          directory.examine(Optional.of("nobody"), Optional.empty()).getLast());
      assertEquals(
          new Step("password", false, "refused: wrong credential"),
          directory.examine(Optional.of("ana"), Optional.of(Secret.of("wrong"))).getLast());
    }
    slapd.kill();
    try (LdapDirectory directory = directory(samples())) {
      Step step = directory.examine(Optional.empty(), Optional.empty()).getLast();
      assertFalse(step.good());
      assertTrue(step.told().contains("Connection refused"), step::told);
    }
  }
}
