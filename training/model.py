"""The network: one encoder, and beside it heads for tags, trees, sentence starts and names."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from kg.language.features import CHAR_KINDS, SHAPE_KINDS

WIDTH, FEED, LAYERS, ATTENTION, POSITIONS = 384, 1536, 6, 12, 512
WHOLE = 3  # layers that see every sub-word
SHAPE, CHAR, CHAR_FILTERS, GAP = 16, 24, 64, 8
WORD = WIDTH + SHAPE + CHAR_FILTERS + GAP
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

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, FEED)
        self.down = nn.Linear(FEED, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attend, then feed forward."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION, WIDTH // ATTENTION).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        fed: Tensor = self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))
        return fed


class Encoder(nn.Module):
    """MiniLM's embeddings (kept as they are) and layers (trained)."""

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


class Reader(nn.Module):
    """The whole network; `sizes` gives the number of classes of each head."""

    def __init__(self, sizes: dict[str, int], *, dropout: float = 0.1, head_dropout: float = 0.3) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.shape = nn.Embedding(SHAPE_KINDS, SHAPE)
        self.gap = nn.Embedding(4, GAP)
        self.char = nn.Embedding(CHAR_KINDS, CHAR, padding_idx=0)
        self.char_conv = nn.Conv1d(CHAR, CHAR_FILTERS, 3, padding=1)
        self.arc_dep, self.arc_head = nn.Linear(WORD, ARC), nn.Linear(WORD, ARC)
        self.label_dep, self.label_head = nn.Linear(WORD, LABEL), nn.Linear(WORD, LABEL)
        self.biaffine = nn.Linear(ARC, ARC, bias=False)
        self.root = nn.Linear(ARC, 1)
        self.prior = nn.Linear(ARC, 1, bias=False)
        self.labels = nn.Parameter(torch.zeros(sizes["dep"], LABEL + 1, LABEL + 1))
        self.tag = nn.Linear(WORD, sizes["tag"])
        self.pos = nn.Linear(WORD, sizes["pos"])
        self.morph = nn.Linear(WORD, sizes["morph"])
        self.lemma = nn.Linear(WORD, sizes["lemma"])
        self.start = nn.Linear(WORD, 1)
        self.name_in = nn.Linear(WORD, NAME)
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
