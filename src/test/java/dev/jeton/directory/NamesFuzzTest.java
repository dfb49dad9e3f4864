package dev.jeton.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A name stays a name, in filters as in DNs, whatever it is made of. */
final class NamesFuzzTest {
  private static final String PEOPLE = "ou=people,dc=example,dc=org";

  static Stream<byte[]> names() {
    return Stream.of(
            "ana",
            "*)(uid=*",
            "a\\2a\0",
            "ana,ou=admins",
            "ana+cn=x",
            "#04024869",
            " {name} ",
            "Žofie")
        .map(name -> name.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("names")
  @FuzzTest
  void isDataAndNeverSyntax(byte[] input) throws LDAPException {
    String name = new String(input, StandardCharsets.UTF_8);
    if (!Names.isPlausible(name)) {
      return;
    }
    Filter filter = Names.filter("(&(objectClass=person)(uid={name}))", Finding.NAME, name);
    assertEquals(2, filter.getComponents().length, "the filter's parts");
    Filter told = filter.getComponents()[1];
    assertEquals(Filter.FILTER_TYPE_EQUALITY, told.getFilterType());
    assertArrayEquals(name.getBytes(StandardCharsets.UTF_8), told.getAssertionValueBytes());
    var dn = new DN(Names.dn("uid={name}," + PEOPLE, name));
    assertTrue(dn.getParent() != null && dn.getParent().equals(new DN(PEOPLE)), "below the people");
    assertArrayEquals(new String[] {name}, dn.getRDN().getAttributeValues());
  }

  static Stream<byte[]> addresses() {
    return Stream.of("ldap.example.org:389", "[2001:db8::1]:636", "[::1]", "a:0", "ldap://a")
        .map(address -> address.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("addresses")
  @FuzzTest
  void anAddressIsReadAsItIsWritten(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Address address;
    try {
      address = Address.parse(text);
    } catch (IllegalArgumentException refused) {
      assertTrue(String.valueOf(refused.getMessage()).matches("(want host|a port).*"));
      return;
    }
    assertEquals(address, Address.parse(address.toString()));
  }
}
