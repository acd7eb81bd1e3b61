"""Start again from weights that were shipped: the ONNX files back into a network that can be trained.

    python -m training.restore --weights kg/language/weights --outside 1.0 --encoder ENCODER --out OUT

writes `OUT/start.pt` and `OUT/vocabulary.json`. Bytes are multiplied by their scales, and what smoothing moved from one
product into another is moved back, so that nothing is lost but the rounding (LAS .8892 where the bytes have .8908
with the best trees and windows of the reader).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.model import ARC, LABEL, LAYERS, WIDTH, Reader, encoder_of


class Stored:
    """The tensors of one ONNX file, by the names that `export.py` gave them."""

    def __init__(self, path: Path) -> None:
        self.graph = onnx.load(path).graph
        self.tensors = {x.name: torch.from_numpy(numpy_helper.to_array(x).copy()) for x in self.graph.initializer}
        self.made_by = {name: node for node in self.graph.node for name in node.output}
        self.used_by = {node.input[1]: node for node in self.graph.node if node.op_type == "DynamicQuantizeMatMul"}

    def __contains__(self, name: str) -> bool:
        return name in self.tensors

    def __getitem__(self, name: str) -> Tensor:
        return self.tensors[name]

    def product(self, name: str) -> Tensor:
        """Give the weights of a product, (outputs, inputs), with the scales of its inputs taken in."""
        weight = self[f"{name}.weight"].float() * self[f"{name}.weight.scale"]
        before = self.made_by.get(self.used_by[f"{name}.weight"].input[0])
        if before is not None and before.op_type == "Mul":
            weight *= next(self[value] for value in before.input if value in self)[:, None]
        return weight.T.contiguous()

    def convolution(self, name: str) -> Tensor:
        """Give the weights of a convolution over three neighbours that was stored as one product."""
        weight = self.product(name)
        return weight.view(len(weight), 3, -1).permute(0, 2, 1).contiguous()


def restored(folder: Path, encoder: Path, outside: float) -> Reader:
    """Read the weights of a folder; `outside` is what was added to the score of being no name."""
    classes = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
    reader, labels = Stored(folder / "reader.onnx"), Stored(folder / "labels.onnx")
    model = Reader({key: len(values) for key, values in classes.items()}, encoder=encoder_of(encoder))
    state = model.state_dict()
    _restore_encoder(state, reader)
    for name in ("shape", "gap", "char"):
        state[f"{name}.weight"] = reader[f"{name}.weight"]
    convolutions = {"char_conv": "spelling", "name_conv.0": "near.0", "name_conv.1": "near.1"}
    for ours, theirs in convolutions.items():
        state[f"{ours}.weight"], state[f"{ours}.bias"] = reader.convolution(theirs), reader[f"{theirs}.bias"]
    heads = ("arc_dep", "arc_head", "label_dep", "label_head", "name_in", "tag", "pos", "morph", "lemma", "start")
    sizes = [len(state[f"{head}.bias"]) for head in heads]
    parts = zip(heads, reader.product("heads").split(sizes), reader["heads.bias"].split(sizes), strict=True)
    for head, weight, bias in parts:
        state[f"{head}.weight"], state[f"{head}.bias"] = weight, bias
    state["biaffine.weight"], state["root.weight"] = reader.product("arcs").split([ARC, 1])
    state["root.bias"] = reader["arcs.bias"][ARC:]
    prior = next(node.input[1] for node in reader.graph.node if node.op_type == "MatMul")
    state["prior.weight"] = reader[prior].T
    state["name.weight"], state["name.bias"] = reader.product("name"), reader["name.bias"]
    state["name.bias"][0] -= outside
    table = state["labels"]
    table[:, :LABEL] = labels.product("left").view(len(table), LABEL + 1, LABEL).permute(0, 2, 1)
    table[:, LABEL] = labels["left.bias"].view(len(table), LABEL + 1)
    model.load_state_dict(state)
    return model


def _restore_encoder(state: dict[str, Tensor], reader: Stored) -> None:
    """Put the encoder's layers into a state that holds the pretrained ones.

    The values that attention mixes were scaled when the input of `out` was smoothed: they get the norms of the
    pretrained ones again, since training would else change them much more than the rest.
    """
    state["encoder.position.weight"] = reader["position.weight"]
    for kind in ("weight", "bias"):
        state[f"encoder.norm.{kind}"] = reader[f"norm.{kind}"]
    for i in range(LAYERS):
        ours, theirs = f"encoder.layers.{i}", f"layers.{i}"
        weight, bias = reader.product(f"{theirs}.qkv"), reader[f"{theirs}.qkv.bias"]
        if f"{theirs}.query.weight" in reader:
            weight = torch.cat([reader.product(f"{theirs}.query"), weight])
            bias = torch.cat([reader[f"{theirs}.query.bias"], bias])
        out = reader.product(f"{theirs}.out")
        scale = state[f"{ours}.qkv.weight"][-WIDTH:].norm(dim=1) / weight[-WIDTH:].norm(dim=1)
        weight[-WIDTH:] *= scale[:, None]
        bias[-WIDTH:] *= scale
        state[f"{ours}.qkv.weight"], state[f"{ours}.qkv.bias"] = weight, bias
        state[f"{ours}.out.weight"], state[f"{ours}.out.bias"] = out / scale, reader[f"{theirs}.out.bias"]
        for part in ("up", "down"):
            state[f"{ours}.{part}.weight"] = reader.product(f"{theirs}.{part}")
            state[f"{ours}.{part}.bias"] = reader[f"{theirs}.{part}.bias"]
        for part in ("norm1", "norm2"):
            for kind in ("weight", "bias"):
                state[f"{ours}.{part}.{kind}"] = reader[f"{theirs}.{part}.{kind}"]


def main() -> None:
    """Restore as the command line says."""
    parser = argparse.ArgumentParser(description="Turn shipped weights into a start for more training.")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--outside", type=float, default=0.0, help="what the export added to being no name")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": restored(args.weights, args.encoder, args.outside).state_dict()}, args.out / "start.pt")
    classes = (args.weights / "classes.json").read_text(encoding="utf-8")
    (args.out / "vocabulary.json").write_text(classes, encoding="utf-8")


if __name__ == "__main__":
    main()
