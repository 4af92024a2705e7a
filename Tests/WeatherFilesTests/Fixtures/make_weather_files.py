#!/usr/bin/env python3
"""Makes the weather files beside it, and what pandas, isd and python-metar read from them.

    scripts/setup weather
    .tools/python-weather/bin/python3 Tests/WeatherFilesTests/Fixtures/make_weather_files.py

The values are invented; the layouts are those of the providers' format descriptions.
"""

import json
import pathlib

import numpy
import pandas
from isd import Record
from metar import Metar

HERE = pathlib.Path(__file__).parent
random = numpy.random.default_rng(20250214)


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def plain(values):
    """Numbers for JSON, missing ones as null."""
    return [None if pandas.isna(v) else round(float(v), 9) for v in values]


def open_meteo():
    """Four days at UTC+9 with holes; sums over windows by pandas."""
    hours = pandas.date_range("2025-02-10", periods=96, freq="h")
    snow = pandas.Series(numpy.where(random.random(96) < 0.3, random.integers(0, 15, 96) * 0.07, 0.0).round(2), index=hours)
    snow.iloc[[20, 21, 50]] = numpy.nan
    rain = (snow / 0.7).round(1)
    temperature = pandas.Series(random.normal(-6, 4, 96).round(1), index=hours)
    temperature.iloc[30] = numpy.nan
    wind = pandas.Series(random.gamma(3, 5, 96).round(1), index=hours)
    gust = (wind * 1.8).round(1)
    depth = pandas.Series((0.05 + numpy.cumsum(snow.fillna(0)) / 100).round(2), index=hours)
    cloud = pandas.Series(random.integers(0, 101, 96), index=hours)
    light = pandas.Series(numpy.clip(300 * numpy.sin((hours.hour - 7) / 11 * numpy.pi), 0, None).round(1), index=hours)
    columns = {
        "temperature_2m": (temperature, "°C"), "precipitation": (rain, "mm"), "snowfall": (snow, "cm"),
        "snow_depth": (depth, "m"), "wind_speed_10m": (wind, "km/h"), "wind_gusts_10m": (gust, "km/h"),
        "cloud_cover": (cloud, "%"), "shortwave_radiation": (light, "W/m²"),
        "weather_code": (pandas.Series(numpy.where(snow > 0, 73, 3), index=hours), "wmo code"),
        "relative_humidity_2m": (pandas.Series(70, index=hours), "%"),
    }
    write("open-meteo.json", {
        "latitude": 42.30931, "longitude": 130.36377, "generationtime_ms": 0.32, "utc_offset_seconds": 32400,
        "timezone": "Asia/Pyongyang", "timezone_abbreviation": "GMT+9", "elevation": 12.0,
        "hourly_units": {"time": "iso8601"} | {name: unit for name, (_, unit) in columns.items()},
        "hourly": {"time": [h.strftime("%Y-%m-%dT%H:%M") for h in hours]}
        | {name: plain(values) for name, (values, _) in columns.items()},
    })
    utc = hours - pandas.Timedelta(hours=9)
    water = (snow / 0.7).set_axis(utc)
    # A row of the archive holds what fell in the hour before its time, so a window of n hours that ends at a time is n rows.
    write("open-meteo.expected.json", {
        "times": [t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in utc],
        "snowfall_water_mm": plain(water), "precipitation_mm": plain(rain), "temperature_celsius": plain(temperature),
        "snow_depth_cm": plain(depth * 100), "wind_speed_m_s": plain(wind / 3.6), "wind_gust_m_s": plain(gust / 3.6),
        "cloud_share": plain(cloud / 100), "shortwave_radiation_w_m2": plain(light),
        "totals": {str(n): plain(water.rolling(n, min_periods=n).sum()) for n in (6, 24, 72)},
        "covered": {str(n): plain(water.rolling(n, min_periods=1).count() / n) for n in (6, 24)},
    })


def ghcn_daily():
    """Two months of a station, with flags, gaps and lines that are wrong."""
    lines, truth = [], {}
    quality = {("SNOW", 2, 7): "I", ("TMAX", 2, 3): "X", ("PRCP", 1, 5): "D"}
    measured = {("PRCP", 1, 9): "T", ("PRCP", 2, 11): "P"}
    values = {
        "PRCP": lambda: int(random.integers(0, 150)), "SNOW": lambda: int(random.integers(0, 90)),
        "SNWD": lambda: int(random.integers(0, 400)), "TMAX": lambda: int(random.integers(-150, 40)),
        "TMIN": lambda: int(random.integers(-260, -100)), "TAVG": lambda: int(random.integers(-200, -20)),
        "WT09": lambda: 1,
    }
    scale = {"PRCP": 0.1, "SNOW": 0.1, "SNWD": 0.1, "TMAX": 0.1, "TMIN": 0.1, "TAVG": 0.1}
    column = {"PRCP": "precipitation_mm", "SNOW": "new_snow_cm", "SNWD": "snow_depth_cm", "TMAX": "highest_temperature_celsius",
              "TMIN": "lowest_temperature_celsius", "TAVG": "temperature_celsius"}
    for month, length in ((1, 31), (2, 28)):
        for element, value in values.items():
            line = f"RSM00031969{2025:4d}{month:02d}{element}"
            for day in range(1, 32):
                number = value() if day <= length and random.random() < 0.85 else -9999
                if (element, month, day) in quality or (element, month, day) in measured:
                    number = value()
                mflag = measured.get((element, month, day), " ")
                qflag = quality.get((element, month, day), " ")
                if mflag == "T":
                    number = 0
                line += f"{number:5d}{mflag}{qflag}{'S' if number != -9999 else ' '}"
                good = number != -9999 and qflag == " " and mflag != "P" and element in scale
                if good:
                    truth.setdefault(f"2025-{month:02d}-{day:02d}", {})[column[element]] = round(number * scale[element], 6)
            lines.append(line)
    lines.append(lines[0])
    lines.append("this is no month of anything")
    text = "\n".join(lines) + "\n"
    (HERE / "RSM00031969.dly").write_text(text)
    # pandas reads the columns by the positions of the readme, so a slip of this script would show.
    widths = [11, 4, 2, 4] + [5, 1, 1, 1] * 31
    import io
    table = pandas.read_fwf(io.StringIO("\n".join(lines[:-1])), widths=widths, header=None)
    snow = table[(table[3] == "SNWD") & (table[2] == 1)].iloc[0]
    for day in range(1, 32):
        told = truth.get(f"2025-01-{day:02d}", {}).get("snow_depth_cm")
        assert (None if snow[4 * day] == -9999 else snow[4 * day] / 10) == told
    (HERE / "ghcnd-stations.txt").write_text(
        f"{'RSM00031960':11s} {43.1170:8.4f} {131.9330:9.4f} {183.0:6.1f} {'':2s} {'VLADIVOSTOK':30s} GSN     31960\n"
        f"{'RSM00031969':11s} {42.6500:8.4f} {130.8000:9.4f} {35.0:6.1f} {'':2s} {'POSET':30s}         31969\n")
    write("ghcn-daily.expected.json", truth)


def control(time, temperature, wind, kind="FM-12", quality="1", elevation="+0003"):
    """Control and mandatory section of an ISD record."""
    signed = "+9999" if temperature is None else f"{round(temperature * 10):+05d}"
    speed = "9999" if wind is None else f"{round(wind * 10):04d}"
    return (f"470030" "99999" + time.strftime("%Y%m%d%H%M") + "4" "+42317" "+130400" f"{kind:5s}{elevation}" "99999" "V020"
            "320" "1" "N" f"{speed}{quality}" "99999" "9" "9" "N" "999999" "9" "9" "9" f"{signed}{quality}" "+9999" "9" "99999" "9")


def isd():
    """Three-hourly records with groups before and behind those that are read."""
    lines, truth = [], []
    times = pandas.date_range("2019-02-14", periods=16, freq="3h")
    for index, time in enumerate(times):
        temperature = None if index == 4 else round(float(random.normal(-5, 3)), 1)
        wind = None if index == 5 else round(float(random.gamma(2, 3)), 1)
        quality = "3" if index == 6 else "1"
        groups = ["AY151991"]
        expected = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "sums": [], "weather": None}
        if index % 2 == 0:
            amount = int(random.integers(0, 120))
            groups.append(f"AA1{6:02d}{amount:04d}91")
            expected["sums"].append(["precipitation_mm", 6, amount / 10])
        if index % 8 == 0:
            groups.append(f"AA224{round(31 + index):04d}91")
            expected["sums"].append(["precipitation_mm", 24, (31 + index) / 10])
            depth = int(random.integers(1, 40))
            groups.append(f"AJ1{depth:04d}91" "999999" "99")
            expected["snow_depth_cm"] = depth
            groups.append("AL1" f"{6:02d}{7 + index:03d}91")
            expected["sums"].append(["new_snow_cm", 6, 7 + index])
            groups.append("AN1" f"{24:03d}{85 + index:04d}91")
            expected["sums"].append(["new_snow_cm", 24, (85 + index) / 10])
        if index == 3:
            groups.append("AJ1" "9999" "91" "999999" "99")
        groups.append("GA1081+00450199" "1")
        if index % 3 == 0:
            groups.append("GF1" "0699" "1" "05" "1" "99" "9" "00450" "1" "99" "9" "99" "9")
            expected["cloud_share"] = 6 / 8
        else:
            expected["cloud_share"] = 1.0
        groups.append("MA1" "999999" "10183" "1")
        if index % 4 == 1:
            groups.append("MW1731")
            groups.append("MW2381")
            expected["weather"] = "ww73 ww38"
        if index == 7:
            groups.append("OC1" "0185" "1")
            expected["wind_gust_m_s"] = 18.5
        body = "ADD" + "".join(groups) + "REM" "SYN028AAXX 14004 47003 41558 73208"
        line = control(time, temperature, wind, quality=quality) + body
        line = f"{len(body):04d}" + line
        lines.append(line)
        # What the library isd reads of the mandatory section.
        record = Record.parse(line)
        assert abs(record.latitude - 42.317) < 1e-9 and abs(record.longitude - 130.4) < 1e-9 and record.elevation == 3
        if quality == "1":
            # The library leaves the numbers that stand for missing ones as they are.
            if record.air_temperature not in (None, 999.9):
                expected["temperature_celsius"] = record.air_temperature
            if record.wind_speed not in (None, 999.9):
                expected["wind_speed_m_s"] = record.wind_speed
        truth.append(expected)
    month = "ADD" "AN1" "744" "0900" "91"
    lines.append(f"{len(month):04d}" + control(pandas.Timestamp("2019-02-28 23:59"), None, None, kind="SOM") + month)
    strange = "ADD" "ZZ1" "12345"
    lines.append(f"{len(strange):04d}" + control(pandas.Timestamp("2019-02-16"), -3.0, 4.0) + strange)
    truth.append({"time": "2019-02-16T00:00:00Z", "sums": [], "weather": None, "temperature_celsius": -3.0, "wind_speed_m_s": 4.0})
    lines.append("0000" + control(times[0], -3.0, 4.0)[:60])
    (HERE / "470030-99999-2019").write_text("\n".join(lines) + "\n")
    write("isd.expected.json", truth)


def isd_lite():
    """Two days of the hourly subset."""
    lines = []
    hours = pandas.date_range("2019-02-14", periods=48, freq="h")
    frame = pandas.DataFrame({
        "temperature_celsius": random.normal(-5, 3, 48).round(1), "wind_speed_m_s": random.gamma(2, 3, 48).round(1),
        "sky": random.integers(0, 9, 48), "one": random.integers(0, 30, 48) / 10.0}, index=hours)
    frame.loc[hours[3], "temperature_celsius"] = numpy.nan
    frame.loc[hours[5], "one"] = numpy.nan
    for hour, row in frame.iterrows():
        tenths = lambda v: -9999 if pandas.isna(v) else round(v * 10)
        lines.append(f"{hour.year:4d} {hour.month:02d} {hour.day:02d} {hour.hour:02d} {tenths(row.temperature_celsius):5d} -9999 10183 "
                     f"  320 {tenths(row.wind_speed_m_s):5d} {int(row.sky):5d} {tenths(row.one):5d} {-1 if hour.hour == 6 else -9999:5d}")
    (HERE / "470030-99999-2019-lite").write_text("\n".join(lines) + "\n")
    (HERE / "isd-history.csv").write_text(
        '"USAF","WBAN","STATION NAME","CTRY","STATE","ICAO","LAT","LON","ELEV(M)","BEGIN","END"\n'
        '"470030","99999","SONBONG","KN","","","+42.317","+130.400","+0003.0","19570101","20190831"\n'
        '"319600","99999","VLADIVOSTOK, KNEVICHI","RS","","UHWW","+43.399","+132.148","+0018.0","19570101","20250831"\n')
    write("isd-lite.expected.json", {
        "times": [h.strftime("%Y-%m-%dT%H:%M:%SZ") for h in hours],
        "temperature_celsius": plain(frame.temperature_celsius), "wind_speed_m_s": plain(frame.wind_speed_m_s),
        "cloud_share": plain(frame.sky / 8), "precipitation_mm": plain(frame.one)})


REPORTS = [
    "METAR UHWW 140000Z 32010G18MPS 1500 -SHSN BLSN BKN012 OVC020 M05/M10 Q1018 R07L/190150 NOSIG RMK QFE755",
    "METAR UHWW 140030Z 33008MPS 0800 R07/1000 +SN VV003 M06/M07 Q1017 TEMPO 0500 +SHSN",
    "METAR UHWW 140100Z 00000MPS CAVOK 01/M03 Q1020 NOSIG",
    "METAR UHWW 140130Z VRB02MPS 6000 SN FEW010 SCT030 M00/M02 Q1016 BECMG RA",
    "METAR UHWW 140200Z 34012KT 9999 -SN BR SCT015 BKN025CB M01/M03 Q1015",
    "METAR UHWW 140230Z 34025G40KT 3000 DRSN SKC M12/M18 Q1022",
    "METAR UHWW 140300Z 27036KMH 9999 SCT030 M01/ Q1020",
    "SPECI UHWW 140317Z 29015G25MPS 0200 +SHSN BLSN FG OVC002 M03/M04 Q1009 RESN",
    "METAR UHWW 140330Z 10003MPS 9999 -FZRA FEW033 OVC100 00/M01 Q1012",
    "METAR COR UHWW 140400Z 10004MPS 9999 -RASN OVC010 01/00 Q1012",
    "METAR UHWW 140430Z 16009KT 10SM CLR M08/M16 A3013 RMK AO2 SLP227 T10831156",
    "METAR UHWW 140500Z 16009KT 10SM VCSH FEW027 OVC055 02/M07 A2992 RMK AO2 T00171067",
    "METAR UHWW 140530Z AUTO 21007KT 9999NDV NCD M10/M14 Q1012",
    "METAR UHWW 140600Z 20005MPS 170V240 9999 NSC 12/04 Q1011 NOSIG",
    "METAR UHWW 140630Z 20105MPS 9999 PL SG OVC012 M02/M02 Q1011",
    "METAR UHWW 140700Z 20005MPS 5000 TSRAGR BR SCT020TCU BKN030 18/16 Q1004",
]
LETTERS = "FEW SCT BKN OVC".split()
OCTAS = {"FEW": 1.5, "SCT": 3.5, "BKN": 6.0, "OVC": 8.0, "SKC": 0.0}


def metar():
    """Reports as three kinds of files, read by python-metar."""
    truth, rows, dated, bare = [], [], [], []
    for text in REPORTS:
        decoded = Metar.Metar(text.replace(" 9999NDV", " 9999"), month=2, year=2025, strict=False)
        layers = [layer[0] for layer in decoded.sky]
        unclear = any(name in text.split() for name in ("CAVOK", "NSC", "NCD", "CLR")) or any(n == "VV" for n in layers)
        octas = [OCTAS[name] for name in layers if name in OCTAS] + ([0.0] if " SKC " in text else [])
        weather = ["".join(part or "" for part in group) for group in decoded.weather]
        truth.append({
            "time": decoded.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "temperature_celsius": None if decoded.temp is None else decoded.temp.value("C"),
            "wind_speed_m_s": decoded.wind_speed.value("MPS"),
            "wind_gust_m_s": None if decoded.wind_gust is None else decoded.wind_gust.value("MPS"),
            "cloud_share": None if unclear or not octas else max(octas) / 8,
            "weather": " ".join(weather),
        })
        stamp = decoded.time
        rows.append(f"UHWW,{stamp:%Y-%m-%d %H:%M},132.1480,43.3990,18.00,{text}")
        dated.append(f"{stamp:%Y%m%d%H%M} {text}=")
        bare.append(text.removeprefix("METAR ").removeprefix("SPECI ").removeprefix("COR "))
    (HERE / "metar-table.csv").write_text("\n".join(["station,valid,lon,lat,elevation,metar"] + rows) + "\n")
    (HERE / "metar-dated.txt").write_text("\n".join(["# METAR reports of UHWW"] + dated[::-1] + dated[:1] + ["202502140800 METAR UHWW 140800Z NIL="]) + "\n")
    (HERE / "metar-bare.txt").write_text("\n".join(bare) + "\n")
    write("metar.expected.json", truth)


open_meteo()
ghcn_daily()
isd()
isd_lite()
metar()
