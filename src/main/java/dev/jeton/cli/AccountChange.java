package dev.jeton.cli;

import dev.jeton.cli.AccountOptions.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings together what a change gives an account and what it takes away. */
final class AccountChange {
  private AccountChange() {}

  /** The members of the body; none if nothing is to change but perhaps the password. */
  static Map<String, Object> members(AccountOptions options, AccountRemovals removals) {
    var members = new LinkedHashMap<>(options.members());
    if (removals.form()) {
      if (options.kind().equals(Optional.of(Kind.EXTRANET))) {
        throw Failure.wrongUse("--no-form does not go with an extranet user");
      }
      members.putIfAbsent("kind", Kind.USER.toString());
    }
    if (removals.language()) {
      if (options.language().isPresent()) {
        throw Failure.wrongUse("--language and --no-language contradict each other");
      }
      members.put("language", 0);
    }
    if (removals.digest()) {
      if (options.setsPassword()) {
        throw Failure.wrongUse("--no-digest goes without --digest and --password-stdin");
      }
      members.put("digest", false);
    }
    put(members, "dialects", options.dialects(), removals.dialects());
    put(members, "actFor", options.actFor(), removals.actFor());
    put(members, "forCustomer", options.forCustomer(), removals.forCustomer());
    return members;
  }

  /** Puts a change of a set of names, if it is one. */
  static void put(Map<String, Object> members, String name, List<String> add, List<String> remove) {
    for (String each : add) {
      if (remove.contains(each)) {
        throw Failure.wrongUse("both given and taken away: " + each);
      }
    }
    if (!add.isEmpty() || !remove.isEmpty()) {
      members.put(name, Map.of("add", add, "remove", remove));
    }
  }
}
