import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A server with its accounts, and the series that are measured there. */
enum Scene {
  /** Every dialect; all accounts on today's hashes. */
  DIALECTS("") {
    @Override
    List<Series> series(Server server) throws Exception {
      String[] all = {"--dialect=balans", "--dialect=vz", "--dialect=nout"};
      server.add("someone1", with(all, "--digest"));
      server.add("disabled", with(all, "--digest"));
      server.disable("disabled");
      server.add("stranger", "--dialect=wipsos", "--digest");
      server.add("another1", all);
      server.add(
          "opener01",
          with(all, "--digest", "--act-for=guest001", "--act-for=guest002", "--act-for=guest003", "--act-for=guest004"));
      server.add("guest001", "--form=1171", "--dialect=nout", "--digest");
      server.add("guest002", "--form=1171", "--dialect=nout", "--digest");
      server.disable("guest002");
      server.add("guest003", "--form=1171", "--dialect=vz", "--digest");
      server.add("guest005", "--form=1171", "--dialect=nout", "--digest");
      String[] held = server.addMachine("holder01", "wipsos");
      String[] barred = server.addMachine("holder02", "vz");
      String[] stopped = server.addMachine("holder03", "wipsos");
      server.disable("holder03");
      String unknown = Requests.hex(16);
      String guess = Requests.hex(16);
      String right = Requests.RIGHT;
      String wrong = Requests.WRONG;
      return List.of(
          // What is tried again is not counted again, which may show, and tells only who tries.
          new Series("wipsos, new guesses")
              .reason("unknown", () -> Requests.wipsos(unknown, Requests.hex(16)))
              .reason("wrong", () -> Requests.wipsos(held[0], Requests.hex(16))),
          new Series("wipsos, repeated")
              .reason("unknown", () -> Requests.wipsos(unknown, held[1]))
              .reason("wrong", () -> Requests.wipsos(held[0], guess))
              .reason("disabled", () -> Requests.wipsos(stopped[0], stopped[1]))
              .reason("dialect", () -> Requests.wipsos(barred[0], barred[1])),
          new Series("nout REST digest")
              .reason("unknown", () -> Requests.noutRest("nobody01", right))
              .reason("wrong", () -> Requests.noutRest("someone1", wrong))
              .reason("disabled", () -> Requests.noutRest("disabled", right))
              .reason("dialect", () -> Requests.noutRest("stranger", right)),
          new Series("nout SOAP digest, extranet")
              .reason("unknown", () -> Requests.noutSoap("opener01", "guest004", right))
              .reason("wrong", () -> Requests.noutSoap("opener01", "guest001", wrong))
              .reason("disabled", () -> Requests.noutSoap("opener01", "guest002", right))
              .reason("dialect", () -> Requests.noutSoap("opener01", "guest003", right))
              .reason("may not open", () -> Requests.noutSoap("opener01", "guest005", right)),
          new Series("nout SOAP password")
              .reason("unknown", () -> Requests.noutText("nobody01", right))
              .reason("wrong", () -> Requests.noutText("someone1", wrong))
              .reason("disabled", () -> Requests.noutText("disabled", right))
              .reason("dialect", () -> Requests.noutText("stranger", right)),
          new Series("vz password")
              .reason("unknown", () -> Requests.vz("nobody01", right))
              .reason("wrong", () -> Requests.vz("someone1", wrong))
              .reason("disabled", () -> Requests.vz("disabled", right))
              .reason("dialect", () -> Requests.vz("stranger", right)),
          new Series("balans REST password")
              .reason("unknown", () -> Requests.balansRest("nobody01", right))
              .reason("wrong", () -> Requests.balansRest("someone1", wrong))
              .reason("disabled", () -> Requests.balansRest("disabled", right))
              .reason("dialect", () -> Requests.balansRest("stranger", right))
              .reason("may not act for", () -> Requests.balansRest("someone1", right)),
          new Series("balans SOAP password")
              .reason("unknown", () -> Requests.balansSoap("nobody01", right))
              .reason("wrong", () -> Requests.balansSoap("someone1", wrong))
              .reason("disabled", () -> Requests.balansSoap("disabled", right))
              .reason("dialect", () -> Requests.balansSoap("stranger", right))
              .reason("may not act for", () -> Requests.balansSoap("someone1", right)));
    }
  },

  /** Accounts that came with hashes from elsewhere beside one on today's. */
  HASHES("") {
    @Override
    List<Series> series(Server server) throws Exception {
      server.add("todays01", "--dialect=vz");
      byte[] salt = HexFormat.of().parseHex(Requests.hex(16));
      char[] other = Requests.hex(10).toCharArray();
      byte[] md5 = MessageDigest.getInstance("MD5").digest(new String(other).getBytes(StandardCharsets.UTF_8));
      server.bring(
          "bcrypt01," + OpenBSDBCrypt.generate(other, salt, 10) + ",",
          "wrapped1," + HexFormat.of().formatHex(md5) + ",md5");
      return List.of(
          new Series("kinds of hashes")
              .reason("unknown", () -> Requests.vz("nobody01", Requests.WRONG))
              .reason("today's", () -> Requests.vz("todays01", Requests.WRONG))
              .reason("bcrypt", () -> Requests.vz("bcrypt01", Requests.WRONG))
              .reason("wrapped MD5", () -> Requests.vz("wrapped1", Requests.WRONG)));
    }
  },

  /** Accounts in a directory, with and without one here, beside one on today's hashes. */
  DIRECTORY("") {
    @Override
    String configuration() throws Exception {
      var config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
      config.addAdditionalBindCredentials("cn=jeton,dc=example,dc=org", Requests.RIGHT);
      config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("ldap", InetAddress.getLoopbackAddress(), 0, null));
      directory = new InMemoryDirectoryServer(config);
      directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
      directory.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit", "ou: people");
      for (String name : List.of("account1", "stranger", "nobody02")) {
        directory.add(
            "dn: uid=" + name + ",ou=people,dc=example,dc=org",
            "objectClass: inetOrgPerson",
            "uid: " + name,
            "cn: " + name,
            "sn: " + name,
            "userPassword: " + Requests.RIGHT);
      }
      directory.startListening();
      Path password = Files.writeString(Files.createTempFile("oracle", ""), Requests.RIGHT);
      password.toFile().deleteOnExit();
      return super.configuration()
          + """
          directory:
            servers: ["127.0.0.1:%d"]
            security: none
            base: ou=people,dc=example,dc=org
            service: cn=jeton,dc=example,dc=org
            service-password-file: %s
            filter: (uid={name})
            provision: true
            dialects: [vz]
          """
              .formatted(directory.getListenPort(), password);
    }

    @Override
    void end() {
      directory.close();
    }

    @Override
    List<Series> series(Server server) throws Exception {
      server.add("todays01", "--dialect=vz");
      server.add("account1", "--directory=ldap", "--dialect=vz");
      server.add("stranger", "--directory=ldap", "--dialect=wipsos");
      return List.of(
          new Series("directory")
              .reason("unknown", () -> Requests.vz("nobody01", Requests.WRONG))
              .reason("here", () -> Requests.vz("todays01", Requests.WRONG))
              .reason("there", () -> Requests.vz("nobody02", Requests.WRONG))
              .reason("both", () -> Requests.vz("account1", Requests.WRONG))
              .reason("other dialect", () -> Requests.vz("stranger", Requests.WRONG)));
    }
  },

  /** Clients of OAuth with issued and with chosen secrets, at both endpoints that prove them. */
  CLIENTS("") {
    @Override
    List<Series> series(Server server) throws Exception {
      server.add("account1", "--dialect=vz");
      server.addClient("issued01");
      String stopped = server.addClient("stopped1");
      server.disable("stopped1");
      server.addClient("chosen01", Requests.RIGHT);
      server.addClient("stopped2", Requests.RIGHT);
      server.disable("stopped2");
      String wrong = server.addClient("another1");
      return List.of(
          clients("token, issued secret", "token", wrong, stopped, "stopped1"),
          clients("introspect, issued secret", "introspect", wrong, stopped, "stopped1"),
          clients("token, chosen secret", "token", Requests.WRONG, Requests.RIGHT, "stopped2"),
          clients("introspect, chosen secret", "introspect", Requests.WRONG, Requests.RIGHT, "stopped2"));
    }

    private Series clients(String name, String endpoint, String wrong, String right, String stopped) {
      return new Series(name)
          .reason("unknown", () -> Requests.client(endpoint, "nobody01", wrong))
          .reason("wrong, of issued", () -> Requests.client(endpoint, "issued01", wrong))
          .reason("wrong, of chosen", () -> Requests.client(endpoint, "chosen01", wrong))
          .reason("disabled", () -> Requests.client(endpoint, stopped, right))
          .reason("no client", () -> Requests.client(endpoint, "account1", wrong));
    }
  },

  /** Names that failed too often, known and unknown. */
  THROTTLED("throttle:\n  login: [1/1h]\n  account: [1/1h]\n  network: [1000000/1s]\n") {
    @Override
    List<Series> series(Server server) throws Exception {
      server.add("someone1", "--dialect=vz");
      return List.of(
          new Series("throttled")
              .reason("unknown", () -> Requests.vz("nobody01", Requests.hex(11)))
              .reason("known", () -> Requests.vz("someone1", Requests.hex(11))));
    }
  };

  private static final String UNTHROTTLED =
      "throttle:\n  login: [1000000/1s]\n  account: [1000000/1s]\n  network: [1000000/1s]\n";

  private static InMemoryDirectoryServer directory;

  private final String configuration;

  Scene(String configuration) {
    this.configuration = configuration.startsWith("throttle:") ? configuration : UNTHROTTLED + configuration;
  }

  String configuration() throws Exception {
    return configuration;
  }

  /** Makes the accounts. */
  abstract List<Series> series(Server server) throws Exception;

  /** Ends what the configuration began. */
  void end() {}

  private static String[] with(String[] some, String... more) {
    String[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }
}
