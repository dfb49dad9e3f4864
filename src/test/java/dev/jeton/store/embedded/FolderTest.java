package dev.jeton.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders are refused, and how that is said. */
class FolderTest {
  @TempDir private Path temporary;

  private EmbeddedStore open(Path path) throws IOException {
    return EmbeddedStore.open(path, EmbeddedConfig.DEFAULT, _ -> {});
  }

  private void assertRefused(Path path, String message) {
    assertEquals(message, assertThrows(IOException.class, () -> open(path)).getMessage());
  }

  @Test
  void aNewFolderIsItsOwnersAlone() throws IOException {
    Path folder = temporary.resolve("new");
    open(folder).close();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
  }

  @Test
  void aSecondServerOnAFolderIsRefused() throws Exception {
    Path folder = temporary.resolve("data");
    var first = open(folder);
    assertRefused(folder, "the data folder " + folder + " is in use by another server");
    Process second =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Opener.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("the data folder " + folder + " is in use by another server", said.strip());
    first.close();
    open(folder).close();
  }

  /** Opens a store in a process of its own and says what came of it. */
  static final class Opener {
    public static void main(String[] arguments) {
      try {
        EmbeddedStore.open(Path.of(arguments[0]), EmbeddedConfig.DEFAULT, _ -> {}).close();
        System.out.println("opened");
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void anUnknownFormatIsRefused() throws IOException {
    Path folder = temporary.resolve("data");
    open(folder).close();
    Files.writeString(folder.resolve("format"), "2\n");
    assertRefused(
        folder,
        "the data in " + folder + " has format 2; this version of Jeton reads format 1 alone");
    Files.delete(folder.resolve("format"));
    assertRefused(folder, "the data in " + folder + " has lost the file that names its format");
  }

  @Test
  void aFolderThatCantBeMadeIsRefused() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    Path folder = file.resolve("data");
    String message = assertThrows(IOException.class, () -> open(folder)).toString();
    assertTrue(message.contains("the data folder " + folder + " can't be written: "), message);
  }

  /** Root may write anywhere but on what is mounted for reading alone. */
  @Test
  void aReadOnlyFolderIsRefused() throws Exception {
    Path folder = Files.createDirectory(temporary.resolve("data"));
    boolean root = System.getProperty("user.name").equals("root");
    if (root) {
      assertTrue(Folders.run("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", folder.toString()));
    } else {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-x------"));
    }
    try {
      String message = assertThrows(IOException.class, () -> open(folder)).toString();
      assertTrue(message.contains("the data folder " + folder + " can't be written: "), message);
    } finally {
      if (root) {
        assertTrue(Folders.run("umount", folder.toString()));
      }
    }
  }
}
