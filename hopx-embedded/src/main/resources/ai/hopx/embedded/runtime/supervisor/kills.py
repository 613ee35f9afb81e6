"""Killing one process that somebody names by its id."""

from processes import is_alive
from refusal import Refusal

# Stands for no run: a process's variable cannot hold it
NO_RUN = "\0"


def kill(supervisor, request, kernel):
    """Kill a process and what belongs to it; answer when all of that is dead.

    A run's own process ends the run. The Python kernel is spared: it is no program of the user's, and
    all variables would go with it.
    """
    pid = request["pid"]
    process = supervisor.processes.members().get(pid)
    if process is None or not is_alive(pid, process.started):
        raise Refusal("PROCESS_NOT_FOUND", "There is no process %d" % pid)
    if pid == kernel:
        raise Refusal("PERMISSION_DENIED", "Process %d is the Python interpreter; it cannot be killed" % pid)
    runs = [run for run in supervisor.runs.values() if run.pid == pid]
    victims = {(pid, process.started)}
    for run in runs:
        run.cancel()
        victims |= run.victims
    if not runs:
        victims |= supervisor.processes.kill_run(NO_RUN, pid)
    supervisor.when(lambda: not any(is_alive(*each) for each in victims), lambda: supervisor.answer(request))
