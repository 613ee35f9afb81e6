#!/usr/bin/env bash
# Measures. Without arguments all of it, in about half an hour, and writes docs/performance.md; with --quick what the client
# costs, in five minutes; with names of measurements only these. Ends with 1 where a figure is not what it must be.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v curl >/dev/null || { echo 'Install curl: transfers are compared with it' >&2; exit 2; }
if ! { command -v node >/dev/null && (cd benchmarks/sdk && npm ci --silent); }; then
    echo 'No Node.js, or the JavaScript SDK could not be installed: go on without it' >&2
fi
class_path=$(./mvnw -q -B -pl benchmarks -am compile exec:exec | tail -n 1)
cd benchmarks
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms1g -Xmx1g -cp "$class_path" ai.hopx.benchmarks.Benchmarks "$@"
