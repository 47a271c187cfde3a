import { expect, test } from "vitest";
import { didNothing, isRace, isReadOnly, losesConnection } from "../src/failures.js";
import { neverSent } from "../src/index.js";

const failed = (code: string, more: object = { severity: "ERROR" }): Error => Object.assign(new Error("x"), { code, ...more });

test.each([
  ...[
    "40001",
    "40P01",
    "25006",
    "53300",
    "57P03",
    "23505",
    "22021",
    "42P01",
    "55P03",
    "57014",
    "28P01",
    "3D000",
    "08001",
    "08004",
    "0A000",
  ],
])("%s surely did nothing", (code) => {
  expect(didNothing(failed(code))).toBe(true);
});

test.each(["57P01", "57P02", "57P05", "40003", "08006", "08003", "08P01", "08007"])("%s may have been done", (code) => {
  expect(didNothing(failed(code, { severity: "FATAL" }))).toBe(false);
});

test("a full disk and an inner error did nothing only where they are plain errors: in the middle of a commit they end the server", () => {
  for (const code of ["53100", "53200", "XX000", "58030"]) {
    expect(didNothing(failed(code))).toBe(true);
    expect(didNothing(failed(code, { severity: "PANIC" }))).toBe(false);
    expect(didNothing(failed(code, {}))).toBe(false);
  }
});

test("a connection that never was did nothing, one that broke may have", () => {
  for (const code of ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CONNECT_TIMEOUT"]) expect(didNothing(failed(code, {}))).toBe(true);
  expect(didNothing(failed("ETIMEDOUT", { syscall: "connect" }))).toBe(true);
  for (const code of ["ECONNRESET", "EPIPE", "ETIMEDOUT", "CONNECTION_CLOSED", "CONNECTION_DESTROYED"]) {
    expect(didNothing(failed(code, { syscall: "read" }))).toBe(false);
  }
  for (const odd of [undefined, null, "text", 7, {}, new Error("Query read timeout"), { code: 5 }]) expect(didNothing(odd)).toBe(false);
  expect(didNothing(neverSent(new Error("timeout exceeded when trying to connect")))).toBe(true);
  expect(neverSent("text")).toBe("text");
});

test("races are tried again; a standby and a lost connection are let go of", () => {
  expect(["40001", "40P01", "40003", "23505"].map((code) => isRace(failed(code)))).toEqual([true, true, false, false]);
  expect([isReadOnly(failed("25006")), isReadOnly(failed("25001"))]).toEqual([true, false]);
  for (const code of ["25006", "57P01", "08006", "ECONNRESET", "XX000"]) expect(losesConnection(failed(code))).toBe(true);
  for (const code of ["40001", "23505", "57014", "42P01"]) expect(losesConnection(failed(code))).toBe(false);
});
