"""What other programs do with the same inputs. Each call is a process of its own and prints one line of JSON."""

import json
import sys
import time


def clocks():
    return time.perf_counter(), time.process_time()


def read(path, windows, rounds):
    """Windows by rasterio: as stored, and as scaled 32-bit numbers with a mark for each pixel that is there."""
    import numpy as np
    import rasterio

    from rasterio.windows import Window
    places = [Window(*place) for place in json.load(open(windows))]
    stored, scaled = [], []
    with rasterio.Env(GDAL_CACHEMAX=64, GDAL_NUM_THREADS=1), rasterio.open(path) as file:
        for _ in range(int(rounds)):
            begin = time.process_time()
            for place in places:
                pixels = file.read(window=place)
            stored.append(time.process_time() - begin)
            begin = time.process_time()
            for place in places:
                pixels = file.read(window=place, out_dtype="float32")
                valid = (pixels != file.nodata).all(axis=0)
                pixels *= np.float32(1 / 65535)
                pixels[:, ~valid] = 0
            scaled.append(time.process_time() - begin)
    return {"stored": stored, "scaled": scaled, "gdal": rasterio.__gdal_version__}


def geodeep(path, network):
    import geodeep as peer

    begin, used = clocks()
    text = peer.detect(path, network, output_type="geojson")
    end, used_then = clocks()
    return {"seconds": end - begin, "cpu": used_then - used, "found": len(json.loads(text)["features"])}


def merge(path):
    """Class by class, best first, with shapely's tree for neighbours and its polygons for overlaps."""
    import numpy as np
    import shapely

    boxes = np.fromfile(path, np.float64).reshape(-1, 7)
    begin = time.perf_counter()
    kept = 0
    for number in np.unique(boxes[:, 0]):
        some = boxes[boxes[:, 0] == number]
        some = some[np.argsort(-some[:, 1], kind="stable")]
        column, row, length, width, angle = some[:, 2:].T
        along = np.stack([np.cos(angle), np.sin(angle)], 1) * length[:, None] / 2
        across = np.stack([-np.sin(angle), np.cos(angle)], 1) * width[:, None] / 2
        centre = np.stack([column, row], 1)
        ring = np.stack(
            [centre + along + across, centre + along - across, centre - along - across, centre - along + across], 1)
        shapes = shapely.polygons(ring)
        first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        pairs = first < second
        first, second = first[pairs], second[pairs]
        shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
        area = length * width
        pairs = shared / (area[first] + area[second] - shared) >= 0.3
        first, second = first[pairs], second[pairs]
        order = np.lexsort((second, first))
        first, second = first[order], second[order]
        begins = np.searchsorted(first, np.arange(len(some) + 1))
        dropped = np.zeros(len(some), bool)
        for index in range(len(some)):
            if not dropped[index]:
                dropped[second[begins[index]:begins[index + 1]]] = True
        kept += int((~dropped).sum())
    return {"seconds": time.perf_counter() - begin, "kept": kept}


def arosics(reference, target):
    """Tie points on a grid of 21 by 21, as AROSICS' own filters leave them: shifts in metres of the grid.

    How far scenes may lie off is told; the time is that of the tie points alone, without start and writing.
    """
    import contextlib
    import io

    from arosics import COREG_LOCAL

    spacing = 195
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        begin = time.perf_counter()
        made = COREG_LOCAL(reference, target, grid_res=spacing, max_shift=40, tieP_filter_level=2, progress=False, q=True,
                           nodata=(0, 0))
        found = made.CoRegPoints_table
        seconds = time.perf_counter() - begin
    kept = found[(found.X_SHIFT_M != -9999) & (found.OUTLIER == False)] if "OUTLIER" in found else found[:0]  # noqa: E712
    return {"seconds": seconds, "places": len(found), "shifts": [list(map(float, p)) for p in kept[["X_SHIFT_M", "Y_SHIFT_M"]].values]}


def changes(path, penalty, kind, rounds):
    """Divisions of a series by ruptures: by its kernel search, written in C, or by Pelt. Only the search is timed."""
    import numpy as np
    import ruptures

    values = np.fromfile(path, np.float64).reshape(-1, 1)
    searches = {"kernel": lambda: ruptures.KernelCPD(kernel="linear", min_size=2).fit(values),
                "pelt": lambda: ruptures.Pelt(model="l2", jump=1, min_size=2).fit(values)}
    seconds, breaks = [], []
    for _ in range(int(rounds)):
        search = searches[kind]()
        begin = time.process_time()
        breaks = search.predict(pen=float(penalty))
        seconds.append(time.process_time() - begin)
    return {"seconds": seconds, "breaks": [int(place) for place in breaks]}


def network(path, rounds):
    """All posteriors of a network by pyAgrum's two engines that pass messages, for each question of a file; seconds a question.

    "again" keeps the engine and changes its evidence, "fresh" makes an engine for each question.
    """
    import pyagrum as gum

    given = json.load(open(path))
    variables = given["network"]["variables"]
    net = gum.BayesNet()
    for variable in variables:
        net.add(gum.LabelizedVariable(variable["id"], "", variable["states"]))
    for variable in variables:
        for parent in variable["parents"]:
            net.addArc(parent, variable["id"])
    counts = {variable["id"]: len(variable["states"]) for variable in variables}
    for variable in variables:
        for row in range(len(variable["table"]) // counts[variable["id"]]):
            place, rest = {}, row
            for parent in reversed(variable["parents"]):
                place[parent] = rest % counts[parent]
                rest //= counts[parent]
            values = variable["table"][row * counts[variable["id"]]:(row + 1) * counts[variable["id"]]]
            if place:
                net.cpt(variable["id"])[place] = values
            else:
                net.cpt(variable["id"]).fillWith(values)
    questions = [{item["variable"]: item.get("state", item.get("likelihoods")) for item in items} for items in given["questions"]]
    names = [variable["id"] for variable in variables]

    def ask(engine, question):
        engine.setEvidence(question)
        engine.makeInference()
        return [engine.posterior(name) for name in names]

    result = {"first": [found.tolist() for found in ask(gum.LazyPropagation(net), questions[0])]}
    for kind in (gum.LazyPropagation, gum.ShaferShenoyInference):
        engine = kind(net)
        again, fresh = [], []
        for _ in range(int(rounds)):
            begin = time.process_time()
            for question in questions:
                ask(engine, question)
            again.append((time.process_time() - begin) / len(questions))
            begin = time.process_time()
            for question in questions:
                ask(kind(net), question)
            fresh.append((time.process_time() - begin) / len(questions))
        result[kind.__name__] = {"again": again, "fresh": fresh}
    return result


def draws(indicators, hypotheses, samples, rounds):
    """The posterior with every likelihood drawn from its beta-PERT range, and its percentiles, as numpy users write it."""
    import numpy as np

    indicators, hypotheses, samples = int(indicators), int(hypotheses), int(samples)
    low, mode, high = np.sort(np.random.default_rng(11).random((3, indicators, hypotheses)), axis=0)
    seconds = []
    for turn in range(int(rounds)):
        begin = time.perf_counter()
        random = np.random.default_rng(turn)
        alpha, beta = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        product = np.full((samples, hypotheses), 1 / hypotheses)
        for number in range(indicators):
            shares = random.beta(alpha[number], beta[number], (samples, hypotheses))
            product *= low[number] + (high[number] - low[number]) * shares
        product /= product.sum(axis=1, keepdims=True)
        np.percentile(product, [10, 50, 90], axis=0)
        seconds.append(time.perf_counter() - begin)
    return {"seconds": seconds}


def schedule(samples, rounds):
    """The restart's phases drawn from tables of their quantiles against normal scores, which need no distribution function.

    In blocks that stay in the processor's cache and in single precision, which is faster than whole columns in double precision: once with
    numpy's interpolation, once with tables so fine that the nearest entry does, and that also in two threads.
    """
    import concurrent.futures

    import numpy as np
    from scipy import special, stats

    samples, size = int(samples), 1 << 15
    months = {"A": (2, 4, 9), "B": (4, 9, 24), "C": (3, 7, 18), "D": (4, 8, 20), "E": (5, 10, 24), "F": (4, 9, 24), "G": (3, 6, 15),
              "H": (4, 9, 24), "I": (.5, 2, 12), "J": (1, 2.5, 6), "K": (.5, 1.5, 6), "R": (1, 3, 9), "L": (1, 3, 9)}
    grid = np.linspace(-6, 6, 1025)

    def quantiles(scores, low, mode, high):
        return stats.beta.ppf(special.ndtr(scores), 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low), low, high - low)

    coarse = {id: quantiles(grid, *three) for id, three in months.items()}
    fine = {id: np.interp(np.linspace(-6, 6, 1 << 14), grid, values).astype(np.float32) for id, values in coarse.items()}
    step = np.float32(((1 << 14) - 1) / 12)

    def by_interp(id, score):
        return np.interp(score, grid, coarse[id])

    def by_take(id, score):
        score += np.float32(6)
        score *= step
        return fine[id].take(score.astype(np.int32), mode="clip")

    def block(number, read):
        random = np.random.Generator(np.random.SFC64([7, number]))
        count = min(size, samples - number * size)
        common = random.standard_normal(count, np.float32) * np.float32(.4 ** .5)
        d = {}
        for id in months:
            score = random.standard_normal(count, np.float32)
            if id != "R":
                score *= np.float32(.6 ** .5)
                score += common
            d[id] = read(id, score)
        b = d["A"] + d["B"]
        j = np.maximum(d["D"], d["E"])
        np.maximum(j, d["G"], out=j)
        j += b
        np.maximum(j, d["A"] * np.float32(.5) + d["C"], out=j)
        np.maximum(j, d["H"], out=j)
        np.maximum(j, d["A"] + d["I"], out=j)
        j += d["J"] + d["K"] + np.where(random.random(count, np.float32) < .35, d["R"], np.float32(0))
        return j, np.maximum(j, b + d["F"] + d["J"]) + d["L"]

    def run(read, threads):
        begin = time.perf_counter()
        numbers = range((samples + size - 1) // size)
        if threads > 1:
            with concurrent.futures.ThreadPoolExecutor(threads) as pool:
                blocks = list(pool.map(lambda number: block(number, read), numbers))
        else:
            blocks = [block(number, read) for number in numbers]
        found = [np.percentile(np.concatenate(column), range(1, 100)) for column in zip(*blocks)]
        return time.perf_counter() - begin, [float(values[place]) for values in found for place in (9, 49, 89)]

    result = {"interp": [], "take": [], "takeByTwo": []}
    for _ in range(int(rounds)):
        for name, read, threads in (("interp", by_interp, 1), ("take", by_take, 1), ("takeByTwo", by_take, 2)):
            seconds, result["percentiles"] = run(read, threads)
            result[name].append(seconds)
    return result


if __name__ == "__main__":
    print(json.dumps({"changes": changes, "draws": draws, "network": network, "read": read, "schedule": schedule, "geodeep": geodeep, "merge": merge, "arosics": arosics}[sys.argv[1]](*sys.argv[2:])))
