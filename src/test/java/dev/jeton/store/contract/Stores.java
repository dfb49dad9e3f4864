package dev.jeton.store.contract;

import dev.jeton.account.AccountStore;
import dev.jeton.account.ExpiringStore;
import dev.jeton.audit.AuditEvent;
import dev.jeton.session.ReplayGuard;
import dev.jeton.session.SessionStore;
import dev.jeton.store.embedded.EmbeddedStore;
import dev.jeton.store.memory.ModelStore;
import java.io.IOException;
import java.util.List;

/** The ports of a back end, open and empty, which remembers what ended for 24 hours. */
public interface Stores extends AutoCloseable {
  SessionStore sessions();

  ReplayGuard guard();

  AccountStore accounts();

  ExpiringStore expiring();

  /** The events kept so far, in their order. */
  List<AuditEvent> events();

  @Override
  void close() throws IOException;

  static Stores of(ModelStore model) {
    return new Stores() {
      @Override
      public SessionStore sessions() {
        return model;
      }

      @Override
      public ReplayGuard guard() {
        return model;
      }

      @Override
      public AccountStore accounts() {
        return model;
      }

      @Override
      public ExpiringStore expiring() {
        return model.counts();
      }

      @Override
      public List<AuditEvent> events() {
        return model.events();
      }

      @Override
      public void close() {}
    };
  }

  static Stores of(EmbeddedStore store) {
    return new Stores() {
      @Override
      public SessionStore sessions() {
        return store.sessions();
      }

      @Override
      public ReplayGuard guard() {
        return store.replayGuard();
      }

      @Override
      public AccountStore accounts() {
        return store.accounts();
      }

      @Override
      public ExpiringStore expiring() {
        return store.counts();
      }

      @Override
      public List<AuditEvent> events() {
        return Waiting.events(store);
      }

      @Override
      public void close() throws IOException {
        store.close();
      }
    };
  }
}
