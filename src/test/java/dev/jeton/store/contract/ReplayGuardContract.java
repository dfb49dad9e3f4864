package dev.jeton.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.session.Proof;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link dev.jeton.session.ReplayGuard} promises. */
public abstract class ReplayGuardContract extends StoreContract {

  @Test
  void aProofIsTakenOnce() {
    Proof proof = proof(1, 1, now.plus(HOUR));
    assertTrue(stores.guard().take(proof, now));
    assertFalse(stores.guard().take(proof, now));
    elapse(HOUR.minusNanos(1));
    assertFalse(stores.guard().take(proof, now));
  }

  @Test
  void octetsAndAccountAloneMakeAProof() {
    assertTrue(stores.guard().take(proof(1, 1, now.plus(HOUR)), now));
    assertFalse(stores.guard().take(proof(1, 1, now.plus(DAY)), now));
    assertTrue(stores.guard().take(proof(2, 1, now.plus(HOUR)), now));
    assertTrue(stores.guard().take(proof(1, 2, now.plus(HOUR)), now));
  }

  @Test
  void aStaleProofIsNeverTaken() {
    Proof proof = proof(1, 1, now.plus(HOUR));
    elapse(HOUR);
    assertFalse(stores.guard().take(proof, now));
    sweep();
    assertFalse(stores.guard().take(proof, now));
  }

  @Test
  void aBurntProofStaysTaken() {
    Proof proof = proof(1, 1, now.plus(HOUR));
    stores.guard().take(proof, now);
    stores.guard().burn(List.of(proof));
    sweep();
    assertFalse(stores.guard().take(proof, now));
    stores.guard().burn(List.of());
  }

  @Test
  void whatWasTakenWithoutWaitingIsTakenAndWhatWasNotIsStillToBeTaken() {
    Proof proof = proof(1, 1, now.plus(HOUR));
    boolean taken = stores.guard().takeAtOnce(proof, now);
    assertEquals(!taken, stores.guard().take(proof, now));
    assertFalse(stores.guard().takeAtOnce(proof, now));
    assertFalse(stores.guard().take(proof, now));
  }

  @Test
  void whatIsUsedOrStaleIsNotTakenWithoutWaitingEither() {
    Proof taken = proof(1, 1, now.plus(HOUR));
    Proof burnt = proof(1, 2, now.plus(HOUR));
    Proof stale = proof(1, 3, now);
    stores.guard().take(taken, now);
    stores.guard().burn(List.of(burnt));
    for (Proof proof : List.of(taken, burnt, stale)) {
      assertFalse(stores.guard().takeAtOnce(proof, now));
      assertFalse(stores.guard().take(proof, now));
    }
  }

  @Test
  void ofTwoBurningsTheLaterInstantCounts() {
    stores.guard().burn(List.of(proof(1, 1, now.plus(HOUR))));
    stores.guard().burn(List.of(proof(1, 1, now.plus(DAY))));
    elapse(HOUR);
    sweep();
    assertFalse(stores.guard().take(proof(1, 1, now.plus(DAY)), now));
  }

  @Test
  void proofsAreForgottenWhenTheyCanNoLongerBeFresh() {
    stores.guard().burn(List.of(proof(1, 1, now.plus(HOUR))));
    stores.guard().take(proof(1, 2, now.plus(HOUR)), now);
    elapse(HOUR.minusNanos(1));
    sweep();
    assertFalse(stores.guard().take(proof(1, 1, now.plus(DAY)), now));
    assertFalse(stores.guard().take(proof(1, 2, now.plus(DAY)), now));
    elapse(Duration.ofNanos(1));
    sweep();
    assertTrue(stores.guard().take(proof(1, 1, now.plus(DAY)), now));
    assertTrue(stores.guard().take(proof(1, 2, now.plus(DAY)), now));
  }

  @Test
  void ofManyWhoTakeAProofOneSucceedsAlsoWhileItIsBurnt() throws Exception {
    for (int round = 0; round < 50; round++) {
      Proof proof = proof(1, round, now.plus(HOUR));
      List<Boolean> taken =
          atOnce(
              50,
              () -> {
                boolean mine =
                    stores.guard().takeAtOnce(proof, now) || stores.guard().take(proof, now);
                if (mine) {
                  stores.guard().burn(List.of(proof));
                }
                return mine;
              });
      assertEquals(1, taken.stream().filter(b -> b).count());
    }
  }
}
