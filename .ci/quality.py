#!/usr/bin/env python3
"""Writes docs/quality.md from the reports that .ci/quality has made, and fails where a mutant lives that nobody has judged."""
import collections
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "hopx-client/src/main/java"
REPORTS = ROOT / "hopx-client/target/pit"
JUDGED = ROOT / ".ci/quality-survivors.txt"
PAGE = ROOT / "docs/quality.md"

GROUPS = {
    "retry-and-token": "Retry and token",
    "pool-rules": "Pool: what it decides",
    "pool-at-work": "Pool: what it does",
}

MODULES = [
    "hopx-client",
    "hopx-embedded",
    "hopx-spring-boot-autoconfigure",
    "hopx-spring-boot-test",
    "hopx-sample-app",
]

PAGE_TEXT = """\
# Quality

What the tests would notice, and what they run.
Every figure on this page is made by one command:

```
.ci/quality
```

It runs the whole build with coverage, then the mutation tests, and writes this page.
It fails where a test fails, and where a mutant lives of which nobody has said why it may.

## Mutation tests

A mutant is our code with one thing changed: a condition turned round, a call left out, a result replaced.
[PIT](https://pitest.org) makes them one at a time and runs the tests that reach the change.
If one fails, or no longer comes to an end, the mutant is killed; if all pass, it has survived, and the tests would let that bug pass.

Mutated is the code where a bug costs most and shows least: what may be sent again and when, which credentials are shown to whom, and all of the pool.
The tables name the classes; those of which nothing can be changed, such as constants and interfaces, have no row.
Lines that log are not mutated.

Not all tests count here, but a choice for each part, listed in profile `quality` of `hopx-client/pom.xml`: those that are about it and take no more than seconds.
What the pool decides is tested without a server, what it does over real sockets.
Left out are the tests that look for races with many threads, kill a JVM, or wait for real time.
All of them run in the ordinary build, so that what survives here may still be noticed there.

{mutation}

## Coverage

How much of the code was run by any test, counted by [JaCoCo](https://www.jacoco.org) over the tests of all modules together.
This is information and no gate: code that runs is not yet code that is checked.
Applications that tests start as processes of their own are not counted, nor is what the sandboxes run in Python.

{coverage}
"""

Mutant = collections.namedtuple("Mutant", "name method key status")


def source_line(sources, file, line):
    if file not in sources:
        sources[file] = file.read_text(encoding="utf-8").splitlines()
    return sources[file][line - 1].strip()


def method_of(element):
    """The method as the source names it, those made by the compiler under the one that they stand in."""
    method = element.findtext("mutatedMethod")
    compiled = re.fullmatch(r"lambda\$(\w+)\$\d+", method)
    method = compiled.group(1) if compiled else method
    return "constructor" if method in ("<init>", "new") else "fields" if method in ("<clinit>", "static") else method


def change_of(element):
    text = element.findtext("description")
    text = re.sub(r" for ai/hopx/\S+", "", text)
    text = re.sub(r"\b(?:[\w$]+/)*([\w$]+)::(?:<init>|(\w+))", lambda m: m.group(2) or "new " + m.group(1), text)
    text = re.sub(r"\b(?:[a-z_]+\.)+([A-Z]\w*)\.(\w+)", r"\1.\2", text)
    return text[0].lower() + text[1:]


def mutants(group):
    """Read a report. What names a mutant are its method, its line's text and what was changed in it, and where these are
    the same for several, the number among them: all of that outlives changes elsewhere in the file."""
    elements = ElementTree.parse(REPORTS / group / "mutations.xml").getroot().findall("mutation")
    elements.sort(key=lambda e: (e.findtext("mutatedClass"), int(e.findtext("lineNumber")),
                                 [int(index.text) for index in e.find("indexes")]))
    sources, seen, found = {}, collections.Counter(), []
    for element in elements:
        package, _, file_class = element.findtext("mutatedClass").rpartition(".")
        file = SOURCES / package.replace(".", "/") / element.findtext("sourceFile")
        line = source_line(sources, file, int(element.findtext("lineNumber")))
        name = package.removeprefix("ai.hopx.client").lstrip(".")
        name = (name + "." if name else "") + file_class.replace("$", ".")
        method = method_of(element)
        key = f"{name}.{method}: {change_of(element)}: {line}"
        seen[key] += 1
        if seen[key] > 1:
            key += f" #{seen[key]}"
        found.append(Mutant(name, method, key, element.get("status")))
    return found


def judged():
    """Read why mutants may live: lines that name mutants, then an indented line that says why."""
    reasons, keys = {}, []
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line[0].isspace():
            reasons.update((key, line.strip()) for key in keys)
            keys = []
        else:
            keys.append(line.strip())
    if keys:
        sys.exit(f"{JUDGED.name}: no reason for {keys}")
    return reasons


def percent(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else ""


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def code(text):
    return "`" + text.replace("|", "\\|") + "`"


def is_killed(mutant):
    return mutant.status not in ("SURVIVED", "NO_COVERAGE")


def score_table(found):
    by_class = collections.defaultdict(list)
    for mutant in found:
        by_class[mutant.name].append(mutant)
    yield row("class", "mutants", "killed", "score")
    yield "|---|---|---|---|"
    for name, own in sorted(by_class.items()):
        killed = sum(map(is_killed, own))
        yield row(f"`{name}`", len(own), killed, percent(killed, len(own)))


def survivor_table(found, reasons):
    yield row("where", "what was changed, and nothing failed", "why that is left")
    yield "|---|---|---|"
    for mutant in found:
        if not is_killed(mutant):
            where, change, line = re.sub(r" #\d+$", "", mutant.key).split(": ", 2)
            yield row(f"`{where}`", f"{change}: {code(line)}", reasons.get(mutant.key, "**not judged**"))


def mutation_part(reports, reasons):
    yield row("code", "mutants", "killed", "score", "survivors, each judged below")
    yield "|---|---|---|---|---|"
    for group, found in reports.items():
        killed = sum(map(is_killed, found))
        yield row(GROUPS[group], len(found), killed, percent(killed, len(found)), len(found) - killed)
    for group, found in reports.items():
        yield from ("", f"### {GROUPS[group]}", "", *score_table(found))
        if not all(map(is_killed, found)):
            yield from ("", *survivor_table(found, reasons))


def counters(element):
    found = {}
    for counter in element.findall("counter"):
        found[counter.get("type")] = (int(counter.get("covered")), int(counter.get("missed")))
    return found


def coverage_row(name, element):
    found = counters(element)
    cells = []
    for kind in ("LINE", "BRANCH"):
        covered, missed = found.get(kind, (0, 0))
        cells += [covered + missed, percent(covered, covered + missed)]
    return row(name, *cells)


def coverage_part():
    modules = {}
    for module in MODULES:
        modules[module] = ElementTree.parse(ROOT / module / "target/site/jacoco/jacoco.xml").getroot()
    head = (row("", "lines", "covered", "branches", "covered"), "|---|---|---|---|---|")
    yield from head
    for module, report in modules.items():
        yield coverage_row(f"`{module}`", report)
    for module, report in modules.items():
        yield from ("", f"### {module}", "", *head)
        for package in sorted(report.iter("package"), key=lambda p: p.get("name")):
            if counters(package):
                yield coverage_row("`" + package.get("name").replace("/", ".") + "`", package)


def main():
    reasons = judged()
    reports = {group: mutants(group) for group in GROUPS}
    found = [mutant for report in reports.values() for mutant in report]
    page = PAGE_TEXT.replace("{mutation}", "\n".join(mutation_part(reports, reasons)))
    page = page.replace("{coverage}", "\n".join(coverage_part()))
    PAGE.write_text(page, encoding="utf-8")

    keys = {mutant.key: mutant for mutant in found}
    unjudged = [mutant.key for mutant in found if not is_killed(mutant) and mutant.key not in reasons]
    stale = [key for key in reasons if key not in keys]
    killed = [key for key in reasons if key in keys and is_killed(keys[key])]
    for title, listed in (("Not judged", unjudged), ("Judged, but no such mutant", stale),
                          ("Judged, but killed this time", killed)):
        for key in listed:
            print(f"{title}: {key}", file=sys.stderr)
    sys.exit(1 if unjudged or stale else 0)


if __name__ == "__main__":
    main()
