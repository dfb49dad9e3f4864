package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent;
import dev.jeton.dialect.Conversation.Turn;
import dev.jeton.session.Command;
import dev.jeton.session.Credential;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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

  /**
   * Makes the dialect.
   *
   * @param variant how it is set: empty for its defaults, else what a conversation names by {@code
   *     with}
   */
  protected abstract Dialect dialect(String variant, InstantSource clock);

  @TestFactory
  Stream<DynamicTest> answersByteForByteAndTellsNoSecret() throws IOException {
    return each(this::play);
  }

  @TestFactory
  Stream<DynamicTest> withstandsEveryMutationAndOutcome() throws IOException {
    return each(this::mutate);
  }

  private void play(Path file) throws IOException {
    Conversation conversation = Conversation.parse(Files.readAllBytes(file));
    SampleHouse house = house(conversation);
    var replies = new ArrayList<String>();
    for (Turn turn : conversation.turns()) {
      turn.request().directives().forEach(house::obey);
      Request request = Conversation.request(turn.request(), house.origin());
      String reply = answer(house, request);
      for (int more = times(turn) - 1; more > 0; more--) {
        assertEquals(reply, answer(house, request), "the same request again");
      }
      replies.add(reply);
      if (!UPDATE) {
        assertEquals(turn.reply().text(), reply, turn.request().text());
      }
    }
    if (UPDATE) {
      Files.write(file, conversation.withReplies(replies));
    }
  }

  private static String answer(SampleHouse house, Request request) {
    OfferedSecrets offered = OfferedSecrets.in(request, SampleHouse.secrets());
    String reply = WrittenReply.of(house.answer(request));
    offered.assertNotIn(reply);
    house.events().stream().map(AuditEvent::toString).forEach(offered::assertNotIn);
    return reply;
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
    if (new Dialects(List.of(dialect)).at(request.path()).isEmpty()) {
      return;
    }
    Exchange exchange = dialect.read(request);
    Optional<String> offered = offered(exchange.command());
    EveryOutcome.of(dialect, house.now())
        .forEach(
            outcome -> {
              Reply reply = exchange.answer().apply(outcome);
              assertTrue(reply.isSilence() || reply.status() >= 200 && reply.status() < 600);
              for (Field field : reply.headers().fields()) {
                assertTrue(
                    field.value().chars().allMatch(c -> c >= ' ' && c <= '~'), field.toString());
              }
              new OfferedSecrets(offered.stream().toList()).assertNotIn(WrittenReply.of(reply));
            });
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
          case Credential.Digest _ -> Optional.empty();
        };
    return offered.filter(SampleHouse.secrets()::contains);
  }

  private SampleHouse house(Conversation conversation) {
    String variant =
        conversation.turns().getFirst().request().directives().stream()
            .flatMap(d -> d instanceof Directive.With(String w) ? Stream.of(w) : Stream.empty())
            .findFirst()
            .orElse("");
    return new SampleHouse(clock -> dialect(variant, clock));
  }

  private static int times(Turn turn) {
    return turn.request().directives().stream()
        .flatMap(d -> d instanceof Directive.Repeat(int n) ? Stream.of(n) : Stream.empty())
        .findFirst()
        .orElse(1);
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
