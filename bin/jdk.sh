# Finds a Java that can run Jeton; sourced by ./jeton and ./test.

# find_jdk java|javac: sets JDK to the home of a Java 25 or newer that has this program and
# jdk_version to its full version, or says what to install. It reads each home's release file, since asking a java for its version takes longer than
# all else that the launcher does.
find_jdk() {
  JDK=
  jdk_newer=
  jdk_on_path=$(command -v java) || jdk_on_path=
  if [ -n "$jdk_on_path" ]; then
    jdk_on_path=$(readlink -f "$jdk_on_path" 2>/dev/null || echo "$jdk_on_path")
    jdk_on_path=${jdk_on_path%/bin/java}
  fi
  for jdk_home in "${JAVA_HOME-}" /usr/lib/jvm/* /opt/* /opt/*/* "${HOME-}"/.sdkman/candidates/java/* \
    "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$jdk_on_path"; do
    [ -n "$jdk_home" ] && [ -x "$jdk_home/bin/$1" ] && jdk_major "$jdk_home" && [ "$jdk_major" -ge 25 ] || continue
    # The one that was asked for, else the version that Jeton is tested on, else a newer one.
    if [ "$jdk_home" = "${JAVA_HOME-}" ] || [ "$jdk_major" -eq 25 ]; then
      JDK=$jdk_home
      return 0
    fi
    jdk_newer=${jdk_newer:-$jdk_home}
  done
  JDK=$jdk_newer
  [ -n "$JDK" ] && jdk_major "$JDK" && return 0
  case $1 in javac) jdk_kind="a JDK (with javac)" ;; *) jdk_kind="Java" ;; esac
  cat >&2 <<EOF
Jeton needs $jdk_kind 25 or newer, and there is none in JAVA_HOME, /usr/lib/jvm, /opt,
~/.sdkman/candidates/java, ~/.jdks, /Library/Java/JavaVirtualMachines or on PATH. Ways to get one:
  Debian 13, Ubuntu 25.10 and newer   apt-get install openjdk-25-jdk-headless
  Fedora                              dnf install java-25-openjdk-devel
  macOS                               brew install --cask temurin@25
  SDKMAN                              sdk install java 25-tem
  anywhere                            https://adoptium.net/temurin/releases/?version=25
EOF
  return 1
}

# jdk_major HOME: sets jdk_version, and jdk_major to its first number.
jdk_major() {
  jdk_major=
  jdk_version=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r jdk_key jdk_value; do
      jdk_value=${jdk_value#\"}
      case $jdk_key in
        JAVA_VERSION) jdk_major=${jdk_value%%[!0-9]*} ;;
        JAVA_RUNTIME_VERSION) jdk_version=${jdk_value%\"} ;;
      esac
    done <"$1/release"
  else
    jdk_major=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  fi
  [ -n "$jdk_major" ]
}
