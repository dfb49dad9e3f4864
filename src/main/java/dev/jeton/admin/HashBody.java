package dev.jeton.admin;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.hash.ForeignHash;
import dev.jeton.account.hash.PasswordHash;
import dev.jeton.secret.Secret;
import dev.jeton.session.DigestSecret;
import java.util.Optional;

/** Reads credentials from elsewhere: a password's hash, a digest secret, or both. */
final class HashBody {
  private HashBody() {}

  /**
   * What the body holds of them; empty if nothing.
   *
   * @param digest whether a hash of NOUT's is to serve digests
   */
  static Optional<Credentials> credentials(Input body, boolean digest) {
    Optional<String> hash = body.text("passwordHash");
    Optional<String> scheme = body.text("hashScheme");
    Optional<String> salt = body.text("salt");
    Optional<String> encoding = body.text("saltEncoding");
    Optional<String> nout = body.text("noutSecret");
    Optional<String> clear = body.text("digestSecret");
    if (nout.isPresent() && clear.isPresent()) {
      throw new BadRequest("noutSecret does not go with digestSecret");
    }
    try {
      Optional<DigestSecret> secret =
          nout.<DigestSecret>map(text -> new DigestSecret.Nout(ForeignHash.noutSecret(text)))
              .or(() -> clear.map(text -> new DigestSecret.Clear(Secret.of(text))));
      if (hash.isEmpty()) {
        if (scheme.isPresent() || salt.isPresent() || encoding.isPresent()) {
          throw new BadRequest("hashScheme, salt and saltEncoding go with passwordHash");
        }
        if (secret.isPresent() && digest) {
          throw new BadRequest("digest goes with password, or with a hash of the scheme nout");
        }
        return secret.map(Credentials.Imported::new);
      }
      if (digest) {
        if (secret.isPresent() || !scheme.map(ForeignHash::isNout).orElse(false)) {
          throw new BadRequest("of all hashes only those of the scheme nout can serve digests");
        }
        return Optional.of(
            new Credentials.Imported(new DigestSecret.Nout(ForeignHash.noutSecret(hash.get()))));
      }
      PasswordHash read =
          ForeignHash.read(
              hash.get(),
              scheme,
              salt.map(text -> ForeignHash.Salt.of(text, encoding.orElse("text")))
                  .orElse(ForeignHash.Salt.NONE));
      return Optional.of(new Credentials.Hashed(read, secret));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }
}
