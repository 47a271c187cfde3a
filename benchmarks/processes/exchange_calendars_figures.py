"""What exchange_calendars takes for the same work: the peer of suites/calendars.mjs. Prints JSON; times in milliseconds, queries in nanoseconds."""
import json
import random
import statistics
import time

import exchange_calendars as xc
import pandas as pd

ROUNDS = 5


def figure(samples):
    return {"median": statistics.median(samples), "min": min(samples)}


def built(name):
    samples = []
    for _ in range(ROUNDS if name == "XNYS" else 3):
        factory = xc.calendar_utils._default_calendar_factories[name]
        start = time.perf_counter()
        factory(start="1990-01-01", end="2027-12-31" if name == "XNYS" else "2025-12-31")
        samples.append((time.perf_counter() - start) * 1e3)
    return figure(samples)


calendar = xc.get_calendar("XNYS", start="1990-01-01", end="2027-12-31")
random.seed(1)
minutes = [pd.Timestamp(random.randrange(633830400, 1827619200) // 60 * 60, unit="s", tz="UTC") for _ in range(3000)]
sessions = [calendar.sessions[random.randrange(len(calendar.sessions) - 1)] for _ in range(3000)]


def asked(call, column, question):
    samples = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for each in column:
            question(each)
        samples.append((time.perf_counter() - start) * 1e9 / len(column))
    return {"call": call, **figure(samples)}


def year():
    samples = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(50):
            calendar.schedule.loc["2024-01-01":"2024-12-31"]
        samples.append((time.perf_counter() - start) * 1e3 / 50)
    return figure(samples)


print(json.dumps({
    "build": built("XNYS"),
    "slowest": "XKRX",
    "build_slowest": built("XKRX"),
    "sessionAt": asked("minute_to_session", minutes, lambda m: calendar.minute_to_session(m, _parse=False)),
    "isOpen": asked("is_open_on_minute", minutes, lambda m: calendar.is_open_on_minute(m, _parse=False)),
    "nextOpen": asked("next_open", minutes, lambda m: calendar.next_open(m, _parse=False)),
    "isSession": asked("is_session", sessions, lambda s: calendar.is_session(s, _parse=False)),
    "sessionClose": asked("session_close", sessions, lambda s: calendar.session_close(s, _parse=False)),
    "schedule": year(),
}))
