# Finds a JDK 25. To be sourced by POSIX shell scripts; starts no JVM and no other process.
#
#   find_jdk    sets JDK to the home of a JDK 25, or prints one line and returns 1

# Whether $1 is the home of a JDK 25.
is_jdk_25() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r jdk_line; do
    case $jdk_line in
      'JAVA_VERSION="25"' | 'JAVA_VERSION="25.'*) return 0 ;;
    esac
  done <"$1/release"
  return 1
}

find_jdk() {
  if [ -n "${RUNNER_JAVA_HOME:-}" ]; then
    if is_jdk_25 "$RUNNER_JAVA_HOME"; then
      JDK=$RUNNER_JAVA_HOME
      return 0
    fi
    echo "RUNNER_JAVA_HOME is $RUNNER_JAVA_HOME, which is no JDK 25: point it at one, or unset it" >&2
    return 1
  fi
  for JDK in \
    "${JAVA_HOME:-}" \
    /usr/lib/jvm/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${HOME:-}"/.m2/jdks/* \
    /opt/*; do
    if [ -n "$JDK" ] && is_jdk_25 "$JDK"; then
      return 0
    fi
  done
  # Where java on the PATH lives, whatever links lead to it.
  JDK=$(command -v java 2>/dev/null) || JDK=
  while [ -L "$JDK" ]; do
    jdk_link=$(readlink "$JDK")
    case $jdk_link in
      /*) JDK=$jdk_link ;;
      *) JDK=${JDK%/*}/$jdk_link ;;
    esac
  done
  JDK=${JDK%/bin/java}
  if [ -n "$JDK" ] && is_jdk_25 "$JDK"; then
    return 0
  fi
  echo "no JDK 25 found: install one (for example Eclipse Temurin 25) or set RUNNER_JAVA_HOME to its folder" >&2
  return 1
}
