"""Makes matplotlib, if it is ever imported, draw for the interpreter.

MPLBACKEND is set only while matplotlib reads it. Were it left in the environment, it would be
passed on to other Python programs, which do not have the backend.
"""

import importlib.util
import os
import sys

MATPLOTLIB = "matplotlib"
BACKEND = "hopx_figures"


class Finder:
    """Finds the backend, which is in no folder of the search path, and has matplotlib use it."""

    def __init__(self, figures):
        self._figures = figures
        self._folder = os.path.dirname(os.path.abspath(__file__))

    def find_spec(self, name, path=None, target=None):
        if name == BACKEND:
            spec = importlib.util.spec_from_file_location(name, os.path.join(self._folder, name + ".py"))
            return after_loading(spec, lambda module: setattr(module, "figures", self._figures))
        if name == MATPLOTLIB and "MPLBACKEND" not in os.environ:
            return self._find_matplotlib()
        return None

    def _find_matplotlib(self):
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(MATPLOTLIB)
        finally:
            sys.meta_path.insert(0, self)
        if spec is None or not hasattr(spec.loader, "exec_module"):
            return spec
        load = spec.loader.exec_module

        def load_with_backend(module):
            os.environ["MPLBACKEND"] = "module://" + BACKEND
            try:
                load(module)
            finally:
                os.environ.pop("MPLBACKEND", None)

        spec.loader.exec_module = load_with_backend
        return spec


def after_loading(spec, callback):
    load = spec.loader.exec_module

    def load_and_call(module):
        load(module)
        callback(module)

    spec.loader.exec_module = load_and_call
    return spec


def prepare(figures):
    sys.meta_path.insert(0, Finder(figures))
