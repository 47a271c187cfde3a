"""What scikit-learn takes for the folds of suites/cv.mjs. Prints JSON; times in milliseconds. The number of rows is the first argument."""
import json
import statistics
import sys
import time

import numpy as np
from sklearn.model_selection import GroupKFold, TimeSeriesSplit

ROWS = int(sys.argv[1])
ROUNDS = 3
days = 14_000 + np.arange(ROWS) // 1_380
text = np.datetime_as_string(days.astype("datetime64[D]")).astype(object)
mixed = np.random.RandomState(1).permutation(days)
rows = np.zeros(ROWS, dtype=np.int8)


def figure(work):
    samples = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1e3)
    return {"median": statistics.median(samples), "min": min(samples)}


def group_k_fold(groups):
    for train, test in GroupKFold(5).split(rows, groups=groups):
        len(train)


def time_series_split():
    sessions = np.unique(days)
    for train, test in TimeSeriesSplit(5).split(sessions):
        np.flatnonzero(np.isin(days, sessions[train]))
        np.flatnonzero(np.isin(days, sessions[test]))


print(
    json.dumps(
        {
            "group_k_fold": figure(lambda: group_k_fold(days)),
            "group_k_fold_text": figure(lambda: group_k_fold(text)),
            "group_k_fold_shuffled": figure(lambda: group_k_fold(mixed)),
            "time_series_split": figure(time_series_split),
        }
    )
)
