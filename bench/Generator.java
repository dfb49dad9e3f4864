import com.sun.management.OperatingSystemMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Asks a server by HTTP/1.1 on the loopback, from one thread, in the ways that wrk can't:
 *
 * <ul>
 *   <li>{@code open}: at a fixed mean rate (Poisson, seeded), whatever the server does. Latency
 *       counts from when a request was due, so that waiting for a free connection is in it.
 *   <li>{@code once}: each request once, as fast as the connections take them.
 *   <li>{@code full}, {@code resumed}: over a new TLS connection each, by a full handshake or a
 *       resumed one. Latency counts from the beginning of the connection.
 * </ul>
 *
 * Arguments are {@code key=value}: mode, port, tls (true, false), requests (a file of whole
 * requests with a NUL between), status (the one that is expected), connections, seconds, warm
 * (seconds before what counts), rate (open), histogram (a file to write), collect (a pattern) and
 * into (a file for the pattern's first group in each answer). Prints one line of JSON; latencies
 * are in microseconds.
 */
public final class Generator {
  private static final long SEED = 20260101;
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);

  private final Map<String, String> options;
  private final String mode;
  private final int port;
  private final int status;
  private final long measuredFrom;
  private final long end;
  private final List<byte[]> requests;
  private final SslContext tls;
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Bootstrap bootstrap = new Bootstrap();
  private final Histogram latencies = new Histogram(LONGEST, 3);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Deque<Line> idle = new ArrayDeque<>();
  private final Deque<Long> backlog = new ArrayDeque<>();
  private final PrintStream collected;
  private final Pattern pattern;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private int next;
  private int open;
  private double due;
  private int longestBacklog;
  private long all;
  private long counted;
  private long unexpected;
  private long errors;
  private long full;
  private long resumed;
  private long cpu;
  private long last;

  private Generator(Map<String, String> options) throws IOException, ReflectiveOperationException {
    this.options = options;
    mode = options.get("mode");
    port = Integer.parseInt(options.get("port"));
    status = Integer.parseInt(options.getOrDefault("status", "200"));
    requests = split(Files.readAllBytes(Path.of(options.get("requests"))));
    tls =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL_REFCNT)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .endpointIdentificationAlgorithm("")
            .protocols("TLSv1.3")
            .build();
    pattern = Pattern.compile(options.getOrDefault("collect", ""));
    collected =
        options.containsKey("into") ? new PrintStream(options.get("into")) : System.err;
    long begun = System.nanoTime();
    measuredFrom = begun + nanos("warm", "0");
    end = mode.equals("once") ? Long.MAX_VALUE : measuredFrom + nanos("seconds", "5");
    due = begun;
    bootstrap
        .group(loop)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (options.getOrDefault("tls", "true").equals("true")) {
                  // Without a peer the library looks for no session to resume.
                  channel.pipeline().addLast(
                      mode.equals("resumed")
                          ? tls.newHandler(channel.alloc(), "127.0.0.1", port)
                          : tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(new HttpResponseDecoder(), new Line());
              }
            });
  }

  public static void main(String[] arguments) throws Exception {
    var options = new HashMap<String, String>();
    for (String argument : arguments) {
      options.put(argument.substring(0, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
    }
    new Generator(options).run();
  }

  private void run() throws Exception {
    int connections = Integer.parseInt(options.getOrDefault("connections", "32"));
    loop.submit(() -> begin(connections)).get();
    loop.schedule(() -> cpu = system.getProcessCpuTime(), measuredFrom - System.nanoTime(), TimeUnit.NANOSECONDS);
    loop.terminationFuture().await();
    collected.flush();
    if (options.containsKey("histogram")) {
      try (var out = new PrintStream(options.get("histogram"))) {
        latencies.outputPercentileDistribution(out, 1e3);
      }
    }
    double seconds = (last - measuredFrom) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"answers\":%d,\"all\":%d,\"rate\":%.2f,\"p50\":%.1f,\"p90\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f,"
            + "\"bad\":%d,\"errors\":%d,\"full\":%d,\"resumed\":%d,\"backlog\":%d,\"generator\":%.3f}%n",
        counted,
        all,
        counted / seconds,
        at(50),
        at(90),
        at(99),
        at(99.9),
        latencies.getMaxValue() / 1e3,
        unexpected,
        errors,
        full,
        resumed,
        longestBacklog,
        cpu / 1e9 / seconds);
  }

  private double at(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e3;
  }

  private long nanos(String option, String otherwise) {
    return (long) (Double.parseDouble(options.getOrDefault(option, otherwise)) * 1e9);
  }

  private static List<byte[]> split(byte[] file) {
    var found = new ArrayList<byte[]>();
    for (int i = 0, start = 0; i <= file.length; i++) {
      if (i == file.length || file[i] == 0) {
        found.add(Arrays.copyOfRange(file, start, i));
        start = i + 1;
      }
    }
    return found;
  }

  private void begin(int connections) {
    for (int i = 0; i < connections; i++) {
      connect();
    }
    if (mode.equals("open")) {
      due = System.nanoTime();
      tick();
    }
  }

  private void connect() {
    open++;
    long begun = System.nanoTime();
    bootstrap
        .connect("127.0.0.1", port)
        .addListener(
            (io.netty.channel.ChannelFuture connected) -> {
              if (connected.isSuccess()) {
                connected.channel().pipeline().get(Line.class).from = begun;
              } else {
                errors++;
                open--;
                stopIfDone();
              }
            });
  }

  /** Sends what is due by now, and comes back when the next is. */
  private void tick() {
    double mean = 1e9 / Double.parseDouble(options.get("rate"));
    long now = System.nanoTime();
    while (due <= now && due < end) {
      Line free = idle.poll();
      if (free == null) {
        backlog.add((long) due);
        longestBacklog = Math.max(longestBacklog, backlog.size());
      } else {
        free.send((long) due);
      }
      due -= mean * Math.log(1 - random.nextDouble());
    }
    if (due < end) {
      loop.schedule(this::tick, Math.max(0, (long) due - System.nanoTime()), TimeUnit.NANOSECONDS);
    } else {
      stopIfDone();
    }
  }

  private void stopIfDone() {
    boolean busy =
        switch (mode) {
          case "open" -> due < end || !backlog.isEmpty() || idle.size() < open;
          default -> open > 0;
        };
    if (!busy && !loop.isShuttingDown()) {
      cpu = system.getProcessCpuTime() - cpu;
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private boolean reconnects() {
    return mode.equals("full") || mode.equals("resumed");
  }

  /** One connection. */
  private final class Line extends SimpleChannelInboundHandler<HttpObject> {
    private static final Method REUSED = reused();

    private ChannelHandlerContext context;
    private final StringBuilder body = new StringBuilder();
    private boolean asking;
    private boolean handshaken;
    private int answered;
    private long from;

    private static Method reused() {
      try {
        Method found = ReferenceCountedOpenSslEngine.class.getDeclaredMethod("isSessionReused");
        found.setAccessible(true);
        return found;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
      context = active;
      if (context.pipeline().get(SslHandler.class) == null) {
        ready();
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ignored, Object event) throws Exception {
      if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
        handshaken = true;
        Object engine = context.pipeline().get(SslHandler.class).engine();
        if ((boolean) REUSED.invoke(engine)) {
          resumed++;
        } else {
          full++;
        }
        ready();
      }
    }

    private void ready() {
      long now = System.nanoTime();
      switch (mode) {
        case "open" -> {
          Long waited = backlog.poll();
          if (waited == null) {
            idle.add(this);
            stopIfDone();
          } else {
            send(waited);
          }
        }
        case "once" -> {
          if (next < requests.size()) {
            send(now);
          } else {
            context.close();
          }
        }
        default -> send(from);
      }
    }

    private void send(long since) {
      from = since;
      asking = true;
      byte[] request = requests.get(next % requests.size());
      next++;
      ByteBuf octets = Unpooled.wrappedBuffer(request);
      context.writeAndFlush(octets);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ignored, HttpObject part) {
      if (part instanceof HttpResponse head) {
        answered = head.status().code();
      }
      if (part instanceof HttpContent content && collected != System.err) {
        body.append(content.content().toString(StandardCharsets.UTF_8));
      }
      if (part instanceof LastHttpContent) {
        answered();
      }
    }

    private void answered() {
      long now = System.nanoTime();
      asking = false;
      all++;
      if (answered != status) {
        unexpected++;
      }
      if (mode.equals("open") ? from >= measuredFrom : now >= measuredFrom && now < end) {
        counted++;
        last = Math.max(last, now);
        latencies.recordValue(Math.min(LONGEST, Math.max(0, now - from)));
      }
      if (collected != System.err) {
        var found = pattern.matcher(body);
        if (found.find()) {
          collected.println(found.group(1));
        }
        body.setLength(0);
      }
      if (reconnects()) {
        context.close();
      } else {
        ready();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ignored) {
      idle.remove(this);
      open--;
      if (asking) {
        errors++;
      }
      if (reconnects() ? System.nanoTime() < end : mode.equals("open") && due < end) {
        connect();
      }
      stopIfDone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ignored, Throwable cause) {
      errors++;
      asking = false;
      context.close();
    }
  }
}
