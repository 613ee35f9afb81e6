"""What values look like: their text and their rich forms, as a notebook would show them."""

import base64
import json
import sys

# What a value may offer, in the order in which a notebook prefers it
FORMATS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"),
)

TEXT = "text/plain"
DATAFRAME = "application/vnd.dataframe+json"


class Collector:
    """Gathers the rich outputs of one run, up to a limit."""

    def __init__(self):
        self.start(0, 0)

    def start(self, max_text, max_rich):
        self._max_text = max_text
        self._limit = self._room = max_rich
        self._text = None
        self._outputs = []
        self._shown = []
        self.count = None

    def take(self):
        """The run's result, as the JSON that the server reads; empty where there is none."""
        if self._text is None and not self._outputs and self.count is None:
            return b""
        return b'{"text":%s,"outputs":[%s],"count":%s}' % (
            encode(self._text), b",".join(self._outputs), encode(self.count))

    def display(self, *values, raw=False, **_):
        """What user code calls to show values; with ``raw``, forms by their types."""
        for value in values:
            bundle = value if raw else forms_of(value, self._note)
            text = bundle.pop(TEXT, None)
            if self._is_new(value) and not self._add_all(bundle):
                print(text if text is not None else repr(value))

    def result(self, value):
        """Take the value of a run's last expression."""
        bundle = forms_of(value, self._note)
        text = bundle.pop(TEXT, None)
        text = text if isinstance(text, str) else repr(value)
        if len(text) > self._max_text:
            text = text[:self._max_text]
            self._note("The text of the result was cut after %d characters." % self._max_text)
        self._text = text
        if self._is_new(value):
            self._add_all(bundle)

    def figures(self):
        """Take every open matplotlib figure that was not shown yet, and close them all."""
        helpers = sys.modules.get("matplotlib._pylab_helpers")
        if helpers is None:
            return
        for manager in helpers.Gcf.get_all_fig_managers():
            figure = manager.canvas.figure
            if self._is_new(figure):
                self._add_all(forms_of(figure, self._note))
        helpers.Gcf.destroy_all()

    def _is_new(self, value):
        """A figure that is shown, and is the last value, and still open, is one output."""
        if not is_figure(value):
            return True
        if any(value is each for each in self._shown):
            return False
        self._shown.append(value)
        return True

    def _add_all(self, bundle):
        for kind, data in bundle.items():
            self._add(kind, data)
        return bool(bundle)

    def _add(self, kind, data):
        try:
            output = encode({"type": kind, "data": plain(kind, data)})
        except (TypeError, ValueError) as error:
            self._note("An output of type %s was left out: %s." % (kind, error))
            return
        if len(output) > self._room:
            self._note("An output of type %s was left out: the limit of rich output is %d bytes."
                       % (kind, self._limit))
            return
        self._room -= len(output)
        self._outputs.append(output)

    def _note(self, text):
        print("hopx: " + text, file=sys.stderr)


def encode(value):
    return json.dumps(value, allow_nan=False).encode()


def plain(kind, data):
    """The form of the data that goes into JSON: bytes as base64, all else as it is."""
    if isinstance(data, (bytes, bytearray, memoryview)):
        return base64.b64encode(data).decode()
    if kind != "application/json" and not kind.endswith("+json") and not isinstance(data, str):
        return str(data)
    return data


def forms_of(value, note):
    """The value's rich forms by type; a form that fails is left out."""
    bundle = {}
    if isinstance(value, type):
        return bundle
    bundle_of = getattr(type(value), "_repr_mimebundle_", None)
    if bundle_of is not None:
        bundle.update(attempt(lambda: bundle_of(value), note) or {})
    for method, kind in FORMATS:
        form_of = getattr(type(value), method, None)
        if form_of is not None and kind not in bundle:
            data = attempt(lambda form_of=form_of: form_of(value), note)
            if data is not None:
                bundle[kind] = data
    for applies, kind, form_of in ((is_figure, "image/png", picture), (is_dataframe, DATAFRAME, table)):
        if applies(value) and kind not in bundle:
            data = attempt(lambda form_of=form_of: form_of(value), note)
            if data is not None:
                bundle[kind] = data
    return bundle


def attempt(form, note):
    try:
        data = form()
    except Exception as error:
        note("A rich form of the value failed with %s: %s" % (type(error).__name__, error))
        return None
    # Some add metadata, which has no place here
    return data[0] if isinstance(data, tuple) else data


def is_figure(value):
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, getattr(module, "Figure", ()))


def picture(figure):
    import io
    file = io.BytesIO()
    figure.savefig(file, format="png", bbox_inches="tight")
    return file.getvalue()


def is_dataframe(value):
    module = sys.modules.get("pandas")
    return module is not None and isinstance(value, getattr(module, "DataFrame", ()))


def table(frame):
    return json.loads(frame.to_json(orient="split", date_format="iso"))
