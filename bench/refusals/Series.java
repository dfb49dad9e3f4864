import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Requests that differ in nothing but the reason why they are refused; their names and passwords have one length. */
record Series(String name, Map<String, Supplier<byte[]>> reasons) {
  Series(String name) {
    this(name, new LinkedHashMap<>());
  }

  Series reason(String reason, Supplier<byte[]> request) {
    reasons.put(reason, request);
    return this;
  }
}
