package dev.jeton;

import static org.junit.jupiter.api.Assertions.fail;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The plan of the house, enforced: who may use whom, where each library and each source of time and
 * chance lives. ARCHITECTURE.md says why.
 */
final class ArchitectureTest {
  /**
   * What each package may use of ours, besides itself. {@code x.*} stands for every package right
   * below x, none of which may use another; a package without a row fails.
   */
  private static final Map<String, Set<String>> MAY_USE =
      table(
          """
          secret    |
          wire      |
          audit     |
          keys      | secret
          session   | secret audit keys
          account   | secret audit keys session account.hash account.policy account.client
          account.client | secret wire keys session
          account.hash | secret
          account.policy | secret
          directory | secret audit session account
          journal   | secret wire audit keys
          dialect   | secret wire session account audit
          dialect.* | secret wire session account audit dialect jose
          jose      | secret wire session keys
          forward   | secret wire session dialect audit jose
          relay     | secret wire session dialect audit
          admin     | secret wire session account account.hash account.client audit keys forward
          store     | secret session account account.client audit keys
          store.*   | secret session account account.client audit keys store
          http      | wire audit dialect session
          config    | secret wire audit keys session account account.policy directory journal dialect dialect.* forward relay admin store store.* http jose
          app       | ANYTHING
          cli       | config app secret journal
          """);

  /** Each library's packages, and the only packages of ours that may use them. */
  private static final Map<String, Set<String>> LIBRARIES =
      table(
          """
          io.vertx                     | http
          io.netty                     | http
          org.bouncycastle.cert        | http
          org.bouncycastle.asn1        | http
          org.bouncycastle.operator    | http
          org.bouncycastle.openssl     | http
          org.bouncycastle.crypto      | account.hash
          de.mkammerer                 | account.hash
          com.sun.jna                  | account.hash
          io.github.bucket4j           | account
          com.nulabinc                 | account.policy
          com.google.crypto.tink       | keys
          com.nimbusds.jose            | jose
          com.nimbusds.jwt             | jose
          com.unboundid                | directory
          org.rocksdb                  | store.embedded
          com.github.benmanes.caffeine | store.embedded
          com.ctc                      | wire
          org.codehaus.stax            | wire
          javax.xml.stream             | wire
          tools.jackson                | wire
          de.siegmar                   | wire
          org.snakeyaml                | config
          picocli                      | cli
          org.jspecify                 | ANYTHING
          java                         | ANYTHING
          javax                        | ANYTHING
          """);

  /** Sources of time and chance, and the packages that may touch them. */
  private static final Map<String, Set<String>> TIME_AND_CHANCE =
      table(
          """
          java.time.Instant.now                         | app
          java.time.LocalDate.now                       | app
          java.time.LocalTime.now                       | app
          java.time.LocalDateTime.now                   | app
          java.time.OffsetDateTime.now                  | app
          java.time.ZonedDateTime.now                   | app
          java.time.Clock.system.*                      | app
          java.time.InstantSource.system                | app
          java.lang.System.currentTimeMillis            | app
          java.lang.System.nanoTime                     | app http store.embedded
          java.util.Date.<init>                         | app
          java.security.SecureRandom.<init>             | app
          java.security.SecureRandom.getInstance.*      | app
          java.util.Random.<init>                       | app
          java.util.concurrent.ThreadLocalRandom.current | app
          java.lang.Math.random                         | app
          java.util.UUID.randomUUID                     | app
          """);

  /** The classes that may look inside a secret: each one a place to read when in doubt. */
  private static final Set<String> MAY_REVEAL_SECRETS =
      Set.of(
          "dev.jeton.account.ProvedSecrets",
          "dev.jeton.account.Repeats",
          "dev.jeton.account.client.IssuedSecret",
          "dev.jeton.account.hash.Argon2",
          "dev.jeton.account.hash.Bcrypt",
          "dev.jeton.account.hash.Formula",
          "dev.jeton.account.hash.NativeArgon2",
          "dev.jeton.account.hash.Pbkdf2",
          "dev.jeton.account.hash.Scrypt",
          "dev.jeton.account.policy.Rules",
          "dev.jeton.admin.AccountResources",
          "dev.jeton.admin.ClientResources",
          "dev.jeton.app.AdminClient",
          "dev.jeton.app.Document",
          "dev.jeton.app.RootKeys",
          "dev.jeton.dialect.balans.BalansRest",
          "dev.jeton.dialect.balans.BalansSoap",
          "dev.jeton.dialect.nout.NoutFormula",
          "dev.jeton.dialect.nout.Rest",
          "dev.jeton.dialect.nout.SoapAnswer",
          "dev.jeton.dialect.nout.UsernameToken",
          "dev.jeton.dialect.oauth.IntrospectionAnswer",
          "dev.jeton.dialect.oauth.TokenAnswer",
          "dev.jeton.dialect.vz.Answers",
          "dev.jeton.dialect.wipsos.Answers",
          "dev.jeton.forward.Answers",
          "dev.jeton.directory.People",
          "dev.jeton.jose.ClientAssertions",
          "dev.jeton.jose.DpopProofs",
          "dev.jeton.jose.OwnJwts",
          "dev.jeton.keys.KeyFolder",
          "dev.jeton.keys.KeyRing",
          "dev.jeton.keys.Keyset",
          "dev.jeton.keys.Opening",
          "dev.jeton.keys.RootKey",
          "dev.jeton.keys.SigningKey",
          "dev.jeton.relay.OnwardFields",
          "dev.jeton.session.RefreshToken");

  /** Classes that are open to heirs on purpose. */
  private static final Set<String> OPEN_CLASSES = Set.of();

  private static final Pattern VAGUE_NAME =
      Pattern.compile(".*(Utils?|Helpers?|Managers?|Impl)|Abstract.*");

  private static final String OURS = "dev.jeton";
  private static final String ANYTHING = "ANYTHING";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-z_][\\w.]*?)\\.[A-Z*].*;", Pattern.MULTILINE);

  /** The product's classes and nothing else: of a library only the names are needed. */
  private static final List<JavaClass> CLASSES =
      List.copyOf(new ClassFileImporter().importPath("target/classes"));

  @Test
  void everyPackageHasARow() {
    verify(
        (type, report) -> {
          if (row(type.getPackageName()).isEmpty()) {
            report.accept(type.getPackageName() + " has no row in MAY_USE");
          }
        });
  }

  @Test
  void packagesUseOnlyWhatTheirRowAllows() {
    verifyUses(
        (user, used) ->
            !isOurs(used)
                || user.equals(used)
                || row(user)
                    .map(row -> covers(MAY_USE.getOrDefault(row, Set.of()), used))
                    .orElse(false));
  }

  @Test
  void eachLibraryAppearsInItsOnePackage() {
    verifyUses((user, used) -> isOurs(used) || covers(mayUseLibrary(used), user));
  }

  @Test
  void noLibrarysTypeIsInOurSignatures() {
    verify(
        (type, report) ->
            shown(type)
                .filter(shown -> !isOurs(shown.getPackageName()))
                .filter(shown -> !mayUseLibrary(shown.getPackageName()).contains(ANYTHING))
                // What a command is called and which options it has can't be told in another way.
                .filter(shown -> !(shown.isAnnotation() && shown.getName().startsWith("picocli.")))
                .forEach(shown -> report.accept(type.getName() + " shows " + shown.getName())));
  }

  @Test
  void timeAndChanceComeFromTheApp() {
    verify(
        (type, report) -> {
          for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            String target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
            TIME_AND_CHANCE.forEach(
                (source, users) -> {
                  if (target.matches(source) && !covers(users, type.getPackageName())) {
                    report.accept(access.getDescription());
                  }
                });
          }
        });
  }

  @Test
  void secretsAreRevealedOnlyInListedPlaces() {
    verify(
        (type, report) -> {
          for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            if (access.getTargetOwner().getName().equals("dev.jeton.secret.Secret")
                && access.getTarget().getName().startsWith("reveal")
                && !type.getPackageName().equals("dev.jeton.secret")
                && !MAY_REVEAL_SECRETS.contains(outermost(type))) {
              report.accept(access.getDescription());
            }
          }
        });
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    verify(
        (type, report) -> {
          if (VAGUE_NAME.matcher(type.getSimpleName()).matches()) {
            report.accept(type.getName() + " is named for no thing in particular");
          }
        });
  }

  @Test
  void classesAreClosedToHeirs() {
    verify(
        (type, report) -> {
          boolean closed =
              type.isInterface()
                  || type.isEnum()
                  || type.isAnonymousClass()
                  || type.getModifiers().contains(JavaModifier.SYNTHETIC)
                  || type.getModifiers().contains(JavaModifier.FINAL)
                  || type.reflect().isSealed();
          if (!closed && !OPEN_CLASSES.contains(type.getName())) {
            report.accept(type.getName() + " is neither final nor sealed");
          }
        });
  }

  /** Reads rows of {@code key | value value …}. */
  private static Map<String, Set<String>> table(String rows) {
    return rows.lines()
        .map(row -> row.split("\\|", 2))
        .collect(Collectors.toUnmodifiableMap(row -> row[0].strip(), row -> words(row[1])));
  }

  private static Set<String> words(String line) {
    return Arrays.stream(line.strip().split(" +"))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOurs(String packageName) {
    return packageName.equals(OURS) || packageName.startsWith(OURS + ".");
  }

  /** The name of a package's row: its own, or its parent's {@code x.*}. */
  private static Optional<String> row(String packageName) {
    String name = packageName.substring(Math.min(packageName.length(), OURS.length() + 1));
    return Stream.of(name, name.replaceFirst("[^.]+$", "*"))
        .filter(MAY_USE::containsKey)
        .findFirst();
  }

  private static boolean covers(Set<String> rows, String packageName) {
    return rows.contains(ANYTHING)
        || rows.stream().anyMatch(row -> packageName.equals(OURS + "." + row))
        || row(packageName).filter(rows::contains).isPresent();
  }

  /**
   * Who may use a library's package: its longest prefix in the table decides; without one, none.
   */
  private static Set<String> mayUseLibrary(String packageName) {
    return LIBRARIES.keySet().stream()
        .filter(prefix -> (packageName + ".").startsWith(prefix + "."))
        .max(Comparator.comparingInt(String::length))
        .map(LIBRARIES::get)
        .orElse(Set.of());
  }

  /** Every type that others see in a class: its parents, and what its open members speak of. */
  private static Stream<JavaClass> shown(JavaClass type) {
    for (var each = Optional.of(type); each.isPresent(); each = each.get().getEnclosingClass()) {
      if (!isShown(each.get().getModifiers())) {
        return Stream.empty();
      }
    }
    Stream<JavaType> types =
        Stream.of(
                type.getSuperclass().stream(),
                type.getInterfaces().stream(),
                type.getFields().stream()
                    .filter(field -> isShown(field.getModifiers()))
                    .map(JavaField::getType),
                type.getCodeUnits().stream()
                    .filter(unit -> isShown(unit.getModifiers()))
                    .flatMap(ArchitectureTest::spokenOf))
            .flatMap(part -> part);
    Stream<JavaClass> annotations =
        Stream.concat(Stream.of(type), type.getMembers().stream())
            .flatMap(part -> part.getAnnotations().stream())
            .map(JavaAnnotation::getRawType);
    return Stream.concat(
        types
            .flatMap(each -> each.getAllInvolvedRawTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(each -> !each.isPrimitive()),
        annotations);
  }

  private static Stream<JavaType> spokenOf(JavaCodeUnit unit) {
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream())
        .flatMap(part -> part);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
  }

  /** Runs a check on every class and shows all that it found at once. */
  private static void verify(BiConsumer<JavaClass, Consumer<String>> check) {
    var found = new TreeSet<String>();
    CLASSES.forEach(type -> check.accept(type, found::add));
    show(found);
  }

  /**
   * Checks what byte code uses and, as an inlined constant leaves no trace there, what is imported.
   */
  private static void verifyUses(BiPredicate<String, String> allowed) {
    var found = new TreeSet<String>();
    for (JavaClass type : CLASSES) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        if (!used.isPrimitive() && !allowed.test(type.getPackageName(), used.getPackageName())) {
          found.add(dependency.getDescription());
        }
      }
    }
    imports()
        .forEach(
            (file, imported) -> {
              String user = SOURCES.relativize(file.getParent()).toString().replace('/', '.');
              imported.stream()
                  .filter(used -> !allowed.test(user, used))
                  .forEach(used -> found.add(file + " imports from " + used));
            });
    show(found);
  }

  private static Map<Path, Set<String>> imports() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(Collectors.toMap(file -> file, ArchitectureTest::imports));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> imports(Path file) {
    try {
      return IMPORT
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void show(Set<String> found) {
    if (!found.isEmpty()) {
      fail("\n" + String.join("\n", found) + "\n");
    }
  }
}
