package dev.jeton.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.Debug;
import dev.jeton.account.Directory;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A directory that speaks LDAP. However it behaves, a check ends within its deadline, and no more
 * of them are under way or waiting than are configured: a directory that is slow takes nothing from
 * those who do not need it.
 */
public final class LdapDirectory implements Directory, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LdapDirectory.class.getName());

  private final LdapConfig config;
  private final People people;
  private final LongSupplier nanos;
  private final Semaphore places;
  private final Semaphore working;
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("directory-", 1).factory());
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Makes it, without connecting.
   *
   * @param dialects the names of those that there are
   * @param nanos a clock that only runs on, such as System.nanoTime
   * @throws IOException if the authorities' file can't be read; its message says why
   */
  public LdapDirectory(LdapConfig config, Set<String> dialects, LongSupplier nanos)
      throws IOException {
    Debug.setEnabled(false); // it would show what is sent, passwords too
    this.config = config;
    this.nanos = nanos;
    this.people = new People(config, dialects);
    this.places = new Semaphore(config.bounds().connections() + config.bounds().queue());
    this.working = new Semaphore(config.bounds().connections());
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public boolean provisions() {
    return config.provision();
  }

  @Override
  public Checked check(String login, Secret password) {
    if (!Names.isPlausible(login)) {
      return unasked(new Refused(Cause.UNKNOWN_ACCOUNT));
    }
    // RFC 4513, 5.1.2: a bind with a name and no password succeeds and proves nothing.
    if (password.isEmpty()) {
      return unasked(new Refused(Cause.WRONG_CREDENTIAL));
    }
    if (!places.tryAcquire()) {
      return unasked(new Overloaded());
    }
    try {
      return inTurn(login, password);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return unasked(new Unavailable("interrupted"));
    } finally {
      places.release();
    }
  }

  private static Checked unasked(Answer answer) {
    return new Checked(answer, Duration.ZERO);
  }

  private Checked inTurn(String login, Secret password) throws InterruptedException {
    if (!working.tryAcquire(config.bounds().patience().toMillis(), TimeUnit.MILLISECONDS)) {
      return unasked(new Overloaded());
    }
    Future<Checked> checked = workers.submit(() -> asked(login, password));
    try {
      return noted(checked.get(config.bounds().deadline().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      checked.cancel(true); // its turn ends when it really has
      return noted(unasked(new Unavailable("it took longer than " + config.bounds().deadline())));
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking the directory failed", e.getCause());
    }
  }

  private Checked asked(String login, Secret password) {
    long began = nanos.getAsLong();
    try {
      Answer answer = people.check(login, password);
      return new Checked(answer, Duration.ofNanos(nanos.getAsLong() - began));
    } catch (LDAPException e) {
      return unasked(new Unavailable(Trouble.of(e)));
    } finally {
      working.release();
    }
  }

  /** Says once that it fails, and once that it does no more. */
  private Checked noted(Checked checked) {
    Answer answer = checked.answer();
    boolean fails = answer instanceof Unavailable;
    if (failing.getAndSet(fails) != fails) {
      LOG.log(
          fails ? System.Logger.Level.ERROR : System.Logger.Level.INFO,
          () ->
              "the directory "
                  + name()
                  + (answer instanceof Unavailable(String why)
                      ? " is unavailable: " + why
                      : " answers again"));
    }
    return checked;
  }

  @Override
  public List<Step> examine(Optional<String> login, Optional<Secret> password) {
    if (login.filter(name -> !Names.isPlausible(name)).isPresent()) {
      return List.of(new Step("entry", false, "nobody can be called that"));
    }
    if (password.filter(Secret::isEmpty).isPresent()) {
      return List.of(new Step("password", false, "it is empty"));
    }
    return people.examine(login, password);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    people.close();
  }
}
