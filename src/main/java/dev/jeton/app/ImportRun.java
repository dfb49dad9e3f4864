package dev.jeton.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends accounts to a server, in batches of which a few are under way at once. Batches grow and
 * shrink so that each takes about a second, whether its rows are a matter of writing or of hashing.
 */
public final class ImportRun {
  private static final int UNDER_WAY = 4;
  private static final int FIRST_BATCH = 32;
  private static final int MOST_ROWS = 500;

  /** Of a batch as JSON; a server takes bodies of 256 KiB unless it is set otherwise. */
  private static final int MOST_CHARACTERS = 120_000;

  private static final Duration QUICK = Duration.ofMillis(400);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int PATIENCE = 60;

  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  private final AdminClient client;
  private final String onExisting;
  private final boolean dryRun;
  private final Listener listener;
  private final Deque<Batch> underWay = new ArrayDeque<>();
  private final Set<String> names = new HashSet<>();
  private Batch next = new Batch();
  private int rows = FIRST_BATCH;

  /** Hears of what was done, in the order of the file. */
  public interface Listener {
    /**
     * A row was refused.
     *
     * @param why tells nothing of its cells but names
     */
    void refused(long line, String why);

    /** So many more rows are done, of which these came to something. */
    void done(int rows, int added, int replaced, int skipped);
  }

  /** Carries out that the import can't go on; what was done so far is done. */
  public static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    Stopped(String why) {
      super(why, null, false, false);
    }
  }

  private static final class Batch {
    private final List<AccountRows.Row> rows = new ArrayList<>();
    private int characters;
    private Optional<Future<List<Outcome>>> sent = Optional.empty();
  }

  private record Outcome(String what, String why) {}

  /**
   * Prepares it.
   *
   * @param onExisting skip, replace or refuse
   */
  public ImportRun(AdminClient client, String onExisting, boolean dryRun, Listener listener) {
    this.client = client;
    this.onExisting = onExisting;
    this.dryRun = dryRun;
    this.listener = listener;
  }

  /**
   * Sends all rows.
   *
   * @param skip so many of the first are passed over: an earlier run has done them
   */
  public void run(AccountRows from, long skip) throws Stopped, AccountRows.Unreadable {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long passed = 0;
      for (Optional<AccountRows.Row> row = from.next(); row.isPresent(); row = from.next()) {
        if (passed++ >= skip) {
          take(row.get(), threads);
        }
      }
      send(threads);
      finish(0);
    }
  }

  /** Rows of one name are never under way together, so that the later one comes later. */
  private void take(AccountRows.Row row, ExecutorService threads) throws Stopped {
    String name = row.account().flatMap(account -> account.text("name")).orElse("");
    if (!name.isEmpty() && names.contains(name)) {
      send(threads);
      finish(0);
    }
    names.add(name);
    next.rows.add(row);
    next.characters += row.account().map(account -> account.json().length()).orElse(0);
    if (next.rows.size() >= rows || next.characters >= MOST_CHARACTERS) {
      send(threads);
      finish(UNDER_WAY - 1);
    }
  }

  private void send(ExecutorService threads) {
    if (!next.rows.isEmpty()) {
      Batch batch = next;
      next = new Batch();
      batch.sent = Optional.of(threads.submit(() -> outcomes(batch.rows)));
      underWay.add(batch);
    }
  }

  private void finish(int left) throws Stopped {
    while (underWay.size() > left) {
      Batch batch = underWay.remove();
      report(batch, answer(batch.sent.orElseThrow()));
    }
    if (underWay.isEmpty() && next.rows.isEmpty()) {
      names.clear();
    }
  }

  private void report(Batch batch, List<Outcome> outcomes) {
    int added = 0;
    int replaced = 0;
    int skipped = 0;
    for (int i = 0; i < batch.rows.size(); i++) {
      AccountRows.Row row = batch.rows.get(i);
      row.account().flatMap(account -> account.text("name")).ifPresent(names::remove);
      switch (outcomes.get(i).what) {
        case "added" -> added++;
        case "replaced" -> replaced++;
        case "skipped" -> skipped++;
        default -> listener.refused(row.line(), outcomes.get(i).why);
      }
    }
    listener.done(batch.rows.size(), added, replaced, skipped);
  }

  private List<Outcome> answer(Future<List<Outcome>> sent) throws Stopped {
    try {
      return sent.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped("interrupted");
    } catch (ExecutionException e) {
      throw new Stopped(
          e.getCause() instanceof Stopped stopped
              ? String.valueOf(stopped.getMessage())
              : "it failed: " + e.getCause());
    }
  }

  /** One for each row; those that could not be read are not sent. */
  private List<Outcome> outcomes(List<AccountRows.Row> batch) throws Stopped {
    List<Document> accounts = batch.stream().flatMap(row -> row.account().stream()).toList();
    long start = System.nanoTime();
    List<Outcome> answered = accounts.isEmpty() ? List.of() : sent(accounts);
    adapt(Duration.ofNanos(System.nanoTime() - start));
    if (answered.size() != accounts.size()) {
      throw new Stopped("the server answered for another number of rows");
    }
    var outcomes = new ArrayList<Outcome>();
    int at = 0;
    for (AccountRows.Row row : batch) {
      outcomes.add(
          row.account().isPresent() ? answered.get(at++) : new Outcome("refused", row.why()));
    }
    return outcomes;
  }

  private synchronized void adapt(Duration took) {
    if (took.compareTo(SLOW) > 0) {
      rows = Math.max(1, rows / 2);
    } else if (took.compareTo(QUICK) < 0) {
      rows = Math.min(MOST_ROWS, rows * 2);
    }
  }

  private List<Outcome> sent(List<Document> accounts) throws Stopped {
    var body = new Document(Map.of("onExisting", onExisting, "dryRun", dryRun, "rows", accounts));
    for (int i = 0; i < PATIENCE; i++) {
      switch (client.call("POST", "/v1/accounts/import", Optional.of(body))) {
        case AdminClient.Done(Document answer) -> {
          return answer.objects("results").stream()
              .map(
                  each -> new Outcome(each.text("outcome").orElse(""), each.text("why").orElse("")))
              .toList();
        }
        case AdminClient.NotReachable(String why) -> throw new Stopped(why);
        case AdminClient.Refused(int status, String why) -> {
          if (status == TOO_LARGE) {
            return halved(accounts);
          }
          if (status != UNAVAILABLE) {
            throw new Stopped("the server refuses: " + why);
          }
        }
      }
      pause();
    }
    throw new Stopped("the server is unavailable for too long");
  }

  private List<Outcome> halved(List<Document> accounts) throws Stopped {
    if (accounts.size() == 1) {
      return List.of(new Outcome("refused", "it is larger than a request's body may be"));
    }
    int half = accounts.size() / 2;
    var outcomes = new ArrayList<>(sent(accounts.subList(0, half)));
    outcomes.addAll(sent(accounts.subList(half, accounts.size())));
    return outcomes;
  }

  private static void pause() throws Stopped {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new Stopped("interrupted");
    }
  }
}
