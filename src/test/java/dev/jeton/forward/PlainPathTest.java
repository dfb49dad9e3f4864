package dev.jeton.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as rules compare them. */
final class PlainPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/api/v1/, /api/v1/",
    "/api?x=/../y, /api",
    "//api///v1, /api/v1",
    "/a//, /a/",
    "/%61pi/%7Euser, /api/~user",
    "/caf%C3%A9, /café",
    "/caf%c3%a9, /café",
    "/a+b, /a+b",
    "/a%20b, /a b",
    "/100%25, /100%",
    "/.well-known/x, /.well-known/x",
    "/a..b/c.d, /a..b/c.d",
    "/admin;jsessionid=1, /admin",
    "/REST/List;a=1!SessionToken=x, /REST/List",
    "/Display!SessionToken=7cec0345, /Display",
    "/a%3Fb, /a?b",
    "/a%3Bb/c, /a;b/c"
  })
  void isReadAsServersReadIt(String target, String path) {
    assertEquals(Optional.of(path), PlainPath.of(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api",
        "http://localhost/api",
        "/a/../b",
        "/a/..",
        "/a/./b",
        "/.",
        "/a/%2e%2E/b",
        "/a/.%2e/b",
        "/a/..;x",
        "/a;x/b",
        "/a;x%2fb",
        "/a!x/b",
        "/a!x%5Cb",
        "/a%2Fb",
        "/a%2fb",
        "/a%5cb",
        "/a\\b",
        "/a%00b",
        "/a%0d%0ab",
        "/a%7f",
        "/a#b",
        "/a%23b",
        "/a%252e",
        "/a%2525",
        "/a%25%32%65",
        "/a%zz",
        "/a%2",
        "/a%C0%AEb",
        "/caf%E9",
        "/admin.",
        "/admin./x",
        "/admin%20",
        "/admin%C2%85",
        "/a%C2%9Fb",
        "/admin%C2%A0",
        "/a%ED%A0%80",
        "/a\u0001b",
        "/a\u4e00"
      })
  void isNoneWhereItLeavesADoubt(String target) {
    assertEquals(Optional.empty(), PlainPath.of(target));
  }

  @Test
  void aPlainTargetIsItself() {
    String target = "/api/v1/things";
    assertSame(target, PlainPath.of(target).orElseThrow());
  }

  @Test
  void aPathHasAnEnd() {
    assertEquals(Optional.empty(), PlainPath.of("/" + "a".repeat(8_192)));
    assertEquals(8_192, PlainPath.of("/" + "a".repeat(8_191)).orElseThrow().length());
  }
}
