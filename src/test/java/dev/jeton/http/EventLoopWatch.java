package dev.jeton.http;

import java.lang.Thread.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds event loops that wait. It looks at their stacks rather than at the time they take: on a
 * busy machine every thread stands still for 5 ms now and then, but an event loop that is seen
 * parked, sleeping or in a file system call twice running has been made to wait by our code.
 */
public final class EventLoopWatch implements AutoCloseable {
  private static final String EVENT_LOOP = "vert.x-eventloop-thread-";
  private static final long EVERY_NANOS = 5_000_000;

  /** Native calls that wait for a disk: they look as if they were running. */
  private static final List<String> WAITING_CALLS =
      List.of("org.rocksdb.", "sun.nio.ch.FileDispatcherImpl.", "java.io.FileDescriptor.sync");

  private final List<String> found = new CopyOnWriteArrayList<>();
  private final Thread watcher = Thread.ofPlatform().daemon().unstarted(this::watch);
  private volatile boolean closed;

  private EventLoopWatch() {}

  /** Watches all event loops of this JVM until it is closed. */
  public static EventLoopWatch start() {
    var watch = new EventLoopWatch();
    watch.watcher.start();
    return watch;
  }

  /** The stacks of those that waited. */
  public List<String> found() {
    return List.copyOf(found);
  }

  @Override
  public void close() {
    closed = true;
  }

  private void watch() {
    Map<Thread, String> before = Map.of();
    while (!closed) {
      Map<Thread, String> now = waiting();
      for (Map.Entry<Thread, String> seen : now.entrySet()) {
        if (seen.getValue().equals(before.get(seen.getKey()))) {
          found.add(seen.getKey().getName() + ": " + seen.getValue());
        }
      }
      before = now;
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private static Map<Thread, String> waiting() {
    Map<Thread, String> waiting = new HashMap<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> {
              if (thread.getName().startsWith(EVENT_LOOP) && waits(thread.getState(), stack)) {
                waiting.put(thread, Arrays.toString(stack));
              }
            });
    return waiting;
  }

  private static boolean waits(State state, StackTraceElement[] stack) {
    return switch (state) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case RUNNABLE ->
          stack.length > 0
              && isWaitingCall(stack[0].getClassName() + '.' + stack[0].getMethodName());
      case NEW, TERMINATED -> false;
    };
  }

  private static boolean isWaitingCall(String method) {
    return WAITING_CALLS.stream().anyMatch(method::startsWith);
  }
}
