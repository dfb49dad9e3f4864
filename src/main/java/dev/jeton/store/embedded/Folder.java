package dev.jeton.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of the data: one process holds it at a time, and a file says in which format it is.
 * Both are looked at before RocksDB touches anything.
 */
final class Folder implements AutoCloseable {
  /** What {@link Family}, the keys and the records say, taken together. */
  private static final String FORMAT = "1";

  private final Path path;
  private final FileChannel lock;

  /**
   * Takes the folder, which is made if need be.
   *
   * @throws IOException if it can't be had, with the reason in plain words
   */
  Folder(Path path) throws IOException {
    this.path = path;
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, ownersOnly(path));
      }
      lock =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException("the data folder " + path + " can't be written: " + e, e);
    }
    try {
      lock();
      requireFormat();
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  /** Where RocksDB has its files. */
  Path database() {
    return path.resolve("rocksdb");
  }

  private void lock() throws IOException {
    boolean held;
    try {
      held = lock.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      held = false;
    }
    if (!held) {
      throw new IOException("the data folder " + path + " is in use by another server");
    }
  }

  private void requireFormat() throws IOException {
    Path file = path.resolve("format");
    if (!Files.exists(file)) {
      if (Files.exists(database())) {
        throw new IOException("the data in " + path + " has lost the file that names its format");
      }
      write(file);
      return;
    }
    String found = Files.readString(file).strip();
    if (!found.equals(FORMAT)) {
      throw new IOException(
          "the data in "
              + path
              + " has format "
              + found
              + "; this version of Jeton reads format "
              + FORMAT
              + " alone");
    }
  }

  /** Written in full or not at all, whenever the power fails. */
  private void write(Path file) throws IOException {
    try {
      Path draft = path.resolve("format.new");
      Files.writeString(
          draft,
          FORMAT + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      try (var folder = FileChannel.open(path, StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new IOException("the data folder " + path + " can't be written: " + e, e);
    }
  }

  private static FileAttribute<?>[] ownersOnly(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
