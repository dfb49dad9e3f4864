package dev.jeton.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tests do with the files of a store. */
final class Folders {
  private Folders() {}

  /** A copy as the store's folder is at this moment: what a crash would leave. */
  static Path copy(Path store, Path to) throws IOException {
    Files.createDirectories(to.resolve("rocksdb"));
    Files.copy(store.resolve("format"), to.resolve("format"));
    for (Path file : files(store.resolve("rocksdb"))) {
      Files.copy(file, to.resolve("rocksdb").resolve(file.getFileName()));
    }
    return to;
  }

  /** The newest write-ahead log. */
  static Path log(Path store) throws IOException {
    return files(store.resolve("rocksdb")).stream()
        .filter(file -> file.toString().endsWith(".log"))
        .max(Path::compareTo)
        .orElseThrow();
  }

  /** The contents of all files that data is in, by name. */
  static Map<String, String> contents(Path store) throws IOException {
    var contents = new TreeMap<String, String>();
    for (Path file : files(store.resolve("rocksdb"))) {
      String name = file.getFileName().toString();
      if (!name.startsWith("LOG")) {
        contents.put(name, HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Runs a command of the system. */
  static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  private static List<Path> files(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(folder)) {
      all.forEach(files::add);
    }
    return files;
  }
}
