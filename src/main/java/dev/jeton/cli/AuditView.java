package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.journal.Finding;
import dev.jeton.journal.Kinds;
import dev.jeton.journal.Line;
import dev.jeton.journal.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the audit trail looks to people, and what came of its verification. */
final class AuditView {
  private AuditView() {}

  /** The kinds of lines, in the order of the catalogue. */
  static Set<String> kinds() {
    return Kinds.all();
  }

  /** One line, whatever strangers chose as names. */
  static String text(Line line) {
    var text = new StringBuilder();
    text.append(line.time()).append(' ').append(line.kind());
    line.detail()
        .forEach(
            (name, value) -> text.append(' ').append(name).append('=').append(Line.word(value)));
    return text.toString();
  }

  static Document document(Verification.Summary summary, List<Finding> findings) {
    var members = new LinkedHashMap<String, Object>();
    members.put("intact", summary.findings() == 0);
    members.put("files", summary.files());
    members.put("lines", summary.lines());
    members.put("events", summary.events());
    members.put("first", summary.first());
    members.put("last", summary.last());
    members.put("signed", summary.signed());
    members.put("keys", summary.keys().stream().sorted().toList());
    members.put("unfinished", summary.unfinished());
    members.put("found", summary.findings());
    members.put(
        "findings",
        findings.stream()
            .map(f -> Map.of("file", f.file(), "line", f.line(), "what", f.what()))
            .toList());
    return new Document(members);
  }

  /**
   * The same for people.
   *
   * @param keptKeys whether the keys were not those beside the trail
   */
  static List<String> text(Verification.Summary summary, List<Finding> findings, boolean keptKeys) {
    var lines = new ArrayList<String>();
    findings.forEach(f -> lines.add(f.file() + ", line " + f.line() + ": " + f.what()));
    if (summary.findings() > findings.size()) {
      lines.add("… and " + (summary.findings() - findings.size()) + " more");
    }
    lines.add(
        (summary.findings() == 0 ? "intact: " : "NOT INTACT: ")
            + summary.lines()
            + " lines with "
            + summary.events()
            + " events in "
            + summary.files()
            + " files, "
            + summary.signatures()
            + " signatures");
    if (summary.first() > 1) {
      lines.add("it begins at line number " + summary.first() + ": older files were removed");
    }
    long unsigned = summary.last() - summary.signed();
    lines.add(
        "signed up to line number "
            + summary.signed()
            + (unsigned > 1 ? "; the " + (unsigned - 1) + " newest lines are not signed yet" : ""));
    if (summary.headIsOlder()) {
      lines.add("the line of the head that was given was removed with its file since");
    }
    if (summary.unfinished()) {
      lines.add("the last line has no end: it is being written, or a crash cut it");
    }
    if (!keptKeys) {
      lines.add("believed were the public keys beside the trail; --keys names others");
    }
    return lines;
  }
}
