"""The network: one encoder, and beside it heads for tags, trees, sentence starts and names."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.language.features import CHAR_KINDS, CLS, SEP, SHAPE_KINDS

WIDTH, LAYERS, ATTENTION, POSITIONS = 384, 6, 12, 512
WHOLE = 3  # layers that see every sub-word
SHAPE, CHAR, CHAR_FILTERS, GAP = 16, 24, 64, 8
BESIDE = SHAPE + CHAR_FILTERS + GAP
"""Numbers of a word that stand beside the encoder's."""
ARC, LABEL, NAME = 256, 128, 192


class Batch(NamedTuple):
    """Padded windows: sub-words (B, S), and for each word (B, W) where it starts and its features."""

    ids: Tensor
    mask: Tensor
    firsts: Tensor
    shapes: Tensor
    gaps: Tensor
    chars: Tensor
    words: Tensor  # True where there is a word


class Scores(NamedTuple):
    """What the heads say of each word."""

    arc_dep: Tensor  # already times the biaffine matrix, last column the score of being root
    arc_head: Tensor
    label_dep: Tensor
    label_head: Tensor
    tag: Tensor
    pos: Tensor
    morph: Tensor
    lemma: Tensor
    start: Tensor
    name: Tensor


class Layer(nn.Module):
    """One BERT layer, post-norm; hidden drop-out only, so that attention stays on its fast path."""

    def __init__(self, dropout: float, *, width: int = WIDTH, eps: float = 1e-12) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attend, then feed forward."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION, width // ATTENTION).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        fed: Tensor = self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))
        return fed


class Encoder(nn.Module):
    """MiniLM's embeddings (kept as they are) and layers (trained)."""

    width = WIDTH

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.token = nn.Embedding(30522, WIDTH)
        self.token.weight.requires_grad_(False)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, firsts: Tensor, words: Tensor) -> Tensor:
        """Encode sub-words (`mask` is True where there is one), give one vector a word (`words` likewise).

        The upper layers see only first sub-words and the opening mark: the lower ones have put into them what the
        others say, and a sixth of the work of the upper layers is saved.
        """
        x = self.dropout(self.norm(self.token(ids) + self.position.weight[: ids.shape[1]]))
        bias = torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers[:WHOLE]:
            x = layer(x, bias)
        x = torch.cat([x[:, :1], torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))], dim=1)
        bias = F.pad(torch.zeros(words.shape, dtype=x.dtype).masked_fill(~words, -1e4), (1, 0))[:, None, None, :]
        for layer in self.layers[WHOLE:]:
            x = layer(x, bias)
        return x[:, 1:]

    def load(self, path: Path) -> None:
        """Take the pretrained weights of a BERT of this size from a safetensors file."""
        theirs = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
        embedded = "embeddings."
        mine = {
            "token.weight": theirs[embedded + "word_embeddings.weight"],
            "position.weight": theirs[embedded + "position_embeddings.weight"]
            + theirs[embedded + "token_type_embeddings.weight"][0],
            "norm.weight": theirs[embedded + "LayerNorm.weight"],
            "norm.bias": theirs[embedded + "LayerNorm.bias"],
        }
        parts = {
            "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(LAYERS):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                query = [theirs[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                mine[f"layers.{i}.qkv.{kind}"] = torch.cat(query)
                for ours, part in parts.items():
                    mine[f"layers.{i}.{ours}.{kind}"] = theirs[f"{old}{part}.{kind}"]
        self.load_state_dict(mine)


class MPNet(nn.Module):
    """MPNet's embeddings (kept as they are) and layers: a teacher's encoder, as large as BERT base (Song et al. 2020).

    Its word pieces are BERT's moved up by four; how far two of them stand apart is told to attention by a table.
    """

    width = 768

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.token, self.position = nn.Embedding(30527, self.width), nn.Embedding(514, self.width)
        self.norm = nn.LayerNorm(self.width, eps=1e-5)
        self.layers = nn.ModuleList([Layer(dropout, width=self.width, eps=1e-5) for _ in range(12)])
        self.near = nn.Embedding(32, ATTENTION)
        self.dropout = nn.Dropout(dropout)
        for part in (self.token, self.position, self.norm, self.near, *self.layers[:2]):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, firsts: Tensor, words: Tensor) -> Tensor:
        """Encode BERT's sub-words, give one vector a word, as `Encoder` does."""
        own = torch.where(ids == CLS, 0, torch.where(ids == SEP, 2, torch.where(mask, ids + 4, 1)))
        x = self.norm(self.token(own) + self.position.weight[2 : ids.shape[1] + 2])
        x = self.dropout(x)
        bias = self.near(_buckets(ids.shape[1])).permute(2, 0, 1)[None]
        bias = bias + torch.zeros(mask.shape, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, self.width))

    def load(self, path: Path) -> None:
        """Take the pretrained weights of MPNet from a safetensors file."""
        theirs = {name.removeprefix("mpnet."): value.float() for name, value in load_file(path).items()}
        mine = {
            "token.weight": theirs["embeddings.word_embeddings.weight"],
            "position.weight": theirs["embeddings.position_embeddings.weight"],
            "norm.weight": theirs["embeddings.LayerNorm.weight"],
            "norm.bias": theirs["embeddings.LayerNorm.bias"],
            "near.weight": theirs["encoder.relative_attention_bias.weight"],
        }
        parts = {
            "out": "attention.attn.o", "norm1": "attention.LayerNorm", "up": "intermediate.dense",
            "down": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for i in range(len(self.layers)):
            old = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                query = [theirs[f"{old}attention.attn.{part}.{kind}"] for part in "qkv"]
                mine[f"layers.{i}.qkv.{kind}"] = torch.cat(query)
                for ours, part in parts.items():
                    mine[f"layers.{i}.{ours}.{kind}"] = theirs[f"{old}{part}.{kind}"]
        self.load_state_dict(mine)


def _buckets(length: int) -> Tensor:
    """Sort the distances between places into 32 kinds: before or after, 0 to 7 by themselves, then by logarithm."""
    places = torch.arange(length)
    apart = places[:, None] - places[None, :]
    far = 8 + (torch.log(apart.abs().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return (apart < 0) * 16 + torch.where(apart.abs() < 8, apart.abs(), far.clamp(max=15))


def encoder_of(folder: Path) -> Encoder | MPNet:
    """Read the pretrained encoder of a folder, MPNet or MiniLM by its `config.json`."""
    kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"]
    encoder = MPNet(0.1) if kind == "mpnet" else Encoder(0.1)
    encoder.load(folder / "model.safetensors")
    return encoder


class Reader(nn.Module):
    """The whole network; `sizes` gives the classes of each head; without `encoder` it has an untrained MiniLM."""

    def __init__(
        self, sizes: dict[str, int], *, encoder: Encoder | MPNet | None = None, head_dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.encoder = encoder or Encoder(dropout=0.1)
        word = self.encoder.width + BESIDE
        self.shape = nn.Embedding(SHAPE_KINDS, SHAPE)
        self.gap = nn.Embedding(4, GAP)
        self.char = nn.Embedding(CHAR_KINDS, CHAR, padding_idx=0)
        self.char_conv = nn.Conv1d(CHAR, CHAR_FILTERS, 3, padding=1)
        self.arc_dep, self.arc_head = nn.Linear(word, ARC), nn.Linear(word, ARC)
        self.label_dep, self.label_head = nn.Linear(word, LABEL), nn.Linear(word, LABEL)
        self.biaffine = nn.Linear(ARC, ARC, bias=False)
        self.root = nn.Linear(ARC, 1)
        self.prior = nn.Linear(ARC, 1, bias=False)
        self.labels = nn.Parameter(torch.zeros(sizes["dep"], LABEL + 1, LABEL + 1))
        self.tag = nn.Linear(word, sizes["tag"])
        self.pos = nn.Linear(word, sizes["pos"])
        self.morph = nn.Linear(word, sizes["morph"])
        self.lemma = nn.Linear(word, sizes["lemma"])
        self.start = nn.Linear(word, 1)
        self.name_in = nn.Linear(word, NAME)
        self.name_conv = nn.ModuleList([nn.Conv1d(NAME, NAME, 3, padding=1) for _ in range(2)])
        self.name = nn.Linear(NAME, sizes["name"])
        self.drop = nn.Dropout(head_dropout)
        for embedding in (self.shape, self.gap, self.char):
            nn.init.normal_(embedding.weight, std=0.3)
        nn.init.eye_(self.biaffine.weight)
        with torch.no_grad():
            self.biaffine.weight.mul_(1 / math.sqrt(ARC))

    def words(self, batch: Batch) -> Tensor:
        """Give one vector a word: its first sub-word's, its shape's, its characters', its space's."""
        x = self.encoder(batch.ids, batch.mask, batch.firsts, batch.words)
        count, width, length = batch.chars.shape
        chars = self.char(batch.chars.reshape(count * width, length)).transpose(1, 2)
        chars = torch.relu(self.char_conv(chars)).amax(dim=2).view(count, width, CHAR_FILTERS)
        return torch.cat([x, self.shape(batch.shapes), chars, self.gap(batch.gaps)], dim=2)

    def forward(self, batch: Batch) -> Scores:
        """Score everything but arcs and labels, whose two sides are given."""
        x = self.drop(self.words(batch))
        arc_dep = self.drop(F.gelu(self.arc_dep(x)))
        name = F.gelu(self.name_in(x)) * batch.words[:, :, None]
        for conv in self.name_conv:
            name = (name + F.gelu(conv(self.drop(name).transpose(1, 2))).transpose(1, 2)) * batch.words[:, :, None]
        arc_head = self.drop(F.gelu(self.arc_head(x)))
        return Scores(
            torch.cat([self.biaffine(arc_dep), self.root(arc_dep)], dim=2),
            torch.cat([arc_head, self.prior(arc_head)], dim=2),
            self.drop(F.gelu(self.label_dep(x))),
            self.drop(F.gelu(self.label_head(x))),
            self.tag(x), self.pos(x), self.morph(x), self.lemma(x), self.start(x).squeeze(2),
            self.name(self.drop(name)),
        )  # fmt: skip

    @staticmethod
    def arcs(scores: Scores) -> Tensor:
        """Score heads (B, W, W + 1): column j the word j, the last column root."""
        dep, head = scores.arc_dep, scores.arc_head
        arcs = dep[:, :, :-1] @ head[:, :, :-1].transpose(1, 2) + head[:, None, :, -1]
        return torch.cat([arcs, dep[:, :, -1:]], dim=2)

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score labels (N, L) of N pairs of dependent and head; a root is its own head."""
        one = torch.ones_like(dep[:, :1])
        left = torch.cat([dep, one], 1) @ self.labels.permute(1, 0, 2).reshape(LABEL + 1, -1)
        return (left.view(len(dep), -1, LABEL + 1) * torch.cat([head, one], 1)[:, None]).sum(2)
