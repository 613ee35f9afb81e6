"""Limits that the kernel holds for each process; children inherit them from here."""

import resource

OPEN_FILES = 4096


def apply(settings):
    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_NOFILE, OPEN_FILES)
    lower(resource.RLIMIT_FSIZE, settings["diskBytes"])
    # What is really written to, not address space: node and Go reserve far more than they use
    lower(resource.RLIMIT_DATA, settings["memoryBytes"])
    if settings.get("processes"):
        lower(resource.RLIMIT_NPROC, settings["processes"])


def lower(what, limit):
    """Lower a limit for good; one that is lower already stays."""
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    try:
        resource.setrlimit(what, (limit, limit))
    except (OSError, ValueError):
        # Not every system knows every limit; one that is not held is no reason not to run
        pass
