# Sourced by the commands of this project: finds a JDK of version 25 or newer and exports JAVA_HOME.
# Portable sh. The project's folder must be the current one.

required_java=25

# The major version of the JDK in folder $1, or nothing if there is none.
java_major() {
    [ -x "$1/bin/javac" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

use_if_new_enough() {
    found_major=$(java_major "$1")
    [ -n "$found_major" ] && [ "$found_major" -ge "$required_java" ] || return 1
    JAVA_HOME=$1
    export JAVA_HOME
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && use_if_new_enough "$JAVA_HOME"; then
        return 0
    fi
    for folder in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        use_if_new_enough "$folder" && return 0
    done
    if command -v javac >/dev/null 2>&1; then
        javac_path=$(command -v javac)
        use_if_new_enough "$(dirname "$(dirname "$(readlink -f "$javac_path" 2>/dev/null || echo "$javac_path")")")" && return 0
    fi
    echo "Marshrut needs a JDK of version $required_java or newer: install Eclipse Temurin $required_java (adoptium.net) or set JAVA_HOME." >&2
    exit 2
}

# Maven with the project's settings; its own library warnings about the JDK are silenced.
maven() {
    if ! command -v mvn >/dev/null 2>&1; then
        echo "Marshrut is built with Maven 3.8 or newer: install it (Debian: apt-get install maven)." >&2
        exit 2
    fi
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" mvn -B "$@"
}

find_jdk
