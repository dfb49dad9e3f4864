package dev.jeton.directory;

import dev.jeton.http.TlsIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * OpenLDAP's slapd in a process of its own, with a few people and groups, on free ports of the
 * loopback: in clear, which takes StartTLS too, and by TLS.
 */
public final class Slapd implements AutoCloseable {
  public static final String SERVICE_PASSWORD = "service's ž";

  private static final String PEOPLE =
      """
      dn: dc=example,dc=org
      objectClass: domain
      dc: example

      dn: ou=people,dc=example,dc=org
      objectClass: organizationalUnit
      ou: people

      dn: ou=groups,dc=example,dc=org
      objectClass: organizationalUnit
      ou: groups

      dn: cn=policy,dc=example,dc=org
      objectClass: namedPolicy
      objectClass: pwdPolicy
      cn: policy
      pwdAttribute: userPassword
      pwdLockout: TRUE
      pwdMaxFailure: 3

      dn: cn=jeton,dc=example,dc=org
      objectClass: person
      cn: jeton
      sn: jeton
      userPassword: %s

      dn: uid=ana,ou=people,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: ana
      cn: Ana
      sn: A
      preferredLanguage: cs
      employeeType: user
      userPassword: ana's

      dn: uid=žofie,ou=people,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: žofie
      cn: Žofie
      sn: Ž
      userPassword: & + = < ž € ‹

      dn: uid=smith\\2C j,ou=people,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: smith, j
      cn: J
      sn: Smith
      userPassword: j's

      dn: uid=locked,ou=people,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: locked
      cn: L
      sn: L
      pwdAccountLockedTime: 000001010000Z
      userPassword: locked's

      dn: uid=bare,ou=people,dc=example,dc=org
      objectClass: inetOrgPerson
      uid: bare
      cn: B
      sn: B

      dn: cn=ERP users,ou=groups,dc=example,dc=org
      objectClass: groupOfNames
      cn: ERP users
      member: uid=ana,ou=people,dc=example,dc=org
      """;

  private final Path folder;
  private final int plain;
  private final int tls;
  private Process process;

  private Slapd(Path folder, int plain, int tls, Process process) {
    this.folder = folder;
    this.plain = plain;
    this.tls = tls;
    this.process = process;
  }

  /** Sets one up and starts it. */
  public static Slapd start(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("db"));
    TlsIdentity _ =
        TlsIdentity.kept(
            folder.resolve("tls"), List.of(), new SecureRandom(), InstantSource.system());
    // GnuTLS, with which Debian builds slapd, wants the public half beside the private one.
    run(folder, "openssl", "ec", "-in", "tls/server.key", "-out", "tls/slapd.key");
    Files.writeString(folder.resolve("slapd.conf"), configuration(folder));
    Path ldif = Files.writeString(folder.resolve("people.ldif"), ldif(SERVICE_PASSWORD));
    run(folder, "/usr/sbin/slapadd", "-f", folder + "/slapd.conf", "-l", ldif.toString());
    int plain = freePort();
    int tls = freePort();
    return new Slapd(folder, plain, tls, launch(folder, plain, tls));
  }

  private static String ldif(String service) {
    var lines = new ArrayList<String>();
    for (String line : PEOPLE.replace("%s", service).lines().toList()) {
      int colon = line.indexOf(": ");
      boolean ascii = line.chars().allMatch(c -> c < 0x80);
      lines.add(
          ascii
              ? line
              : line.substring(0, colon)
                  + ":: "
                  + Base64.getEncoder()
                      .encodeToString(line.substring(colon + 2).getBytes(StandardCharsets.UTF_8)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String configuration(Path folder) {
    return """
    include /etc/ldap/schema/core.schema
    include /etc/ldap/schema/cosine.schema
    include /etc/ldap/schema/inetorgperson.schema
    include /etc/ldap/schema/namedobject.schema
    modulepath /usr/lib/ldap
    moduleload back_mdb
    moduleload ppolicy
    pidfile FOLDER/slapd.pid
    TLSCACertificateFile FOLDER/tls/ca.pem
    TLSCertificateFile FOLDER/tls/server.pem
    TLSCertificateKeyFile FOLDER/tls/slapd.key
    database mdb
    suffix "dc=example,dc=org"
    rootdn "cn=root,dc=example,dc=org"
    directory FOLDER/db
    overlay ppolicy
    ppolicy_default "cn=policy,dc=example,dc=org"
    ppolicy_use_lockout
    access to attrs=userPassword by anonymous auth by * none
    access to * by dn.exact="cn=jeton,dc=example,dc=org" read by self read by * auth
    """
        .replace("FOLDER", folder.toString());
  }

  private static Process launch(Path folder, int plain, int tls) throws IOException {
    String listeners =
        "ldap://127.0.0.1:%1$d ldap://127.0.0.2:%1$d ldaps://127.0.0.1:%2$d ldaps://127.0.0.2:%2$d"
            .formatted(plain, tls);
    Process process =
        new ProcessBuilder(
                "/usr/sbin/slapd", "-d", "256", "-f", folder + "/slapd.conf", "-h", listeners)
            .redirectErrorStream(true)
            .start();
    CompletableFuture.delayedExecutor(10, TimeUnit.MINUTES).execute(process::destroyForcibly);
    var said = new ArrayList<String>();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.contains("slapd starting")) {
      said.add(line);
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("slapd did not start; ./test says what it needs:\n" + said);
    }
    Thread.ofPlatform().daemon().start(() -> drain(out)); // it must not stall on a full pipe
    while (!listens(plain) || !listens(tls)) { // it says that it starts a little before it does
      Thread.onSpinWait();
    }
    return process;
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void drain(BufferedReader out) {
    try (Stream<String> lines = out.lines()) {
      lines.forEach(_ -> {});
    } catch (UncheckedIOException _) {
      return; // it was ended
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void run(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new AssertionError(
          command[0] + " failed; ./test says which packages it needs:\n" + said);
    }
  }

  /** The port that speaks in clear, and StartTLS; where, see the other one. */
  public int plain() {
    return plain;
  }

  /** The port that speaks TLS, on 127.0.0.1, which its certificate names, and on 127.0.0.2. */
  public int tls() {
    return tls;
  }

  public Path authority() {
    return folder.resolve("tls").resolve("ca.pem");
  }

  /** Ends it as a crash does; connections break. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it stand still, or go on: connections stay and nothing is answered. */
  public void signal(String name) throws IOException {
    run(folder, "/bin/kill", "-" + name, Long.toString(process.pid()));
  }

  /** Starts it again on the same ports. */
  public void restart() throws IOException {
    process = launch(folder, plain, tls);
  }

  @Override
  public void close() {
    kill();
  }
}
