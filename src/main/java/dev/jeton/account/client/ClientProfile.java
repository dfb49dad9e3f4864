package dev.jeton.account.client;

import dev.jeton.session.GrantType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * What a client may ask for, and what proves it beside a chosen secret, which is its account's
 * password.
 *
 * @param grants by what it may ask for tokens
 * @param scopes that it may ask for (RFC 6749, section 3.3)
 * @param audiences for whom it may ask for tokens: absolute URIs without a fragment (RFC 8707,
 *     section 2) or plain names
 * @param keys that verify its assertions
 * @param subject the distinguished name of the certificate that proves it, as RFC 4514 writes it
 * @param certificates SHA-256 of certificates that prove it, each in base64url without padding
 * @param secrets that we issued, the newest first, at most two
 */
public record ClientProfile(
    Set<GrantType> grants,
    SortedSet<String> scopes,
    SortedSet<String> audiences,
    Optional<PublicKeys> keys,
    Optional<String> subject,
    Set<String> certificates,
    List<IssuedSecret> secrets) {
  /** May ask for nothing, and nothing proves it. */
  public static final ClientProfile NONE =
      new ClientProfile(
          Set.of(),
          new TreeSet<>(),
          new TreeSet<>(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          List.of());

  private static final int MOST = 256;
  private static final int LONGEST = 512;
  private static final int SECRETS = 2;

  /** A scope-token. */
  private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}");

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");

  /**
   * Checks each value by itself.
   *
   * @throws IllegalArgumentException if one can't be
   */
  public ClientProfile {
    grants = Set.copyOf(grants);
    scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
    audiences = Collections.unmodifiableSortedSet(new TreeSet<>(audiences));
    certificates = Set.copyOf(certificates);
    secrets = List.copyOf(secrets);
    if (scopes.size() > MOST || audiences.size() > MOST || certificates.size() > MOST) {
      throw new IllegalArgumentException(
          "a client has at most " + MOST + " scopes, audiences and certificates each");
    }
    if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      throw new IllegalArgumentException(
          "a scope has 1 to 256 visible ASCII characters, none of them \" or \\");
    }
    if (!audiences.stream().allMatch(ClientProfile::isAudience)) {
      throw new IllegalArgumentException(
          "an audience is an absolute URI without a fragment, or a name, in at most "
              + LONGEST
              + " visible ASCII characters");
    }
    if (subject.isPresent() && !isName(subject.get())) {
      throw new IllegalArgumentException(
          "a certificate's subject is a distinguished name such as CN=app,O=Example");
    }
    if (!certificates.stream().allMatch(sha256 -> SHA256.matcher(sha256).matches())) {
      throw new IllegalArgumentException(
          "a certificate is known by its SHA-256: 64 hex digits, or 43 characters of base64url");
    }
    if (secrets.size() > SECRETS) {
      throw new IllegalArgumentException("a client has at most two issued secrets");
    }
  }

  /** Whether a distinguished name is that of its certificate, however the two are written. */
  public boolean hasSubject(String name) {
    return subject.isPresent()
        && (subject.get().equals(name)
            || (isName(name) && new X500Principal(subject.get()).equals(new X500Principal(name))));
  }

  /** Whether anything here can prove it. */
  public boolean hasProof() {
    return keys.isPresent() || subject.isPresent() || !certificates.isEmpty() || !secrets.isEmpty();
  }

  /** This one with other secrets. */
  public ClientProfile withSecrets(List<IssuedSecret> others) {
    return new ClientProfile(grants, scopes, audiences, keys, subject, certificates, others);
  }

  /** Whether another may ask for the same. */
  public boolean mayTheSame(ClientProfile other) {
    return grants.equals(other.grants)
        && scopes.equals(other.scopes)
        && audiences.equals(other.audiences);
  }

  private static boolean isAudience(String text) {
    if (text.length() > LONGEST || !VISIBLE.matcher(text).matches()) {
      return false;
    }
    try {
      return !text.contains(":")
          || (new URI(text).isAbsolute() && new URI(text).getRawFragment() == null);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isName(String text) {
    try {
      return text.length() <= LONGEST && !new X500Principal(text).getName().isEmpty();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
