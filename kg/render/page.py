"""The one file that a page is: markup, style, data and scripts together, with a policy that lets nothing else in.

The policy names the SHA-256 of every script and of the style, forbids all requests and all inline handlers; the data
stand in a block that browsers do not run. So a page opens offline, and what an article wrote cannot act in it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
from collections.abc import Mapping, Sequence

from kg.errors import OutputError
from kg.render.assets import static
from kg.render.text import clean, to_script_json

PACK_LIMIT = 3_000_000  # characters of data


def _digest(text: str) -> str:
    """Name a script or style in a policy by what it holds."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inline(script: str) -> str:
    """Make a script safe to stand in markup: no words of it may end the element."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def page(
    kind: str,
    title: str,
    data: Mapping[str, object],
    libraries: Sequence[str],
    own: Sequence[str],
    *,
    extra: Mapping[str, str] | None = None,
) -> str:
    """Compose a page of `kind` from its data (JSON-ready), the texts of libraries, and our own scripts by file name.

    Data of more than three megabytes are packed, which makes a page about seven times smaller and quicker to read.
    `extra` holds further blocks of JSON by the id of their element; their texts must hold no `<`.
    """
    style = static("page.css")
    main = "\n".join(map(static, own))
    bodies = [_inline(script) for script in (*libraries, f"{static('boot.js')}KG.start(() => {{\n{main}\n}});\n")]
    block = to_script_json(data)
    packed = len(block) > PACK_LIMIT
    if packed:
        block = base64.b64encode(gzip.compress(block.encode(), 6, mtime=0)).decode()
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(map(_digest, bodies)),
            "style-src " + _digest(style),
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "page": html.escape(kind),
        "policy": html.escape(policy, quote=False).replace('"', "&quot;"),
        "title": html.escape(clean(title)),
        "style": style,
        "form": "application/gzip" if packed else "application/json",
        "data": block,
        "extra": "".join(
            f'<script type="application/json" id="{name}">{text}</script>\n' for name, text in (extra or {}).items()
        ),
        "scripts": "\n".join(f"<script>{body}</script>" for body in bodies),
    }
    written: list[str] = []
    rest = static("page.html")
    for name in (
        "page",
        "policy",
        "title",
        "style",
        "form",
        "data",
        "extra",
        "scripts",
    ):  # in the order of the template
        before, marker, rest = rest.partition(f"%{name}%")
        if not marker:
            raise OutputError(f"The page template has no place for {name}.")
        written += [before, parts[name]]
    return "".join([*written, rest])
