package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Exchange;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Command;
import dev.jeton.session.Command.By;
import dev.jeton.session.Command.Wanted;
import dev.jeton.session.Credential;
import dev.jeton.session.GrantType;
import dev.jeton.session.Presented;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code POST /oauth2/token}. */
final class TokenEndpoint {
  static final String OPERATION = "token";

  /** RFC 6749, section 3.3. */
  private static final Pattern SCOPE_TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  private static final Pattern BLANK = Pattern.compile(" ");
  private static final Set<TokenType> ACCEPTED = Set.of(TokenType.ACCESS_TOKEN, TokenType.JWT);

  private final String dialect;
  private final Jose jose;
  private final Possessions possessions;
  private final InstantSource clock;

  /**
   * Makes it.
   *
   * @param certificateBound as in {@link OAuthConfig}
   */
  TokenEndpoint(String dialect, Jose jose, boolean certificateBound, InstantSource clock) {
    this.dialect = dialect;
    this.jose = jose;
    this.possessions = new Possessions(jose.proofs(), certificateBound, clock);
    this.clock = clock;
  }

  Exchange read(Asked asked) throws Unacceptable {
    GrantType type =
        GrantType.ofWire(asked.required("grant_type"))
            .orElseThrow(
                () ->
                    new Unacceptable(
                        "unknown-grant-type",
                        OAuthError.UNSUPPORTED_GRANT_TYPE,
                        "The grant type is none of this server."));
    By by =
        switch (type) {
          case CLIENT_CREDENTIALS -> new By.ClientCredentials();
          case PASSWORD -> password(asked);
          case REFRESH_TOKEN -> new By.Refresh(Secret.of(asked.required("refresh_token")));
          case TOKEN_EXCHANGE -> exchange(asked);
        };
    TokenType issued = by instanceof By.Exchange ? requested(asked) : TokenType.ACCESS_TOKEN;
    var wanted = new Wanted(scope(asked), audience(asked), possessions.of(asked));
    var command = new Command.Issue(dialect, asked.client(), by, wanted, asked.caller());
    var answer =
        new TokenAnswer(
            by instanceof By.Exchange ? Optional.of(issued) : Optional.empty(), jose, clock);
    return new Exchange(OPERATION, command, answer::to);
  }

  private static By password(Asked asked) throws Unacceptable {
    var password = new Credential.Password(Secret.of(asked.required("password")), Optional.empty());
    return new By.Password(new Claim(asked.required("username"), password));
  }

  private By exchange(Asked asked) throws Unacceptable {
    Presented subject =
        presented(asked, "subject_token").orElseThrow(() -> Unacceptable.missing("subject_token"));
    return new By.Exchange(subject, presented(asked, "actor_token"));
  }

  /** A token and its type, which are there together or not at all (RFC 8693, section 2.1). */
  private Optional<Presented> presented(Asked asked, String name) throws Unacceptable {
    Optional<String> token = asked.form().value(name);
    Optional<String> type = asked.form().value(name + "_type");
    if (token.isPresent() != type.isPresent()) {
      throw Unacceptable.missing(token.isPresent() ? name + "_type" : name);
    }
    if (type.isPresent() && TokenType.of(type.get()).filter(ACCEPTED::contains).isEmpty()) {
      throw new Unacceptable(
          "unknown-token-type",
          OAuthError.INVALID_REQUEST,
          "A token that is given is to be an access token or a JWT.");
    }
    return token.map(text -> jose.own().presented(Secret.of(text), clock.instant()));
  }

  private static TokenType requested(Asked asked) throws Unacceptable {
    Optional<String> wanted = asked.form().value("requested_token_type");
    if (wanted.isEmpty()) {
      return TokenType.ACCESS_TOKEN;
    }
    return TokenType.of(wanted.get())
        .filter(ACCEPTED::contains)
        .orElseThrow(
            () ->
                new Unacceptable(
                    "unknown-token-type",
                    OAuthError.INVALID_REQUEST,
                    "Tokens of the requested type are not issued."));
  }

  private static Optional<SortedSet<String>> scope(Asked asked) throws Unacceptable {
    Optional<String> given = asked.form().value("scope");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    SortedSet<String> scope = new TreeSet<>(List.of(BLANK.split(given.get(), -1)));
    if (!scope.stream().allMatch(word -> SCOPE_TOKEN.matcher(word).matches())) {
      throw new Unacceptable(
          "bad-scope", OAuthError.INVALID_SCOPE, "The scope is not made as scopes are.");
    }
    return Optional.of(scope);
  }

  /** Where a token shall be used may be told as a place, as a name, or both. */
  private static List<String> audience(Asked asked) throws Unacceptable {
    List<String> resources = asked.form().values("resource");
    if (!resources.stream().allMatch(TokenEndpoint::isResource)) {
      throw new Unacceptable(
          "bad-resource",
          OAuthError.INVALID_TARGET,
          "A resource is an absolute URI without a fragment.");
    }
    var all = new ArrayList<>(resources);
    all.addAll(asked.form().values("audience"));
    return all.stream().distinct().toList();
  }

  /** RFC 8707, section 2. */
  private static boolean isResource(String text) {
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
