package dev.jeton.keys;

import dev.jeton.secret.Secret;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The files of the data folder that have to do with keys, each of mode 0600. */
final class KeyFolder {
  private static final Logger LOG = System.getLogger(KeyFolder.class.getName());
  private static final String MODE = "rw-------";

  private final RingFile ring;
  private final WholeFile rootKey;
  private final WholeFile adminToken;
  private final FormerKeyFile former;

  KeyFolder(Path folder) {
    ring = new RingFile(folder.resolve("keyring"));
    rootKey = new WholeFile(folder.resolve("root-key"), MODE);
    adminToken = new WholeFile(folder.resolve("admin.token"), MODE);
    former = new FormerKeyFile(folder.resolve("keys"));
  }

  RingFile ring() {
    return ring;
  }

  FormerKeyFile former() {
    return former;
  }

  /** The root key that lies in the folder, if one does. */
  Optional<RootKey> rootKey() throws IOException {
    Optional<String> text = rootKey.read();
    return text.isPresent() ? Optional.of(rootKey(rootKey.path(), text.get())) : Optional.empty();
  }

  /** The root key in a file that must be there. */
  static RootKey rootKey(Path file) throws IOException {
    try {
      return rootKey(file, Files.readString(file));
    } catch (NoSuchFileException _) {
      throw new IOException("the root key's file " + file + " is missing");
    } catch (CharacterCodingException _) {
      throw new IOException(file + " holds no root key");
    }
  }

  private static RootKey rootKey(Path file, String text) throws IOException {
    try {
      return RootKey.of(Secret.of(text));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no root key: " + e.getMessage(), e);
    }
  }

  /**
   * What is wrong with a root key from elsewhere, and if the one in this folder is the right one,
   * how to go on.
   */
  IOException hinted(String text, IOException wrong) throws IOException {
    Optional<RootKey> beside = rootKey();
    return beside.isPresent() && ring.isUnder(text, beside.get())
        ? new IOException(
            wrong.getMessage()
                + "; it is the one in "
                + rootKey.path()
                + ": start with that one and move the ring by jeton keys rewrap",
            wrong)
        : wrong;
  }

  /** Makes a root key and puts it into the folder. */
  RootKey makeRootKey(SecureRandom random) throws IOException {
    RootKey made = RootKey.random(random);
    rootKey.write(made.text().revealText() + "\n");
    LOG.log(
        Level.WARNING,
        "the root key of the key ring was made in {0}, beside what it protects: for a server that"
            + " matters, make one elsewhere (jeton keys root-key new), move the ring to it (jeton"
            + " keys rewrap) and name its file by keys.root-key-file",
        rootKey.path());
    return made;
  }

  /** Removes the root key that lies in the folder, since it opens nothing any more. */
  void forgetRootKey() throws IOException {
    rootKey.delete();
  }

  Path rootKeyPath() {
    return rootKey.path();
  }

  /**
   * The admin secret that clients read.
   *
   * @throws IOException if what is there is too short to be one
   */
  Optional<Secret> adminSecret() throws IOException {
    Optional<Secret> secret = adminToken.read().map(text -> Secret.of(text.strip()));
    if (secret.filter(s -> s.length() < Making.LEAST_OCTETS).isPresent()) {
      throw new IOException(
          adminToken.path()
              + " holds no admin secret, which has "
              + Making.LEAST_OCTETS
              + " characters or more: remove it to have a new one made");
    }
    return secret;
  }

  void showAdminSecret(Secret secret) throws IOException {
    adminToken.write(secret.revealText() + "\n");
  }
}
