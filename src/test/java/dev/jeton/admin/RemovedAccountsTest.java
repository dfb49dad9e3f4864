package dev.jeton.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.account.Directory;
import dev.jeton.account.QuickHashing;
import dev.jeton.secret.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an answer says that whoever was removed comes back. */
final class RemovedAccountsTest {
  @TempDir private Path folder;

  /** A directory that is not asked. */
  private record Corp(boolean provisions) implements Directory {
    @Override
    public String name() {
      return "corp";
    }

    @Override
    public Checked check(String login, Secret password) {
      return new Checked(new Unavailable("it is not asked"), Duration.ZERO);
    }

    @Override
    public List<Step> examine(Optional<String> login, Optional<Secret> password) {
      return List.of();
    }
  }

  private List<Object> comesBack(Optional<Directory> directory) throws Exception {
    var hasher = QuickHashing.hasher(new SecureRandom());
    try (var admin = new AdminFixture(folder, hasher, directory)) {
      long there = admin.add("{\"name\":\"ana\",\"directory\":\"corp\"}");
      long here = admin.add("{\"name\":\"ben\",\"password\":\"p\"}");
      return List.of(
          admin.call("DELETE", "/v1/accounts/" + there).at("comesBack"),
          admin.call("DELETE", "/v1/accounts/" + here).at("comesBack"));
    }
  }

  @Test
  void onlyWhomItsDirectoryMakesAnewComesBack() throws Exception {
    assertEquals(List.of(true, false), comesBack(Optional.of(new Corp(true))));
  }

  @Test
  void noneDoWhereTheDirectoryMakesNoAccounts() throws Exception {
    assertEquals(List.of(false, false), comesBack(Optional.of(new Corp(false))));
  }

  @Test
  void noneDoWithoutADirectory() throws Exception {
    assertEquals(List.of(false, false), comesBack(Optional.empty()));
  }
}
