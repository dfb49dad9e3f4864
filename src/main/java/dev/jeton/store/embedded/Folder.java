package dev.jeton.store.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of the data: one process holds it at a time, and a file says in which format it is.
 * Both are looked at before RocksDB touches anything.
 */
final class Folder implements AutoCloseable {
  /** What {@link Family}, the keys and the records say, taken together. */
  private static final String FORMAT = "1";

  /**
   * What this process holds. Within a process the lock file can't tell: to close it once more would
   * let go of the lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path real;
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
      real = path.toRealPath();
    } catch (IOException e) {
      throw unwritable(e);
    }
    if (!HELD.add(real)) {
      throw inUse();
    }
    try {
      lock = openLock();
      try {
        if (lock.tryLock() == null) {
          throw inUse();
        }
        requireFormat();
      } catch (IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      HELD.remove(real);
      throw e;
    }
  }

  private FileChannel openLock() throws IOException {
    try {
      return FileChannel.open(
          path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private IOException inUse() {
    return new IOException("the data folder " + path + " is in use by another server");
  }

  private IOException unwritable(IOException e) {
    return new IOException("the data folder " + path + " can't be written: " + e, e);
  }

  Path path() {
    return path;
  }

  /** Where RocksDB has its files. */
  Path database() {
    return path.resolve("rocksdb");
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
      throw unwritable(e);
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
    if (lock.isOpen()) {
      lock.close();
      HELD.remove(real);
    }
  }
}
