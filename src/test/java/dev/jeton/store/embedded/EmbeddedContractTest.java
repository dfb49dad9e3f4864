package dev.jeton.store.embedded;

import dev.jeton.store.contract.AccountStoreContract;
import dev.jeton.store.contract.ExpiringStoreContract;
import dev.jeton.store.contract.ReplayGuardContract;
import dev.jeton.store.contract.SessionStoreContract;
import dev.jeton.store.contract.Stores;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store keeps the promises of the ports. */
class EmbeddedContractTest {
  private static Stores open(Path folder) throws IOException {
    return Stores.of(EmbeddedStore.open(folder, EmbeddedConfig.DEFAULT, _ -> {}));
  }

  @Nested
  class Sessions extends SessionStoreContract {
    @TempDir private Path folder;

    @Override
    protected Stores open() throws IOException {
      return EmbeddedContractTest.open(folder);
    }
  }

  @Nested
  class Proofs extends ReplayGuardContract {
    @TempDir private Path folder;

    @Override
    protected Stores open() throws IOException {
      return EmbeddedContractTest.open(folder);
    }
  }

  @Nested
  class Accounts extends AccountStoreContract {
    @TempDir private Path folder;

    @Override
    protected Stores open() throws IOException {
      return EmbeddedContractTest.open(folder);
    }
  }

  @Nested
  class Expiring extends ExpiringStoreContract {
    @TempDir private Path folder;

    @Override
    protected Stores open() throws IOException {
      return EmbeddedContractTest.open(folder);
    }
  }
}
