package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.audit.AuditEvent;
import dev.jeton.dialect.Conversation.Turn;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Plays conversations, and sees to it that no reply and no audit event tells a secret that was
 * offered.
 *
 * @param house obeys the directives
 * @param server answers: the house itself, or a listener around it
 */
public record Player(SampleHouse house, Function<Request, Reply> server) {

  /** Fails unless every reply is the expected one, to the byte. */
  public void play(Conversation conversation) {
    for (Turn turn : conversation.turns()) {
      assertEquals(turn.reply().text(), reply(turn), turn.request().text());
    }
  }

  /** The reply to this turn's request, as {@link WrittenReply} has it. */
  public String reply(Turn turn) {
    turn.request().directives().forEach(house::obey);
    Request request = Conversation.request(turn.request(), house.origin());
    String reply = answer(request);
    for (int more = times(turn) - 1; more > 0; more--) {
      assertEquals(reply, answer(request), "the same request again");
    }
    return reply;
  }

  private String answer(Request request) {
    OfferedSecrets offered = OfferedSecrets.in(request, SampleHouse.secrets());
    String reply = WrittenReply.of(server.apply(request));
    offered.assertNotIn(reply);
    house.events().stream().map(AuditEvent::toString).forEach(offered::assertNotIn);
    return reply;
  }

  private static int times(Turn turn) {
    return turn.request().directives().stream()
        .flatMap(d -> d instanceof Directive.Repeat(int n) ? Stream.of(n) : Stream.empty())
        .findFirst()
        .orElse(1);
  }
}
