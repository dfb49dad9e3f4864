package dev.jeton.http;

import dev.jeton.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection: what it is waiting for, and until when. Its event loop alone touches it.
 */
final class Connection {
  private static final AttributeKey<Connection> KEY = AttributeKey.valueOf("dev.jeton.connection");

  /**
   * How many requests of a client may be under way. Beyond this Vert.x would hold the client up by
   * itself, and keep what has come in a queue.
   */
  private static final int MOST = 8;

  /** Octets that its requests may hold before they are counted with all others'. */
  static final int OWN = 16 * 1024;

  /** Of {@link System#nanoTime}, which may overflow: longer than any server runs. */
  private static final long NEVER = Long.MAX_VALUE / 2;

  /**
   * How long what a refused client still sends is read and dropped: a reset would lose it our
   * answer.
   */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final Endpoint endpoint;
  private final Peer peer;
  private final Set<Reception> arriving = new HashSet<>(2);
  private final Set<Crossing> crossing = new HashSet<>(2);
  private final Set<OpenStream> streams = new HashSet<>(2);
  private Optional<Problem> held = Optional.empty();
  private Optional<Handed> handed = Optional.empty();

  /** On {@link System#nanoTime}. */
  private long deadline;

  private long headBegan;
  private int unanswered;
  private int spare = OWN;
  private boolean inHead;
  private boolean closing;
  private boolean refused;
  private boolean inputEnded;
  private boolean crowded;
  private boolean endsStream;

  Connection(Channel channel, Endpoint endpoint) {
    this.pipeline = new Pipeline(channel);
    this.endpoint = endpoint;
    this.peer = new Peer(channel, endpoint);
    this.deadline = System.nanoTime() + endpoint.limits().arrival().toNanos();
    channel.attr(KEY).set(this);
  }

  static @Nullable Connection of(Channel channel) {
    return channel.attr(KEY).get();
  }

  /** The first octet of a request has come. */
  void headBegins() {
    inHead = true;
    if (unanswered == 0 && !closing) {
      headBegan = System.nanoTime();
      deadline = headBegan + endpoint.limits().arrival().toNanos();
    }
  }

  /** A request's head is complete; an answer is due. */
  void headEnds() {
    inHead = false;
    unanswered++;
    if (!closing) { // else it gets none, and no more time
      deadline = System.nanoTime() + NEVER;
    }
  }

  /**
   * Whether the head that Vert.x shows next on HTTP/2 is all of its request, which Vert.x tells
   * only behind it.
   */
  void headComes(boolean endsStream) {
    this.endsStream = endsStream;
  }

  /** Whether nothing follows the head that has come last on HTTP/2. */
  boolean streamEnds() {
    return endsStream;
  }

  /** When the request whose head has just ended began. */
  long began() {
    long began = headBegan == 0 ? System.nanoTime() : headBegan;
    headBegan = 0;
    return began;
  }

  /**
   * Whether an answer to the request whose head has come last can leave at once: no other one is
   * due, and the client takes out what is for it.
   */
  boolean isFree() {
    return unanswered == 1 && !closing && !refused && !inputEnded && pipeline.isWritable();
  }

  /** The request that Vert.x is shown next was looked at before. */
  void hands(Handed request) {
    handed = Optional.of(request);
  }

  /** What is known already of the request that Vert.x shows. */
  Optional<Handed> handed() {
    Optional<Handed> known = handed;
    handed = Optional.empty();
    return known;
  }

  /** Gives a request so many octets of its own, if it has them. */
  boolean spares(int octets) {
    if (octets > spare) {
      return false;
    }
    spare -= octets;
    return true;
  }

  /** A request needs so many of them no more. */
  void regains(int octets) {
    spare += octets;
  }

  /** The body of this request is still to come. */
  void awaits(Reception request) {
    arriving.add(request);
    if (held.isPresent() && isLast()) {
      request.spoil(held.get());
    }
  }

  /** The body of this request has come, or is given up. */
  void hasArrived(Reception request) {
    arriving.remove(request);
  }

  /** This request is handed on; it watches the time by itself. */
  void crosses(Crossing request) {
    crossing.add(request);
  }

  /** This request's answer has come back, or never will. */
  void hasCrossed(Crossing request) {
    crossing.remove(request);
  }

  /** This stream is counted from now on. */
  void opens(OpenStream stream) {
    streams.add(stream);
  }

  /** Neither side will hear of this stream again. */
  void hasClosed(OpenStream stream) {
    streams.remove(stream);
  }

  /** An answer is on its way; the next request may take its time. */
  void answered() {
    unanswered--;
    makesRoom();
    if (inputEnded && unanswered == 0) {
      pipeline.later(this::closeBehind); // once this answer has left Vert.x's hands
    }
    if (held.isPresent()) {
      refuse(held.get());
    } else if (unanswered == 0 && !refused) {
      endsIn(inHead && !closing ? endpoint.limits().arrival() : endpoint.limits().idle());
    }
  }

  private void endsIn(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /**
   * Refuses the request that has begun last, once those before it are answered, and ends the
   * connection.
   */
  void refuse(Problem problem) {
    closing = true;
    if (unanswered == 0) {
      refuseNow(endpoint.log().nextId(), problem, peer.text());
    } else if (isLast() && !arriving.isEmpty()) {
      arriving.iterator().next().spoil(problem);
    } else {
      held = Optional.of(problem);
    }
  }

  /** Whether the request that is not read to its end is the next to be answered. */
  private boolean isLast() {
    return unanswered == 1 && !inHead;
  }

  /** Whether a request is taken whose head has come: those before one that is refused are. */
  boolean takes() {
    return !refused && (!closing || held.isPresent());
  }

  /**
   * Refuses in HTTP's own words.
   *
   * @param id the request's
   * @param client its address, which may be another than the peer's
   */
  void refuseNow(String id, Problem problem, String client) {
    if (!refused) {
      endpoint.refusals().refused(id, problem, client);
      end(problem.reply(), false);
    }
  }

  /** Frames were refused, whosoever they were. */
  void hasRefused(Problem problem) {
    endpoint.refusals().refused(endpoint.log().nextId(), problem, peer.text());
  }

  /**
   * Answers HTTP/1 for the last time, below Vert.x, which would close at once and lose the client
   * the answer.
   *
   * @param toHead whether it answers HEAD
   * @throws IllegalArgumentException if a field of it can't be sent
   */
  void end(Reply reply, boolean toHead) {
    if (refused) {
      return;
    }
    ByteBuf answer =
        LastAnswer.of(reply, toHead, endpoint.dates().now(), endpoint.strictTransport());
    refused = true;
    closing = true;
    endsIn(endpoint.limits().idle()); // a client that takes nothing never gets it whole
    pipeline.write(answer, this::linger);
  }

  /** No request that comes behind this one will be served. */
  void closes() {
    closing = true;
  }

  /**
   * Whether the client shall wait: too many of its requests are under way, or it does not read its
   * answers.
   */
  boolean isFull() {
    boolean full = hasNoRoom();
    crowded |= full; // until what waits has gone on
    return full;
  }

  private boolean hasNoRoom() {
    return !closing && (unanswered >= MOST || !pipeline.isWritable());
  }

  /** Goes on with what has waited for room. */
  void makesRoom() {
    if (crowded && !hasNoRoom()) {
      pipeline.later(this::goOn);
    }
  }

  private void goOn() {
    crowded = false;
    pipeline.goOn();
    if (inputEnded) {
      closeBehind(); // what is left is no whole request
    }
  }

  /**
   * The client will send nothing more; what it has asked is answered yet. What was handed on is
   * not: it would keep the server behind at work for somebody who is most likely gone.
   */
  void inputEnds() {
    inputEnded = true;
    if (unanswered == 0 && !crowded || !arriving.isEmpty() || !crossing.isEmpty()) {
      close();
    }
  }

  private void closeBehind() {
    if (!pipeline.isHttp1()) {
      close();
    } else if (unanswered == 0 && (!crowded || pipeline.isDecoded())) {
      pipeline.closeBehind();
    }
  }

  private void linger() {
    endsIn(LINGER);
    pipeline.endOutput();
  }

  /** Ends the connection behind an answer that is out, while more of its request may come. */
  void endsBehind() {
    closing = true;
    refused = true;
    linger();
  }

  void close() {
    closing = true;
    endsIn(endpoint.limits().idle()); // Vert.x first writes what the client may never take
    pipeline.close();
  }

  /** Ends the connection with whatever is still unsent. */
  void abort() {
    closing = true;
    pipeline.abort();
  }

  /** Ends what has taken too long. */
  void check(long now) {
    if (!arriving.isEmpty()) {
      for (Reception request : Set.copyOf(arriving)) {
        request.check(now);
      }
    }
    if (!crossing.isEmpty()) {
      for (Crossing request : Set.copyOf(crossing)) {
        request.check(now);
      }
    }
    if (!streams.isEmpty()) {
      for (OpenStream stream : Set.copyOf(streams)) {
        stream.check(now);
      }
    }
    if (deadline - now > 0) {
      return;
    }
    if (inHead && !closing) {
      refuse(Problem.SLOW);
    } else {
      abort();
    }
  }

  Peer peer() {
    return peer;
  }
}
