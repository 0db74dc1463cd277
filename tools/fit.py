#!/usr/bin/env python3
"""Fits src/topic/weights.toml on judged pairs, one number at a time, and writes the best back.

    tools/fit.py [--check] PAIRS.jsonl | FOLDER ...

PAIRS.jsonl: one pair a line, {"a", "b", "verdict", "accept"?, "date_a"?, "date_b"?}: two texts, the verdict between them,
other verdicts that are as right. FOLDER: articles (*.txt), gold.jsonl with judged pairs {"a": {"doc", "quote"}, "b": ...,
"verdict", "accept"?}, and meta.json {"docs": [{"file", "date", "outlet"}]} where the articles are dated.

A verdict that is right counts 1, a pair that is flagged and must not be counts -2, and each flag of a folder -0.02: a table
that nobody can read is no table. --check prints the score of the weights as they are. Each try builds the program anew.
"""
import json, pathlib, re, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src/topic/weights.toml"
ORDER = ["incomparable", "agreement", "compatible", "update", "tension", "contradiction"]
FLAGS = {"tension", "contradiction"}
STEPS = (0.75, 1.25)


def report(folder):
    """The report of a folder, as data."""
    command = [ROOT / "target/debug/mizan", "report", ".", "--all", "--allow-empty", "--format", "json"]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout)


def worst(findings, a, b):
    """The most severe verdict between claims of two groups; incomparable where none aligns."""
    met = [f["verdict"] for f in findings if (f["a"] in a and f["b"] in b) or (f["a"] in b and f["b"] in a)]
    return max(met, key=ORDER.index, default="incomparable")


def points(row, verdict):
    accept = {row["verdict"], *row.get("accept", [])}
    if accept & {"agreement", "compatible"}:
        accept |= {"agreement", "compatible"}
    return (verdict in accept) - 2 * (verdict in FLAGS and not accept & FLAGS)


def score_pairs(path):
    total = 0
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        with tempfile.TemporaryDirectory() as folder:
            feed = pathlib.Path(folder, "pair.jsonl")
            sides = [{"id": side, "text": row[side], "date": row.get("date_" + side)} for side in ("a", "b")]
            feed.write_text("\n".join(json.dumps({k: v for k, v in side.items() if v}) for side in sides))
            out = report(folder)
        of = lambda side: {c["id"] for c in out["claims"] if c["document"].endswith("#" + side)}
        total += points(row, worst(out["findings"], of("a"), of("b")))
    return total


def score_folder(folder):
    meta = folder / "meta.json"
    rows = json.loads(meta.read_text(encoding="utf-8"))["docs"] if meta.exists() else []
    with tempfile.TemporaryDirectory() as copy:
        for article in folder.glob("*.txt"):
            pathlib.Path(copy, article.name).write_bytes(article.read_bytes())
        dated = (f'[[source]]\npath = {json.dumps(r["file"])}\ndate = {r["date"].replace(" ", "T")}\n' for r in rows if r.get("date"))
        pathlib.Path(copy, "claims.toml").write_text("".join(dated))
        out = report(copy)
    total = -0.02 * sum(f["verdict"] in FLAGS for f in out["findings"])
    for row in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        total += points(row, worst(out["findings"], *(within(out, folder, row[side]) for side in ("a", "b"))))
    return total


def within(out, folder, side):
    """Ids of the claims of a quote."""
    start = side.get("start", (folder / side["doc"]).read_text(encoding="utf-8").find(side["quote"]))
    end = start + len(side["quote"])
    return {c["id"] for c in out["claims"] if c["document"].endswith(side["doc"]) and c["start"] < end and start < c["end"]}


def score(paths):
    subprocess.run(["cargo", "build", "--quiet", "--locked"], cwd=ROOT, check=True)
    return sum(score_folder(path) if path.is_dir() else score_pairs(path) for path in paths)


def main():
    args = sys.argv[1:]
    paths = [pathlib.Path(arg) for arg in args if not arg.startswith("-")]
    if not paths or "--help" in args:
        sys.exit(__doc__)
    best = score(paths)
    print(f"{best:8.2f}  as it is", flush=True)
    if "--check" in args:
        return
    for name in re.findall(r"^([a-z0-9-]+) = \{ value", WEIGHTS.read_text(), re.M):
        row = re.compile(rf"^({name} = \{{ value = )(\d+)", re.M)
        for step in STEPS:
            text = WEIGHTS.read_text()
            value = int(row.search(text)[2])
            tried = max(1, round(value * step))
            WEIGHTS.write_text(row.sub(rf"\g<1>{tried}", text))
            got = score(paths)
            print(f"{got:8.2f}  {name} {value} -> {tried}", flush=True)
            if got > best:
                best = got
            else:
                WEIGHTS.write_text(text)
    score(paths)


if __name__ == "__main__":
    main()
