package dev.jeton.config;

import dev.jeton.forward.ForwardConfig;
import dev.jeton.forward.Rule;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the questions of reverse proxies are answered. */
final class ForwardKeys {
  private static final ForwardConfig PRESET = ForwardConfig.DEFAULT;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** A name as HTTP has them (RFC 9110, section 5.6.2). */
  private static final Type<String> NAME =
      Type.of(
          "a name of letters, digits and dashes",
          text -> Optional.of(text).filter(name -> TOKEN.matcher(name).matches()),
          name -> name);

  private static final Type<Rule> RULE =
      Types.parsed(
          "a rule such as `allow host=app.example.com path=/api/** method=GET`",
          ForwardKeys::rule,
          Rule::text);

  static final Key<List<Rule>> RULES =
      new Key<>(
          "forward.rules",
          Types.list(RULE),
          PRESET.rules(),
          "Who may go where behind a proxy that asks `/auth`: the first rule that is for a request"
              + " decides, and without one it is denied (forward-auth.md).");

  static final Key<List<String>> PARAMETERS =
      new Key<>(
          "forward.parameters",
          Types.list(NAME),
          PRESET.parameters(),
          "The query parameters in which a request may carry its token.");

  static final Key<List<String>> HEADERS =
      new Key<>(
          "forward.headers",
          Types.list(NAME),
          PRESET.headers(),
          "The header fields, beside `Authorization`, whose value may be a token.");

  static final Key<List<String>> COOKIES =
      new Key<>(
          "forward.cookies",
          Types.list(NAME),
          PRESET.cookies(),
          "The cookies that may carry a token.");

  static final Key<List<String>> JWT_AUDIENCES =
      new Key<>(
          "forward.jwt-audiences",
          Types.list(Types.TEXT),
          PRESET.audiences(),
          "For whom a proxy may have a JSON Web Token in `Authorization`, in place of the client's"
              + " token (`/auth?jwt=AUDIENCE`).");

  static final Key<Boolean> JWT =
      new Key<>(
          "forward.jwt",
          Types.FLAG,
          PRESET.always(),
          "Whether it has one for the first of them without asking.");

  static final Section SECTION =
      new Section("Forward-auth", List.of(RULES, PARAMETERS, HEADERS, COOKIES, JWT_AUDIENCES, JWT));

  private ForwardKeys() {}

  private static Rule rule(String text) {
    Rule rule = Rule.of(text);
    for (String dialect : rule.dialects()) {
      if (!ServerKeys.NAMES.contains(dialect)) {
        throw new IllegalArgumentException(
            "a dialect is " + String.join(", ", ServerKeys.NAMES) + ", not " + dialect);
      }
    }
    return rule;
  }

  static ForwardConfig bind(Values values) {
    return new ForwardConfig(
        values.of(RULES),
        values.of(PARAMETERS),
        values.of(HEADERS),
        values.of(COOKIES),
        values.of(JWT_AUDIENCES),
        values.of(JWT));
  }
}
