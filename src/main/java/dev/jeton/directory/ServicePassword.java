package dev.jeton.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PasswordProvider;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The service account's password, read from its file for each connection that is made, so that it
 * can be changed while the server runs. The end of its last line does not count.
 */
final class ServicePassword extends PasswordProvider {
  private static final long serialVersionUID = 1;

  private final transient Path file; // the SDK would have it serializable; nobody does that

  /**
   * Reads it once, to find what is wrong at the start.
   *
   * @throws IOException if the file can't be read or is empty; its message says so
   */
  ServicePassword(Path file) throws IOException {
    this.file = file;
    byte[] _ = read();
  }

  private byte[] read() throws IOException {
    byte[] octets;
    try {
      octets = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException("the directory's service password can't be read: " + e, e);
    }
    int end = octets.length;
    while (end > 0 && (octets[end - 1] == '\n' || octets[end - 1] == '\r')) {
      end--;
    }
    if (end == 0) {
      throw new IOException("the directory's service password is empty: " + file);
    }
    return Arrays.copyOf(octets, end);
  }

  @Override
  public byte[] getPasswordBytes() throws LDAPException {
    try {
      return read();
    } catch (IOException e) {
      throw new LDAPException(ResultCode.LOCAL_ERROR, e.getMessage(), e);
    }
  }
}
