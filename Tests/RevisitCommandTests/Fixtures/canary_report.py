#!/usr/bin/env python3
"""Adds to a case of canary_case.py what only a report tells: hypotheses, assumptions, an analyst's chapter, marked pixels.

    python3 canary_report.py CASE CANARIES

The words and positions are those of CANARIES, written into more places. Every scene gets a square of violet (255, 0, 255 in its
brightest numbers), a colour that no drawing of the program has and that search_report.py looks for in all pictures.
"""

import json
import pathlib
import sys

import rasterio

case = pathlib.Path(sys.argv[1])
canaries = json.loads(pathlib.Path(sys.argv[2]).read_text())
words, positions = canaries["sources"]["texts"], canaries["coordinates"]["texts"]
scenes = canaries["imagery"]["texts"]

(case / "case.yaml").write_text((case / "case.yaml").read_text() + f"""
report:
  handling: ["TLP:AMBER", "after {words[2]} Press"]
  chapters:
    history: {{title: "What {words[3]} wrote of {positions[4]}"}}
hypotheses:
  - {{id: H1, text: "the quay at {positions[0]} is in use, as {words[2]} Press holds", prior: 0.5}}
  - {{id: H2, text: the quay is idle, prior: 0.5}}
indicators:
  - id: I01
    text: "ships were seen on {scenes[-1]} near {positions[2]}"
    statements:
      - {{outcome: seen, sources: [{words[0].lower()}], date: 2021-06-01, note: "said Jo {words[3]}"}}
    likelihood: {{H1: 0.8, H2: 0.2}}
    rationale: "{words[4]} told so of {positions[1]}"
    elicited_from: "{words[5].lower()}.example"
assumptions:
  - {{text: "{words[2]} Press is right about {positions[5]}", because: "{words[3]} saw it", standing: caveated, if_wrong: "see {positions[6]}"}}
deception:
  mom-motive: {{points_to: no, note: "{words[4]} of {positions[7]}"}}
""")
(case / "chapters").mkdir()
(case / "chapters" / "03-history.md").write_text(f"""# What Jo {words[3]} says of {positions[3]}

The quay lies at {positions[0]}, after **{words[2]} Press** ({words[5].lower()}.example), on `{scenes[-1]}` [@{words[0].lower()}].

- {"; ".join(positions)} [@fact:began]

{{{{> history-facts}}}}

{{{{> contradictions}}}}
""")

for path in sorted((case / "imagery").glob("*.tif")):
    with rasterio.open(path, "r+") as scene:
        side = max(8, min(scene.width, scene.height) // 8)
        facts = scene.read()
        red, green, blue = (2, 1, 0) if scene.count >= 3 else (0, 0, 0)
        brightest = facts.max()
        for band in range(scene.count):
            facts[band, :side, :side] = brightest if band in (red, blue) else 1  # 0 is no data.
        scene.write(facts)
