/** The FAULT stage, on a server in this process: a good one passes, one that loses, doubles or lies fails at the named cases. @module */
import { conformanceReport } from "@openbell/conformance";
import { expect, test } from "vitest";
import { type Frailty, frailServer } from "./support/frail-store.js";

async function failed(frailty: Frailty): Promise<readonly string[]> {
  const { make, faults } = frailServer(frailty);
  const report = await conformanceReport({ name: "frail", make, faults }, { only: ["FAULT"] });
  expect(report.notApplicable).toBe(0);
  return report.rows.filter(({ outcome }) => outcome === "failed").map(({ id }) => id);
}

test("a server that keeps what it acknowledged passes", async () => {
  expect(await failed({})).toEqual([]);
});

test("one that loses what it acknowledged fails", async () => {
  expect(await failed({ forgetsAll: true })).toEqual(expect.arrayContaining(["FAULT-01", "FAULT-02", "FAULT-03"]));
}, 60_000);

test("one that does a repeated write again fails", async () => {
  expect(await failed({ forgetsOperations: true })).toEqual(expect.arrayContaining(["FAULT-02", "FAULT-03", "FAULT-07"]));
}, 60_000);

test("the stage does not apply to a store without handles, nor to one that promises nothing", async () => {
  const { make, faults } = frailServer();
  const report = await conformanceReport({ name: "frail", make }, { only: ["FAULT"] });
  expect([report.notApplicable, report.ok]).toEqual([10, false]);
  const cutsOnly = {
    make,
    ...(faults.cut === undefined ? {} : { cut: faults.cut }),
    ...(faults.heal === undefined ? {} : { heal: faults.heal }),
  };
  const half = await conformanceReport({ name: "frail", make, faults: cutsOnly }, { only: ["FAULT"] });
  expect([half.notApplicable, half.passed]).toEqual([5, 5]);
});
