package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.Conversation.Turn;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every dialect must do: answer its conversations byte for byte, around the real core;
 * withstand whatever octets come in; keep offered secrets to itself.
 *
 * <p>Its conversations are the {@code .wire} files beside the heir. {@code -Dwire.update=true}
 * writes the replies that the dialect gives into them, to be read before they are believed.
 */
public abstract class DialectContract {
  private static final Path TESTS = Path.of("src/test/java");
  private static final boolean UPDATE = Boolean.getBoolean("wire.update");

  private static @Nullable SocketServer server;

  @BeforeAll
  static void listen(@TempDir Path folder) throws IOException {
    server = new SocketServer(folder);
  }

  @AfterAll
  static void stopListening() {
    server().close();
  }

  /**
   * Makes the dialect.
   *
   * @param variant how it is set: empty for its defaults, else what a conversation names by {@code
   *     with}
   */
  protected abstract Dialect dialect(String variant, InstantSource clock);

  /** Others that its conversations speak with, too. */
  protected List<Dialect> beside(InstantSource clock) {
    return List.of();
  }

  @TestFactory
  Stream<DynamicTest> answersByteForByteAndTellsNoSecret() throws IOException {
    return each(this::play);
  }

  @TestFactory
  Stream<DynamicTest> answersTheSameOverASocket() throws IOException {
    return UPDATE ? Stream.empty() : each(this::playOverASocket);
  }

  @TestFactory
  Stream<DynamicTest> withstandsEveryMutationAndOutcome() throws IOException {
    return each(this::mutate);
  }

  private void play(Path file) throws IOException {
    Conversation conversation = Conversation.parse(Files.readAllBytes(file));
    SampleHouse house = house(conversation);
    var player = new Player(house, house::answer);
    if (UPDATE) {
      List<String> replies = conversation.turns().stream().map(player::reply).toList();
      Files.write(file, conversation.withReplies(replies));
    } else {
      player.play(conversation);
    }
  }

  private void playOverASocket(Path file) throws IOException {
    Conversation conversation = Conversation.parse(Files.readAllBytes(file));
    SampleHouse house = house(conversation);
    server().serve(house);
    new Player(house, server()::exchange).play(conversation);
  }

  private void mutate(Path file) throws IOException {
    Conversation conversation = Conversation.parse(Files.readAllBytes(file));
    SampleHouse house = house(conversation);
    var mutations = new Mutations(file.getFileName().toString().hashCode());
    for (Turn turn : conversation.turns()) {
      turn.request().directives().forEach(house::obey);
      Request request = Conversation.request(turn.request(), house.origin());
      withstand(house, request);
      mutations.of(request).forEach(mutated -> withstand(house, mutated));
    }
  }

  private static void withstand(SampleHouse house, Request request) {
    Dialect dialect = house.dialect();
    if (Surfaces.of(List.of(dialect)).at(request.path()).isEmpty()) {
      return;
    }
    withstandsWhatIsNotItsOwn(dialect, request, house.now());
    Exchange exchange = dialect.read(request);
    Optional<String> offered = offered(exchange.command());
    EveryOutcome.of(dialect, house.now())
        .forEach(
            outcome -> {
              Reply reply = exchange.answer().apply(outcome);
              assertSendable(reply);
              new OfferedSecrets(offered.stream().toList()).assertNotIn(WrittenReply.of(reply));
            });
  }

  /** As a request for another operation, whole and cut off. */
  private static void withstandsWhatIsNotItsOwn(Dialect dialect, Request request, Instant now) {
    byte[] half = Arrays.copyOf(request.body(), request.body().length / 2);
    var beginning =
        new Request(request.method(), request.target(), request.headers(), half, request.origin());
    for (Request each : List.of(request, beginning)) {
      assertEquals(dialect.carried(each), dialect.carried(each));
      Stream.concat(
              EveryOutcome.of(dialect, now).stream().map(Denial.Told::new),
              Stream.of(Denial.Reason.values()))
          .map(denial -> dialect.denial(each, denial))
          .forEach(DialectContract::assertSendable);
    }
  }

  private static void assertSendable(Reply reply) {
    assertTrue(reply.isSilence() || reply.status() >= 200 && reply.status() < 600);
    for (Field field : reply.headers().fields()) {
      assertTrue(field.value().chars().allMatch(c -> c >= ' ' && c <= '~'), field.toString());
    }
  }

  /** A sample account's secret; what a mutation made of it may be in any reply by chance. */
  private static Optional<String> offered(Command command) {
    if (!(command instanceof Command.Login login)) {
      return Optional.empty();
    }
    Optional<String> offered =
        switch (login.actor().credential()) {
          case Credential.Password password -> Optional.of(password.password().revealText());
          case Credential.ApiKey key -> Optional.of(key.secret().revealText());
          case Credential.ClientSecret secret -> Optional.of(secret.secret().revealText());
          case Credential.Digest _, Credential.Assertion _, Credential.Certificate _ ->
              Optional.empty();
        };
    return offered.filter(SampleHouse.secrets()::contains);
  }

  private static SocketServer server() {
    return Objects.requireNonNull(server, "started before all tests");
  }

  private SampleHouse house(Conversation conversation) {
    return new SampleHouse(
        clock ->
            Stream.concat(Stream.of(dialect(conversation.variant(), clock)), beside(clock).stream())
                .toList(),
        conversation.sessions());
  }

  private interface Check {
    void of(Path file) throws IOException;
  }

  private Stream<DynamicTest> each(Check check) throws IOException {
    Path folder = TESTS.resolve(getClass().getPackageName().replace('.', '/'));
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".wire")).sorted().toList();
    }
    assertFalse(files.isEmpty(), "no conversation in " + folder);
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), file.toUri(), () -> check.of(file)));
  }
}
