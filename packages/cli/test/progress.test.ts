import { Readable, Writable } from "node:stream";
import { afterEach, expect, it, vi } from "vitest";
import type { Io } from "../src/io.js";
import { progressLine } from "../src/progress.js";

afterEach(() => void vi.useRealTimers());

function terminal(isTTY: boolean): { io: Io; shown: string[] } {
  const shown: string[] = [];
  const write = (chunk: Buffer, _: string, done: () => void): void => {
    shown.push(chunk.toString());
    done();
  };
  const stderr = Object.assign(new Writable({ write }), { isTTY });
  return { shown, io: { stdin: Readable.from([]), stdout: stderr, stderr, env: {}, signal: new AbortController().signal } };
}

it("shows rows, and the share of them where the total is known, on long work only", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const { io, shown } = terminal(true);
  const progress = progressLine(io);
  progress.update(1000, 4000);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(1000);
  progress.update(1_234_567, 4_000_000);
  progress.update(1_234_568, 4_000_000);
  vi.advanceTimersByTime(1000);
  progress.update(2_000_000);
  progress.done();
  expect(shown).toEqual(["\r\x1b[K1,234,567 of 4,000,000 (30 %) rows", "\r\x1b[K2,000,000 rows", "\r\x1b[K"]);
});

it("shows nothing where nobody watches", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const { io, shown } = terminal(false);
  const progress = progressLine(io);
  vi.advanceTimersByTime(5000);
  progress.update(1, 2);
  progress.done();
  expect(shown).toEqual([]);
});
