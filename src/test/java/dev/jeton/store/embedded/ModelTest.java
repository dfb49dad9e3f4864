package dev.jeton.store.embedded;

import dev.jeton.store.contract.RandomOperations;
import dev.jeton.store.contract.Stores;
import dev.jeton.store.memory.ModelStore;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand random operations, with restarts in between: the store answers as the model does. */
class ModelTest {
  private static final int OPERATIONS = 1000;
  private static final int BETWEEN_RESTARTS = 200;

  @TempDir private Path folder;

  @Test
  void theStoreAnswersAsTheModelDoesAlsoAfterRestarts() throws Exception {
    run(2026);
    run(-9182934325074964302L); // burnt what was not taken
    run(2463508627417132772L); // took a proof, burnt it not, and was closed
    run(624020526300267550L); // swept what had been over for more than a day
    run(RandomGenerator.getDefault().nextLong());
  }

  private void run(long seed) throws Exception {
    System.out.println("model test with seed " + seed);
    Path data = folder.resolve(Long.toString(seed));
    var model = Stores.of(new ModelStore());
    var operations = new RandomOperations(seed, model);
    Stores store = open(data);
    for (int i = 1; i <= OPERATIONS; i++) {
      operations.next(store);
      if (i % BETWEEN_RESTARTS == 0) {
        operations.settle(store);
        store.close();
        store = open(data);
        operations.assertSame(store);
      }
    }
    operations.assertSameEvents(store);
    store.close();
  }

  private static Stores open(Path data) throws Exception {
    return Stores.of(EmbeddedStore.open(data, EmbeddedConfig.DEFAULT, _ -> {}));
  }
}
