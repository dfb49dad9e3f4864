package dev.jeton.admin;

import dev.jeton.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A part of a long list; {@code next} is what to ask for {@code after} to have the rest. */
final class Page {
  private static final int MOST = 500;

  private Page() {}

  static int limit(Input query) {
    long limit = query.number("limit").orElse(MOST);
    if (limit < 1 || limit > MOST) {
      throw new BadRequest("limit is 1 to " + MOST);
    }
    return (int) limit;
  }

  /**
   * A full page tells how to ask for the next one, which may be empty.
   *
   * @param last the id of the last of a list that is not empty
   */
  static Reply reply(
      String name, List<Map<String, Object>> list, int limit, Supplier<String> last) {
    var document = new Members().put(name, list);
    return Replies.of(
        200, (list.size() == limit ? document.put("next", last.get()) : document).map());
  }
}
