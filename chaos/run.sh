#!/usr/bin/env bash
# A chaos run: chaos/run.sh [--seed N] [--minutes M]; 30 minutes and a random seed without.
set -euo pipefail
cd "$(dirname "$0")/.."

# One build at a time, where several runs are started side by side
mkdir -p chaos/target
exec 9>chaos/target/run.lock
flock 9
classpath=$(./mvnw -q -B -pl chaos -am compile exec:exec | tail -n 1)
exec 9>&-

exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms128m -Xmx512m -XX:+UseSerialGC -cp "$classpath" ai.hopx.chaos.ChaosMain "$@"
