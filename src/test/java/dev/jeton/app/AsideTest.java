package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AsideTest {
  @Test
  void whatIsMadeBesideTheRestIsHadWhenItIsAskedFor() throws IOException {
    Thread ours = Thread.currentThread();
    try (var aside = Aside.begin("test", Thread::currentThread)) {
      assertEquals("test", aside.made().getName());
      assertNotSame(ours, aside.made());
    }
  }

  @Test
  void aFailureIsTheOneThatItWas() {
    try (var aside =
        Aside.begin(
            "test",
            () -> {
              throw new IOException("no disk");
            })) {
      assertEquals("no disk", assertThrows(IOException.class, aside::made).getMessage());
    }
    try (var aside =
        Aside.begin(
            "test",
            () -> {
              throw new IllegalStateException("a bug");
            })) {
      assertEquals("a bug", assertThrows(IllegalStateException.class, aside::made).getMessage());
    }
  }

  @Test
  void closingWaitsForItsEnd() throws InterruptedException {
    var end = new CompletableFuture<Integer>();
    var aside = Aside.begin("test", end::join);
    var closing = Thread.ofPlatform().start(aside::close);
    while (closing.getState() != Thread.State.WAITING && closing.isAlive()) {
      Thread.onSpinWait();
    }
    assertEquals(Thread.State.WAITING, closing.getState());
    end.complete(1);
    closing.join();
  }
}
