#!/usr/bin/env python3
"""Writes what CLDR knows of countries into the data files of src/language.

    npm install cldr-localenames-full cldr-core
    python3 tools/places.py node_modules            writes the files
    python3 tools/places.py node_modules --check    fails where a file differs from what would be written

Written are the rows between the two marks in src/language/places.toml, and src/language/<code>/places-cldr.toml for
every language folder. Countries are those of ISO 3166, with Kosovo; what CLDR counts under a state that it does not
border (Greenland, Hong Kong) is a region of that state. Continents and their parts come from CLDR's territory
containment; the Gulf, the Caucasus and the Middle East are set here, since the containment does not know them.
Everything that CLDR does not name (adjectives, capitals, cities, organisations) is written by hand in places.toml.
"""

import json
import sys
from pathlib import Path

LANGUAGES = Path(__file__).resolve().parent.parent / "src" / "language"
BEGIN = "# Generated from CLDR by tools/places.py: begin"
END = "# Generated from CLDR by tools/places.py: end"

# Codes of two letters in CLDR that ISO 3166 does not hold, or reserves without a state.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# Continents and their parts: CLDR's code, our id, what it lies in.
AREAS = [
    ("002", "africa", None), ("015", "north-africa", "africa"), ("011", "west-africa", "africa"),
    ("014", "east-africa", "africa"), ("017", "central-africa", "africa"), ("018", "southern-africa", "africa"),
    ("202", "sub-saharan-africa", "africa"),
    ("019", "americas", None), ("021", "north-america", "americas"), ("003", "north-america", "americas"),
    ("013", "central-america", "americas"), ("029", "caribbean", "americas"), ("005", "south-america", "americas"),
    ("419", "latin-america", "americas"),
    ("142", "asia", None), ("143", "central-asia", "asia"), ("030", "east-asia", "asia"), ("034", "south-asia", "asia"),
    ("035", "southeast-asia", "asia"), ("145", "west-asia", "asia"),
    ("150", "europe", None), ("151", "eastern-europe", "europe"), ("154", "northern-europe", "europe"),
    ("155", "western-europe", "europe"), ("039", "southern-europe", "europe"),
    ("009", "oceania", None), ("053", "oceania", None), ("054", "oceania", None), ("057", "oceania", None),
    ("061", "oceania", None),
]

# Areas that the news speak of and the containment lacks; their names are in the hand-written places.toml.
PARENTS = {
    **dict.fromkeys(["AE", "BH", "KW", "OM", "QA", "SA"], "gulf"),
    **dict.fromkeys(["IL", "IQ", "IR", "JO", "LB", "PS", "SY", "YE"], "middle-east"),
    **dict.fromkeys(["AM", "AZ", "GE"], "caucasus"),
    "CY": "southern-europe",
}

# Parts of a state that have a code of their own.
DEPENDENCIES = {
    "AU": ["CC", "CX", "HM", "NF"], "CN": ["HK", "MO"], "DK": ["FO", "GL"], "FI": ["AX"],
    "FR": ["BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"],
    "GB": ["AI", "BM", "FK", "GG", "GI", "GS", "IM", "IO", "JE", "KY", "MS", "PN", "SH", "TC", "VG"],
    "NL": ["AW", "BQ", "CW", "SX"], "NO": ["BV", "SJ"], "NZ": ["CK", "NU", "TK"],
    "US": ["AS", "GU", "MP", "PR", "UM", "VI"],
}

# Names that mean something else more often; places.toml has those that are safe: language, code.
LEFT_OUT = {("ar", "ML")}
# Areas whose CLDR name is no name in the news, or is that of something else.
AREA_NAMES_LEFT_OUT = {"053", "054", "057", "061"}


def load(packages, path, *keys):
    with open(packages / path, encoding="utf-8") as file:
        data = json.load(file)
    for key in keys:
        data = data[key]
    return data


def rows(packages):
    """The language-free rows of places.toml."""
    containment = load(packages, "cldr-core/supplemental/territoryContainment.json", "supplemental", "territoryContainment")
    area_of = {code: name for code, name, _ in AREAS}
    parents = {
        inner: area_of[outer]
        for outer, row in containment.items()
        if outer in area_of and "_grouping" not in row
        for inner in row["_contains"]
        if inner not in area_of
    }
    parents.update(PARENTS)
    owners = {code: state for state, codes in DEPENDENCIES.items() for code in codes}
    written = {}
    for _, name, parent in AREAS:
        written[name] = row("area", parent)
    for code in countries(packages, "en"):
        written[code] = row("region", owners[code]) if code in owners else row("country", parents.get(code))
    return [f"{name} = {text}" for name, text in sorted(written.items())]


def row(kind, parent):
    return f'{{ kind = "{kind}", part_of = "{parent}" }}' if parent else f'{{ kind = "{kind}" }}'


def territories(packages, language):
    path = f"cldr-localenames-full/main/{language}/territories.json"
    return load(packages, path, "main", language, "localeDisplayNames", "territories")


def countries(packages, language):
    return [code for code in sorted(territories(packages, language)) if len(code) == 2 and code not in NOT_ISO]


def names(packages, language):
    """The names of every country and area, by our id."""
    table = territories(packages, language)
    found = {code: variants(table, code) for code in countries(packages, language) if (language, code) not in LEFT_OUT}
    for code, name, _ in AREAS:
        if code not in AREA_NAMES_LEFT_OUT:
            found.setdefault(name, []).extend(variants(table, code))
    return {name: list(dict.fromkeys(words)) for name, words in sorted(found.items())}


def variants(table, code):
    """A territory's names as they stand in running text, the usual one first."""
    others = [text for key, text in sorted(table.items()) if key.startswith(f"{code}-alt-") and "(" not in text]
    usual = table[code]
    if "(" in usual:
        usual = None if others else usual.split("(")[0].strip()
    spelled = []
    for name in ([usual] if usual else []) + others:
        spelled.append(name)
        if " & " in name:
            spelled.append(name.replace(" & ", " and "))
        if name.startswith("St. "):
            spelled += [text.replace("St. ", start, 1) for text in spelled[-2:] if text.startswith("St. ") for start in ("Saint ", "St ")]
    return spelled


def file(language, version, found):
    lines = [
        f"# Generated by tools/places.py from CLDR {version} (Unicode-3.0). Do not edit: names that CLDR lacks are in places.toml.",
        "",
        "[place]",
    ]
    lines += [f"{name} = {json.dumps(words, ensure_ascii=False)}" for name, words in found.items()]
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    packages = Path(sys.argv[1])
    version = load(packages, "cldr-core/package.json", "version")
    shared = LANGUAGES / "places.toml"
    before, _, rest = shared.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    wanted = {shared: before + "\n".join([BEGIN, *rows(packages), END]) + after}
    for folder in sorted(path for path in LANGUAGES.iterdir() if path.is_dir()):
        language = folder.name
        wanted[folder / "places-cldr.toml"] = file(language, version, names(packages, language))
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit("".join(f"{path} is stale: run tools/places.py\n" for path in stale) or 0)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")


if __name__ == "__main__":
    main()
