package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is exchanged while it is shown. */
@SuppressWarnings("NullAway.Init") // made before each test
final class CertificateKeeperTest {
  private final List<AuditEvent> events = new ArrayList<>();
  private final List<TlsIdentity> shown = new ArrayList<>();
  private Instant now = Instant.now();

  @TempDir private Path folder;
  private Certified files;
  private X509Certificate first;
  private CertificateKeeper keeper;

  @BeforeEach
  void start() throws IOException {
    files = new Certified(folder);
    first = files.issue();
    keeper = new CertificateKeeper("https", files.source(), events::add, () -> now);
    keeper.shownBy(shown::add);
  }

  private void lookTwice() {
    keeper.look();
    keeper.look();
  }

  private List<Kind> kinds() {
    return events.stream().map(AuditEvent::kind).toList();
  }

  private void refusedSaying(String part) {
    assertEquals(List.of(Kind.CERTIFICATE_REFUSED), kinds());
    assertEquals(List.of(), shown);
    assertEquals(first, keeper.state().shown().chain().getFirst());
    String why = keeper.state().refused().orElse("");
    assertTrue(why.contains(part), why);
    assertEquals(why, events.getFirst().detail().get("cause"));
  }

  @Test
  void aNewPairIsShownOnceItHoldsStill() throws IOException {
    X509Certificate second = files.issue();
    keeper.look();
    assertEquals(List.of(), shown);
    keeper.look();
    assertEquals(second, shown.getFirst().chain().getFirst());
    lookTwice();
    assertEquals(1, shown.size());
    assertEquals(List.of(Kind.CERTIFICATE_RENEWED), kinds());
    assertEquals(Optional.empty(), keeper.state().refused());
  }

  @Test
  void aLinkThatPointsElsewhereIsAChange() throws IOException {
    Path old = Files.createDirectory(folder.resolve("old"));
    var before = new Certified(old);
    before.issue();
    Path current = Files.createSymbolicLink(folder.resolve("current"), old);
    var linked =
        new CertificateKeeper(
            "https",
            new CertificateSource.Given(current.resolve("chain.pem"), current.resolve("key.pem")),
            events::add,
            () -> now);
    Path next = Files.createDirectory(folder.resolve("next"));
    X509Certificate second = new Certified(next).issue();
    Path swap = Files.createSymbolicLink(folder.resolve("swap"), next);
    Files.move(swap, current, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    linked.look();
    linked.look();
    assertEquals(second, linked.state().shown().chain().getFirst());
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedOnceAndTheOldPairStays() throws IOException {
    byte[] chain = Files.readAllBytes(files.chain());
    files.issue();
    Files.write(files.chain(), chain);
    lookTwice();
    lookTwice();
    refusedSaying("is not the key of the certificate");
  }

  @Test
  void aHalfWrittenCertificateIsRefusedAndTheOldPairStays() throws IOException {
    String chain = Files.readString(files.chain());
    Files.writeString(files.chain(), chain.substring(0, chain.length() / 2));
    lookTwice();
    refusedSaying("chain.pem");
  }

  @Test
  void aMissingFileIsRefusedAndTheOldPairStays() throws IOException {
    Files.delete(files.key());
    lookTwice();
    refusedSaying("there is no " + files.key());
  }

  @Test
  void anExpiredCertificateIsRefusedAndTheOldOneStays() throws IOException {
    files.issue(now.minus(Duration.ofDays(398)));
    lookTwice();
    refusedSaying("expired");
  }

  @Test
  void oneThatIsNotValidYetIsRefused() throws IOException {
    files.issue(now.plus(Duration.ofDays(2)));
    lookTwice();
    refusedSaying("not valid before");
  }

  @Test
  void whatWasRefusedIsForgottenOnceTheFilesAreGoodAgain() throws IOException {
    byte[] chain = Files.readAllBytes(files.chain());
    Files.writeString(files.chain(), "nothing");
    lookTwice();
    Files.write(files.chain(), chain);
    lookTwice();
    assertEquals(Optional.empty(), keeper.state().refused());
    assertEquals(List.of(), shown); // it never was another
  }

  @Test
  void oneThatCanNotBeShownIsRefused() throws IOException {
    keeper.shownBy(
        _ -> {
          throw new IOException("no socket");
        });
    files.issue();
    assertEquals(Optional.of("no socket"), keeper.reload().refused());
  }

  @Test
  void reloadingDoesNotWaitForTheFilesToHoldStill() throws IOException {
    X509Certificate second = files.issue();
    assertEquals(second, keeper.reload().shown().chain().getFirst());
  }

  @Test
  void itsEndIsToldTwoWeeksBeforeOnceADay() {
    Instant end = keeper.state().shown().validUntil();
    now = end.minus(Duration.ofDays(14)).minusSeconds(1);
    lookTwice();
    assertEquals(List.of(), kinds());
    now = end.minus(Duration.ofDays(14));
    lookTwice();
    assertEquals(List.of(Kind.CERTIFICATE_EXPIRING), kinds());
    now = now.plus(Duration.ofDays(1));
    lookTwice();
    assertEquals(2, kinds().size());
  }

  @Test
  void aPairThatDoesNotFitRefusesTheStart() throws IOException {
    byte[] chain = Files.readAllBytes(files.chain());
    files.issue();
    Files.write(files.chain(), chain);
    assertThrows(
        IOException.class,
        () -> new CertificateKeeper("https", files.source(), events::add, () -> now));
  }

  @Test
  void aFolderOfOurOwnIssuesAnewBeforeItsCertificateEnds() throws IOException {
    var own =
        new CertificateSource.Own(folder.resolve("tls"), List.of(), new SecureRandom(), () -> now);
    var kept = new CertificateKeeper("admin", own, events::add, () -> now);
    kept.shownBy(shown::add);
    Instant end = kept.state().shown().validUntil();
    kept.look();
    now = end.minus(Duration.ofDays(35));
    kept.look();
    kept.look();
    assertEquals(1, shown.size());
    assertTrue(kept.state().shown().validUntil().isAfter(end));
    assertEquals(List.of(Kind.CERTIFICATE_RENEWED), kinds());
  }
}
