"""Products in bytes with as little loss as can be had: the inputs smoothed, the weights rounded one after another.

The input of a product is quantised at run time with one scale for all of it, so that one channel ten times as strong as
the others (BERT has one or two in every layer) leaves the others few steps. Two remedies, neither of which needs
training: strong channels are divided, and their weights multiplied, by a power of their range (SmoothQuant, Xiao et al.
2023); and each weight is rounded so as to make up for the errors of those rounded before it, given the inputs that
occur (GPTQ, Frantar et al. 2023). The inputs are those of some windows of the training texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

POWER = 0.6
"""How much of the range of a channel goes into its weights: 0 nothing, 1 all."""
STEPS, FEWER = 127, 96
"""Steps a weight has on each side of nought.

Processors without VNNI add up pairs in 16 bits and cut what does not fit; inputs that lie on both sides of nought fill
more of these bits, and their products fare better with fewer steps.
"""
DAMPING = 0.01


class Product(nn.Module):
    """A matrix product, weights (inputs, outputs); `shrink` is what its inputs are multiplied by first."""

    def __init__(self, *layers: nn.Linear, steps: int = STEPS) -> None:
        super().__init__()
        self.steps = steps
        self.weight = nn.Parameter(torch.cat([x.weight.detach() for x in layers]).T.contiguous())
        biases = [torch.zeros(x.out_features) if x.bias is None else x.bias.detach() for x in layers]
        self.bias = nn.Parameter(torch.cat(biases))
        self.shrink: Tensor | None = None
        self.seen: Seen | None = None

    def forward(self, x: Tensor) -> Tensor:
        """Multiply."""
        if self.seen is not None:
            self.seen.add(x.detach())
        if self.shrink is not None:
            x = x * self.shrink
        return x @ self.weight + self.bias

    def divided(self, scale: Tensor) -> None:
        """Expect inputs divided by `scale`."""
        assert self.seen is not None
        self.weight.data *= scale[:, None]
        self.seen.divide(scale)


class Seen:
    """The inputs of one product as they occurred: the range of each channel, and the sum of their outer products."""

    def __init__(self, width: int) -> None:
        self.range = torch.zeros(width)
        self.gram = torch.zeros(width, width, dtype=torch.float64)

    def add(self, x: Tensor) -> None:
        """Take in some inputs."""
        rows = x.reshape(-1, x.shape[-1])
        self.range = torch.maximum(self.range, rows.abs().amax(dim=0))
        self.gram += (rows.T @ rows).double()

    def divide(self, scale: Tensor) -> None:
        """Act as if the inputs had been divided by `scale`."""
        self.range /= scale
        self.gram /= scale.double()[:, None] * scale.double()[None, :]

    def scale(self) -> Tensor:
        """Give what to divide the channels by."""
        return self.range.clamp(min=1e-2) ** POWER


def watch(module: nn.Module) -> None:
    """Let every product of a module note what it is given."""
    for product in module.modules():
        if isinstance(product, Product):
            product.seen = Seen(len(product.weight))


def smooth(product: Product) -> None:
    """Divide the inputs of one product at run time."""
    assert product.seen is not None
    scale = product.seen.scale()
    product.divided(scale)
    product.shrink = 1 / scale


@dataclass(frozen=True, slots=True)
class Rounded:
    """Weights in bytes; each column times its scale gives the weights."""

    values: NDArray[np.int8]
    scales: NDArray[np.float32]


def rounded(product: Product) -> Rounded:
    """Round the weights of a product, the strongest input first, each error passed on to those still to come."""
    assert product.seen is not None
    weight = product.weight.detach().double().numpy().copy()
    gram = product.seen.gram.numpy()
    gram = gram + np.eye(len(gram)) * (DAMPING * np.trace(gram) / len(gram) + 1e-9)
    order = np.argsort(-np.diag(gram))
    weight, gram = weight[order], gram[np.ix_(order, order)]
    upper = np.linalg.cholesky(np.linalg.inv(gram)).T
    scales = np.maximum(np.abs(weight).max(axis=0), 1e-9) / product.steps
    values = np.zeros_like(weight)
    block = 64
    for start in range(0, len(weight), block):
        end = min(start + block, len(weight))
        errors = np.zeros((end - start, weight.shape[1]))
        for i in range(start, end):
            values[i] = np.clip(np.round(weight[i] / scales), -product.steps, product.steps)
            errors[i - start] = (weight[i] - values[i] * scales) / upper[i, i]
            weight[i + 1 : end] -= np.outer(upper[i, i + 1 : end], errors[i - start])
        weight[end:] -= upper[start:end, end:].T @ errors
    result = np.empty_like(values)
    result[order] = values
    return Rounded(result.astype(np.int8), scales.astype(np.float32))


def products(module: nn.Module) -> dict[str, Rounded]:
    """Round all products of a module, by the names that their weights have in the exported graph."""
    return {f"{name}.weight": rounded(part) for name, part in module.named_modules() if isinstance(part, Product)}


def store(model: onnx.ModelProto, weights: Mapping[str, Rounded]) -> None:
    """Put products of bytes in the place of the others: one operator for product and bias."""
    graph = model.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    for node in list(graph.node):
        if node.op_type != "MatMul" or node.input[1] not in weights:
            continue
        name = node.input[1]
        (added,) = users[node.output[0]]
        bias = next(value for value in added.input if value in tensors)
        graph.initializer.remove(tensors[name])
        graph.initializer.append(numpy_helper.from_array(weights[name].values, name))
        graph.initializer.append(numpy_helper.from_array(weights[name].scales, f"{name}.scale"))
        made = helper.make_node(
            "DynamicQuantizeMatMul", [node.input[0], name, f"{name}.scale", "", bias], list(added.output),
            name=f"{name}.product", domain="com.microsoft",
        )  # fmt: skip
        graph.node.insert(list(graph.node).index(node), made)
        graph.node.remove(node)
        graph.node.remove(added)


def shrink_table(model: onnx.ModelProto, name: str) -> None:
    """Store a table of vectors as bytes with one scale a row: `Gather` the row, then multiply."""
    graph = model.graph
    tensor = next(tensor for tensor in graph.initializer if tensor.name == name)
    node = next(node for node in graph.node if node.op_type == "Gather" and node.input[0] == name)
    table = numpy_helper.to_array(tensor)
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
    graph.initializer.remove(tensor)
    graph.initializer.append(numpy_helper.from_array(np.round(table / scale).astype(np.int8), "word_bytes"))
    graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), "word_scales"))
    at = list(graph.node).index(node)
    ids, out = node.input[1], node.output[0]
    graph.node.remove(node)
    new = [
        helper.make_node("Gather", ["word_bytes", ids], ["word_rows"], name="word_rows"),
        helper.make_node("Cast", ["word_rows"], ["word_floats"], to=TensorProto.FLOAT, name="word_floats"),
        helper.make_node("Gather", ["word_scales", ids], ["word_scale"], name="word_scale"),
        helper.make_node("Mul", ["word_floats", "word_scale"], [out], name="word_values"),
    ]
    for offset, made in enumerate(new):
        graph.node.insert(at + offset, made)
