package dev.jeton.dialect;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Requests that are a little wrong, the same ones for the same seed. */
final class Mutations {
  private static final int EACH = 100;

  /** What parsers stumble over. */
  private static final List<String> CRUMBS =
      List.of(
          "%",
          "%zz",
          "%00",
          "%ff",
          "%C3",
          "%E2%82%AC",
          "&",
          "&&",
          "=",
          ";",
          "!",
          "?",
          "/",
          "+",
          "\0",
          "\u00FF",
          "\r\n",
          " ",
          "\t",
          "\"",
          "'",
          "<",
          ">",
          "<!DOCTYPE x [<!ENTITY a 'b'>]>",
          "&a;",
          "&#0;",
          "&#55296;",
          "]]>",
          "<![CDATA[",
          "<!--",
          "<?xml version='1.1'?>",
          "xmlns:",
          "{",
          "}",
          "[",
          ",",
          ":",
          "\\",
          "-1",
          "99999999999999999999",
          "x".repeat(5000),
          "<a>".repeat(300),
          "\u00EF\u00BB\u00BF",
          "\u00FE\u00FF",
          "=?",
          "Bearer",
          "Basic");

  private final Random random;

  Mutations(long seed) {
    this.random = new Random(seed);
  }

  Stream<Request> of(Request request) {
    return Stream.generate(() -> mutated(request)).limit(EACH);
  }

  private Request mutated(Request request) {
    Request next = once(request);
    return random.nextBoolean() ? next : once(next);
  }

  private Request once(Request r) {
    return switch (random.nextInt(6)) {
      case 0 -> new Request(method(r), r.target(), r.headers(), r.body(), r.origin());
      case 1, 2 -> new Request(r.method(), target(r), r.headers(), r.body(), r.origin());
      case 3 -> new Request(r.method(), r.target(), headers(r), r.body(), r.origin());
      default ->
          r.body().length == 0 && random.nextInt(4) > 0
              ? new Request(r.method(), target(r), headers(r), r.body(), r.origin())
              : new Request(r.method(), r.target(), r.headers(), body(r), r.origin());
    };
  }

  private String method(Request request) {
    return random.nextBoolean() ? bitten(request.method()) : pick(List.of("POST", "DELETE", ""));
  }

  /** The path stays mostly, or nothing behind it would ever be read. */
  private String target(Request request) {
    String query = request.query();
    return query.isEmpty() || random.nextInt(5) == 0
        ? bitten(request.target())
        : request.path() + "?" + bitten(query);
  }

  private byte[] body(Request request) {
    return bitten(new String(request.body(), StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Headers headers(Request request) {
    var fields = new ArrayList<>(request.headers().fields());
    if (fields.isEmpty()) {
      return Headers.of("Authorization", pick(CRUMBS));
    }
    int at = random.nextInt(fields.size());
    Field field = fields.get(at);
    switch (random.nextInt(3)) {
      case 0 -> fields.remove(at);
      case 1 -> fields.add(field);
      default -> fields.set(at, new Field(field.name(), bitten(field.value())));
    }
    return new Headers(fields);
  }

  /** A piece taken out, put in, doubled, or one octet changed. */
  private String bitten(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + 1 + random.nextInt(12));
    String before = text.substring(0, from);
    return switch (random.nextInt(4)) {
      case 0 -> before + text.substring(to);
      case 1 -> before + pick(CRUMBS) + text.substring(from);
      case 2 -> text.substring(0, to) + text.substring(from);
      default ->
          from == text.length()
              ? text + (char) random.nextInt(256)
              : before + (char) random.nextInt(256) + text.substring(from + 1);
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
