package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A file is read row by row to its end, or up to where it is told that the rest can't be. */
final class AccountRowsFuzzTest {
  static Stream<byte[]> files() {
    return Stream.of(
            "name,kind,dialects,password\nana,user,vz nout,x\nb,user,\"v\n",
            "name;kind\nana;user\nb;user;c\n",
            "\uFEFFname\tid\nana\t7\n",
            "{\"name\":\"ana\",\"id\":7}\n\n{\"name\":\n[]\n",
            "name,name\n",
            "{\"name\":\"\uD800\"}")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest
  void readsRowsToTheEnd(byte[] input) throws IOException {
    try (var rows = new AccountRows(new ByteArrayInputStream(input), Map.of())) {
      long last = 0;
      for (Optional<AccountRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        assertTrue(row.get().line() > last, "lines go on");
        last = row.get().line();
        assertEquals(row.get().account().isEmpty(), !row.get().why().isEmpty());
      }
      assertTrue(last <= input.length + 1);
    } catch (AccountRows.Unreadable unreadable) {
      assertFalse(String.valueOf(unreadable.getMessage()).isBlank());
    }
  }
}
