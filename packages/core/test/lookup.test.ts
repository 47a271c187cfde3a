/** Calendars by name: every name that the session guide and both Python peers use leads to the calendar it means. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CME_CRYPTO } from "../src/calendars/cme-crypto.js";
import { calendarByName, calendarEntries, resolveExchange } from "../src/calendars/lookup.js";
import { XTKS } from "../src/calendars/xtks.js";
import { goldenFolder } from "./support/golden.js";

/** What counts as one name. */
function key(name: string): string {
  return name.toUpperCase().replace(/[\s_-]+/g, "");
}

describe("names", () => {
  test.each([
    ["CME_Globex_Crypto", "CME_CRYPTO", "the guide's name, which its own library did not know"],
    ["CME Globex Crypto", "CME_CRYPTO", ""],
    ["CME_Equity", "CME_EQUITY", ""],
    ["CME Globex Equity", "CME_EQUITY", ""],
    ["CME_Globex_Equity", "CME_EQUITY", "neither was this known"],
    ["NASDAQ", "XNYS", ""],
    ["NYSE", "XNYS", ""],
    ["LSE", "XLON", ""],
    ["TSE", "XTKS", "Tokyo, nor this"],
    ["JPX", "XTKS", ""],
    ["HKEX", "XHKG", ""],
    ["ASX", "XASX", ""],
    ["SSE", "XSHG", ""],
    ["TSX", "XTSE", ""],
    ["CMES", "CMES", ""],
    ["24/7", "24/7", ""],
    ["FOREX", "FX_WEEK", ""],
    ["XNAS", "XNYS", "Nasdaq's MIC"],
  ])("of the session guide: %s is %s %s", async (name, calendar) => {
    expect((await calendarByName(name)).name).toBe(calendar);
  });

  test.each(["cme_globex_crypto", "CME-GLOBEX-CRYPTO", "CmeGlobexCrypto", "cme globex crypto", "CME_CRYPTO", "cme crypto"])(
    "case, spaces, underscores and hyphens do not matter: %s",
    async (name) => {
      expect((await calendarByName(name)).name).toBe("CME_CRYPTO");
    },
  );

  test("every calendar is found by its name, its MIC and each of its aliases", async () => {
    for (const entry of calendarEntries())
      for (const name of [entry.name, ...entry.aliases, ...(entry.mic === undefined ? [] : [entry.mic])])
        expect((await calendarByName(name)).name, name).toBe(entry.name);
  });

  test("no name belongs to two calendars", () => {
    const owners = new Map<string, string>();
    for (const { name, aliases, mic } of calendarEntries())
      for (const one of [name, ...aliases, ...(mic === undefined ? [] : [mic])]) {
        expect(owners.get(key(one)) ?? name, `${one} of ${name}`).toBe(name);
        owners.set(key(one), name);
      }
  });

  test("an entry says what its calendar says", async () => {
    for (const { load, ...entry } of calendarEntries()) {
      const { name, title, mic, aliases, timeZone, coverage } = await load();
      expect(entry).toEqual({ name, title, ...(mic === undefined ? {} : { mic }), aliases, timeZone, coverage });
    }
  });

  test.each([
    ["CME_Equty", "CME_EQUITY"],
    ["XNYZ", "XNYS"],
    ["NSADAQ", "NASDAQ"],
    ["CME Globex Cryto", "CME Globex Crypto"],
  ])("an unknown one, %s, is refused with the nearest, %s", async (name, near) => {
    await expect(calendarByName(name)).rejects.toMatchObject({
      code: "UNKNOWN_CALENDAR",
      details: { name, nearest: expect.arrayContaining([near]) as string[] },
    });
    await expect(calendarByName(name)).rejects.toThrow(`Unknown calendar "${name}". Nearest: `);
  });

  test.each(["", "zzzzzzzzzz", "constructor"])("one that resembles none, %j, is refused without", async (name) => {
    await expect(calendarByName(name)).rejects.toMatchObject({ code: "UNKNOWN_CALENDAR" });
  });

  test("the nearest names are three calendars at most, each named once", async () => {
    for (const name of ["CME_Equty", "XNYZ", "CME Globex Cryto"]) {
      const { details } = (await calendarByName(name).catch((error: unknown) => error)) as { details: { nearest: string[] } };
      expect(details.nearest.length).toBeLessThanOrEqual(3);
      expect(new Set(details.nearest.map(key)).size, details.nearest.join(", ")).toBe(details.nearest.length);
    }
  });

  test("what is no text is refused", async () => {
    await expect(calendarByName(42 as unknown as string)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    await expect(resolveExchange(undefined as unknown as string)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });
});

describe("exchange codes", () => {
  test("CME without a product takes the guide's default and says what else there is", async () => {
    const { exchange, product, calendar, note, alternatives } = await resolveExchange("CME");
    expect([exchange, product, calendar]).toEqual(["CME", "crypto", CME_CRYPTO]);
    expect(note).toContain("CME_EQUITY");
    expect(alternatives).toContainEqual({ product: "equity", calendar: "CME_EQUITY" });
    expect(alternatives.map((other) => other.product)).toEqual(["equity", "rates", "fx", "energy", "metals", "grains", "livestock"]);
  });

  test("every alternative named is a calendar that resolves", async () => {
    for (const code of ["CME", "CBOT", "NYMEX", "COMEX"])
      for (const { product, calendar } of (await resolveExchange(code)).alternatives) {
        expect((await calendarByName(calendar)).name).toBe(calendar);
        expect((await resolveExchange(code, { product })).calendar.name).toBe(calendar);
      }
  });

  test("NYMEX has one calendar for its products, so that there is nothing to choose", async () => {
    expect((await resolveExchange("NYMEX")).note).toBeNull();
  });

  test("a calendar's name that is no exchange code is taken as that", async () => {
    expect((await resolveExchange("CME_Globex_Crypto")).calendar).toBe(CME_CRYPTO);
    expect((await resolveExchange("XTKS")).calendar).toBe(XTKS);
  });
});

describe("names of the peers", async () => {
  const folder = goldenFolder("calendars");
  // Names of the golden schedules that are calendars of ours.
  const belongs: Record<string, string> = {
    "exchange_calendars/24/7": "24/7",
    "exchange_calendars/CMES": "CMES",
    "exchange_calendars/XASX": "XASX",
    "exchange_calendars/XHKG": "XHKG",
    "exchange_calendars/XLON": "XLON",
    "exchange_calendars/XNYS": "XNYS",
    "exchange_calendars/XSHG": "XSHG",
    "exchange_calendars/XTKS": "XTKS",
    "exchange_calendars/XTSE": "XTSE",
    "pandas_market_calendars/ASX": "XASX",
    "pandas_market_calendars/CME_TradeDate": "CME_TRADE_DATE",
    "pandas_market_calendars/CME_Equity": "CME_EQUITY",
    "pandas_market_calendars/CME_Agriculture": "CME_GRAINS",
    "pandas_market_calendars/CME_Bond": "CME_RATES",
    "pandas_market_calendars/CMEGlobex_Livestock": "CME_LIVESTOCK",
    "pandas_market_calendars/CMEGlobex_Grains": "CME_GRAINS",
    "pandas_market_calendars/CME Globex Crypto": "CME_CRYPTO",
    "pandas_market_calendars/CMEGlobex_EnergyAndMetals": "CME_ENERGY_METALS",
    "pandas_market_calendars/CME Globex Equity": "CME_EQUITY",
    "pandas_market_calendars/CMEGlobex_FX": "CME_FX",
    "pandas_market_calendars/CME Globex Fixed Income": "CME_RATES",
    "pandas_market_calendars/FOREX": "FX_WEEK",
    "pandas_market_calendars/HKEX": "XHKG",
    "pandas_market_calendars/NYSE": "XNYS",
    "pandas_market_calendars/JPX": "XTKS",
    "pandas_market_calendars/LSE": "XLON",
    "pandas_market_calendars/SSE": "XSHG",
    "pandas_market_calendars/TSX": "XTSE",
  };
  const { calendars } =
    folder === null
      ? { calendars: {} }
      : (JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as {
          calendars: Record<string, { name: string; aliases: string[]; calName?: string; tz: string }>;
        });

  test.skipIf(folder === null).each(Object.entries(belongs))("%s and all of its aliases are %s", async (peer, name) => {
    const golden = calendars[peer];
    expect(golden, `${peer} is in the golden data`).toBeDefined();
    for (const alias of [golden?.name, golden?.calName, ...(golden?.aliases ?? [])]) {
      if (alias === undefined || alias === null) continue;
      expect((await calendarByName(alias)).name, alias).toBe(name);
    }
  });

  /** Where the peer keeps a venue's hours by another zone's clock, in which they come to the same instants: its zone. */
  const ZONES: Readonly<Record<string, string>> = {
    XBOG: "America/New_York",
    XDUS: "Europe/Brussels",
    XHAM: "Europe/Brussels",
  };
  const canonical = (timeZone: string): string => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;

  test.skipIf(folder === null)("no name of a peer's other calendar leads to one of ours by mistake", async () => {
    const ours = new Set(calendarEntries().flatMap(({ name, aliases }) => [name, ...aliases].map(key)));
    const mistaken = Object.entries(calendars)
      .filter(([peer]) => !(peer in belongs))
      .flatMap(([peer, { name, aliases, tz }]) =>
        [name, ...aliases].filter((alias) => ours.has(key(alias))).map((alias) => ({ peer, alias, tz })),
      );
    for (const { peer, alias, tz } of mistaken) {
      const { timeZone } = await calendarByName(alias);
      expect(canonical(ZONES[alias] ?? timeZone), `${alias} of ${peer}`).toBe(canonical(tz));
    }
  });
});
