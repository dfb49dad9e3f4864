package dev.jeton.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.Account;
import dev.jeton.account.AccountStore.Change;
import dev.jeton.account.ApiKey;
import dev.jeton.account.Kind;
import dev.jeton.account.Permission;
import dev.jeton.account.SealedSecret;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeptMac;
import dev.jeton.session.Form;
import dev.jeton.session.GrantType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What {@link dev.jeton.account.AccountStore} promises. */
public abstract class AccountStoreContract extends StoreContract {
  private static final String IDENTIFIANT = "0123456789abcdef0123456789abcdef";

  @Test
  void whatWasAddedIsFoundWithAllItsFacts() {
    var machine =
        new Account(
            Long.MAX_VALUE - 1,
            1,
            "stroj",
            Optional.empty(),
            Kind.MACHINE,
            true,
            Set.of("wipsos", "vz"),
            OptionalInt.of(-1),
            new Permission(true, Set.of()),
            new Permission(false, Set.of("a", "ž")),
            Optional.of("$argon2id$…"),
            Optional.of(new SealedSecret(SealedSecret.Kind.NOUT, "c2VhbGVk")),
            Optional.empty(),
            List.of(
                new ApiKey(IDENTIFIANT, 1, "ff", now),
                new ApiKey("00", 1_000_000, "aa", now.plusNanos(1))));
    assertEquals(Change.DONE, add(machine));
    assertEquals(Optional.of(machine), stores.accounts().find(Long.MAX_VALUE - 1));
    assertEquals(Optional.of(machine), stores.accounts().find(Optional.empty(), "stroj"));
    assertEquals(Optional.of(machine), stores.accounts().findByKey(IDENTIFIANT));
    assertEquals(Optional.of(machine), stores.accounts().findByKey("00"));
  }

  @Test
  void anAccountKeepsTheNameOfItsDirectory() {
    var user =
        new Account(
            7,
            1,
            "žarko",
            Optional.empty(),
            Kind.USER,
            true,
            Set.of("vz"),
            OptionalInt.empty(),
            Permission.NOBODY,
            Permission.NOBODY,
            Optional.empty(),
            Optional.of(new SealedSecret(SealedSecret.Kind.CLEAR, "c2VhbGVk")),
            Optional.of("corp-ž"),
            List.of());
    assertEquals(Change.DONE, add(user));
    assertEquals(Optional.of(user), stores.accounts().find(7));
  }

  @Test
  void aClientIsFoundWithAllItsFacts() {
    Account client =
        client(
            11,
            1,
            new ClientProfile(
                Set.of(GrantType.values()),
                new TreeSet<>(Set.of("read", "https://api.example/write")),
                new TreeSet<>(Set.of("urn:example:api")),
                Optional.of(new PublicKeys("{\"keys\":[]}")),
                Optional.of("CN=app"),
                Set.of("A".repeat(43), "b".repeat(43)),
                List.of(
                    new IssuedSecret(new KeptMac(3, "ff"), now, Optional.empty()),
                    new IssuedSecret(new KeptMac(1, "00"), now, Optional.of(now.plusNanos(1))))));
    assertEquals(Change.DONE, add(client));
    assertEquals(Optional.of(client), stores.accounts().find(11));
    assertEquals(List.of(client), stores.accounts().list(0, 10));
    Account next = client(11, 2, ClientProfile.NONE);
    assertEquals(Change.DONE, replace(next));
    assertEquals(Optional.of(next), stores.accounts().find(Optional.empty(), "app"));
  }

  @Test
  void aPeekTellsWhatIsInMemoryAndNeverWhatWasBeforeAChange() {
    assertEquals(Optional.empty(), stores.accounts().peek("anna"));
    add(extranet(2, "anna", new Form("10", "First")));
    stores.accounts().find(Optional.of("10"), "anna");
    assertEquals(Optional.empty(), stores.accounts().peek("anna"));
    add(user(1, "anna"));
    stores.accounts().find(Optional.empty(), "anna");
    assertEquals(Optional.of(user(1, "anna")), stores.accounts().peek("anna"));
    replace(user(1, 2, "bob"));
    assertEquals(Optional.empty(), stores.accounts().peek("anna"));
    stores.accounts().find(Optional.empty(), "bob");
    assertEquals(Optional.of(user(1, 2, "bob")), stores.accounts().peek("bob"));
    remove(user(1, 2, "bob"));
    assertEquals(Optional.empty(), stores.accounts().peek("bob"));
  }

  @Test
  void theWaysOfProvingPasswordsAreThoseOfTheAccountsThereAre() {
    String today = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$";
    String octets = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    String bcrypt = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
    assertEquals(Set.of(), stores.accounts().ways());
    add(proved(1, 1, Optional.of(today + "B" + octets.substring(1)), Optional.empty()));
    add(proved(2, 1, Optional.of(bcrypt), Optional.empty()));
    add(proved(3, 1, Optional.of(bcrypt), Optional.empty()));
    add(proved(4, 1, Optional.empty(), Optional.of("corp")));
    add(user(5, "emil"));
    String blank = "$2b$05$" + ".".repeat(53);
    assertEquals(Set.of(today + octets, blank, "directory corp"), stores.accounts().ways());
    replace(proved(3, 2, Optional.of(today + octets), Optional.empty()));
    assertEquals(Set.of(today + octets, blank, "directory corp"), stores.accounts().ways());
    remove(proved(2, 1, Optional.of(bcrypt), Optional.empty()));
    remove(proved(4, 1, Optional.empty(), Optional.of("corp")));
    assertEquals(Set.of(today + octets), stores.accounts().ways());
  }

  @Test
  void whoWasNeverAddedIsNotFound() {
    assertEquals(Optional.empty(), stores.accounts().find(1));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "anna"));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.of("1"), "anna"));
    assertEquals(Optional.empty(), stores.accounts().findByKey(IDENTIFIANT));
    assertEquals(Optional.empty(), stores.accounts().form("1"));
    assertEquals(List.of(), stores.accounts().forms());
    assertEquals(List.of(), stores.accounts().list(0, 10));
  }

  @Test
  void namesAreComparedExactly() {
    for (String name : ODD_NAMES) {
      long id = stores.accounts().unusedId();
      assertEquals(Change.DONE, add(user(id, name)));
      assertEquals(Optional.of(user(id, name)), stores.accounts().find(Optional.empty(), name));
    }
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "JANA.KRÁSNÁ"));
    assertEquals(
        Optional.empty(), stores.accounts().find(Optional.empty(), "leading and trailing"));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "x".repeat(255)));
  }

  @Test
  void aNameIsUniqueWithinItsForm() {
    add(user(1, "anna"));
    assertEquals(Change.DONE, add(extranet(2, "anna", new Form("10", "First"))));
    assertEquals(Change.DONE, add(extranet(3, "anna", new Form("20", "Second"))));
    assertEquals(Change.NAME_TAKEN, add(user(4, "anna")));
    assertEquals(Change.NAME_TAKEN, add(extranet(4, "anna", new Form("10", "First"))));
    assertEquals(1, stores.accounts().find(Optional.empty(), "anna").orElseThrow().id());
    assertEquals(2, stores.accounts().find(Optional.of("10"), "anna").orElseThrow().id());
    assertEquals(3, stores.accounts().find(Optional.of("20"), "anna").orElseThrow().id());
    assertEquals(Optional.empty(), stores.accounts().find(4));
  }

  @Test
  void anIdIsUnique() {
    add(user(1, "anna"));
    assertEquals(Change.ID_TAKEN, add(user(1, "bob")));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "bob"));
  }

  @Test
  void aKeyBelongsToOneAccount() {
    add(machine(1, 1, "one", IDENTIFIANT));
    assertEquals(Change.KEY_TAKEN, add(machine(2, 1, "two", IDENTIFIANT)));
    assertEquals(Optional.empty(), stores.accounts().find(2));
    assertEquals(1, stores.accounts().findByKey(IDENTIFIANT).orElseThrow().id());
    assertEquals(1, stores.accounts().peekByKey(IDENTIFIANT).orElseThrow().id());
    assertEquals(Change.DONE, replace(machine(1, 2, "one")));
    assertEquals(Optional.empty(), stores.accounts().peekByKey(IDENTIFIANT));
    assertEquals(Optional.empty(), stores.accounts().findByKey(IDENTIFIANT));
    assertEquals(Change.DONE, add(machine(2, 1, "two", IDENTIFIANT)));
    assertEquals(2, stores.accounts().findByKey(IDENTIFIANT).orElseThrow().id());
    assertEquals(2, stores.accounts().peekByKey(IDENTIFIANT).orElseThrow().id());
  }

  @Test
  void aRenamedAccountIsFoundByItsNewNameAlone() {
    add(user(1, "anna"));
    assertEquals(1, stores.accounts().find(Optional.empty(), "anna").orElseThrow().id());
    assertEquals(Change.DONE, replace(user(1, 2, "hana")));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "anna"));
    assertEquals(Optional.of(user(1, 2, "hana")), stores.accounts().find(Optional.empty(), "hana"));
    assertEquals(Optional.of(user(1, 2, "hana")), stores.accounts().find(1));
    assertEquals(Change.DONE, add(user(2, "anna")));
    assertEquals(Change.NAME_TAKEN, replace(user(1, 3, "anna")));
  }

  @Test
  void aChangeNeedsTheVersionThatIsThere() {
    add(user(1, "anna"));
    assertEquals(Change.CONFLICT, replace(user(1, 1, "anna")));
    assertEquals(Change.CONFLICT, replace(user(1, 3, "anna")));
    assertEquals(Change.CONFLICT, replace(user(2, 2, "bob")));
    assertEquals(Change.DONE, replace(user(1, 2, "anna")));
    assertEquals(Change.CONFLICT, remove(user(1, 1, "anna")));
    assertEquals(Change.CONFLICT, remove(user(2, 1, "bob")));
    assertEquals(Change.DONE, remove(user(1, 2, "anna")));
    assertEquals(Change.CONFLICT, remove(user(1, 2, "anna")));
    assertEquals(Optional.empty(), stores.accounts().find(1));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "anna"));
    assertEquals(Change.CONFLICT, replace(user(1, 3, "anna")));
  }

  @Test
  void everyChangeKeepsItsEventAndRefusedOnesKeepNone() {
    stores.accounts().add(user(1, "anna"), event(now, "added"));
    stores.accounts().add(user(1, "anna"), event(now, "lost"));
    stores.accounts().add(user(2, "anna"), event(now, "lost"));
    stores.accounts().replace(user(1, 2, "anna"), event(now.plusSeconds(1), "changed"));
    stores.accounts().replace(user(1, 2, "anna"), event(now, "lost"));
    stores.accounts().remove(user(1, 1, "anna"), event(now, "lost"));
    stores.accounts().remove(user(1, 2, "anna"), event(now.plusSeconds(2), "removed"));
    assertEquals(
        List.of(
            event(now, "added"),
            event(now.plusSeconds(1), "changed"),
            event(now.plusSeconds(2), "removed")),
        stores.events());
  }

  @Test
  void aFormIsFoundByItsIdOrItsTitleAndOutlivesItsAccounts() {
    var form = new Form("1169", "Utilisateur");
    add(extranet(1, "anna", form));
    assertEquals(Optional.of(form), stores.accounts().form("1169"));
    assertEquals(Optional.of(form), stores.accounts().form("Utilisateur"));
    assertEquals(Optional.empty(), stores.accounts().form("utilisateur"));
    remove(extranet(1, "anna", form));
    assertEquals(Optional.of(form), stores.accounts().form("1169"));
    assertEquals(List.of(form), stores.accounts().forms());
  }

  @Test
  void aTitleBelongsToOneFormAndIsFreedByAnother() {
    add(extranet(1, "anna", new Form("10", "Clients")));
    assertEquals(Change.TITLE_TAKEN, add(extranet(2, "bob", new Form("20", "Clients"))));
    assertEquals(Optional.empty(), stores.accounts().form("20"));
    assertEquals(Change.DONE, add(extranet(2, "bob", new Form("10", "Customers"))));
    assertEquals(Optional.of(new Form("10", "Customers")), stores.accounts().form("10"));
    assertEquals(Optional.empty(), stores.accounts().form("Clients"));
    assertEquals(Change.DONE, add(extranet(3, "eva", new Form("20", "Clients"))));
    assertEquals(Optional.of(new Form("20", "Clients")), stores.accounts().form("Clients"));
    assertEquals(
        Set.of(new Form("10", "Customers"), new Form("20", "Clients")),
        Set.copyOf(stores.accounts().forms()));
  }

  @Test
  void aFormsIdComesBeforeAnothersTitle() {
    add(extranet(1, "anna", new Form("10", "20")));
    assertEquals(Optional.of(new Form("10", "20")), stores.accounts().form("20"));
    add(extranet(2, "bob", new Form("20", "other")));
    assertEquals(Optional.of(new Form("20", "other")), stores.accounts().form("20"));
  }

  @Test
  void accountsAreListedByIdPageAfterPage() {
    var ids = new ArrayList<Long>();
    for (long id = 300; id > 0; id--) {
      add(user(id, "user " + id));
      ids.addFirst(id);
    }
    assertEquals(ids, ids(0, 1000));
    assertEquals(ids.subList(0, 7), ids(0, 7));
    assertEquals(ids.subList(7, 300), ids(7, 1000));
    assertEquals(List.of(), ids(300, 1));
    assertEquals(List.of(), ids(Long.MAX_VALUE, 1));
  }

  @Test
  void theDecoyIsFoundByItsIdAlone() {
    assertEquals(Change.DONE, add(machine(0, 1, "decoy", IDENTIFIANT)));
    assertEquals("decoy", stores.accounts().find(0).orElseThrow().name());
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "decoy"));
    assertEquals(Optional.empty(), stores.accounts().findByKey(IDENTIFIANT));
    assertEquals(List.of(), stores.accounts().list(-1, 10));
    assertEquals(Change.DONE, add(machine(1, 1, "decoy", IDENTIFIANT)));
    assertEquals(Change.DONE, replace(machine(0, 2, "decoy", IDENTIFIANT)));
    assertEquals(Change.DONE, remove(machine(0, 2, "decoy", IDENTIFIANT)));
    assertEquals(1, stores.accounts().find(Optional.empty(), "decoy").orElseThrow().id());
    assertEquals(1, stores.accounts().findByKey(IDENTIFIANT).orElseThrow().id());
  }

  @Test
  void anUnusedIdWasNeverGivenToAnyone() throws Exception {
    add(user(7, "anna"));
    assertEquals(8, stores.accounts().unusedId());
    add(user(1000, "bob"));
    remove(user(1000, "bob"));
    assertEquals(1001, stores.accounts().unusedId());
    assertEquals(100, new HashSet<>(atOnce(100, () -> stores.accounts().unusedId())).size());
  }

  @Test
  void ofManyWhoAddTheSameNameOneSucceeds() throws Exception {
    List<Change> results = atOnce(100, () -> add(user(stores.accounts().unusedId(), "anna")));
    assertEquals(1, results.stream().filter(c -> c == Change.DONE).count());
    assertEquals(99, results.stream().filter(c -> c == Change.NAME_TAKEN).count());
    assertEquals(1, stores.accounts().list(0, 1000).size());
  }

  @Test
  void ofManyWhoChangeAnAccountOneSucceedsAndAllSeeIt() throws Exception {
    add(user(1, "name 1"));
    for (int version = 2; version < 12; version++) {
      var next = user(1, version, "name " + version);
      List<Boolean> results =
          atOnce(
              20,
              () -> {
                boolean mine = replace(next) == Change.DONE;
                assertEquals(next, stores.accounts().find(1).orElseThrow());
                assertEquals(
                    Optional.of(next), stores.accounts().find(Optional.empty(), next.name()));
                return mine;
              });
      assertEquals(1, results.stream().filter(b -> b).count());
      assertTrue(stores.accounts().find(Optional.empty(), "name " + (version - 1)).isEmpty());
    }
  }

  @Test
  void aNameAKeyAndATitleThatWereReadAreFoundWhereTheyWent() {
    add(machine(1, 1, "one", IDENTIFIANT));
    add(extranet(2, "eva", new Form("10", "Clients")));
    assertEquals(1, stores.accounts().find(Optional.empty(), "one").orElseThrow().id());
    assertEquals(1, stores.accounts().findByKey(IDENTIFIANT).orElseThrow().id());
    assertEquals("10", stores.accounts().form("Clients").orElseThrow().id());
    replace(machine(1, 2, "former"));
    add(machine(3, 1, "one", IDENTIFIANT));
    add(extranet(4, "emil", new Form("10", "Customers")));
    add(extranet(5, "eva", new Form("20", "Clients")));
    assertEquals(3, stores.accounts().find(Optional.empty(), "one").orElseThrow().id());
    assertEquals(3, stores.accounts().findByKey(IDENTIFIANT).orElseThrow().id());
    assertEquals("20", stores.accounts().form("Clients").orElseThrow().id());
    remove(machine(3, 1, "one", IDENTIFIANT));
    assertEquals(Optional.empty(), stores.accounts().find(3));
    assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), "one"));
    assertEquals(Optional.empty(), stores.accounts().findByKey(IDENTIFIANT));
  }

  /** Readers run into every write; what they leave behind must not be read afterwards. */
  @Test
  void whoeverReadsBesideAWriterReadsTheLatestOnceItIsAcknowledged() throws Exception {
    add(machine(1, 1, "name 1", "key 1"));
    var acknowledged = new AtomicLong(1);
    var done = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var readers = new ArrayList<Future<?>>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    long least = acknowledged.get();
                    assertTrue(stores.accounts().find(1).orElseThrow().version() >= least);
                    for (long version = least; version < least + 2; version++) {
                      long seen = version;
                      stores
                          .accounts()
                          .find(Optional.empty(), "name " + seen)
                          .ifPresent(a -> assertEquals(seen, a.version()));
                      stores
                          .accounts()
                          .findByKey("key " + seen)
                          .ifPresent(a -> assertEquals(seen, a.version()));
                    }
                  }
                }));
      }
      try {
        for (long version = 2; version < 300; version++) {
          Account next = machine(1, version, "name " + version, "key " + version);
          assertEquals(Change.DONE, replace(next));
          acknowledged.set(version);
          assertEquals(Optional.of(next), stores.accounts().find(1));
          assertEquals(Optional.of(next), stores.accounts().find(Optional.empty(), next.name()));
          assertEquals(Optional.of(next), stores.accounts().findByKey("key " + version));
          String former = "name " + (version - 1);
          assertEquals(Optional.empty(), stores.accounts().find(Optional.empty(), former));
          assertEquals(Optional.empty(), stores.accounts().findByKey("key " + (version - 1)));
        }
      } finally {
        done.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
  }

  private List<Long> ids(long after, int limit) {
    return stores.accounts().list(after, limit).stream().map(Account::id).toList();
  }

  private Change add(Account account) {
    return stores.accounts().add(account, event());
  }

  private Change replace(Account account) {
    return stores.accounts().replace(account, event());
  }

  private Change remove(Account account) {
    return stores.accounts().remove(account, event());
  }

  private AuditEvent event() {
    return event(now, "an account");
  }

  public static Account user(long id, String name) {
    return user(id, 1, name);
  }

  public static Account user(long id, long version, String name) {
    return account(id, version, name, Kind.USER, Optional.empty(), List.of());
  }

  private static Account proved(
      long id, long version, Optional<String> password, Optional<String> directory) {
    return new Account(
        id,
        version,
        "user " + id,
        Optional.empty(),
        Kind.USER,
        true,
        Set.of("vz"),
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        password,
        Optional.empty(),
        directory,
        List.of());
  }

  private static Account client(long id, long version, ClientProfile profile) {
    return new Account(
        id,
        version,
        "app",
        Optional.empty(),
        Kind.CLIENT,
        true,
        Set.of(),
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        Optional.of("$argon2id$…"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(profile));
  }

  public static Account extranet(long id, String name, Form form) {
    return account(id, 1, name, Kind.EXTRANET, Optional.of(form), List.of());
  }

  public static Account machine(long id, long version, String name, String... keys) {
    var all = new ArrayList<ApiKey>();
    for (String key : keys) {
      all.add(new ApiKey(key, 1, "mac of " + key, Instant.EPOCH));
    }
    return account(id, version, name, Kind.MACHINE, Optional.empty(), all);
  }

  private static Account account(
      long id, long version, String name, Kind kind, Optional<Form> form, List<ApiKey> keys) {
    return new Account(
        id,
        version,
        name,
        form,
        kind,
        true,
        Set.of("vz"),
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        keys);
  }
}
