"""The files that pages carry inside them: our style and scripts, and the libraries they stand on."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def static(name: str) -> str:
    """Read a file of `kg/render/static/`."""
    return (files("kg.render") / "static").joinpath(*name.split("/")).read_text(encoding="utf-8")


@cache
def vis_network() -> str:
    """Read the vis-network that the installed pyvis brings along, the newest one it has."""
    libraries = files("pyvis") / "templates" / "lib"
    folders = sorted(
        (folder for folder in libraries.iterdir() if folder.name.startswith("vis-")),
        key=lambda folder: tuple(int(part) for part in folder.name.removeprefix("vis-").split(".")),
    )
    return (folders[-1] / "vis-network.min.js").read_text(encoding="utf-8")


@cache
def alpha2() -> dict[str, str]:
    """Give the two-letter code of each three-letter code of ISO 3166-1."""
    return {line.split()[0]: line.split()[1] for line in static("iso3166.txt").splitlines()}
