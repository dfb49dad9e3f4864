package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccountRowsTest {

  @Test
  void aTableBecomesWhatTheAdminApiTakes() throws Exception {
    assertEquals(
        List.of(
            "2 {\"name\":\"jan, ž\",\"id\":7,\"dialects\":[\"vz\",\"nout\"],\"actFor\":[\"*\"],"
                + "\"enabled\":false,\"passwordHash\":\"{SHA}x\"}",
            "5 {\"name\":\"a\\nb\",\"dialects\":[\"a|b\",\"c\"]}",
            "7 {\"name\":\"conan\",\"form\":{\"id\":\"7\",\"title\":\"Clients\"}}"),
        rows(
            """
            Name,ID,dialects,act_for,enabled,password-hash,form,formTitle
            "jan, ž",7,vz|nout,*,no,{SHA}x,,


            "a
            b",,"[""a|b"",""c""]",,,,,
            conan,,,,,,7,Clients
            """,
            Map.of()));
  }

  @Test
  void semicolonsTabsAndAByteOrderMarkAreTaken() throws Exception {
    assertEquals(
        List.of("2 {\"name\":\"a,b\",\"id\":1}"), rows("\uFEFFname;id\na,b;1\n", Map.of()));
    assertEquals(List.of("2 {\"name\":\"a,b\",\"id\":1}"), rows("name\tid\na,b\t1\n", Map.of()));
  }

  @Test
  void aPresetStandsWhereTheRowSaysNothing() throws Exception {
    var presets = Map.of(AccountColumns.DIALECTS, "vz");
    assertEquals(
        List.of(
            "2 {\"name\":\"a\",\"dialects\":[\"nout\"]}",
            "3 {\"name\":\"b\",\"dialects\":[\"vz\"]}"),
        rows("name,dialects\na,nout\nb,\n", presets));
    assertEquals(
        List.of(
            "1 {\"name\":\"a\",\"dialects\":[\"nout\"]}",
            "3 {\"name\":\"b\",\"dialects\":[\"vz\"]}"),
        rows("{\"name\":\"a\",\"dialects\":[\"nout\"]}\n\n{\"name\":\"b\"}\n", presets));
  }

  @Test
  void aRowThatCanNotBeSentIsToldByItsLineAndNothingOfItsCells() throws Exception {
    List<String> rows =
        rows(
            """
            name,id,enabled,dialects,keys
            a,secret,,,
            b,,secret,,
            c,,,[secret,
            d,,,,secret
            e,1
            f,1,,,,secret
            """,
            Map.of());
    assertEquals(
        List.of(
            "2 id is a whole number",
            "3 enabled is true or false",
            "4 dialects begins like a JSON list and is none",
            "5 keys are identifiant:motDePasse",
            "6 it has 2 cells, the header 5",
            "7 it has 6 cells, the header 5"),
        rows);
    assertEquals(
        List.of("1 this is no JSON object on one line", "2 {\"name\":\"b\"}"),
        rows("{\"name\":\"secret\n{\"name\":\"b\"}", Map.of()));
  }

  @Test
  void aHeaderThatCanNotBeUsedIsRefused() {
    for (String text : List.of("", "id\n1\n", "name,name\n", "name,passwort\n")) {
      var refused = assertThrows(AccountRows.Unreadable.class, () -> rows(text, Map.of()), text);
      assertFalse(String.valueOf(refused.getMessage()).contains("passwort"));
    }
  }

  @Test
  void whatIsNotUtf8StopsTheReading() {
    byte[] latin = "name\nJ\u00e9r\u00f4me\n".getBytes(StandardCharsets.ISO_8859_1);
    var stopped =
        assertThrows(
            AccountRows.Unreadable.class,
            () -> {
              try (var rows = new AccountRows(new ByteArrayInputStream(latin), Map.of())) {
                rows.next();
              }
            });
    assertEquals("it is not in UTF-8", stopped.getMessage());
  }

  private static List<String> rows(String text, Map<AccountColumns, String> presets)
      throws IOException, AccountRows.Unreadable {
    var read = new ArrayList<String>();
    try (var rows =
        new AccountRows(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), presets)) {
      for (Optional<AccountRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(
            row.get().line()
                + " "
                + row.get().account().map(Document::json).orElse(row.get().why()));
      }
    }
    return read;
  }
}
