package dev.jeton.dialect.nout;

import dev.jeton.account.Account;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
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
}
