"""Source text of a language that starts a fresh process for each run."""

import os
import shutil
import subprocess
import tempfile

from refusal import Refusal
from runs import ProgramRun

# A longer argument is refused by the kernel
MAX_ARGUMENT = 96 * 1024

GO_RUN = 'cd "$2" && "$1" build -o "$3/main" "$3/main.go" && exec "$3/main"'

INSTALL = {
    "javascript": "install Node.js",
    "go": "install Go",
    "bash": "install bash",
    "python": "install Python 3",
}


def start(supervisor, request, code):
    """Start a run of source text that gets a process of its own."""
    language = request["language"]
    program = supervisor.settings["interpreters"].get(language)
    if program is None:
        raise unavailable(language)
    env, cwd = supervisor.environment(request), supervisor.working_directory(request)
    if language == "go":
        start_go(supervisor, request, program, code, env, cwd)
        return
    run = ProgramRun(supervisor, request)
    if len(code) < MAX_ARGUMENT and b"\0" not in code:
        # As an argument, so that the interpreter's own messages name no file
        text = os.fsdecode(code)
        arguments = {"bash": ["-c", "--", text], "python": ["-u", "-c", text],
                     "javascript": ["--eval=" + (text or " ")]}[language]
        launch(run, [program] + arguments, env, cwd)
        return
    with file_of(code) as file:
        if language == "bash":
            launch(run, [program, "/dev/fd/%d" % file.fileno()], env, cwd, pass_fds=(file.fileno(),))
        else:
            launch(run, [program] + (["-u", "-"] if language == "python" else ["-"]), env, cwd, stdin=file)


def start_go(supervisor, request, program, code, env, cwd):
    # Built and then run, not "go run", which turns every exit code into 1
    folder = tempfile.mkdtemp(prefix="go-", dir=supervisor.folders["/tmp"])
    with open(os.path.join(folder, "main.go"), "wb") as file:
        file.write(code)
    run = ProgramRun(supervisor, request)
    run.clean_up = lambda: shutil.rmtree(folder, ignore_errors=True)
    launch(run, ["/bin/sh", "-c", GO_RUN, "sh", program, cwd, folder], env, cwd)


def launch(run, argv, env, cwd, stdin=subprocess.DEVNULL, pass_fds=()):
    try:
        run.start(argv, env, cwd, stdin, pass_fds)
    except Refusal:
        run.abandon()
        raise


def file_of(code):
    """An open file without a name that holds the code."""
    if hasattr(os, "memfd_create"):
        file = os.fdopen(os.memfd_create("code"), "w+b")
    else:
        file = tempfile.TemporaryFile()
    file.write(code)
    file.flush()
    file.seek(0)
    return file


def unavailable(language):
    hint = INSTALL.get(language)
    message = "%s is not available on this machine" % language
    return Refusal("LANGUAGE_UNAVAILABLE", message + (": " + hint if hint else ""))
