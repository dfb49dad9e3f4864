package dev.jeton.dialect.nout;

import dev.jeton.account.Account;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.wire.XmlElement;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A UsernameToken as it stands on the wire, of SOAP or REST; what is empty was absent or empty.
 *
 * @param type of the password, as its attribute tells
 * @param encrypted whether one of the vendor's encryption modes is used
 * @param missing how to tell that a part is missing, which depends on where the token stands
 */
record UsernameToken(
    String username,
    Optional<Secret> password,
    String type,
    String nonce,
    String created,
    boolean encrypted,
    NoutError missing) {
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9+/=._:-]{8,128}");

  /** The one among these elements, unless it is blank. */
  static Optional<UsernameToken> of(Elements siblings, NoutError missing) throws BadRequest {
    Optional<XmlElement> element = siblings.filled("UsernameToken");
    if (element.isEmpty()) {
      return Optional.empty();
    }
    Elements parts = Elements.below(element.get());
    Optional<XmlElement> password = parts.element("Password");
    return Optional.of(
        new UsernameToken(
            parts.text("Username"),
            password.map(XmlElement::text).map(Secret::of),
            password.map(UsernameToken::type).orElse(""),
            parts.text("Nonce"),
            parts.text("Created"),
            parts.element("Encryption").filter(UsernameToken::isUsed).isPresent()
                || parts.filled("Token").isPresent(),
            missing));
  }

  /** The one in this section, if there is any of it; encryption shows in keys of its own. */
  static Optional<UsernameToken> of(RestTarget.Section section, NoutError missing) {
    String password = withPlus(section.value("password"));
    String encryption = section.value("encryption") + section.value("md5");
    var token =
        new UsernameToken(
            section.value("username"),
            Optional.of(Secret.of(password)).filter(secret -> !secret.isEmpty()),
            "",
            withPlus(section.value("nonce")),
            section.value("created"),
            !encryption.isEmpty(),
            missing);
    return Optional.of(token).filter(t -> !t.isBlank());
  }

  /** The claim that this makes. */
  Claim claim(NoutConfig config, boolean secure) throws BadRequest {
    if (encrypted) {
      throw new BadRequest(NoutError.NOT_SUPPORTED, "Encryption");
    }
    require("Username", !username.isEmpty());
    if (username.codePointCount(0, username.length()) > Account.NAME_LENGTH
        || username.codePoints().anyMatch(Character::isISOControl)) {
      throw new BadRequest(NoutError.BAD_VALUE, "Username");
    }
    Secret offered = password.orElseThrow(() -> new BadRequest(missing, "Password"));
    if (type.endsWith("PasswordText")) {
      return new Claim(username, clear(offered, config, secure));
    }
    if (!type.isEmpty() && !type.endsWith("PasswordDigest")) {
      throw new BadRequest(NoutError.NOT_SUPPORTED, "Password/@Type");
    }
    return new Claim(username, digest(offered, config));
  }

  /** Nonce and Created may be left out beside a clear password, but not be wrong. */
  private Credential clear(Secret offered, NoutConfig config, boolean secure) throws BadRequest {
    if (!secure && !config.plainHttp()) {
      throw new BadRequest(NoutError.CLEAR_PASSWORD, "");
    }
    if (!nonce.isEmpty()) {
      checkNonce();
    }
    return new Credential.Password(
        offered, created.isEmpty() ? Optional.empty() : Optional.of(instant()));
  }

  private Credential digest(Secret offered, NoutConfig config) throws BadRequest {
    require("Nonce", !nonce.isEmpty());
    require("Created", !created.isEmpty());
    checkNonce();
    if (!NoutFormula.fits(nonce, config.digestRules())) {
      throw new BadRequest(NoutError.BAD_VALUE, "Nonce");
    }
    return new Credential.Digest(
        octets(offered), instant(), new NoutFormula(nonce, created, config.digestRules()));
  }

  /** What is no Base64 proves nothing, and is refused like any wrong digest. */
  private static byte[] octets(Secret offered) {
    try {
      return Base64.getDecoder().decode(offered.revealText().strip());
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private Instant instant() throws BadRequest {
    return Created.parse(created).orElseThrow(() -> new BadRequest(NoutError.BAD_VALUE, "Created"));
  }

  private void checkNonce() throws BadRequest {
    if (!NONCE.matcher(nonce).matches()) {
      throw new BadRequest(NoutError.BAD_VALUE, "Nonce");
    }
  }

  private void require(String part, boolean present) throws BadRequest {
    if (!present) {
      throw new BadRequest(missing, part);
    }
  }

  private boolean isBlank() {
    return password.isEmpty() && !encrypted && (username + nonce + created).isEmpty();
  }

  /** Careless callers leave the plus of Base64 unescaped, which makes it a blank. */
  private static String withPlus(String base64) {
    return base64.replace(' ', '+');
  }

  private static String type(XmlElement password) {
    return password.attributes().stream()
        .filter(a -> a.name().equals("Type"))
        .map(XmlElement.Attribute::value)
        .findFirst()
        .orElse("")
        .strip();
  }

  /** Whether it holds a text or an attribute of its own; {@code xsi:nil} is none. */
  private static boolean isUsed(XmlElement encryption) {
    return !Elements.isBlank(encryption)
        || encryption.attributes().stream().anyMatch(a -> a.namespace().isEmpty());
  }
}
