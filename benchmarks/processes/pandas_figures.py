"""What pandas takes for the session VWAP of suites/vwap.mjs: three windows, three bands. Prints JSON; times in milliseconds. The number of rows is
the first argument."""
import json
import statistics
import sys
import time

import numpy as np
import pandas as pd

ROWS = int(sys.argv[1])
ROUNDS = 3
WINDOWS = {"Asia": (0, 8), "London": (7, 16), "New York": (13, 21)}
MULTIPLIERS = (1, 2, 3)

random = np.random.RandomState(1)
close = 100 + np.cumsum(random.uniform(-0.05, 0.05, ROWS))
bars = pd.DataFrame(
    {"high": close + 0.05, "low": close - 0.05, "close": close, "volume": random.randint(0, 1000, ROWS).astype(float)},
    index=pd.date_range("2008-06-01", periods=ROWS, freq="min", tz="UTC"),
)


def session_vwap(frame):
    """The usual way: sums that begin again with each day of a window; the variance by the difference of squares."""
    price = (frame["high"] + frame["low"] + frame["close"]) / 3
    hour = frame.index.hour
    columns = {}
    for name, (start, end) in WINDOWS.items():
        inside = (hour >= start) & (hour < end)
        p, v = price[inside], frame["volume"][inside]
        day = p.index.normalize()
        weight = v.groupby(day).cumsum()
        mean = (p * v).groupby(day).cumsum() / weight
        deviation = np.sqrt((((p * p * v).groupby(day).cumsum() / weight) - mean * mean).clip(lower=0))
        columns[f"{name}_vwap"] = mean.reindex(frame.index)
        for m in MULTIPLIERS:
            columns[f"{name}_upper_{m}"] = (mean + m * deviation).reindex(frame.index)
            columns[f"{name}_lower_{m}"] = (mean - m * deviation).reindex(frame.index)
    return columns


def one_window(frame):
    """One window that holds every row, grouped by day: the least that can be asked."""
    price = (frame["high"] + frame["low"] + frame["close"]) / 3
    day = frame.index.normalize()
    weight = frame["volume"].groupby(day).cumsum()
    mean = (price * frame["volume"]).groupby(day).cumsum() / weight
    deviation = np.sqrt((((price * price * frame["volume"]).groupby(day).cumsum() / weight) - mean * mean).clip(lower=0))
    return [mean] + [mean + m * deviation for m in MULTIPLIERS] + [mean - m * deviation for m in MULTIPLIERS]


def figure(work):
    samples = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        result = work(bars)
        samples.append((time.perf_counter() - start) * 1e3)
        del result
    return {"median": statistics.median(samples), "min": min(samples)}


print(json.dumps({"three_windows": figure(session_vwap), "one_window": figure(one_window)}))
