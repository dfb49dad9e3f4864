package dev.jeton.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule is for a request, and what a rule may say. */
final class RulesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api | /api | true",
        "/api | /api/ | false",
        "/api | /api/x | false",
        "/api | /apis | false",
        "/api/ | /api/ | true",
        "/api/ | /api | false",
        "/api/** | /api | true",
        "/api/** | /api/ | true",
        "/api/** | /api/x/y | true",
        "/api/** | /apis | false",
        "/api/** | / | false",
        "/** | / | true",
        "/** | /x/y | true",
        "/ | / | true",
        "/ | /x | false",
        "/api/* | /api/x | true",
        "/api/* | /api/ | false",
        "/api/* | /api/x/y | false",
        "/*/users | /v1/users | true",
        "/*/users | /users | false",
        "/*/users/** | /v1/users/7 | true",
        "/*.pdf | /a.pdf | true",
        "/*.pdf | /.pdf | true",
        "/*.pdf | /a.pdfs | false",
        "/r-* | /r-1 | true",
        "/r-*-x | /r-x | false",
        "/r-*-x | /r--x | true",
        "/café | /café | true"
      })
  void aPathIsMatchedSegmentBySegment(String pattern, String path, boolean matches) {
    assertEquals(matches, PathPattern.of(pattern).matches(path, false));
  }

  @Test
  void whoIsLetInHasAskedForJustThatPathAndWhoIsKeptOutMayHaveWrittenItAsHeLikes() {
    Rules rules =
        Rules.of("deny path=/admin/** method=GET", "allow path=/Public|/admin/**|/ADMIN/**");
    assertEquals(1, decide(rules, "GET", "a", "/admin/x").rule());
    assertEquals(1, decide(rules, "get", "a", "/aDmin/x").rule());
    assertEquals(2, decide(rules, "POST", "a", "/ADMIN/x").rule());
    assertEquals(2, decide(rules, "GET", "a", "/Public").rule());
    assertEquals(new Rules.Decision(false, 0, Match.HOLDS), decide(rules, "GET", "a", "/public"));
    assertEquals(0, decide(rules, "POST", "a", "/aDmin/x").rule());
    assertEquals(0, decide(Rules.of("allow method=GET"), "get", "a", "/").rule());
  }

  @Test
  void theFirstThatIsForTheRequestDecides() {
    Rules rules = Rules.of("allow path=/a/**", "deny path=/a/b", "allow host=h method=PUT|POST");
    assertEquals(new Rules.Decision(true, 1, Match.HOLDS), decide(rules, "GET", "", "/a/b"));
    assertEquals(new Rules.Decision(true, 3, Match.HOLDS), decide(rules, "POST", "h", "/x"));
    assertEquals(new Rules.Decision(false, 0, Match.HOLDS), decide(rules, "GET", "h", "/x"));
    assertEquals(new Rules.Decision(false, 0, Match.HOLDS), decide(Rules.of(), "GET", "h", "/x"));
  }

  @Test
  void whatIsNotToldDeniesWhereARuleLooksAtIt() {
    Rules rules = Rules.of("deny path=/admin/**", "allow");
    assertEquals(new Rules.Decision(false, 1, Match.UNTOLD), decide(rules, "GET", "h", ""));
    assertEquals(
        new Rules.Decision(false, 1, Match.UNTOLD),
        decide(Rules.of("deny host=h", "allow"), "GET", "", "/x"));
    assertEquals(
        new Rules.Decision(false, 1, Match.UNTOLD),
        Rules.of("deny kind=extranet", "allow").decide(asked("GET", "h", "/x"), session("")));
    assertEquals(
        new Rules.Decision(true, 1, Match.HOLDS), decide(Rules.of("allow"), "GET", "", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "app.example.com, app.example.com, true",
    "APP.example.com, app.example.com, true",
    "*.example.com, app.example.com, true",
    "*.example.com, a.b.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, evilexample.com, false",
    "example.com, app.example.com, false",
    "[::1], [::1], true"
  })
  void aHostIsANameOrAllBelowOne(String pattern, String host, boolean allowed) {
    assertEquals(
        allowed, decide(Rules.of("allow host=other.test|" + pattern), "GET", host, "/").allowed());
  }

  @Test
  void sessionsAreToldApartByDialectAndKind() {
    Rules rules = Rules.of("allow dialect=vz|wipsos", "allow kind=extranet|machine");
    assertEquals(2, rules.decide(asked("GET", "h", "/"), session("machine")).rule());
    assertEquals(0, rules.decide(asked("GET", "h", "/"), session("user")).rule());
    assertEquals(
        1, Rules.of("allow dialect=nout").decide(asked("GET", "h", "/"), session("user")).rule());
  }

  @Test
  void aScopeOfEachConditionMustBeThere() {
    Rules rules = Rules.of("allow scope=read|write scope=stock");
    assertEquals(0, rules.decide(asked("GET", "h", "/"), granted("read", List.of())).rule());
    assertEquals(0, rules.decide(asked("GET", "h", "/"), granted("stock", List.of())).rule());
    assertEquals(1, rules.decide(asked("GET", "h", "/"), granted("stock write", List.of())).rule());
    assertEquals(0, rules.decide(asked("GET", "h", "/"), session("user")).rule());
  }

  @Test
  void aTokenForOneAudienceIsLetInOnlyByARuleThatNamesIt() {
    Session billing = granted("x", List.of("https://billing"));
    assertEquals(0, Rules.of("allow").decide(asked("GET", "h", "/"), billing).rule());
    assertEquals(
        1,
        Rules.of("allow audience=https://billing").decide(asked("GET", "h", "/"), billing).rule());
    assertEquals(
        0, Rules.of("allow audience=https://stock").decide(asked("GET", "h", "/"), billing).rule());
    assertEquals(
        0,
        Rules.of("allow audience=https://stock")
            .decide(asked("GET", "h", "/"), session("user"))
            .rule());
    assertEquals(1, Rules.of("deny", "allow").decide(asked("GET", "h", "/"), billing).rule());
  }

  @Test
  void anExplanationEndsAtTheRuleThatDecides() {
    List<Rules.Looked> looked =
        Rules.of("allow dialect=vz", "allow  path=/x\thost=h", "deny")
            .explain(asked("GET", "h", "/x"), session("user"));
    assertEquals(
        List.of(Match.DIALECT, Match.HOLDS), looked.stream().map(Rules.Looked::match).toList());
    assertEquals("allow path=/x host=h", looked.get(1).rule().text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "permit ~ a rule begins with allow or deny, not permit",
        "allow pth=/x ~ a condition is host=, path=, method=, dialect=, kind=, scope= or audience=, not pth=/x",
        "allow /x ~ a condition is host=, path=, method=, dialect=, kind=, scope= or audience=, not /x",
        "allow path ~ path lacks a value",
        "allow path= ~ path lacks a value",
        "allow path=/a||/b ~ path lacks a value",
        "allow path=/a path=/b ~ path is given twice; values of which any will do are parted by |",
        "allow path=api ~ a path begins with a slash, not api",
        "allow path=/a/../b ~ no path is ever /a/../b",
        "allow path=/a//b ~ no path is ever /a//b",
        "allow path=/a%41 ~ no path is ever /a%41",
        "allow path=/a;b ~ no path is ever /a;b",
        "allow path=/**/a ~ ** stands at the end alone, and a segment has one star at the most: /**/a",
        "allow path=/a*b* ~ ** stands at the end alone, and a segment has one star at the most: /a*b*",
        "allow host=h:8080 ~ a host is a name such as app.example.com or *.example.com, without a port, not h:8080",
        "allow host=*.* ~ a host is a name such as app.example.com or *.example.com, without a port, not *.*",
        "allow method=get ~ a method is in capitals, such as GET, not get",
        "allow kind=person ~ a kind of account is user, extranet, machine, client, not person"
      })
  void whatIsWrongWithARuleIsSaid(String text, String message) {
    assertEquals(
        message, assertThrows(IllegalArgumentException.class, () -> Rule.of(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"allow", " deny  path=/a ", "allow path=/** method=M-SEARCH"})
  void aRuleMayBeWrittenWithBlanks(String text) {
    assertEquals(text.strip().replaceAll("\\s+", " "), Rule.of(text).text());
  }

  private static Rules.Decision decide(Rules rules, String method, String host, String path) {
    return rules.decide(asked(method, host, path), session("user"));
  }

  private static Asked asked(String method, String host, String path) {
    return new Asked(method, host, path);
  }

  private static Session session(String kind) {
    return Sessions.of(new Principal(7, "alice", kind), Optional.empty());
  }

  private static Session granted(String scope, List<String> audience) {
    var words = new TreeSet<String>(List.of(scope.split(" ")));
    return Sessions.of(
        new Principal(7, "alice", "user"),
        Optional.of(Grant.of(new Principal(9, "app"), words, audience)));
  }
}
