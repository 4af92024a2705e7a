#!/usr/bin/env python3
"""Reads pages as browsers do, and tells what in them is no valid HTML or shuts somebody out.

    python3 check_page.py PAGE...

html5lib parses as the HTML standard says (13.2, Parsing HTML documents) and names every parse error. On the tree that it builds, rules
are checked that WCAG 2.2 and the standard ask for: ids are unique, every place that is named is there, pictures have alternative texts,
headings leave no level out, landmarks of one kind have names of their own, tables are full. Prints a JSON list of flaws; an empty one where all is well.
"""

import collections
import json
import pathlib
import re
import sys

import html5lib

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
# Elements of their own that are landmarks, unless they stand in others (HTML-AAM 1.0).
LANDMARKS = {"main": "main", "nav": "navigation", "aside": "complementary", "header": "banner", "footer": "contentinfo"}
SECTIONING = {HTML + name for name in ["article", "aside", "main", "nav", "section"]}


def words(element):
    return " ".join("".join(element.itertext()).split())


def check(path):
    flaws = []
    parser = html5lib.HTMLParser(tree=html5lib.treebuilders.getTreeBuilder("etree"))
    root = parser.parse(open(path, encoding="utf-8", newline="").read())
    for (line, column), code, data in parser.errors:
        flaws.append(f"line {line}, column {column}: {code} {data}")

    parent = {child: element for element in root.iter() for child in element}

    def above(element):
        while element in parent:
            element = parent[element]
            yield element

    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    ids = collections.Counter(element.get("id") for element in elements if element.get("id") is not None)
    flaws += [f"the id {name!r} is there {count} times" for name, count in ids.items() if count > 1]
    flaws += [f"the id {name!r} has spaces or is empty" for name in ids if not name or re.search(r"\s", name)]
    by_id = {element.get("id"): element for element in elements}

    def name_of(element):
        """The accessible name as far as it is written out (accname-1.2, 2B to 2D)."""
        if label := element.get("aria-labelledby"):
            return " ".join(words(by_id[part]) for part in label.split() if part in by_id)
        if label := element.get("aria-label"):
            return label.strip()
        for child in element:
            if child.tag == SVG + "title":
                return words(child)
        return ""

    def is_hidden(element):
        return any(one.get("aria-hidden") == "true" or one.get("hidden") is not None for one in [element, *above(element)])

    # Places that are named.
    for element in elements:
        for attribute, value in element.items():
            targets = []
            if attribute in ["href", LINK] and value.startswith("#"):
                targets = [value[1:]]
            elif attribute in ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"]:
                targets = value.split()
            targets += re.findall(r"url\(#([^)]+)\)", value)
            flaws += [f"{attribute}={value!r} leads nowhere" for target in targets if target not in ids]
            if attribute in ["href", "src", LINK] and not value.startswith(("#", "data:")):
                flaws.append(f"{attribute}={value[:80]!r} leads out of the page")

    # Pictures.
    for element in elements:
        if is_hidden(element):
            continue
        if element.tag == HTML + "img" and not (element.get("alt") or "").strip():
            flaws.append("an img has no alternative text")
        if element.tag == SVG + "svg" and SVG + "svg" not in [one.tag for one in above(element)]:
            # A drawing of definitions alone shows nothing.
            if any(child.tag not in [SVG + "defs", SVG + "title", SVG + "desc"] for child in element) and not name_of(element):
                flaws.append("a drawing has no name")
        if element.tag == SVG + "image" and not (name_of(element) or any(one.get("role") == "img" for one in above(element))):
            flaws.append("pixels in a drawing have no name")
        if element.tag in [HTML + "a", SVG + "a", HTML + "button"] and not (name_of(element) or words(element)):
            flaws.append(f"a link or button has no name: {element.attrib}")

    # Headings.
    headings = [element for element in elements if re.fullmatch(r"h[1-6]", element.tag.removeprefix(HTML)) and not is_hidden(element)]
    levels = [int(element.tag[-1]) for element in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        flaws.append(f"the page has {levels.count(1)} headings of level 1")
    for before, level, element in zip(levels, levels[1:], headings[1:]):
        if level > before + 1:
            flaws.append(f"the heading {words(element)!r} of level {level} follows one of level {before}")
    flaws += ["a heading is empty" for element in headings if not words(element)]

    # Landmarks.
    landmarks = collections.defaultdict(list)
    for element in elements:
        role = element.get("role")
        plain = element.tag.removeprefix(HTML)
        if role is None and plain in LANDMARKS:
            if plain in ["header", "footer"] and any(one.tag in SECTIONING for one in above(element)):
                continue
            role = LANDMARKS[plain]
        elif role is None and plain == "section" and name_of(element):
            role = "region"
        if role in [*LANDMARKS.values(), "region", "search", "form"]:
            landmarks[role].append(name_of(element))
    for role, names in landmarks.items():
        if role in ["main", "banner", "contentinfo"] and len(names) > 1:
            flaws.append(f"there are {len(names)} landmarks of the role {role}")
        for name, count in collections.Counter(names).items():
            if count > 1 and role not in ["main", "banner", "contentinfo"]:
                flaws.append(f"{count} landmarks of the role {role} are called {name!r}")
        if role == "region" and "" in names:
            flaws.append("a region has no name")
    if len(landmarks["main"]) != 1:
        flaws.append("the page has no main part")

    # Lists and tables.
    for element in elements:
        children = [child.tag.removeprefix(HTML) for child in element if isinstance(child.tag, str)]
        if element.tag in [HTML + "ul", HTML + "ol"] and (set(children) - {"li", "script", "template"} or not children):
            flaws.append(f"a list holds {sorted(set(children)) or 'nothing'}")
        if element.tag == HTML + "dl" and not ("dt" in children and "dd" in children):
            flaws.append("a list of terms lacks terms or descriptions")
        if element.tag == HTML + "table":
            rows = list(element.iter(HTML + "tr"))
            widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in rows}
            if not any(cell.get("rowspan") for row in rows for cell in row) and len(widths) > 1:
                flaws.append(f"rows of the table {words(element)[:60]!r} have {sorted(widths)} cells")
            if 0 in widths or not rows:
                flaws.append(f"the table {words(element)[:60]!r} has an empty row")
        if element.tag == HTML + "th" and not words(element):
            flaws.append(f"a head of a table is empty, in {words(parent[element])[:60]!r}")
        if element.tag == HTML + "th" and element.get("scope") not in ["col", "row", "colgroup", "rowgroup"]:
            flaws.append(f"a head of a table has no scope: {words(element)!r}")

    html = next(element for element in elements if element.tag == HTML + "html")
    if not html.get("lang"):
        flaws.append("the page tells no language")
    titles = [element for element in elements if element.tag == HTML + "title"]
    if len(titles) != 1 or not words(titles[0]):
        flaws.append("the page has no title of its own")
    return flaws


if __name__ == "__main__":
    found = {path: flaws for path in sys.argv[1:] if (flaws := check(path))}
    print(json.dumps([f"{pathlib.Path(path).name}: {flaw}" for path, flaws in found.items() for flaw in flaws], indent=1))
