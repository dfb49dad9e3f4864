package dev.jeton.account;

import dev.jeton.account.AccountEdit.Members;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.session.GrantType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an administrator wants of a client, new or old; what is empty stays as it is.
 *
 * @param grants by the words of {@link GrantType}
 * @param certificates SHA-256 of certificates, as {@link ClientProfile} has them
 * @param removals what is taken away
 * @param secrets the issued ones from now on
 */
public record ClientEdit(
    Members grants,
    Members scopes,
    Members audiences,
    Optional<PublicKeys> keys,
    Optional<String> subject,
    Members certificates,
    Set<Removal> removals,
    Optional<List<IssuedSecret>> secrets) {
  /** Changes nothing. */
  public static final ClientEdit NONE =
      new ClientEdit(
          Members.SAME,
          Members.SAME,
          Members.SAME,
          Optional.empty(),
          Optional.empty(),
          Members.SAME,
          Set.of(),
          Optional.empty());

  public ClientEdit {
    removals = Set.copyOf(removals);
  }

  /** What proves a client, and can be taken away. */
  public enum Removal {
    KEYS,
    SUBJECT,
    /** The issued secrets and the chosen one. */
    SECRET
  }

  /** This edit with issued secrets in place of those that there are. */
  ClientEdit withSecrets(List<IssuedSecret> others) {
    return new ClientEdit(
        grants, scopes, audiences, keys, subject, certificates, removals, Optional.of(others));
  }

  /** Whether it gives something that proves a client. */
  boolean hasProof() {
    return keys.isPresent()
        || subject.isPresent()
        || !certificates.add().isEmpty()
        || secrets.isPresent();
  }

  /**
   * The profile as the edit leaves it.
   *
   * @throws IllegalArgumentException if it can't be
   */
  ClientProfile of(ClientProfile former) {
    return new ClientProfile(
        grants.of(words(former.grants())).stream()
            .map(GrantType::named)
            .collect(Collectors.toSet()),
        new TreeSet<>(scopes.of(former.scopes())),
        new TreeSet<>(audiences.of(former.audiences())),
        keys.or(() -> removals.contains(Removal.KEYS) ? Optional.empty() : former.keys()),
        subject.or(() -> removals.contains(Removal.SUBJECT) ? Optional.empty() : former.subject()),
        certificates.of(former.certificates()),
        secrets.orElse(removals.contains(Removal.SECRET) ? List.of() : former.secrets()));
  }

  private static Set<String> words(Set<GrantType> grants) {
    return grants.stream().map(GrantType::word).collect(Collectors.toCollection(TreeSet::new));
  }
}
