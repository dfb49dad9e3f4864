package dev.jeton.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;

/** Looks for the entries of people, and for their groups. */
record Entries(LdapConfig config) {
  private static final int MOST_GROUPS = 1000;

  /** How people of this name are looked for. */
  String shownFilter(String login) throws LDAPException {
    return Names.filter(config.finding().filter(), Finding.NAME, login)
        + " below "
        + config.finding().base().orElse("");
  }

  /** All entries that answer to the name, or two of them if there are more. */
  List<SearchResultEntry> named(LDAPConnection connection, String login) throws LDAPException {
    return search(
        connection,
        SearchScope.SUB,
        config.finding().base().orElseThrow(),
        Names.filter(config.finding().filter(), Finding.NAME, login),
        2,
        config.mapping().attributes());
  }

  /** The entry itself; none if it may not be read. */
  List<SearchResultEntry> at(LDAPConnection connection, String dn) throws LDAPException {
    return search(
        connection,
        SearchScope.BASE,
        dn,
        Filter.createPresenceFilter("objectClass"),
        1,
        config.mapping().attributes());
  }

  /** Whether anybody asks for them. */
  boolean needsGroups() {
    return config.provision() && config.mapping().needsGroups();
  }

  List<String> groups(LDAPConnection connection, SearchResultEntry entry) throws LDAPException {
    Mapping.Groups where = config.mapping().groups();
    var groups = new ArrayList<>(new Person(entry, List.of()).values(where.attribute()));
    if (where.base().isPresent()) {
      search(
              connection,
              SearchScope.SUB,
              where.base().get(),
              Names.filter(where.filter(), Mapping.Groups.DN, entry.getDN()),
              MOST_GROUPS,
              List.of("1.1"))
          .forEach(group -> groups.add(group.getDN()));
    }
    return groups;
  }

  private List<SearchResultEntry> search(
      LDAPConnection connection,
      SearchScope scope,
      String base,
      Filter filter,
      int most,
      List<String> attributes)
      throws LDAPException {
    var request = new SearchRequest(base, scope, filter, attributes.toArray(String[]::new));
    request.setSizeLimit(most);
    request.setTimeLimitSeconds(
        Math.toIntExact(Math.max(1, config.servers().answering().toSeconds())));
    try {
      SearchResult result = connection.search(request);
      return result.getSearchEntries();
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
        return e.getSearchEntries();
      }
      throw e;
    }
  }
}
