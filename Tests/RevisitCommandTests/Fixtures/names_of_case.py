#!/usr/bin/env python3
"""Lists what a redacted report of a case must not hold: titles, publishers, authors and addresses of its sources, and its coordinates.

    python3 names_of_case.py CASE

Sources are read without YAML, which is enough for the cases of this repository. Numbers are those of the site with four decimals or
more. Prints a JSON object with "texts" and "numbers".
"""

import json
import pathlib
import re
import sys

case = pathlib.Path(sys.argv[1])
path = case / "sources.yaml"
lines = path.read_text().splitlines() if path.exists() else []
start = lines.index("sources:") if "sources:" in lines else 0
end = min((number for number, line in enumerate(lines) if line in ("facts:", "events:")), default=len(lines))
texts = set()
for line in lines[start:end]:
    for found in re.findall(r'\b(?:title|publisher|author|address): ("[^"]*"|[^,}#]+)', line):
        text = found.strip().strip('"')
        if len(text) >= 8:
            texts.add(text)
numbers = {float(number) for number in re.findall(r"\d+\.\d{4,}", (case / "site.geojson").read_text())}
print(json.dumps({"texts": sorted(texts), "numbers": sorted(numbers)}))
