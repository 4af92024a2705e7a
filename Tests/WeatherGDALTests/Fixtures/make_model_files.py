#!/usr/bin/env python3
"""Makes small files as the Climate Data Store gives them, and what xarray, netCDF4 and ecCodes read from them.

    scripts/setup weather
    .tools/python-weather/bin/python3 Tests/WeatherGDALTests/Fixtures/make_model_files.py

The values are invented. ERA5 counts sums over the hour before a time, ERA5-Land from 00 UTC.
"""

import json
import pathlib

import eccodes
import netCDF4
import numpy
import pandas
import xarray

HERE = pathlib.Path(__file__).parent
random = numpy.random.default_rng(19691969)
LATITUDES = [42.5, 42.25, 42.0]
LONGITUDES = [130.0, 130.25, 130.5, 130.75]
ROW, COLUMN = 1, 2  # nearest to the site at 42.31 N, 130.40 E


def hours(start, count):
    return pandas.date_range(start, periods=count, freq="h")


def fields(times, accumulate):
    """Every variable on the grid; sums begin anew at 00 UTC where they accumulate."""
    shape = (len(times), 3, 4)
    hourly = {
        "tp": random.gamma(0.4, 0.0008, shape), "sf": random.gamma(0.3, 0.0006, shape),
        "ssrd": random.uniform(0, 1.5e6, shape).round(0),
    }
    result = {
        "t2m": 268 + random.normal(0, 5, shape), "sd": random.uniform(0.001, 0.05, shape), "rsn": random.uniform(80, 320, shape),
        "u10": random.normal(0, 6, shape), "v10": random.normal(0, 6, shape), "tcc": random.uniform(0, 1, shape),
    }
    for name, values in hourly.items():
        if accumulate:
            total = numpy.zeros(shape)
            for index, time in enumerate(times):
                # The value at 01 is of the first hour of a day, that at 00 of the whole day before.
                total[index] = values[index] + (0 if time.hour == 1 or index == 0 else total[index - 1])
            values = total
        result[name] = values
    return result


UNITS = {"t2m": "K", "tp": "m", "sf": "m of water equivalent", "sd": "m of water equivalent", "rsn": "kg m**-3",
         "u10": "m s**-1", "v10": "m s**-1", "tcc": "(0 - 1)", "ssrd": "J m**-2", "fg10": "m s**-1", "sde": "m"}


def stamps(times):
    return [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in pandas.DatetimeIndex(times)]


def plain(values):
    return [None if not numpy.isfinite(v) else float(v) for v in numpy.asarray(values, dtype=float)]


def older():
    """ERA5 before the move of 2024: packed shorts, hours since 1900, a dimension expver of which one part is filled."""
    times = hours("2025-02-13T20:00", 30)
    data = fields(times, accumulate=False)
    path = HERE / "era5-older.nc"
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_OFFSET") as file:
        file.Conventions = "CF-1.6"
        file.history = "2025-03-01 grib_to_netcdf: MARS reanalysis-era5-single-levels"
        for name, size in (("longitude", 4), ("latitude", 3), ("expver", 2), ("time", len(times))):
            file.createDimension(name, size)
        for name, values, unit, kind in (
                ("longitude", LONGITUDES, "degrees_east", "f4"), ("latitude", LATITUDES, "degrees_north", "f4"),
                ("expver", [1, 5], "", "i4"),
                ("time", [int((t - pandas.Timestamp("1900-01-01")).total_seconds() // 3600) for t in times],
                 "hours since 1900-01-01 00:00:00.0", "i4")):
            variable = file.createVariable(name, kind, (name,))
            variable[:] = values
            if unit:
                variable.units = unit
        file["time"].calendar = "gregorian"
        for name, values in data.items():
            low, high = float(values.min()), float(values.max())
            scale = (high - low) / 65000
            variable = file.createVariable(name, "i2", ("time", "expver", "latitude", "longitude"), fill_value=-32767)
            variable.scale_factor = scale
            variable.add_offset = (high + low) / 2
            variable.missing_value = numpy.int16(-32767)
            variable.units = UNITS[name]
            both = numpy.ma.masked_all((len(times), 2, 3, 4))
            both[:20, 0] = values[:20]
            both[20:, 1] = values[20:]
            if name == "t2m":
                both[5] = numpy.ma.masked
            variable[:] = both
    with xarray.open_dataset(path) as file:
        cell = file.isel(latitude=ROW, longitude=COLUMN)
        final, early = cell.isel(expver=0, drop=True), cell.isel(expver=1, drop=True)
        truth = final.combine_first(early)
        return {"times": stamps(truth.time.values)} | {name: plain(truth[name].values) for name in data}


def newer():
    """ERA5-Land of today: floats in NetCDF-4, seconds since 1970 as valid_time, expver as texts, longitudes of one cell less."""
    times = hours("2025-02-13T22:00", 30)
    data = fields(times, accumulate=True)
    data.pop("tcc")
    path = HERE / "era5-land-newer.nc"
    with netCDF4.Dataset(path, "w", format="NETCDF4") as file:
        file.GRIB_centre = "ecmf"
        file.Conventions = "CF-1.7"
        for name, size in (("valid_time", len(times)), ("latitude", 3), ("longitude", 4)):
            file.createDimension(name, size)
        file.createVariable("number", "i8", ())[:] = 0
        time = file.createVariable("valid_time", "i8", ("valid_time",))
        time.units, time.calendar = "seconds since 1970-01-01", "proleptic_gregorian"
        time[:] = [int(t.timestamp()) for t in times]
        latitude = file.createVariable("latitude", "f8", ("latitude",))
        latitude.units = "degrees_north"
        latitude[:] = LATITUDES
        longitude = file.createVariable("longitude", "f8", ("longitude",))
        longitude.units = "degrees_east"
        longitude[:] = LONGITUDES
        version = file.createVariable("expver", str, ("valid_time",))
        for index in range(len(times)):
            version[index] = "0001" if index < 26 else "0005"
        for name, values in data.items():
            variable = file.createVariable(
                name, "f4", ("valid_time", "latitude", "longitude"), fill_value=numpy.float32(numpy.nan), zlib=True,
                chunksizes=(16, 3, 4))
            variable.units = UNITS[name]
            values = values.astype("f4")
            if name == "t2m":
                values[3] = numpy.nan
            variable[:] = values
    with xarray.open_dataset(path) as file:
        cell = file.isel(latitude=ROW, longitude=COLUMN)
        truth = {"times": stamps(cell.valid_time.values)} | {name: plain(cell[name].values) for name in data}
    # The sum of the day before, by xarray: what the value at 00 UTC says.
    at = truth["times"].index("2025-02-15T00:00:00Z")
    truth["day_sf"] = truth["sf"][at]
    truth["day_tp"] = truth["tp"][at]
    return truth


def single():
    """One cell only, as for a request of a point: two files, of instants and of sums."""
    times = hours("2025-02-14T00:00", 5)
    truth = {"times": stamps(times)}
    for part, names in (("instant", ["sde", "i10fg"]), ("accum", ["tp"])):
        with netCDF4.Dataset(HERE / f"point-{part}.nc", "w") as file:
            file.createDimension("valid_time", len(times))
            file.createDimension("latitude", 1)
            file.createDimension("longitude", 1)
            time = file.createVariable("valid_time", "i8", ("valid_time",))
            time.units = "seconds since 1970-01-01"
            time[:] = [int(t.timestamp()) for t in times]
            file.createVariable("latitude", "f8", ("latitude",))[:] = [42.3]
            file.createVariable("longitude", "f8", ("longitude",))[:] = [130.4]
            for name in names:
                variable = file.createVariable(name, "f4", ("valid_time", "latitude", "longitude"))
                variable.units = {"sde": "m", "i10fg": "m s**-1", "tp": "m"}[name]
                values = random.uniform(0.001, 0.01, len(times)).astype("f4")
                variable[:, 0, 0] = values
                truth[name] = plain(values)
    return truth


def grib(name, edition, parts):
    """Messages of a file of ERA5; values as ecCodes reads them back, with the ends of their spans."""
    path = HERE / name
    with open(path, "wb") as file:
        for short, date, time, step, values in parts:
            message = eccodes.codes_grib_new_from_samples(f"regular_ll_sfc_grib{edition}")
            for key, value in (
                    ("centre", "ecmf"), ("Ni", 4), ("Nj", 3), ("latitudeOfFirstGridPointInDegrees", 42.5),
                    ("latitudeOfLastGridPointInDegrees", 42.0), ("longitudeOfFirstGridPointInDegrees", 130.0),
                    ("longitudeOfLastGridPointInDegrees", 130.75), ("iDirectionIncrementInDegrees", 0.25),
                    ("jDirectionIncrementInDegrees", 0.25), ("dataDate", date), ("dataTime", time), ("shortName", short),
                    ("stepType", {"tp": "accum", "sf": "accum", "ssrd": "accum", "10fg": "max"}.get(short, "instant")),
                    ("stepRange", step), ("bitsPerValue", 16)):
                eccodes.codes_set(message, key, value)
            eccodes.codes_set_values(message, values.ravel())
            eccodes.codes_write(message, file)
            eccodes.codes_release(message)
    truth = []
    with open(path, "rb") as file:
        while (message := eccodes.codes_grib_new_from_file(file)) is not None:
            get = lambda key: eccodes.codes_get(message, key)
            reference = pandas.Timestamp(f"{get('dataDate')}T{get('dataTime'):04d}")
            truth.append({
                "variable": get("shortName"),
                "start": stamps([reference + pandas.Timedelta(hours=get("startStep"))])[0],
                "end": stamps([reference + pandas.Timedelta(hours=get("endStep"))])[0],
                "value": float(eccodes.codes_get_values(message).reshape(3, 4)[ROW, COLUMN]),
            })
            eccodes.codes_release(message)
    return truth


def grib_parts():
    """Instants of four hours, and sums of a forecast from 18 UTC, hour by hour."""
    parts = []
    data = fields(hours("2025-02-14", 4), accumulate=False)
    for index in range(4):
        for short, name in (("2t", "t2m"), ("sd", "sd"), ("rsn", "rsn"), ("10u", "u10"), ("10v", "v10"), ("tcc", "tcc")):
            parts.append((short, 20250214, index * 100, "0", data[name][index]))
        for short in ("tp", "sf", "ssrd"):
            parts.append((short, 20250213, 1800, f"{5 + index}-{6 + index}", data[short][index]))
        parts.append(("10fg", 20250213, 1800, f"{5 + index}-{6 + index}", random.uniform(3, 20, (3, 4))))
    return parts


def grib_since_midnight():
    """Sums from 00 UTC with steps that grow, as ERA5-Land has them."""
    hourly = random.gamma(0.5, 0.001, (4, 3, 4))
    return [("sf", 20250214, 0, f"0-{step}", hourly[:step].sum(axis=0)) for step in (1, 2, 3, 4)]


parts = grib_parts()
truth = {
    "older": older(), "newer": newer(), "point": single(), "grib1": grib("era5.grib1", 1, parts),
    "grib2": grib("era5.grib2", 2, parts), "since": grib("since-midnight.grib1", 1, grib_since_midnight()),
}
(HERE / "expected.json").write_text(json.dumps(truth, indent=1) + "\n")
