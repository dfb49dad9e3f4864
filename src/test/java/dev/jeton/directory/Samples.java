package dev.jeton.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configurations of directories, to be changed where a test needs it. */
record Samples(
    List<Address> addresses,
    Servers.Security security,
    Optional<Path> authorities,
    Servers.Order order,
    Duration answering,
    Bounds bounds,
    Finding finding,
    boolean provision,
    Mapping mapping) {
  static final String PEOPLE = "ou=people,dc=example,dc=org";
  static final String SERVICE = "cn=jeton,dc=example,dc=org";
  static final String SERVICE_PASSWORD = "service's";
  static final String FILTER = "(&(objectClass=person)(uid={name}))";
  static final Bounds BOUNDS = new Bounds(4, 8, Duration.ofMillis(500), Duration.ofSeconds(20));

  /** Searches and binds on a port of the loopback, in clear. */
  static Samples at(Path password, int... ports) {
    return new Samples(
        Arrays.stream(ports).mapToObj(port -> Address.parse("127.0.0.1:" + port)).toList(),
        Servers.Security.NONE,
        Optional.empty(),
        Servers.Order.FAIL_OVER,
        Duration.ofSeconds(2),
        BOUNDS,
        new Finding(
            Optional.of(SERVICE),
            Optional.of(password),
            Optional.of(PEOPLE),
            FILTER,
            Optional.empty()),
        true,
        mappingBy());
  }

  static Mapping mappingBy(String... rules) {
    return new Mapping(
        "uid",
        Optional.of("employeeType"),
        Optional.empty(),
        Optional.of("preferredLanguage"),
        Optional.of("businessCategory"),
        Optional.of("secretary"),
        Optional.of("departmentNumber"),
        Set.of("vz"),
        Map.of("cs", 2),
        new Mapping.Groups("memberOf", Optional.of("dc=example,dc=org"), "(member={dn})"),
        Arrays.stream(rules).map(Rule::parse).toList());
  }

  Samples secured(Servers.Security by, Path authorities, String host) {
    return new Samples(
        addresses.stream().map(a -> new Address(host, a.port())).toList(),
        by,
        Optional.of(authorities),
        order,
        answering,
        bounds,
        finding,
        provision,
        mapping);
  }

  Samples with(Finding other) {
    return new Samples(
        addresses, security, authorities, order, answering, bounds, other, provision, mapping);
  }

  Samples with(Bounds other) {
    return new Samples(
        addresses, security, authorities, order, answering, other, finding, provision, mapping);
  }

  Samples with(Mapping other) {
    return new Samples(
        addresses, security, authorities, order, answering, bounds, finding, provision, other);
  }

  Samples with(Servers.Order other) {
    return new Samples(
        addresses, security, authorities, other, answering, bounds, finding, provision, mapping);
  }

  Samples notProvisioning() {
    return new Samples(
        addresses, security, authorities, order, answering, bounds, finding, false, mapping);
  }

  Samples directly(String name) {
    return with(
        new Finding(
            Optional.empty(),
            Optional.empty(),
            finding.base(),
            finding.filter(),
            Optional.of(name)));
  }

  LdapConfig config() {
    return new LdapConfig(
        "corp",
        new Servers(
            addresses,
            security,
            authorities,
            false,
            order,
            Duration.ofSeconds(2),
            answering,
            Duration.ofMinutes(10)),
        bounds,
        finding,
        provision,
        mapping);
  }
}
