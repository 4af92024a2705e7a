#!/usr/bin/env python3
"""Makes inquiry.json: conversions by pint, origins by networkx, days by Python's calendar.

    pip install pint==0.24.4 networkx==3.4.2
    python3 make-inquiry.py
"""

import calendar
import datetime
import json
import pathlib
import random

import networkx
import pint

registry = pint.UnitRegistry()
# How Revisit writes a unit, and how pint does.
NAMES = {
    "t": "metric_ton", "kt": "kilometric_ton", "kg": "kilogram", "g": "gram", "lb": "pound",
    "long-ton": "long_ton", "short-ton": "short_ton", "m3": "meter**3", "L": "liter", "bbl": "oil_barrel",
    "gal": "US_liquid_gallon", "m": "meter", "km": "kilometer", "cm": "centimeter", "mm": "millimeter", "in": "inch",
    "ft": "foot", "mi": "mile", "nmi": "nautical_mile", "m2": "meter**2", "ha": "hectare", "km2": "kilometer**2",
    "d": "day", "h": "hour", "min": "minute", "s": "second", "week": "week", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "hp": "horsepower", "PS": "metric_horsepower", "J": "joule", "GJ": "gigajoule",
    "MWh": "megawatt_hour", "kcal": "kilocalorie", "Btu": "Btu_it",
    "km/h": "kilometer/hour", "bbl/d": "oil_barrel/day", "m3/h": "meter**3/hour", "L/t": "liter/metric_ton",
    "bbl/t": "oil_barrel/metric_ton", "t/h": "metric_ton/hour", "kg/s": "kilogram/second", "nmi/h": "nautical_mile/hour",
    "g/kWh": "gram/kilowatt_hour", "lb/hp": "pound/horsepower", "kg/kW": "kilogram/kilowatt",
}

conversions, apart = [], []
for first, one in NAMES.items():
    for second, other in NAMES.items():
        try:
            conversions.append([first, second, (1 * registry(one)).to(registry(other)).magnitude])
        except pint.DimensionalityError:
            apart.append([first, second])

stream = random.Random(6)
graphs = []
for _ in range(60):
    count = stream.randint(1, 14)
    graph = networkx.gnp_random_graph(count, stream.random() * 0.4, seed=stream.randint(0, 1 << 30), directed=True)
    edges = [[f"s{a}", f"s{b}"] for a, b in graph.edges]
    circular = not networkx.is_directed_acyclic_graph(graph)
    roots = {
        f"s{node}": sorted(
            f"s{other}" for other in networkx.descendants(graph, node) | {node} if graph.out_degree(other) == 0
        )
        for node in graph.nodes
    }
    graphs.append({"nodes": [f"s{n}" for n in graph.nodes], "edges": edges, "circular": circular, "origins": roots})

epoch = datetime.date(1970, 1, 1)
spans = []
for _ in range(300):
    year, month = stream.randint(1, 9999), stream.randint(1, 12)
    length = calendar.monthrange(year, month)[1]
    day = stream.randint(1, length)
    date = lambda m, d: (datetime.date(year, m, d) - epoch).days
    spans.append([f"{year:04}", date(1, 1), date(12, 31)])
    spans.append([f"{year:04}-{month:02}", date(month, 1), date(month, length)])
    spans.append([f"{year:04}-{month:02}-{day:02}", date(month, day), date(month, day)])

target = pathlib.Path(__file__).with_name("inquiry.json")
target.write_text(
    json.dumps({"conversions": conversions, "apart": apart, "graphs": graphs, "spans": spans}, indent=None) + "\n")
