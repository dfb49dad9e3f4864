package dev.jeton.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * How far the import of a file into a server has come, beside the file, so that a run which was
 * killed is continued by the next one. It counts for that very file, server and way of importing;
 * what was under way is sent again, which does no harm.
 */
public final class ImportMark {
  private final Path mark;
  private final Document of;

  private ImportMark(Path mark, Document of) {
    this.mark = mark;
    this.of = of;
  }

  /**
   * The mark of a file.
   *
   * @param data the server's data folder; its own authority tells it from another that is made at
   *     the same place
   * @param how what else must be the same
   */
  public static ImportMark of(Path file, Path data, String how) throws IOException {
    var of = new LinkedHashMap<String, Object>();
    of.put("size", Files.size(file));
    of.put("modified", Files.getLastModifiedTime(file).toString());
    of.put("server", digest(Files.readAllBytes(new ServerFiles(data).authority())));
    of.put("how", how);
    return new ImportMark(
        file.resolveSibling(file.getFileName() + ".jeton-import"), new Document(of));
  }

  /** How many rows are done; 0 if there is no mark, or it is one of another run. */
  public long rows() throws IOException {
    try {
      Optional<Document> kept =
          Document.read(Files.readAllBytes(mark)) instanceof Document.Whole(Document document)
              ? Optional.of(document)
              : Optional.empty();
      return kept.filter(
              document -> document.object("of").map(Document::json).equals(Optional.of(of.json())))
          .flatMap(document -> document.number("rows"))
          .orElse(0L);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** Says that so many rows are done. */
  public void set(long rows) throws IOException {
    var document = new LinkedHashMap<String, Object>();
    document.put("rows", rows);
    document.put("of", of);
    Path beside = mark.resolveSibling(mark.getFileName() + ".new");
    Files.write(beside, new Document(document).json().getBytes(StandardCharsets.UTF_8));
    Files.move(beside, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Says that all is done. */
  public void remove() throws IOException {
    Files.deleteIfExists(mark);
  }

  private static String digest(byte[] octets) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
