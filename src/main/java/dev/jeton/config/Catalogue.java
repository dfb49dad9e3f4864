package dev.jeton.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys, and all names that keys once had. */
final class Catalogue {
  /** Behind the name of a key or its variable: the value is what a file holds. */
  static final String FILE = "-file";

  private final List<Section> sections;
  private final Map<String, Key<?>> keys = new LinkedHashMap<>();
  private final Map<String, Former> former = new LinkedHashMap<>();
  private final Map<String, String> namesByVariable = new LinkedHashMap<>();

  /**
   * Checks that no two names, nor two variables, can be taken for each other.
   *
   * @throws IllegalArgumentException if they can, or a successor is not a key
   */
  Catalogue(List<Section> sections, List<Former> former) {
    this.sections = List.copyOf(sections);
    for (Section section : sections) {
      for (Key<?> key : section.keys()) {
        keys.put(key.name(), key);
        claim(key.name());
      }
    }
    for (Former once : former) {
      if (!keys.containsKey(once.successor())) {
        throw new IllegalArgumentException(once.name() + " has no successor");
      }
      this.former.put(once.name(), once);
      claim(once.name());
    }
  }

  private void claim(String name) {
    for (String each : List.of(name, name + FILE)) {
      if (namesByVariable.put(Key.variable(each), each) != null) {
        throw new IllegalArgumentException("two keys share " + Key.variable(each));
      }
    }
  }

  List<Section> sections() {
    return sections;
  }

  Optional<Key<?>> key(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  Optional<Former> former(String name) {
    return Optional.ofNullable(former.get(name));
  }

  /** The name that a variable sets; it may end in {@link #FILE}. */
  Optional<String> nameOf(String variable) {
    return Optional.ofNullable(namesByVariable.get(variable));
  }

  boolean knows(String name) {
    return keys.containsKey(name) || former.containsKey(name);
  }

  /** The key whose name is most like this one. */
  String nearest(String name) {
    return Nearest.to(name, keys.keySet());
  }

  /** The variable whose name is most like this one. */
  String nearestVariable(String name) {
    return Nearest.to(name, keys.keySet().stream().map(Key::variable).toList());
  }

  /** The names in a section, or none if there is no such section. */
  List<String> within(String section) {
    var names = new ArrayList<>(keys.keySet());
    names.removeIf(name -> !name.startsWith(section + "."));
    return names;
  }
}
