package dev.jeton.store.embedded;

import dev.jeton.session.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDBException;

/** The forms that extranet users live in: each has a title, and each title one form. */
final class EmbeddedForms {
  private static final int CACHED = 10_000;

  private final Database database;

  /** By what they are called: an id or a title. */
  private volatile Cached<String, Form> known = new Cached<>(CACHED);

  EmbeddedForms(Database database, Committer committer) {
    this.database = database;
    committer.afterReopening(() -> known = new Cached<>(CACHED));
  }

  Optional<Form> find(String idOrTitle) {
    return known.find(idOrTitle, called -> byId(called).or(() -> byTitle(called)));
  }

  List<Form> all() {
    var forms = new ArrayList<Form>();
    database.scan(
        Family.FORMS, new byte[0], (id, title) -> forms.add(new Form(text(id), text(title))));
    return forms;
  }

  /** Whether another form has this one's title. */
  static boolean isTitleTaken(Batch batch, Form form) throws RocksDBException {
    return batch
        .get(Family.TITLES, octets(form.title()))
        .filter(holder -> !text(holder).equals(form.id()))
        .isPresent();
  }

  /** The latest title given to a form is its title. */
  void put(Batch batch, Form form) throws RocksDBException {
    Optional<String> former = batch.get(Family.FORMS, octets(form.id())).map(EmbeddedForms::text);
    if (former.equals(Optional.of(form.title()))) {
      return;
    }
    if (former.isPresent()) {
      batch.delete(Family.TITLES, octets(former.get()));
      batch.afterwards(() -> known.letGo(former.get()));
    }
    batch.put(Family.FORMS, octets(form.id()), octets(form.title()));
    batch.put(Family.TITLES, octets(form.title()), octets(form.id()));
    batch.afterwards(() -> known.letGo(form.id())); // may have been another's title so far
  }

  private Optional<Form> byId(String id) {
    return database.get(Family.FORMS, octets(id)).map(title -> new Form(id, text(title)));
  }

  /** Between two reads a title may go to another form; then it is no more this one's. */
  private Optional<Form> byTitle(String title) {
    return database
        .get(Family.TITLES, octets(title))
        .flatMap(id -> byId(text(id)))
        .filter(form -> form.title().equals(title));
  }

  private static byte[] octets(String text) {
    return new OctetWriter().text(text).done();
  }

  private static String text(byte[] octets) {
    return new OctetReader(octets).text();
  }
}
