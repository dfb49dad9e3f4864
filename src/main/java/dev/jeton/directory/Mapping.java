package dev.jeton.directory;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountEdit.FormName;
import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which facts of an account the directory tells, and how. What neither an attribute nor a rule
 * speaks of stays the administrator's.
 *
 * @param name the attribute with the account's name
 * @param kind the attribute with the account's kind: user, extranet, customer or machine
 * @param form the attribute with the id of an extranet user's form
 * @param language the attribute with NOUT's language code or a word in {@code languages}
 * @param dialects the attribute with the names of dialects; others are passed over
 * @param actFor the attribute with the names of those to act for
 * @param forCustomer the attribute with the names of customers
 * @param everyone the dialects that all people may use
 * @param languages codes by the words that the directory has for them
 * @param groups where the groups of a person stand
 */
public record Mapping(
    String name,
    Optional<String> kind,
    Optional<String> form,
    Optional<String> language,
    Optional<String> dialects,
    Optional<String> actFor,
    Optional<String> forCustomer,
    Set<String> everyone,
    Map<String, Integer> languages,
    Groups groups,
    List<Rule> rules) {

  public Mapping {
    everyone = Set.copyOf(everyone);
    languages = Map.copyOf(languages);
    rules = List.copyOf(rules);
  }

  /**
   * Where the groups of a person stand.
   *
   * @param attribute of the person, with DNs of groups
   * @param base below which groups are that name their members; those are not searched for if empty
   * @param filter finds them, with {@code {dn}} where the person's DN belongs
   */
  public record Groups(String attribute, Optional<String> base, String filter) {
    static final String DN = "{dn}";

    /**
     * Checks the filter and the base.
     *
     * @throws IllegalArgumentException that says what is wanted
     */
    public Groups {
      base.ifPresent(Names::requireDn);
      Names.requireFilter(filter, DN);
    }
  }

  boolean givesDialects() {
    return !everyone.isEmpty() || speaksOf(dialects, Grant.Dialect.class);
  }

  /** Whether groups must be known to tell the facts. */
  boolean needsGroups() {
    return rules.stream().anyMatch(Rule::isOfGroup);
  }

  /** All attributes that are read. */
  List<String> attributes() {
    Stream<String> optional =
        Stream.of(kind, form, language, dialects, actFor, forCustomer).flatMap(Optional::stream);
    Stream<String> compared = rules.stream().filter(r -> !r.isOfGroup()).map(Rule::attribute);
    Stream<String> always = Stream.of(name, groups.attribute(), BindAnswer.CONTROL_ATTRIBUTE);
    return Stream.of(always, optional, compared).flatMap(part -> part).distinct().toList();
  }

  /**
   * What the entry tells.
   *
   * @param known the names of the dialects that there are
   * @throws IllegalArgumentException if it tells of a kind or a form that there can't be
   */
  AccountEdit facts(Person person, Set<String> known) {
    List<Grant> grants =
        rules.stream().filter(rule -> rule.appliesTo(person)).map(Rule::grant).toList();
    return new AccountEdit(
        kind(person, grants),
        person.values(form).stream().findFirst().map(id -> new FormName(id, Optional.empty())),
        new Members(true, dialects(person, grants, known), Set.of()),
        language(person, grants),
        names(actFor, person, grants, Grant.ActFor.class, Grant.ActFor::name),
        names(forCustomer, person, grants, Grant.ForCustomer.class, Grant.ForCustomer::name),
        Optional.empty(),
        new AccountEdit.Credentials.Same(),
        false);
  }

  private boolean speaksOf(Optional<String> attribute, Class<? extends Grant> what) {
    return attribute.isPresent() || rules.stream().map(Rule::grant).anyMatch(what::isInstance);
  }

  private Optional<Kind> kind(Person person, List<Grant> grants) {
    if (!speaksOf(kind, Grant.OfKind.class)) {
      return Optional.empty();
    }
    return person.values(kind).stream()
        .findFirst()
        .map(Grant::kind)
        .or(() -> of(grants, Grant.OfKind.class).map(Grant.OfKind::kind).findFirst())
        .or(() -> Optional.of(Kind.USER));
  }

  private Set<String> dialects(Person person, List<Grant> grants, Set<String> known) {
    var names = new HashSet<>(everyone);
    names.addAll(person.values(dialects));
    of(grants, Grant.Dialect.class).map(Grant.Dialect::name).forEach(names::add);
    names.retainAll(known);
    return names;
  }

  private OptionalInt language(Person person, List<Grant> grants) {
    if (!speaksOf(language, Grant.Language.class)) {
      return OptionalInt.empty();
    }
    int none = 0;
    return OptionalInt.of(
        person.values(language).stream()
            .flatMap(text -> code(text).stream())
            .findFirst()
            .or(() -> of(grants, Grant.Language.class).map(Grant.Language::code).findFirst())
            .orElse(none));
  }

  private Optional<Integer> code(String text) {
    return Optional.ofNullable(languages.get(text))
        .or(
            () ->
                text.matches("[1-9][0-9]{0,3}")
                    ? Optional.of(Integer.valueOf(text))
                    : Optional.empty());
  }

  private <G extends Grant> Members names(
      Optional<String> attribute,
      Person person,
      List<Grant> grants,
      Class<G> what,
      Function<G, String> name) {
    if (!speaksOf(attribute, what)) {
      return Members.SAME;
    }
    var names = new HashSet<>(person.values(attribute));
    of(grants, what).map(name).forEach(names::add);
    return new Members(true, names, Set.of());
  }

  private static <G extends Grant> Stream<G> of(List<Grant> grants, Class<G> what) {
    return grants.stream().filter(what::isInstance).map(what::cast);
  }
}
