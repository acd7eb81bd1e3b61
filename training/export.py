"""Export: a checkpoint becomes the ONNX files, the classes and the tokenizer that the package ships.

    python -m training.export --checkpoint OUT/checkpoint.pt --encoder ENCODER --out kg/language/weights

The word table is stored as one byte a number with a scale a row, weights of products likewise, by channel. All eight
bits are used: seven (`int8-reduced`), advised for processors without VNNI, cost .002 of LAS and won nothing there.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.model import ATTENTION, WHOLE, WIDTH, Batch, Reader
from training.names import known
from training.windows import Vocabulary

logger = logging.getLogger(__name__)
INPUTS = ("ids", "firsts", "shapes", "gaps", "chars")
OUTPUTS = ("arc_dep", "arc_head", "label_dep", "label_head", "tag", "pos", "morph", "lemma", "start", "name")


class _Attention(torch.autograd.Function):
    """ONNX Runtime's own attention in place of ten small operators."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, zero: Tensor, mask: Tensor) -> Tensor:  # type: ignore[override]
        """Compute it plainly, for tracing."""
        b, s, _ = q.shape
        q, k, v = (x.view(b, s, ATTENTION, -1).transpose(1, 2) for x in (q, k, v))
        bias = torch.zeros(mask.shape).masked_fill(mask == 0, -1e4)[:, None, None, :]
        return F.scaled_dot_product_attention(q, k, v, attn_mask=bias).transpose(1, 2).reshape(b, s, WIDTH)

    @staticmethod
    def symbolic(g, q, k, v, zero, mask):  # type: ignore[no-untyped-def]
        """Write one operator."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, zero, mask, num_heads_i=ATTENTION).setType(q.type())


class Exported(nn.Module):
    """The network as one function of five arrays, with classes decided and names as log-probabilities."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model
        self.register_buffer("zero", torch.zeros(3 * WIDTH))

    def encode(self, ids: Tensor, firsts: Tensor, words: Tensor) -> Tensor:
        """Run the encoder with the fused attention."""
        encoder = self.model.encoder
        x = encoder.norm(encoder.token(ids) + encoder.position.weight[: ids.shape[1]])
        x = self._layers(x, encoder.layers[:WHOLE], (ids != 0).to(torch.int32))
        x = torch.cat([x[:, :1], torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))], dim=1)
        return self._layers(x, encoder.layers[WHOLE:], F.pad(words.to(torch.int32), (1, 0), value=1))[:, 1:]

    def _layers(self, x: Tensor, layers: nn.ModuleList, mask: Tensor) -> Tensor:
        """Run some layers."""
        for layer in layers:
            q, k, v = layer.qkv(x).split(WIDTH, dim=2)  # type: ignore[operator]
            x = layer.norm1(x + layer.out(_Attention.apply(q, k, v, self.zero, mask)))  # type: ignore[operator, no-untyped-call]
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))  # type: ignore[operator]
        return x

    def forward(self, ids: Tensor, firsts: Tensor, shapes: Tensor, gaps: Tensor, chars: Tensor) -> tuple[Tensor, ...]:
        """Read a batch."""
        present = firsts >= 0
        batch = Batch(ids, ids != 0, firsts.clamp(min=0), shapes, gaps, chars, present)
        s = self.model(batch)
        classes = (x.argmax(dim=2) for x in (s.tag, s.pos, s.morph, s.lemma))
        return (s.arc_dep, s.arc_head, s.label_dep, s.label_head, *classes, s.start, F.log_softmax(s.name, dim=2))


class Labels(nn.Module):
    """Labels of pairs of dependent and head."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.weight = nn.Parameter(
            model.labels.detach().permute(1, 0, 2).reshape(model.labels.shape[1], -1).contiguous()
        )

    def forward(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score every label."""
        one = torch.ones_like(dep[:, :1])
        left = torch.cat([dep, one], 1) @ self.weight
        right = torch.cat([head, one], 1)
        return (left.view(dep.shape[0], -1, right.shape[1]) @ right[:, :, None]).squeeze(2)


def to_onnx(model: Reader, folder: Path) -> None:
    """Write `reader.onnx` and `labels.onnx` in single precision."""
    model.eval()
    wrapped = Exported(model).eval()
    model.encoder.forward = lambda ids, mask, firsts, words: wrapped.encode(ids, firsts, words)  # type: ignore[method-assign]
    ids = torch.randint(1000, 2000, (3, 21))
    ids[1, 15:] = 0
    firsts = torch.arange(1, 13).repeat(3, 1)
    firsts[1, 9:] = -1
    sample = (
        ids,
        firsts,
        torch.randint(0, 99, (3, 12)),
        torch.randint(0, 4, (3, 12)),
        torch.randint(0, 99, (3, 12, 16)),
    )
    dynamic = {name: {0: "b", 1: "s" if name == "ids" else "w"} for name in (*INPUTS, *OUTPUTS)}
    options = {"dynamo": False, "opset_version": 17, "custom_opsets": {"com.microsoft": 1}}
    torch.onnx.export(
        wrapped, sample, str(folder / "reader.onnx"), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=dynamic, **options,
    )  # fmt: skip
    pair = (torch.randn(5, model.labels.shape[1] - 1), torch.randn(5, model.labels.shape[1] - 1))
    torch.onnx.export(
        Labels(model).eval(), pair, str(folder / "labels.onnx"), input_names=["dep", "head"], output_names=["scores"],
        dynamic_axes={name: {0: "n"} for name in ("dep", "head", "scores")}, **options,
    )  # fmt: skip


def shrink_table(path: Path) -> None:
    """Store the word table as bytes with one scale a row: `Gather` the row, then multiply."""
    graph = onnx.load(path)
    tables = {
        t.name: t
        for t in graph.graph.initializer
        if list(t.dims) == [30522, WIDTH] and t.data_type == TensorProto.FLOAT
    }
    for name, tensor in tables.items():
        node = next(n for n in graph.graph.node if n.op_type == "Gather" and n.input[0] == name)
        table = numpy_helper.to_array(tensor)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
        graph.graph.initializer.remove(tensor)
        graph.graph.initializer.append(numpy_helper.from_array(np.round(table / scale).astype(np.int8), "word_bytes"))
        graph.graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), "word_scales"))
        at = list(graph.graph.node).index(node)
        ids, out = node.input[1], node.output[0]
        graph.graph.node.remove(node)
        new = [
            helper.make_node("Gather", ["word_bytes", ids], ["word_rows"], name="word_rows"),
            helper.make_node("Cast", ["word_rows"], ["word_floats"], to=TensorProto.FLOAT, name="word_floats"),
            helper.make_node("Gather", ["word_scales", ids], ["word_scale"], name="word_scale"),
            helper.make_node("Mul", ["word_floats", "word_scale"], [out], name="word_values"),
        ]
        for offset, made in enumerate(new):
            graph.graph.node.insert(at + offset, made)
    onnx.save(graph, path)


def quantise(source: Path, target: Path, *, reduce_range: bool) -> None:
    """Store the weights of matrix products as bytes, by channel."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce_range,
            op_types_to_quantize=["MatMul", "Gemm"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description="Export a checkpoint to ONNX.")
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="several are averaged")
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="for the list of known names")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--outside", type=float, default=0.0, help="added to the score of being no name")
    parser.add_argument("--precision", choices=("int8", "int8-reduced", "fp32"), default="int8")
    args = parser.parse_args()
    vocabulary = Vocabulary(json.loads((args.checkpoint[0].parent / "vocabulary.json").read_text(encoding="utf-8")))
    states = [torch.load(path, weights_only=True)["model"] for path in args.checkpoint]
    model = Reader(vocabulary.sizes)
    model.load_state_dict({key: sum(state[key] for state in states) / len(states) for key in states[0]})
    with torch.no_grad():
        model.name.bias[0] += args.outside
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        to_onnx(model, plain)
        for name in ("reader", "labels"):
            if args.precision == "fp32":
                shutil.copy(plain / f"{name}.onnx", args.out / f"{name}.onnx")
            else:
                reduce = args.precision == "int8-reduced"
                quantise(plain / f"{name}.onnx", args.out / f"{name}.onnx", reduce_range=reduce)
    if args.precision != "fp32":
        shrink_table(args.out / "reader.onnx")
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
