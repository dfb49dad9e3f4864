package dev.jeton.admin;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests that each have an admin API of their own. */
abstract class AdminTest {
  @TempDir Path folder;
  AdminFixture admin;

  @BeforeEach
  void start() throws IOException {
    admin = new AdminFixture(folder);
  }

  @AfterEach
  void stop() {
    admin.close();
  }
}
