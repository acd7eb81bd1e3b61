"""How well and how fast English is read: trees, tags, sentences, names, words a second, memory.

    python benchmarks/language.py --data DATA [--model NAME] [--baseline FOLDER] [--only trees names speed]

`DATA` is the folder that the training README describes. Development parts and held-out folds only; nothing of them was
trained on. Figures go to stdout as Markdown.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import kg.language
from training.corpora import Document
from training.names import ANY
from training.prepare import Corpus, read

LABELS = ("Person", "Place", "Organization", "Group", "Event", "Work")
MAIN = ("Person", "Place", "Organization")
WEIGHTS = Path(kg.language.__file__).parent / "weights"


def f1(right: int, found: int, wanted: int) -> str:
    """Write precision, recall and F1."""
    p, r = right / max(found, 1), right / max(wanted, 1)
    return f"{p:.3f} | {r:.3f} | {2 * p * r / max(p + r, 1e-9):.3f}"


def raw(document: Document) -> str:
    """Give the text of a document: paragraphs apart by a blank line."""
    text = ""
    for s in document.sentences:
        if text and s.paragraph:
            text = text.rstrip() + "\n\n"
        text += "".join(word + (" " if space else "") for word, space in zip(s.words, s.spaces, strict=True))
    return text.strip()


def gold_doc(nlp: Language, document: Document) -> Doc:
    """Give a `Doc` with the words and sentences of the treebank, and nothing else."""
    words = [word for s in document.sentences for word in s.words]
    spaces = [space for s in document.sentences for space in s.spaces]
    starts = [i == 0 for s in document.sentences for i in range(len(s.words))]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)  # type: ignore[arg-type]


def run(nlp: Language, docs: Iterable[Doc | str]) -> list[Doc]:
    """Run the pipeline over texts, or over docs that have words already."""
    return list(nlp.pipe(docs))


def gold_scores(nlp: Language, documents: Sequence[Document]) -> dict[str, float]:
    """Score with gold words and sentences: every word counts, labels with their subtypes."""
    hits: Counter[str] = Counter()
    total = 0
    for document, doc in zip(documents, run(nlp, [gold_doc(nlp, d) for d in documents]), strict=True):
        at = 0
        for s in document.sentences:
            assert s.heads and s.deps and s.tags and s.pos and s.morphs and s.lemmas
            for i, token in enumerate(doc[at : at + len(s.words)]):
                head = token.head.i - at == s.heads[i]
                dep = "ROOT" if s.deps[i] == "root" else s.deps[i]
                hits["UAS"] += head
                hits["LAS"] += head and token.dep_ == dep
                hits["LAS, no subtypes"] += head and token.dep_.split(":")[0] == dep.split(":")[0]
                hits["tag"] += token.tag_ == s.tags[i]
                hits["pos"] += token.pos_ == s.pos[i]
                hits["morph"] += str(token.morph) == s.morphs[i]
                hits["lemma"] += token.lemma_ == (s.lemma_texts or [])[i]
                total += 1
            at += len(s.words)
    return {key: value / total for key, value in hits.items()}


def raw_scores(nlp: Language, documents: Sequence[Document]) -> dict[str, str]:
    """Score from raw text as CoNLL 2018 does: words and sentences found by character spans, labels without subtypes."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for document, doc in zip(documents, run(nlp, [raw(d) for d in documents]), strict=True):
        text = doc.text
        gold: dict[tuple[int, int], tuple[tuple[int, int], str, str]] = {}
        gold_sentences = set()
        offset = 0
        for s in document.sentences:
            assert s.heads and s.deps and s.tags
            spans = []
            for word in s.words:
                start = text.index(word, offset)
                spans.append((start, offset := start + len(word)))
            gold_sentences.add((spans[0][0], spans[-1][1]))
            for i, span in enumerate(spans):
                gold[span] = (spans[s.heads[i]], s.deps[i].split(":")[0], s.tags[i])
        tokens = [t for t in doc if not t.is_space]
        sentences = {
            (words[0].idx, words[-1].idx + len(words[-1]))
            for sent in doc.sents
            if (words := [t for t in sent if not t.is_space])
        }
        wanted["words"] += len(gold)
        found["words"] += len(tokens)
        wanted["sentences"] += len(gold_sentences)
        found["sentences"] += len(sentences)
        right["sentences"] += len(gold_sentences & sentences)
        for token in tokens:
            span = (token.idx, token.idx + len(token))
            if span in gold:
                head, dep, tag = gold[span]
                same = head == (token.head.idx, token.head.idx + len(token.head))
                right["words"] += 1
                right["tag"] += tag == token.tag_
                right["UAS"] += same
                right["LAS"] += same and dep == token.dep_.split(":")[0].lower()
    for key in ("UAS", "LAS", "tag"):
        found[key], wanted[key] = found["words"], wanted["words"]
    return {key: f1(right[key], found[key], wanted[key]) for key in ("words", "sentences", "tag", "UAS", "LAS")}


def name_scores(nlp: Language, documents: Sequence[Document]) -> dict[str, tuple[int, int, int]]:
    """Count names by type, exact span: right, found, wanted. Names where the corpus is silent are not counted."""
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    plain = [
        Doc(
            nlp.vocab,
            words=[w for s in d.sentences for w in s.words],
            spaces=[x for s in d.sentences for x in s.spaces],
        )
        for d in documents
    ]
    for document, doc in zip(documents, run(nlp, plain), strict=True):
        tags = [tag for s in document.sentences for tag in s.names or [ANY] * len(s.words)]
        gold, start = set(), 0
        for i, tag in enumerate(tags):
            if tag[:2] in {"B-", "U-"}:
                start = i
            if tag[:2] in {"L-", "U-"}:
                gold.add((start, i + 1, tag[2:]))
        for ent in doc.ents:
            key = (ent.start, ent.end, ent.label_)
            silent = any(tag == ANY or (" " in tag and ent.label_ not in MAIN) for tag in tags[ent.start : ent.end])
            if ent.label_ in LABELS and not silent:
                found[ent.label_] += 1
                right[ent.label_] += key in gold
        for _, _, label in gold:
            wanted[label] += 1
    return {label: (right[label], found[label], wanted[label]) for label in LABELS}


def trees(nlp: Language, corpus: Corpus) -> None:
    """Print the tables of tags, trees and sentences."""
    ewt, gum = corpus.dev["ewt"], corpus.dev["gum"]
    news = [d for d in gum if d.genre in {"news", "interview"}]
    print("\n### Gold words and sentences\n")
    for i, (name, docs) in enumerate(
        {"EWT dev": ewt, "GUM dev": gum, "both": ewt + gum, "GUM news + interview": news}.items()
    ):
        scores = gold_scores(nlp, docs)
        if i == 0:
            print("| | " + " | ".join(scores) + " |\n|" + " --- |" * (len(scores) + 1))
        print(f"| {name} | " + " | ".join(f"{value:.4f}" for value in scores.values()) + " |")
    print(
        "\n### From raw text (CoNLL 2018: labels without subtypes)\n\n"
        "| | | P | R | F1 |\n| --- | --- | --- | --- | --- |"
    )
    for name, docs in {"GUM dev": gum, "GUM dev news": [d for d in gum if d.genre == "news"], "EWT dev": ewt}.items():
        for key, line in raw_scores(nlp, docs).items():
            print(f"| {name} | {key} | {line} |")


def names(nlp: Language, corpus: Corpus) -> None:
    """Print the table of names."""
    print(
        "\n### Names, exact span and type\n\n"
        "| corpus | type | P | R | F1 | names |\n| --- | --- | --- | --- | --- | --- |"
    )
    sums = dict.fromkeys(LABELS, (0, 0, 0))
    for corpus_name, docs in {**corpus.held_out, "gum": corpus.dev["gum"]}.items():
        counts = name_scores(nlp, docs)
        for label in LABELS:
            if counts[label][2]:
                print(f"| {corpus_name} | {label} | {f1(*counts[label])} | {counts[label][2]} |")
            if corpus_name in {"wikigold", "docred", "politics"}:
                a, b = sums[label], counts[label]
                sums[label] = (a[0] + b[0], a[1] + b[1], a[2] + b[2])
        total = [sum(counts[label][i] for label in MAIN) for i in range(3)]
        print(f"| {corpus_name} | Person, Place, Organization | {f1(total[0], total[1], total[2])} | {total[2]} |")
    for label in LABELS:
        print(f"| held-out folds | {label} | {f1(*sums[label])} | {sums[label][2]} |")
    for title, group in (("three", MAIN), ("four, with Group", (*MAIN, "Group"))):
        total = [sum(sums[label][i] for label in group) for i in range(3)]
        print(f"| **held-out folds** | **all {title}** | {f1(total[0], total[1], total[2])} | {total[2]} |")


def speed(model: str | None, corpus: Corpus, baseline: Path | None) -> None:
    """Print words a second on one core and two, loading time and memory."""
    texts = [raw(d) for d in corpus.trees if d.genre == "news"]
    print("\n### Speed\n\n| | words/s |\n| --- | --- |")
    for threads in (1, 2):
        if threads > len(_cores()):
            continue
        os.sched_setaffinity(0, _cores()[:threads])
        nlp = kg.language.load(model, threads=threads)
        list(nlp.pipe(texts[:5]))
        print(f"| {model or 'ours'}, {threads} core(s) | {_rate(nlp, texts):,.0f} |")
    os.sched_setaffinity(0, _cores()[:1])
    if baseline is not None:
        nlp = spacy.load(baseline)
        list(nlp.pipe(texts[:5]))
        print(f"| spaCy CNN, 1 core | {_rate(nlp, texts):,.0f} |")
    code = (
        "import time; t = time.perf_counter(); import kg.language; nlp = kg.language.load(); u = time.perf_counter();"
        "nlp('Warm.'); import sys, re; text = sys.stdin.read();"
        "list(nlp.pipe(text.split('\\x00')));"
        "status = open('/proc/self/status').read();"
        "print(u - t, int(re.search(r'VmHWM:\\s+(\\d+)', status)[1]) / 1024)"
    )
    took = subprocess.run(
        [sys.executable, "-c", code], input="\x00".join(texts), capture_output=True, text=True, check=True, timeout=600,
        cwd=Path(__file__).resolve().parents[1],
    )  # fmt: skip
    seconds, memory = took.stdout.split()[-2:]
    size = sum(path.stat().st_size for path in WEIGHTS.iterdir()) / 1e6
    print(
        f"| import and load | {float(seconds):.2f} s |\n| memory, peak | {float(memory):.0f} MiB |\n"
        f"| weights | {size:.1f} MB |"
    )


_ALL = sorted(os.sched_getaffinity(0))


def _cores() -> list[int]:
    """Give the cores that this process was started with."""
    return _ALL


def _rate(nlp: Language, texts: Sequence[str]) -> float:
    """Give words a second over texts, best of three."""
    best, count = 0.0, 0
    for _ in range(3):
        start = time.perf_counter()
        count = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, count / (time.perf_counter() - start))
    return best


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the English pipeline.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", default=None, help="another installed spaCy pipeline")
    parser.add_argument("--baseline", type=Path, default=None, help="folder of a spaCy pipeline to compare with")
    parser.add_argument("--only", nargs="*", choices=("trees", "names", "speed"), default=("trees", "names", "speed"))
    args = parser.parse_args()
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    cpu = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())
    print(
        f"Machine: {cpu}, {len(_cores())} core(s), {platform.system()}, Python {platform.python_version()}, "
        f"spaCy {spacy.__version__}"
    )
    corpus = read(args.data)
    nlp = kg.language.load(args.model)
    if "trees" in args.only:
        trees(nlp, corpus)
        if args.baseline is not None:
            print("\n## Baseline: spaCy CNN")
            trees(spacy.load(args.baseline), corpus)
    if "names" in args.only:
        names(nlp, corpus)
    if "speed" in args.only:
        speed(args.model, corpus, args.baseline)
    print(f"\nPeak memory of this run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
