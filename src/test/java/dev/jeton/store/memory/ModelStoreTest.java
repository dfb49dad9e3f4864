package dev.jeton.store.memory;

import dev.jeton.store.contract.AccountStoreContract;
import dev.jeton.store.contract.ExpiringStoreContract;
import dev.jeton.store.contract.ReplayGuardContract;
import dev.jeton.store.contract.SessionStoreContract;
import dev.jeton.store.contract.Stores;
import org.junit.jupiter.api.Nested;

/** The model keeps the promises that it stands for. */
class ModelStoreTest {
  @Nested
  class Sessions extends SessionStoreContract {
    @Override
    protected Stores open() {
      return Stores.of(new ModelStore());
    }
  }

  @Nested
  class Proofs extends ReplayGuardContract {
    @Override
    protected Stores open() {
      return Stores.of(new ModelStore());
    }
  }

  @Nested
  class Accounts extends AccountStoreContract {
    @Override
    protected Stores open() {
      return Stores.of(new ModelStore());
    }
  }

  @Nested
  class Expiring extends ExpiringStoreContract {
    @Override
    protected Stores open() {
      return Stores.of(new ModelStore());
    }
  }
}
