"""Export: a checkpoint becomes the ONNX files, the classes and the tokenizer that the package ships.

    python -m training.export --data DATA --checkpoint OUT/checkpoint.pt --encoder ENCODER --out kg/language/weights

The word table is stored as one byte a number with a scale a row, weights of products likewise, by channel; how they are
rounded is told in `quantise.py`. Windows are read one at a time, so that the graph knows neither padding nor masks; it
is stored as ONNX Runtime's optimiser leaves it, which saves the time when it is loaded.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import onnx
import onnxruntime
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.language.features import Featurizer
from training.corpora import Document
from training.model import ATTENTION, LABEL, WHOLE, WIDTH, Layer, Reader
from training.names import known
from training.prepare import read
from training.quantise import FEWER, Product, products, shrink_table, smooth, store, watch
from training.windows import Vocabulary, Windows, collate

logger = logging.getLogger(__name__)
INPUTS = ("ids", "firsts", "shapes", "gaps", "chars")
OUTPUTS = ("arc_dep", "arc_head", "label_dep", "label_head", "tag", "pos", "morph", "lemma", "start", "name")
SAMPLE = 60
"""Windows of training texts that are looked at to see what inputs the products have."""


class _Attention(torch.autograd.Function):
    """ONNX Runtime's own attention in place of ten small operators."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:  # type: ignore[override]
        """Compute it plainly, for tracing."""
        q, k, v = (x.unflatten(2, (ATTENTION, -1)).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g, q, k, v):  # type: ignore[no-untyped-def]
        """Write one operator."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=ATTENTION).setType(q.type())


class _Gelu(torch.autograd.Function):
    """GELU by the hyperbolic tangent: nearly twice as fast, and .0005 off at most."""

    @staticmethod
    def forward(ctx: object, x: Tensor) -> Tensor:  # type: ignore[override]
        """Compute it."""
        return F.gelu(x, approximate="tanh")

    @staticmethod
    def symbolic(g, x):  # type: ignore[no-untyped-def]
        """Write one operator."""
        return g.op("com.microsoft::FastGelu", x).setType(x.type())


def gelu(x: Tensor) -> Tensor:
    """Curve a sum."""
    curved: Tensor = _Gelu.apply(x)  # type: ignore[no-untyped-call]
    return curved


class Block(nn.Module):
    """One layer of the encoder; a `narrowing` one gives vectors of some places only, which see all places."""

    def __init__(self, layer: Layer, *, narrowing: bool = False) -> None:
        super().__init__()
        self.narrowing = narrowing
        if narrowing:
            query, rest = _split(layer.qkv)
            self.query, self.qkv = Product(query, steps=FEWER), Product(rest, steps=FEWER)
        else:
            self.qkv = Product(layer.qkv, steps=FEWER)
        self.out = Product(layer.out, steps=FEWER)
        self.up, self.down = Product(layer.up), Product(layer.down)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def forward(self, x: Tensor, places: Tensor) -> Tensor:
        """Attend, then feed forward."""
        if self.narrowing:
            k, v = self.qkv(x).split(WIDTH, dim=2)
            x = torch.gather(x, 1, places[:, :, None].expand(-1, -1, WIDTH))
            q = self.query(x)
        else:
            q, k, v = self.qkv(x).split(WIDTH, dim=2)
        x = self.norm1(x + self.out(_Attention.apply(q, k, v)))  # type: ignore[no-untyped-call]
        fed: Tensor = self.norm2(x + self.down(gelu(self.up(x))))
        return fed

    def smooth(self, *, all_inputs: bool) -> None:
        """Smooth the inputs of products; what goes into `out` is scaled by the values that attention mixes."""
        assert self.out.seen is not None
        scale = self.out.seen.scale()
        self.out.divided(scale)
        self.qkv.weight.data[:, -WIDTH:] /= scale
        self.qkv.bias.data[-WIDTH:] /= scale
        if self.narrowing:
            smooth(self.query)
        for product in (self.qkv, self.up, self.down) if all_inputs else (self.qkv, self.up):
            smooth(product)


class Exported(nn.Module):
    """The network as one function of the five arrays of a window, with classes decided and names as log-probabilities.

    What reads the same vectors is one product, and so are the convolutions over neighbouring words.
    """

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.token, self.position, self.norm = model.encoder.token, model.encoder.position, model.encoder.norm
        self.layers = nn.ModuleList(
            Block(layer, narrowing=i == WHOLE - 1)  # type: ignore[arg-type]
            for i, layer in enumerate(model.encoder.layers)
        )
        self.shape, self.gap, self.char = model.shape, model.gap, model.char
        self.spelling = Product(_unrolled(model.char_conv))
        curved = (model.arc_dep, model.arc_head, model.label_dep, model.label_head, model.name_in)
        straight = (model.tag, model.pos, model.morph, model.lemma, model.start)
        self.curved = [layer.out_features for layer in curved]
        self.straight = [layer.out_features for layer in straight]
        self.heads = Product(*curved, *straight)
        self.arcs = Product(model.biaffine, model.root)
        self.prior = model.prior
        self.near = nn.ModuleList([Product(_unrolled(conv)) for conv in model.name_conv])  # type: ignore[arg-type]
        self.name = Product(model.name)

    def encode(self, ids: Tensor, firsts: Tensor) -> Tensor:
        """Give the encoder's vector of each word."""
        x = self.norm(self.token(ids) + self.position.weight[: ids.shape[1]])
        places = F.pad(firsts, (1, 0))  # the opening mark, and the first sub-word of each word
        for layer in self.layers:
            x = layer(x, places)
        return x[:, 1:]

    def forward(self, ids: Tensor, firsts: Tensor, shapes: Tensor, gaps: Tensor, chars: Tensor) -> tuple[Tensor, ...]:
        """Read a window."""
        spelt = torch.relu(self.spelling(_threes(self.char(F.pad(chars, (1, 1)))))).amax(dim=2)
        x = torch.cat([self.encode(ids, firsts), self.shape(shapes), spelt, self.gap(gaps)], dim=2)
        curved, *classes, start = self.heads(x).split([sum(self.curved), *self.straight], dim=2)
        arc_dep, arc_head, label_dep, label_head, name = gelu(curved).split(self.curved, dim=2)
        for near in self.near:
            name = name + gelu(near(_threes(F.pad(name, (0, 0, 1, 1)))))
        arc_head = torch.cat([arc_head, self.prior(arc_head)], dim=2)
        decided = (scores.argmax(dim=2) for scores in classes)
        named = F.log_softmax(self.name(name), dim=2)
        return (self.arcs(arc_dep), arc_head, label_dep, label_head, *decided, start.squeeze(2), named)

    def smooth(self) -> None:
        """Smooth the encoder; the inputs of `down` are wide, and no longer uneven in the upper layers."""
        for i, layer in enumerate(self.layers):
            layer.smooth(all_inputs=i < WHOLE)  # type: ignore[operator]


def _split(layer: nn.Linear) -> tuple[nn.Linear, nn.Linear]:
    """Cut a product that gives queries, keys and values into queries and the rest."""
    parts = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 2 * WIDTH)
    for part, weight, bias in zip(
        parts,
        layer.weight.detach().split([WIDTH, 2 * WIDTH]),
        layer.bias.detach().split([WIDTH, 2 * WIDTH]),
        strict=True,
    ):
        part.weight.data, part.bias.data = weight, bias
    return parts


def _threes(x: Tensor) -> Tensor:
    """Put three neighbours, along the last axis but one, into one vector."""
    return torch.cat([x[..., :-2, :], x[..., 1:-1, :], x[..., 2:, :]], dim=-1)


def _unrolled(conv: nn.Conv1d) -> nn.Linear:
    """Give a convolution over three neighbours as a product of the three together."""
    assert conv.bias is not None
    layer = nn.Linear(3 * conv.in_channels, conv.out_channels)
    layer.weight.data = conv.weight.detach().permute(0, 2, 1).reshape(conv.out_channels, -1)
    layer.bias.data = conv.bias.detach()
    return layer


class Labels(nn.Module):
    """Labels of pairs of dependent and head."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        table = model.labels.detach()  # labels, dependent and 1, head and 1
        left = nn.Linear(LABEL, len(table) * (LABEL + 1))
        left.weight.data = table[:, :LABEL].permute(0, 2, 1).reshape(-1, LABEL)
        left.bias.data = table[:, LABEL].reshape(-1)
        self.left = Product(left)

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score every label."""
        right = torch.cat([head, torch.ones_like(head[:, :1])], 1)
        return (self.left(dep).view(dep.shape[0], -1, LABEL + 1) @ right[:, :, None]).squeeze(2)


def sample(documents: Sequence[Document], encoder: Path, vocabulary: Vocabulary) -> Iterator[tuple[Tensor, ...]]:
    """Yield the inputs of some windows of training texts, from all over the corpus."""
    featurizer = Featurizer.from_file(encoder / "tokenizer.json")
    featurizer.tokenizer.no_padding()
    featurizer.tokenizer.no_truncation()
    windows = Windows(featurizer, vocabulary, None, random.Random(1))
    for document in documents[:: max(1, len(documents) // SAMPLE)]:
        window = next(windows.epoch([document], limit=126, train=False))
        batch, _ = collate([window])
        yield batch.ids, batch.firsts, batch.shapes, batch.gaps, batch.chars


def prepare(reader: Exported, labels: Labels, windows: Iterator[tuple[Tensor, ...]]) -> None:
    """Look at the inputs of all products, then smooth them."""
    watch(reader)
    watch(labels)
    with torch.no_grad():
        for window in windows:
            _, _, dep, head, *_ = reader(*window)
            labels(dep[0], head[0])
        reader.smooth()


def write(module: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], axis: int, path: Path) -> None:
    """Write one network in single precision; the given axis of its arrays may have any length."""
    names = [*inputs, *outputs]
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes={name: {axis: "subwords" if name == "ids" else "words"} for name in names},
        dynamo=False, opset_version=17, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def optimised(source: Path, target: Path) -> None:
    """Let ONNX Runtime fuse what it can, for any processor, and keep the result."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def export(reader: Exported, labels: Labels, folder: Path, *, small: bool) -> None:
    """Write `reader.onnx` and `labels.onnx`, in bytes if they are to be small."""
    window = (torch.randint(1000, 2000, (1, 21)), torch.arange(1, 13)[None], torch.randint(0, 99, (1, 12)))
    window += (torch.randint(0, 4, (1, 12)), torch.randint(0, 99, (1, 12, 16)))
    pair = {"dep": torch.randn(5, LABEL), "head": torch.randn(5, LABEL)}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch)
        write(reader, dict(zip(INPUTS, window, strict=True)), OUTPUTS, 1, plain / "reader.onnx")
        write(labels, pair, ["scores"], 0, plain / "labels.onnx")
        for name, module in (("reader.onnx", reader), ("labels.onnx", labels)):
            if small:
                model = onnx.load(plain / name)
                store(model, products(module))
                if module is reader:
                    shrink_table(model, "token.weight")
                onnx.save(model, plain / name)
            optimised(plain / name, folder / name)


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description="Export a checkpoint to ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="several are averaged")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="for the list of known names, and to smooth by")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outside", type=float, default=0.0, help="added to the score of being no name")
    parser.add_argument("--precision", choices=("int8", "fp32"), default="int8")
    args = parser.parse_args()
    vocabulary = Vocabulary(json.loads((args.checkpoint[0].parent / "vocabulary.json").read_text(encoding="utf-8")))
    states = [torch.load(path, weights_only=True)["model"] for path in args.checkpoint]
    model = Reader(vocabulary.sizes)
    model.load_state_dict({key: sum(state[key] for state in states) / len(states) for key in states[0]})
    with torch.no_grad():
        model.name.bias[0] += args.outside
    reader, labels = Exported(model.eval()), Labels(model)
    if args.precision == "int8":
        prepare(reader, labels, sample(read(args.data).trees, args.encoder, vocabulary))
    args.out.mkdir(parents=True, exist_ok=True)
    export(reader, labels, args.out, small=args.precision == "int8")
    tokenizer = json.loads((args.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.update(padding=None, truncation=None)
    (args.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (args.out / "classes.json").write_text(json.dumps(vocabulary.classes, ensure_ascii=False), encoding="utf-8")
    (args.out / "known.json").write_text(json.dumps(known(args.data), ensure_ascii=False), encoding="utf-8")
    for path in sorted(args.out.iterdir()):
        logger.info("%s %.2f MB", path.name, path.stat().st_size / 1e6)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
