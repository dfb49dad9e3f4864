package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccountExportTest {
  private final AccountExport export =
      new AccountExport(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
          true,
          true);

  private void write(String name, String... keys) {
    export.write(new Document(Map.of("name", name, "keys", List.of(keys))));
  }

  @Test
  void howManyKeyPairsAreLeftOutIsTold() {
    write("till", "5f2c9a7e41d84b06b3c1e8f09d27a654", "00000000000000000000000000000006");
    write("kiosk", "00000000000000000000000000000007");
    write("ana");
    assertEquals(
        List.of(
            "left out: key pairs 3, of machines 2; their secret halves are not kept, so import them"
                + " from where the clients have them, or issue new ones"),
        export.leftOut());
  }

  @Test
  void howManyClientsAreLeftOutIsTold() {
    export.write(new Document(Map.of("name", "app", "kind", "client")));
    assertEquals(
        List.of("left out: OAuth clients 1; add them where the accounts go, by jeton client add"),
        export.leftOut());
  }

  @Test
  void whereNothingIsLeftOutNothingIsSaid() {
    write("ana");
    assertEquals(List.of(), export.leftOut());
  }
}
