#!/usr/bin/env python3
"""Writes into a drawn harbour what must not be found in a redacted export.

    python3 canary_case.py CASE CANARIES

Every text field of sources, scenes, site and notes gets a word that stands nowhere else; coordinates are written in many ways into
names, titles and notes. CANARIES gets a JSON object by part: texts and numbers.
"""

import json
import pathlib
import re
import sys

case = pathlib.Path(sys.argv[1])
source_words = [
    "Zylophant", "Quorvex", "Brimwacket", "Hexalune", "Trovandel", "Mirkostan", "Pelquist", "Vandergloss", "Oxtremble", "Fennimarsh",
    "Drubbleton", "Skorvath",
]
scene_words = ["Glimmerfax", "Wobblecrane", "Nuttergale", "Plinthewick"]
# How each of these is written is told in Documentation/exports.md.
positions = [
    "34.31824 N 127.94161 E", "34°19′05″N", "127° 56′ 29″ E", "N34.31824", "34.31824, 127.94161", "52SCD9414178901", "52SCD 94141 78901",
    "T52SCD", "N34E127", "341905N_1275629E", "lat: 34.318", "longitude=127.941", "52S 394141 3798901", "8Q8V8WCR+7M",
    "POINT(127.94161 34.31824)", "34,31824", "e127.941", "394141 E 3798901 N",
]

# Scenes: their files carry a name and a tile.
imagery = case / "imagery"
titles = []
for index, path in enumerate(sorted(imagery.glob("*.tif"))):
    stem = path.stem
    name = f"{scene_words[index % 2]}_T52SCD_{stem.split('_')[-1]}"
    titles.append(name)
    path.rename(imagery / f"{name}.tif")
    facts = imagery / f"{stem}.scene.yaml"
    text = re.sub(r"(?m)^credit:.*$", f"credit: {scene_words[2]} Imaging", facts.read_text().replace(stem, name))
    assert scene_words[2] in text
    (imagery / f"{name}.scene.yaml").write_text(text)
    facts.unlink()
for path in imagery.glob("*.truth.json"):
    path.unlink()

# Site: coordinates in names.
site = case / "site.geojson"
content = json.loads(site.read_text())
numbers = set()
for index, feature in enumerate(content["features"]):
    feature["properties"]["name"] += " " + positions[index % len(positions)]


def collect(value):
    if isinstance(value, list) and len(value) == 2 and all(isinstance(number, float) for number in value):
        numbers.update(value)
    elif isinstance(value, list):
        for part in value:
            collect(part)


for feature in content["features"]:
    collect((feature["geometry"] or {}).get("coordinates"))
site.write_text(json.dumps(content))

# Sources, facts and events, with names of sources in texts that are no source's.
w = source_words
(case / "sources.yaml").write_text(f"""
sources:
  - id: {w[0].lower()}
    title: The {w[1]} harbour \\"survey\\" & more
    publisher: {w[2]} Press
    author: Jo {w[3]}; Al {w[4]}
    published: 2020-03
    accessed: 2021-04-05
    address: https://www.{w[5].lower()}.example/{w[6].lower()}?page=1
    language: {w[7]}
    grade: B2
    descriptor: {{completeness: {w[8]} only, currency: {w[9]}, access: {w[10]}, bias: {w[11]}}}
    note: "From {w[11]}, at {positions[0]} and {positions[1]}"
  - {{id: other, title: Second view of the harbour, grade: C3, based_on: {w[0].lower()}, published: 2021}}
facts:
  - {{id: began, subject: quay, property: began, date: 1994, sources: {w[0].lower()}, note: "As {w[2]} Press says, near {positions[4]}; see {positions[5]}"}}
  - {{id: began-too, subject: quay, property: began, date: 2009, sources: other, note: "Against the {w[1]} harbour \\"survey\\" & more: {'; '.join(positions)}"}}
events:
  - {{id: opening, title: "Opening, told by Jo {w[3]} and {w[4]}", date: 1994-06, sources: {w[0].lower()}, note: "{positions[10]} {positions[11]}"}}
""".replace('\\\\"', "'").replace('\\"survey\\" & more\n', "'survey' & more\n"))
settings = (case / "case.yaml").read_text()
(case / "case.yaml").write_text(
    settings.replace(
        "question: ", f"question: \"After {w[2]} Press on {titles[0]} at {positions[3]} - what lies at {positions[9]}?\" # ", 1))

pathlib.Path(sys.argv[2]).write_text(
    json.dumps({
        "sources": {"texts": source_words, "numbers": []},
        "imagery": {"texts": scene_words[:3] + titles, "numbers": []},
        "coordinates": {"texts": [position for position in positions if position != "T52SCD"], "numbers": sorted(numbers)},
    }))
