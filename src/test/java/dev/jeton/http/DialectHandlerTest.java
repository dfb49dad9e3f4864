package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.MovableClock;
import dev.jeton.SeededRandom;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.TokenGuesses;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.dialect.Surface;
import dev.jeton.dialect.Surfaces;
import dev.jeton.keys.Rings;
import dev.jeton.secret.Secret;
import dev.jeton.session.Authenticator;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.SessionService;
import dev.jeton.session.SessionsConfig;
import dev.jeton.session.StoreUnavailable;
import dev.jeton.session.TokenShape;
import dev.jeton.store.memory.ModelStore;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a request to its answer through a dialect and the core. */
@SuppressWarnings("NullAway.Init") // made before each test
final class DialectHandlerTest {
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());

  private final Admitting admitting = new Admitting();
  private Handler handler;
  private boolean ready = true;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    var store = new ModelStore();
    var sessions =
        new SessionService(
            Map.of("parrot", POLICY),
            SessionsConfig.DEFAULT,
            store,
            store,
            admitting,
            new TokenGuesses(ThrottleConfig.DEFAULT, store.counts()),
            store,
            Rings.in(folder),
            new SeededRandom(1),
            new MovableClock(Instant.parse("2026-03-01T12:00:00Z")));
    handler =
        new HealthHandler(() -> ready, new DialectHandler(Surfaces.of(List.of(PARROT)), sessions));
  }

  private Work take(String method, String target) {
    return handler.take(
        new Request(
            method,
            target,
            Headers.none(),
            new byte[0],
            new Request.Origin(true, "https://localhost", "192.0.2.1")));
  }

  private static String told(Answered answered) {
    return answered.reply().status()
        + " "
        + new String(answered.reply().body(), StandardCharsets.UTF_8).strip()
        + " | "
        + answered.dialect()
        + " "
        + answered.operation()
        + " "
        + answered.account().orElse("-")
        + " "
        + answered.outcome();
  }

  private static String written(Work work) {
    return switch (work) {
      case Work.Done(Answered answered) -> told(answered);
      case Work.Waiting _ -> "still later";
      case Work.Begun begun -> {
        var written = new AtomicBoolean();
        begun.whenDone().accept(() -> written.set(true));
        assertTrue(written.get());
        yield "written: "
            + told(
                begun
                    .now()
                    .get()
                    .orElseGet(
                        () ->
                            assertInstanceOf(Work.Done.class, begun.waiting().work().get())
                                .answered()));
      }
    };
  }

  private String at(String method, String target) {
    return switch (take(method, target)) {
      case Work.Done(Answered answered) -> "now: " + told(answered);
      case Work.Waiting waiting -> "later: " + written(waiting.work().get());
      case Work.Begun _ -> "begun";
    };
  }

  @Test
  void whatNeedsNoWaitingIsAnsweredNow() {
    assertEquals("now: 200 described | parrot Describe - described", at("GET", "/parrot/describe"));
  }

  @Test
  void whatWaitsIsAnsweredLaterWithTheAccount() {
    assertEquals(
        "later: written: 200 granted | parrot Login alice granted", at("GET", "/parrot/login"));
  }

  @Test
  void aRefusalNamesNobody() {
    assertEquals("later: 200 refused | parrot Malformed - malformed", at("GET", "/parrot/x"));
  }

  @Test
  void tooMuchAtOnceIsRefusedInTheDialectsOwnForm() {
    var waiting = assertInstanceOf(Work.Waiting.class, take("GET", "/parrot/login"));
    assertEquals("200 refused | parrot Login - overloaded", told(waiting.overloaded().get()));
  }

  /** One of the two is run, since places in the throttle are held for it. */
  @Test
  void whatWasBegunGoesOnOrIsGivenUp() {
    admitting.begins = true;
    assertEquals(
        "later: written: 200 granted | parrot Login alice granted", at("GET", "/parrot/login"));
    assertEquals(0, admitting.abandoned);
    var waiting = assertInstanceOf(Work.Waiting.class, take("GET", "/parrot/login"));
    assertEquals("200 refused | parrot Login - overloaded", told(waiting.overloaded().get()));
    assertEquals(1, admitting.abandoned);
    assertEquals(1, admitting.finished);
    admitting.fails = true;
    assertEquals("later: 200 refused | parrot Login - unavailable", at("GET", "/parrot/login"));
  }

  @Test
  void whatIsProvedAtOnceIsAnsweredWhenItIsWritten() {
    admitting.proves = true;
    assertEquals("begun", at("GET", "/parrot/login"));
    assertEquals(
        "written: 200 granted | parrot Login alice granted", written(take("GET", "/parrot/login")));
  }

  @Test
  void whatNoDialectServesIsNotFound() {
    assertEquals("now: 404 Not Found | - - - not-found", at("GET", "/elsewhere?password=x"));
    assertEquals("now: 404 Not Found | - - - not-found", at("GET", "/health/else"));
  }

  @Test
  void healthIsToldBeforeTheDialects() {
    assertEquals("now: 200 yes | health live - yes", at("GET", "/health/live"));
    assertEquals("now: 200 yes | health ready - yes", at("GET", "/health/ready?x"));
    ready = false;
    assertEquals("now: 200 yes | health live - yes", at("GET", "/health/live"));
    assertEquals("now: 503 no | health ready - no", at("GET", "/health/ready"));
    assertEquals("now: 405 Method Not Allowed | health live - yes", at("POST", "/health/live"));
  }

  private static final SessionPolicy POLICY =
      new SessionPolicy(
          "parrot",
          TokenShape.hex(32),
          Lifetime.fixed(Duration.ofHours(1)),
          Freshness.DEFAULT,
          0,
          OptionalInt.empty(),
          false);

  /** A surface that says what became of its three operations. */
  private static final Surface PARROT =
      new Surface() {
        @Override
        public String name() {
          return "parrot";
        }

        @Override
        public boolean serves(String path) {
          return path.startsWith("/parrot/");
        }

        @Override
        public Exchange read(Request request) {
          return switch (request.path()) {
            case "/parrot/describe" ->
                new Exchange("Describe", new Command.Describe("parrot"), this::write);
            case "/parrot/login" -> new Exchange("Login", login(), this::write);
            default ->
                new Exchange(
                    "Malformed", new Command.Malformed("parrot", "unknown", CALLER), this::write);
          };
        }

        @Override
        public Exchange refuse(Request request, Flaw flaw) {
          return new Exchange(
              "Malformed", new Command.Malformed("parrot", flaw.cause(), CALLER), this::write);
        }

        @Override
        public Reply crowded(Request request, Outcome.Refused overloaded) {
          return write(overloaded);
        }

        private Command login() {
          return new Command.Login(
              "parrot",
              new Claim("alice", new Credential.Password(Secret.of("x"), Optional.empty())),
              Optional.empty(),
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.empty(),
              CALLER);
        }

        private Reply write(Outcome outcome) {
          String word = outcome.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
          return Reply.of(200, "text/plain", word);
        }
      };

  /** Lets everyone in as alice. */
  private static final class Admitting implements Authenticator {
    private static final Principal ALICE = new Principal(1, "alice");

    private boolean begins;
    private boolean proves;
    private boolean fails;
    private int finished;
    private int abandoned;

    @Override
    public Optional<Begun> begin(Command.Login login, SessionPolicy policy, Instant now) {
      if (proves) {
        return Optional.of(alice());
      }
      return begins ? Optional.of(unfinished()) : Optional.empty();
    }

    private Unfinished unfinished() {
      return new Unfinished() {
        @Override
        public Result finish() {
          if (fails) {
            throw new StoreUnavailable("down", new IllegalStateException("as the test asked"));
          }
          finished++;
          return alice();
        }

        @Override
        public void abandon() {
          abandoned++;
        }
      };
    }

    @Override
    public Result prove(Command.Login login, SessionPolicy policy, Instant now) {
      return alice();
    }

    private static Proved alice() {
      return new Proved(
          ALICE,
          ALICE,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          List.of(),
          () -> true);
    }

    @Override
    public Result prove(Claim claim, Caller caller, SessionPolicy policy, Instant now) {
      throw new UnsupportedOperationException();
    }
  }
}
