#!/usr/bin/env python3
"""A STAC API on this machine, made of pystac items, that can misbehave.

    stac_server.py serve FOLDER                                     serves; writes FOLDER/port and FOLDER/log
    stac_server.py truth SITE.geojson FROM TO COLLECTIONS MAXCLOUD   prints the ids that shapely and datetime select

Both make the same items from the same seed. The first word of a path says how the server behaves: /api takes POST and GET, /get only
GET, /static is a catalogue of documents, /collections/vhr-… as an API has them; /cycle, /endless, /repeat, /elsewhere, /nonsense,
/large, /empty, /odd, /error, /busy and /deep are what no server should be. /files holds what assets name.
"""

import datetime
import hashlib
import http.server
import json
import pathlib
import random
import sys
import threading
import urllib.parse

import pystac
import shapely
import shapely.affinity
import shapely.geometry

COLLECTIONS = ["vhr", "medium", "radar"]
UTC = datetime.timezone.utc


def square(x, y, w, h):
    return shapely.geometry.box(x, y, x + w, y + h)


def footprint(lot):
    """A footprint near (10, 50): box, turned box, with a corner missing, with a hole, in two parts, or across 180 degrees."""
    x, y = 10 + lot.uniform(-1, 1), 50 + lot.uniform(-0.7, 0.7)
    kind = lot.randrange(7)
    box = square(x - 0.4, y - 0.3, lot.uniform(0.05, 0.9), lot.uniform(0.05, 0.7))
    if kind == 1:
        return shapely.affinity.rotate(box, lot.uniform(-45, 45))
    if kind == 2:
        low, west, east, high = box.bounds[1], box.bounds[0], box.bounds[2], box.bounds[3]
        return box - square((west + east) / 2, (low + high) / 2, 9, 9)
    if kind == 3:
        return box - shapely.affinity.scale(box, 0.5, 0.5)
    if kind == 4:
        return shapely.geometry.MultiPolygon([box, shapely.affinity.translate(box, 1.5, 0)])
    if kind == 5:
        y = lot.uniform(-18, -16)
        w, e = lot.uniform(0.01, 0.6), lot.uniform(0.01, 0.6)
        return shapely.geometry.MultiPolygon([square(180 - w, y, w, 0.8), square(-180, y, e, 0.8)])
    return box


def items():
    """The catalogue, always the same."""
    lot = random.Random(8)
    made = []
    for number in range(400):
        shape = footprint(lot)
        collection = lot.choice(COLLECTIONS)
        when = datetime.datetime(2024, 1, 1, tzinfo=UTC) + datetime.timedelta(seconds=lot.randrange(500 * 86400), milliseconds=lot.choice([0, 250, 999]))
        properties = {"platform": lot.choice(["sat-1", "sat-2"])}
        if lot.random() < 0.8:
            properties["eo:cloud_cover"] = round(lot.uniform(0, 100), 2)
        if lot.random() < 0.8:
            properties["gsd"] = {"vhr": 0.5, "medium": 10, "radar": 20}[collection]
        if lot.random() < 0.5:
            properties |= {"view:off_nadir": round(lot.uniform(0, 45), 1), "view:sun_elevation": round(lot.uniform(-5, 60), 1)}
        if collection == "radar":
            properties["sar:instrument_mode"] = "IW"
        span = {}
        if lot.random() < 0.2:
            span = {"start_datetime": when, "end_datetime": when + datetime.timedelta(minutes=lot.randrange(1, 3000))}
        item = pystac.Item(
            id=f"scene-{number:03}", geometry=shapely.geometry.mapping(shape), bbox=list(shape.bounds),
            datetime=None if span else when, properties=properties, collection=collection, **span)
        item.add_asset("data", pystac.Asset(href=f"../files/plain/{item.id}.tif", media_type=pystac.MediaType.COG, roles=["data"]))
        made.append(item)
    return made


def span_of(item):
    if item.datetime:
        return item.datetime, item.datetime
    return item.common_metadata.start_datetime, item.common_metadata.end_datetime


def parsed(text):
    return None if text in ("..", "") else datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def truth(site, start, end, collections, cloud):
    zones = [shapely.geometry.shape(f["geometry"]) for f in json.load(open(site))["features"]]
    first, last = parsed(start), parsed(end)
    chosen = []
    for item in items():
        low, high = span_of(item)
        if collections != "all" and item.collection_id not in collections.split(","):
            continue
        if last and low >= last or first and high < first:
            continue
        if not any(zone.intersects(shapely.geometry.shape(item.geometry)) for zone in zones):
            continue
        if cloud != "any" and (item.properties.get("eo:cloud_cover") or 0) > float(cloud):
            continue
        chosen.append((low + (high - low) / 2, item.collection_id, item.id))
    print("\n".join(name for _, _, name in sorted(chosen)))


# MARK: - Serving

CATALOGUE = []
FILES = {}


def as_json(item, odd=False):
    made = item.to_dict(include_self_link=False)
    made["links"] = [{"rel": "collection", "href": f"../collections/{item.collection_id}"}]
    return made


def select(question):
    """What a server selects: boxes and times, less exactly than the client must."""
    box = question.get("bbox")
    found = []
    first, _, last = (question.get("datetime") or "../..").partition("/")
    first, last = parsed(first), parsed(last)
    for item in CATALOGUE:
        low, high = span_of(item)
        if question.get("collections") and item.collection_id not in question["collections"]:
            continue
        if last and low > last or first and high < first:
            continue
        if box:
            west, south, east, north = box
            shapes = [square(west, south, east - west, north - south)] if west <= east else [
                square(west, south, 180 - west, north - south), square(-180, south, east + 180, north - south)]
            if not any(shape.intersects(shapely.geometry.box(*item.bbox)) for shape in shapes):
                continue
        found.append(item)
    return found


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def give(self, value, status=200, headers=()):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers:
            self.send_header(name, text)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self, body=b""):
        with LOCK, open(FOLDER / "log", "a") as log:
            log.write(json.dumps({
                "method": self.command, "path": self.path, "host": self.headers.get("Host"), "body": body.decode(),
                "token": self.headers.get("Authorization"), "range": self.headers.get("Range")}) + "\n")

    @property
    def root(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def landing(self, word, methods):
        return {
            "type": "Catalog", "stac_version": "1.0.0", "id": word, "description": word,
            "conformsTo": ["https://api.stacspec.org/v1.0.0/core", "https://api.stacspec.org/v1.0.0/item-search"],
            "links": [{"rel": "self", "href": f"{self.root}/{word}"}] + [
                {"rel": "search", "type": "application/geo+json", "href": f"{self.root}/{word}/search", "method": m} for m in methods]}

    def page(self, word, question, token, method):
        found = select(question)
        limit = min(int(question.get("limit", 10)), 7)
        part = found[token:token + limit]
        links = []
        if token + limit < len(found):
            if method == "POST":
                links = [{"rel": "next", "href": f"{self.root}/{word}/search", "method": "POST", "merge": True,
                          "body": {"token": token + limit}}]
            else:
                query = urllib.parse.urlencode(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)) | {"token": token + limit})
                links = [{"rel": "next", "href": f"/{word}/search?{query}", "method": "GET"}]
        return {"type": "FeatureCollection", "features": [as_json(i) for i in part], "links": links}

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.note(body)
        word = self.path.split("/")[1]
        question = json.loads(body)
        if word == "busy":
            self.server.asked += 1
            if self.server.asked < 3:
                return self.give({"description": "slow down"}, 429, [("Retry-After", "0")])
        if word == "api" or word == "busy":
            return self.give(self.page(word, question, int(question.get("token", 0)), "POST"))
        self.hostile(word, question)

    def hostile(self, word, question):
        some = [as_json(i) for i in CATALOGUE[:3]]
        url = f"{self.root}/{word}/search"
        token = int(question.get("token", 0))
        if word == "cycle":
            self.server.asked += 1
            made = as_json(CATALOGUE[0]) | {"id": f"turn-{self.server.asked}"}
            links = [{"rel": "next", "href": url, "method": "POST", "body": {"token": (token + 1) % 2}}]
            self.give({"type": "FeatureCollection", "features": [made], "links": links})
        elif word == "repeat":
            links = [{"rel": "next", "href": url, "method": "POST", "body": {"token": token + 1}}]
            self.give({"type": "FeatureCollection", "features": some, "links": links})
        elif word == "empty":
            links = [{"rel": "next", "href": url, "method": "POST", "body": {"token": token + 1}}]
            self.give({"type": "FeatureCollection", "features": [], "links": links})
        elif word == "endless":
            made = as_json(CATALOGUE[0]) | {"id": f"made-{token}"}
            links = [{"rel": "next", "href": url, "method": "POST", "body": {"token": token + 1}}]
            self.give({"type": "FeatureCollection", "features": [made], "links": links})
        elif word == "elsewhere":
            links = [{"rel": "next", "href": "http://localhost.invalid/search"}]
            self.give({"type": "FeatureCollection", "features": some, "links": links})
        elif word == "moved":
            self.give(b"", 307, [("Location", f"http://localhost:{self.server.server_address[1]}/api/search")])
        elif word == "nonsense":
            self.give(b"<html>welcome</html>")
        elif word == "error":
            self.give({"code": "BadRequest", "description": "no such\u001b[31m collection"}, 400)
        elif word == "deep":
            self.give(b"[" * 100_000)
        elif word == "large":
            self.send_response(200)
            self.end_headers()
            try:
                for _ in range(64):
                    self.wfile.write(b" " * (1 << 20))
            except OSError:
                pass
            self.close_connection = True
        elif word == "odd":
            self.give(json.dumps({"type": "FeatureCollection", "features": ODD, "links": []}).encode())

    def do_GET(self):
        self.note()
        path = urllib.parse.urlsplit(self.path).path
        word = path.split("/")[1]
        rest = path[len(word) + 2:]
        if word == "files":
            return self.file(rest)
        if word == "collections" or rest.startswith("collections/"):
            name = path.split("/")[-1]
            return self.give({
                "type": "Collection", "id": name, "stac_version": "1.0.0", "license": "CC-BY-4.0", "description": name,
                "providers": [{"name": f"Maker of {name}", "roles": ["producer"]}, {"name": "A host", "roles": ["host"]}],
                "links": [{"rel": "license", "href": "https://example.org/licence"}]})
        if word == "static":
            return self.give((FOLDER / "static" / rest).read_bytes())
        if word == "delivered":
            return self.give({"type": "FeatureCollection", "features": json.loads((FOLDER / "delivered.json").read_text())})
        if word == "get":
            if rest.startswith("search"):
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                question = {"bbox": [float(n) for n in query["bbox"].split(",")], "datetime": query.get("datetime"),
                            "collections": query["collections"].split(",") if "collections" in query else None, "limit": 7}
                return self.give(self.page(word, question, int(query.get("token", 0)), "GET"))
            return self.give(self.landing(word, ["GET"]))
        if word == "away":
            return self.give(b"", 302, [("Location", f"http://localhost:{self.server.server_address[1]}/api")])
        if word == "folders":
            number = int(rest or 0)
            return self.give({"type": "Catalog", "stac_version": "1.1.0", "id": "folders", "description": "without end", "links": [
                {"rel": "child", "href": f"{self.root}/folders/{number + 1}"}, {"rel": "child", "href": f"{self.root}/folders/0"},
                {"rel": "item", "href": "http://localhost.invalid/item.json"}]})
        if word == "plain":
            return self.give(b"<html>welcome</html>")
        self.give(self.landing(word, ["POST", "GET"]))

    def file(self, rest):
        word, _, name = rest.partition("/")
        body = (FOLDER / "files" / pathlib.Path(urllib.parse.unquote(name)).name).read_bytes()
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        begin = 0
        wanted = self.headers.get("Range")
        if wanted and self.headers.get("If-Range", tag) == tag:
            begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if word == "sent":
            return self.give(b"", 302, [("Location", f"http://localhost:{self.server.server_address[1]}/files/plain/{name}")])
        if word == "refused":
            return self.give(b"", 409)
        if word == "other":
            body = body[:-1] + bytes([body[-1] ^ 1])
        if word == "longer":
            body += b"0"
        self.send_response(206 if begin else 200)
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
        self.send_header("ETag", tag)
        if word != "unending":
            self.send_header("Content-Length", str(len(body) - begin))
        self.end_headers()
        if word == "unending":
            try:
                for _ in range(256):
                    self.wfile.write(bytes(1 << 20))
            except OSError:
                pass
            self.close_connection = True
            return
        part = body[begin:]
        # The first attempt breaks off half-way.
        if word == "cut" and not begin:
            self.wfile.write(part[:len(part) // 2])
            self.wfile.flush()
            self.close_connection = True
            return
        self.wfile.write(part)


def odd_items():
    """Items that tell what cannot be so."""
    good = as_json(CATALOGUE[0]) | {"id": "good", "geometry": None, "bbox": [9, 49, 11, 51]}
    good["properties"] = {"datetime": "2024-06-01T10:00:00+09:00", "eo:cloud_cover": 130, "gsd": -1, "platform": "a\u001b[2Jb"}

    def change(name, **members):
        return good | {"id": name} | members

    return [
        good, change("no-time", properties={"datetime": None}), change("bad-time", properties={"datetime": "yesterday"}),
        change("no-place", bbox=None), change("far-out", bbox=[9, 49, 1e300, 51]), change("point", bbox=None, geometry={"type": "Point", "coordinates": [10, 50]}),
        change("flat", bbox=None, geometry={"type": "Polygon", "coordinates": [[[10, 50], [10, 50], [10, 50], [10, 50]]]}),
        change("text", bbox=None, geometry={"type": "Polygon", "coordinates": "here"}), change("backwards", properties={
            "datetime": None, "start_datetime": "2024-06-02T00:00:00Z", "end_datetime": "2024-06-01T00:00:00Z"}),
        change("", bbox=[9, 49, 11, 51]), {"type": "Feature"}, [], None, 7, change("twice"), change("twice"),
    ]


def serve():
    global ODD
    CATALOGUE.extend(items())
    ODD = odd_items()
    whole = pystac.Catalog(id="whole", description="A static catalogue")
    for name in COLLECTIONS:
        part = pystac.Collection(
            id=name, description=name, license="CC0-1.0",
            extent=pystac.Extent(pystac.SpatialExtent([[-180, -90, 180, 90]]), pystac.TemporalExtent([[datetime.datetime(2024, 1, 1, tzinfo=UTC), None]])))
        part.add_items([item.clone() for item in CATALOGUE if item.collection_id == name])
        whole.add_child(part)
    whole.normalize_hrefs(str(FOLDER / "static"))
    whole.save(pystac.CatalogType.SELF_CONTAINED)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.asked = 0
    (FOLDER / "port.part").write_text(str(server.server_address[1]))
    (FOLDER / "port.part").rename(FOLDER / "port")
    server.serve_forever()


LOCK = threading.Lock()
if sys.argv[1] == "truth":
    truth(*sys.argv[2:])
else:
    FOLDER = pathlib.Path(sys.argv[2])
    serve()
