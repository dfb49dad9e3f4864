import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether refusals can be told apart by the time they take. In each series, requests that are
 * refused for different reasons are sent in random order over one TLS connection, and every pair of
 * reasons is compared with Welch's t-test, as dudect does (Reparaz, Balasch, Verbauwhede, 2017):
 * over all samples and over those below the 99th, 95th and 90th percentile of both together; what is
 * printed is the greatest |t|. Below 4.5 the two can't be told apart at this number of samples.
 *
 * <p>{@code bench/oracle} starts it, and says by {@code --help} what can be chosen. Arguments: how many requests a
 * series, spread over its reasons; what the names of series must have in them; and the scenes. It
 * starts servers of its own and ends them.
 */
public final class Oracle {
  private static final double[] CROPS = {1, 0.99, 0.95, 0.90};

  private Oracle() {}

  public static void main(String[] arguments) throws Exception {
    int samples = Integer.parseInt(arguments[0]);
    String only = arguments[1];
    List<Scene> scenes =
        Arrays.stream(arguments).skip(2).map(name -> Scene.valueOf(name.toUpperCase(Locale.ROOT))).toList();
    boolean measured = false;
    System.out.println("| | samples | median | greatest \\|t\\| |\n|---|---|---|---|");
    for (Scene scene : scenes) {
      try (Server server = new Server(scene.configuration())) {
        for (Series series : scene.series(server)) {
          if (series.name().contains(only)) {
            measure(server, series, samples);
            measured = true;
          }
        }
      } finally {
        scene.end();
      }
    }
    if (!measured) {
      System.err.println("bench/oracle: no series has \"" + only + "\" in its name");
      System.exit(2);
    }
  }

  private static void measure(Server server, Series series, int samples) throws Exception {
    var random = new SecureRandom();
    List<String> names = List.copyOf(series.reasons().keySet());
    var times = new LinkedHashMap<String, long[]>();
    var counts = new int[names.size()];
    int each = samples / names.size() + samples / 50 + 100;
    names.forEach(name -> times.put(name, new long[each]));
    String answer = "";
    try (Connection connection = new Connection(server)) {
      int warmUp = Math.max(200, samples / 20);
      for (int i = -warmUp; i < samples; i++) {
        int reason = random.nextInt(names.size());
        Connection.Sample sample = connection.ask(series.reasons().get(names.get(reason)).get());
        if (i == -warmUp / 2) {
          answer = sample.answer(); // what comes before may be refused for another reason
        } else if (!answer.isEmpty() && !answer.equals(sample.answer())) {
          throw new IllegalStateException(
              series.name() + ": " + names.get(reason) + " is answered otherwise:\n" + answer + "\n" + sample.answer());
        }
        if (i >= 0 && counts[reason] < each) {
          times.get(names.get(reason))[counts[reason]++] = sample.nanos();
        }
      }
    }
    for (int a = 0; a < names.size(); a++) {
      for (int b = a + 1; b < names.size(); b++) {
        long[] one = Arrays.copyOf(times.get(names.get(a)), counts[a]);
        long[] other = Arrays.copyOf(times.get(names.get(b)), counts[b]);
        System.out.printf(
            Locale.ROOT,
            "| %s: %s, %s | %d, %d | %.3f ms, %.3f ms | %.1f |%n",
            series.name(),
            names.get(a),
            names.get(b),
            one.length,
            other.length,
            median(one) / 1e6,
            median(other) / 1e6,
            greatestT(one, other));
      }
    }
  }

  private static double greatestT(long[] one, long[] other) {
    long[] both = Stream.of(one, other).flatMapToLong(Arrays::stream).sorted().toArray();
    double greatest = 0;
    for (double crop : CROPS) {
      long most = both[(int) Math.min(both.length - 1L, (long) (both.length * crop))];
      greatest = Math.max(greatest, Math.abs(welch(below(one, most), below(other, most))));
    }
    return greatest;
  }

  private static long[] below(long[] values, long most) {
    return Arrays.stream(values).filter(value -> value <= most).toArray();
  }

  private static double welch(long[] one, long[] other) {
    double mean1 = Arrays.stream(one).average().orElseThrow();
    double mean2 = Arrays.stream(other).average().orElseThrow();
    return (mean1 - mean2) / Math.sqrt(variance(one, mean1) / one.length + variance(other, mean2) / other.length);
  }

  private static double variance(long[] values, double mean) {
    return Arrays.stream(values).mapToDouble(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
