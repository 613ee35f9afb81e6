"""What a value looks like: its text and its rich forms, as a notebook would show them."""

import base64
import json

# In the order of preference of a notebook: the first is the one to show
FORMATS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"),
)


class Collector:
    """Gathers the rich outputs of one run, up to a limit."""

    def __init__(self):
        self._text = None
        self._outputs = []

    def start(self, max_text, max_rich):
        self._text = None
        self._outputs = []
        self._max_text = max_text
        self._room = max_rich

    def take(self):
        """The run's result, as the JSON that the server reads."""
        return b"" if self._text is None and not self._outputs else json.dumps(
            {"text": self._text, "outputs": self._outputs}).encode()

    def display(self, *values, **_):
        for value in values:
            self._add(value)

    def result(self, value):
        self._text = repr(value)[:self._max_text]
        self._add(value)

    def figures(self):
        pass

    def _add(self, value):
        for method, kind in FORMATS:
            form = getattr(type(value), method, None)
            if form is not None:
                data = form(value)
                if data is not None:
                    if isinstance(data, tuple):
                        data = data[0]
                    if isinstance(data, bytes):
                        data = base64.b64encode(data).decode()
                    self._outputs.append({"type": kind, "data": data})


def prepare_matplotlib():
    pass
