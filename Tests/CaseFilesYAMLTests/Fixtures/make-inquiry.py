"""Writes the likelihood table of the domain dossier as a case's files, and as JSON to hold them against.

    make-inquiry.py parameters.json     (the file that lies beside the dossier)

Texts are written in the three ways that YAML has for them, ranges in flow and in block style, so that what is read does not hang
on one of them.
"""

import json
import sys
from pathlib import Path

table = json.loads(Path(sys.argv[1]).read_text())
here = Path(__file__).parent


def text(value, way):
    if way == 0:
        return json.dumps(value)
    if way == 1:
        return "'" + value.replace("'", "''") + "'"
    return ">-\n      " + value


lines = ["id: dossier", "title: Dossier", "question: Is a restart being prepared?", "hypotheses:"]
for name, words in table["hypotheses"].items():
    lines += [f"  - id: {name}", f"    text: {text(words, 0)}", f"    prior: {table['prior_example'][name]:.2f}"]
lines += ["indicators: indicators.yaml"]
(here / "inquiry-case.yaml").write_text("\n".join(lines) + "\n")

lines = ["# Elicited; see the dossier."]
for number, indicator in enumerate(table["indicators"]):
    lines += [
        f"- id: {indicator['id']}",
        f"  text: {text(indicator['text'], number % 3)}",
        f"  group: {indicator['group']}",
        "  likelihood:",
    ]
    for name, p in indicator["p"].items():
        if number % 2:
            lines += [f"    {name}:", f"      - {p['lo']}", f"      - {p['mode']}", f"      - {p['hi']}"]
        else:
            lines += [f"    {name}: [{p['lo']}, {p['mode']}, {p['hi']}]"]
    lines += [f"  rationale: {text(indicator['rationale'], (number + 1) % 3)}", "  elicited_from: the dossier"]
(here / "inquiry-indicators.yaml").write_text("\n".join(lines) + "\n")

kept = {key: table[key] for key in ("hypotheses", "prior_example", "indicators")}
(here / "inquiry.json").write_text(json.dumps(kept, indent=1) + "\n")
