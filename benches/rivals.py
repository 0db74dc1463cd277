#!/usr/bin/env python3
"""The speed of mizan beside what a user would pick instead: Duckling, Recognizers-Text, Maha, chrono-node.

    benches/rivals.py MIZAN ARTICLES.txt [SECONDS]

Each is installed from its registry into a temporary folder, and reads lines of the file (UTF-8, an article or a
paragraph a line) for so many seconds of CPU time, after one line to warm up; mizan reads all of the file. What cannot be
installed is told and left out. Needs pip, npm and the network; it is no part of the tests.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile

# What is installed, and the code that makes `read(line)` of it.
PYTHON = {
    "Duckling (pyduckling-native-phihos)": (
        ["pyduckling-native-phihos"],
        """
import duckling as d
zones = d.load_time_zones("/usr/share/zoneinfo")
now = d.parse_ref_time(zones, "UTC", 1400000000)
context = d.Context(now, d.parse_locale("AR", d.default_locale_lang(d.parse_lang("AR"))))
names = ["number", "ordinal", "amount-of-money", "quantity", "distance", "volume", "temperature", "duration", "time"]
dimensions = d.parse_dimensions(names)
read = lambda line: d.parse(line, context, dimensions, False)
""",
    ),
    "Recognizers-Text, English (recognizers-text-suite)": (
        ["recognizers-text-suite", "emoji<2", "setuptools<70"],
        """
import recognizers_suite as r
kinds = [r.recognize_number, r.recognize_ordinal, r.recognize_percentage, r.recognize_currency, r.recognize_dimension,
         r.recognize_temperature, r.recognize_age, r.recognize_datetime]
read = lambda line: [kind(line, r.Culture.English) for kind in kinds]
""",
    ),
    "Maha (mahad)": (
        ["mahad", "setuptools<70"],
        """
from maha.parsers.functions import parse_dimension
read = lambda line: parse_dimension(line, duration=True, distance=True, numeral=True, ordinal=True, time=True)
""",
    ),
}

TIMED = """
import sys, time
lines = [line for line in open(sys.argv[1], encoding="utf-8").read().splitlines() if line.strip()]
read(lines[0])
start, done = time.process_time(), 0
for line in lines:
    read(line)
    done += len(line.encode())
    if time.process_time() - start > float(sys.argv[2]):
        break
print(done, time.process_time() - start)
"""

CHRONO = """
import * as chrono from 'chrono-node';
import fs from 'node:fs';
const lines = fs.readFileSync(process.argv[2], 'utf8').split('\\n').filter(line => line.trim());
chrono.parse(lines[0]);
const start = process.cpuUsage();
let done = 0;
const spent = () => { const used = process.cpuUsage(start); return (used.user + used.system) / 1e6; };
for (const line of lines) {
  chrono.parse(line);
  done += Buffer.byteLength(line);
  if (spent() > Number(process.argv[3])) break;
}
console.log(done, spent());
"""


def quiet(command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def by_python(folder, name, packages, code, file, seconds):
    place = folder / name.split()[0].lower().rstrip(",")
    quiet([sys.executable, "-m", "venv", place])
    quiet([place / "bin/python", "-m", "pip", "install", "--quiet", *packages])
    return quiet([place / "bin/python", "-c", code + TIMED, file, str(seconds)])


def by_node(folder, file, seconds):
    quiet(["npm", "install", "--silent", "chrono-node"], cwd=folder)
    script = folder / "chrono.mjs"
    script.write_text(CHRONO, encoding="utf-8")
    return quiet(["node", script, file, str(seconds)], cwd=folder)


def by_mizan(mizan, folder, file):
    feed = folder / "feed.jsonl"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    feed.write_text("".join(json.dumps({"text": line}, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([mizan, "claims", "--all", "--quiet", "--no-config", "--format", "jsonl", feed], check=True,
                   stdout=subprocess.DEVNULL, env={"RAYON_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{sum(len(line.encode()) for line in lines)} {spent}"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    mizan, file = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 20
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        runs = [("mizan claims, all of it", lambda: by_mizan(mizan, folder, file))]
        for name, (packages, code) in PYTHON.items():
            runs.append((name, lambda name=name, packages=packages, code=code:
                         by_python(folder, name, packages, code, file, seconds)))
        runs.append(("chrono-node, dates only", lambda: by_node(folder, file, seconds)))
        for name, run in runs:
            try:
                done, spent = map(float, run().split()[-2:])
                print(f"{name:52} {done / spent / 1e3:12.1f} kB/s", flush=True)
            except (subprocess.CalledProcessError, OSError, ValueError) as error:
                reason = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
                print(f"{name:52} not measured: {reason[-1] if reason else error}", flush=True)


if __name__ == "__main__":
    main()
