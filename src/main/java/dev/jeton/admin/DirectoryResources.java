package dev.jeton.admin;

import dev.jeton.account.Directory;
import dev.jeton.account.Directory.Step;
import dev.jeton.secret.Secret;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/directory}. */
final class DirectoryResources {
  private final Optional<Directory> directory;

  DirectoryResources(Optional<Directory> directory) {
    this.directory = directory;
  }

  /** Asks the directory for each thing that a login needs of it. */
  Reply test(Request request) {
    Input body = Input.body(request);
    Optional<String> name = body.text("name");
    Optional<Secret> password = body.text("password").map(Secret::of);
    body.refuseOthers();
    if (password.isPresent() && name.isEmpty()) {
      throw new BadRequest("a password is somebody's: give the name too");
    }
    return directory
        .map(asked -> reply(asked, asked.examine(name, password)))
        .orElseGet(() -> Replies.notFound("no directory is configured"));
  }

  private static Reply reply(Directory asked, List<Step> steps) {
    return Replies.of(
        200,
        Map.of(
            "directory",
            asked.name(),
            "good",
            steps.stream().allMatch(Step::good),
            "steps",
            steps.stream().map(DirectoryResources::view).toList()));
  }

  private static Map<String, Object> view(Step step) {
    return new Members()
        .put("what", step.what())
        .put("good", step.good())
        .put("told", step.told())
        .map();
  }
}
