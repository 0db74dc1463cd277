#!/usr/bin/env python3
"""Writes what CLDR knows of units and currencies into the data files.

    npm install cldr-core cldr-numbers-full cldr-units-full
    python3 tools/units.py node_modules            writes the files
    python3 tools/units.py node_modules --check    fails where a file differs from what would be written

Written are the rows between the two marks in src/value/units.toml (the currencies that are legal tender today, and
whose they are) and src/language/<code>/units-cldr.toml for every language folder: the names of those currencies and of
the units in UNITS, in all their plural forms. What CLDR lacks (bare words, cents, dialects, abbreviations, spellings
together and apart) is written by hand in units.toml; a word that is there as well stops the build or fails a test.

The first line of a language's file holds a checksum of this script and of the rows, so that the tests can tell, without
CLDR, that neither was changed alone.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LANGUAGES = TOP / "src" / "language"
SHARED = TOP / "src" / "value" / "units.toml"
BEGIN = "# Generated from CLDR by tools/units.py: begin"
END = "# Generated from CLDR by tools/units.py: end"

# CLDR's unit and our id. Left out are those that news do not measure in, and those whose name means something else.
UNITS = {
    "acceleration-meter-per-square-second": "m/s2",
    "area-square-kilometer": "km2", "area-hectare": "hectare", "area-square-meter": "m2",
    "area-square-centimeter": "cm2", "area-square-mile": "square-mile", "area-acre": "acre",
    "area-square-yard": "square-yard", "area-square-foot": "square-foot", "area-square-inch": "square-inch",
    "area-dunam": "dunam",
    "concentr-part-per-1e6": "ppm", "concentr-part-per-1e9": "ppb",     "concentr-milligram-ofglucose-per-deciliter": "mg/dl",
    "consumption-mile-per-gallon": "mpg",
    "digital-petabyte": "petabyte", "digital-terabyte": "terabyte", "digital-terabit": "terabit",
    "digital-gigabyte": "gigabyte", "digital-gigabit": "gigabit", "digital-megabyte": "megabyte",
    "digital-megabit": "megabit", "digital-kilobyte": "kilobyte", "digital-kilobit": "kilobit",
    "digital-byte": "byte", "digital-bit": "bit",
    "duration-millisecond": "millisecond", "duration-microsecond": "microsecond", "duration-nanosecond": "nanosecond",
    "electric-ampere": "ampere", "electric-milliampere": "milliampere", "electric-ohm": "ohm", "electric-volt": "volt",
    "energy-kilocalorie": "calorie", "energy-kilojoule": "kilojoule", "energy-joule": "joule",
    "energy-kilowatt-hour": "kwh", "energy-british-thermal-unit": "btu", "energy-therm-us": "therm",
    "energy-sievert": "sievert", "energy-becquerel": "becquerel",
    "force-newton": "newton", "torque-newton-meter": "newton-metre",
    "frequency-gigahertz": "gigahertz", "frequency-megahertz": "megahertz", "frequency-kilohertz": "kilohertz",
    "frequency-hertz": "hertz",
    "graphics-pixel": "pixel", "graphics-megapixel": "megapixel",
    "length-kilometer": "km", "length-meter": "m", "length-decimeter": "dm", "length-centimeter": "cm",
    "length-millimeter": "mm", "length-micrometer": "micrometre", "length-nanometer": "nm", "length-mile": "mile",
    "length-yard": "yard", "length-foot": "foot", "length-inch": "inch", "length-parsec": "parsec",
    "length-light-year": "light-year", "length-astronomical-unit": "astronomical-unit", "length-fathom": "fathom",
    "length-furlong": "furlong", "length-nautical-mile": "nautical-mile",
    "light-lumen": "lumen", "light-lux": "lux",
    "mass-tonne": "tonne", "mass-kilogram": "kg", "mass-gram": "g", "mass-milligram": "mg",
    "mass-microgram": "microgram", "mass-pound": "pound", "mass-ounce": "ounce", "mass-ounce-troy": "troy-ounce",
    "mass-carat": "carat",
    "power-gigawatt": "gigawatt", "power-megawatt": "megawatt", "power-kilowatt": "kilowatt", "power-watt": "watt",
    "power-milliwatt": "milliwatt", "power-horsepower": "horsepower",
    "pressure-millimeter-ofhg": "mmhg", "pressure-millibar": "millibar", "pressure-pascal": "pascal",
    "pressure-hectopascal": "hectopascal", "pressure-kilopascal": "kilopascal", "pressure-megapascal": "megapascal",
    "speed-kilometer-per-hour": "km/h", "speed-meter-per-second": "m/s", "speed-mile-per-hour": "mph",
    "speed-knot": "knot",
    "temperature-celsius": "celsius", "temperature-fahrenheit": "fahrenheit", "temperature-kelvin": "kelvin",
    "volume-cubic-kilometer": "km3", "volume-cubic-meter": "m3", "volume-cubic-centimeter": "ml",
    "volume-cubic-yard": "cubic-yard", "volume-cubic-foot": "cubic-foot", "volume-cubic-inch": "cubic-inch",
    "volume-megaliter": "megalitre", "volume-hectoliter": "hectolitre", "volume-liter": "litre",
    "volume-deciliter": "decilitre", "volume-centiliter": "centilitre", "volume-milliliter": "ml",
    "volume-acre-foot": "acre-foot", "volume-bushel": "bushel", "volume-gallon": "gallon",
    "volume-gallon-imperial": "imperial-gallon", "volume-quart": "quart", "volume-pint": "pint", "volume-cup": "cup",
    "volume-fluid-ounce": "fluid-ounce", "volume-tablespoon": "tablespoon", "volume-teaspoon": "teaspoon",
    "volume-barrel": "barrel",
}

# Where a language is written in several countries, how units are spelled there.
SPELLINGS = {"en": ["en-GB"]}

# Plural forms of CLDR, as the forms of our data. Where it gives a form only for want of a better one, it repeats the
# one of all other numbers; such a form says nothing.
FORMS = {"one": "one", "zero": "one", "many": "one", "other": "one", "two": "two", "few": "many"}
# Languages in which all numbers but one take the plural.
PLURAL_ELSE = {"en"}

# Currencies of before, which news still speak of.
FORMER = [
    "ATS", "BEF", "BGN", "CYP", "DEM", "EEK", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL", "LTL", "LUF", "LVL",
    "MTL", "NLG", "PTE", "SIT", "SKK",
]
# Codes that are written in capitals like any word of a headline.
WORDS = {"ALL", "ARS", "BAM", "BOB", "COP", "CUP", "GEL", "LAK", "KGS", "MAD", "MOP", "NAD", "PEN", "RON", "SOS", "TOP", "TRY"}
# The language in whose script codes are written; all others look Latin letters up there.
CODES = "en"

# By language, units whose name in CLDR is that of another unit, and words that more often mean something else: Milan.
LEFT_OUT = {("ar", "acre"), ("ar", "acre-foot"), ("ar", "ميلان")}


def load(packages, path, *keys):
    with open(packages / path, encoding="utf-8") as file:
        data = json.load(file)
    for key in keys:
        data = data[key]
    return data


def tender(packages):
    """Every country and its money, the latest where there are two."""
    regions = load(packages, "cldr-core/supplemental/currencyData.json", "supplemental", "currencyData", "region")
    found = {}
    for region, rows in regions.items():
        current = [
            (entry["_from"], code)
            for row in rows
            for code, entry in row.items()
            if "_to" not in entry and entry.get("_tender") != "false"
        ]
        if current and len(region) == 2:
            found[region] = max(current)[1]
    return found


def in_use(packages):
    """The currencies that are legal tender today, and those of before."""
    regions = load(packages, "cldr-core/supplemental/currencyData.json", "supplemental", "currencyData", "region")
    rows = [entry for row in regions.values() for pair in row for entry in pair.items()]
    return sorted({code for code, entry in rows if "_to" not in entry and entry.get("_tender") != "false"} | set(FORMER))


def names(packages, language):
    """The words of each currency and unit, by our id and form."""
    found = {}
    path = f"cldr-numbers-full/main/{language}/currencies.json"
    currencies = load(packages, path, "main", language, "numbers", "currencies")
    for code in in_use(packages):
        add(found, language, code, plurals(currencies[code], "displayName-count-"))
        if language == CODES and code not in WORDS:
            found[code] |= {"symbol": [code], "before": [code]}
    for spelling in [language, *SPELLINGS.get(language, [])]:
        rows = load(packages, f"cldr-units-full/main/{spelling}/units.json", "main", spelling, "units", "long")
        for name, unit in UNITS.items():
            counted = plurals(rows.get(name, {}), "unitPattern-count-")
            # Where a language has no word, CLDR gives the English one.
            foreign = language != CODES and any(re.search("[A-Za-z]", text) for text in counted.values())
            if not foreign and (language, unit) not in LEFT_OUT:
                add(found, language, unit, counted)
    return {unit: forms for unit, forms in sorted(found.items()) if forms}


def plurals(row, prefix):
    """The words of a row by CLDR's plural form; of duals, those that are two by themselves."""
    counted = {key.removeprefix(prefix): text for key, text in row.items() if key.startswith(prefix)}
    dual = counted.pop("two", "")
    if dual and "{0}" not in dual:
        counted["two"] = dual
    return {plural: plain(text) for plural, text in counted.items()}


def add(found, language, unit, counted):
    forms = found.setdefault(unit, {})
    usual = counted.get("other")
    # The usual form comes first, as what the unit is called.
    for plural in sorted(counted, key=lambda plural: (plural != "other", plural)):
        text, form = counted[plural], FORMS[plural]
        if plural == "other" and language in PLURAL_ELSE and text.lower() != counted.get("one", "").lower():
            form = "many"
        elif form != "one" and text == usual:
            continue
        # Another spelling of a language may give the word to another unit.
        alike = (words for other, words in found.items() if is_money(other) == is_money(unit))
        taken = {word.lower() for words in alike for word in sum(words.values(), [])}
        if text.lower() not in taken and (language, text) not in LEFT_OUT:
            forms.setdefault(form, []).append(text)


def is_money(unit):
    return re.fullmatch("[A-Z]{3}", unit) is not None


def plain(text):
    """A word as it stands in running text: without vowel signs, what is in brackets, and signs for words."""
    text = re.sub("[\u064b-\u0652]", "", text.replace("{0}", "")).split(" (")[0].strip()
    return text.replace(" & ", " and ")


def file(language, version, found):
    """A language's rows, under a line that says where they are from."""
    lines = []
    for unit, forms in found.items():
        lines.append(f"[unit.{unit if re.fullmatch('[A-Za-z0-9-]+', unit) else json.dumps(unit)}]")
        order = ["one", "two", "many", "symbol", "before"]
        lines += [f"{form} = {json.dumps(forms[form], ensure_ascii=False)}" for form in order if form in forms]
    rows = "\n".join(lines) + "\n"
    stamp = hashlib.sha256(Path(__file__).read_bytes() + rows.encode()).hexdigest()[:16]
    return (
        f"# Generated by tools/units.py from CLDR {version} (Unicode-3.0), checksum {stamp}. Do not edit: words that CLDR lacks\n"
        f"# are in units.toml.\n{rows}"
    )


def shared(packages):
    """The language-free rows of units.toml."""
    codes, lines = "", ["codes = ["]
    for code in in_use(packages):
        if len(codes) > 108:
            lines.append(codes)
            codes = ""
        codes += f"{' ' if codes else '  '}\"{code}\","
    lines += [codes, "]", "", "[money.tender]"]
    return lines + [f'{region} = "{code}"' for region, code in sorted(tender(packages).items())]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    packages = Path(sys.argv[1])
    version = load(packages, "cldr-core/package.json", "version")
    before, _, rest = SHARED.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    wanted = {SHARED: before + "\n".join([BEGIN, *shared(packages), END]) + after}
    for folder in sorted(path for path in LANGUAGES.iterdir() if path.is_dir()):
        wanted[folder / "units-cldr.toml"] = file(folder.name, version, names(packages, folder.name))
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        sys.exit("".join(f"{path} is stale: run tools/units.py\n" for path in stale) or 0)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")


if __name__ == "__main__":
    main()
