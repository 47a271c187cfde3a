/**
 * Adds up the reports that the runs of vitest left in a folder, and the steps of `.ci/run` listed in its file `steps`: each test counts as
 * one, each test file that did not load as one failure, each step as one more. Prints the sum as the last line.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];
const steps = readFileSync(join(folder, "steps"), "utf8").trim().split("\n");
const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));

const failedSteps = steps.filter((step) => step.startsWith("failed "));
const filesNotLoaded = reports
  .flatMap((report) => report.testResults)
  .filter((file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"));
const count = (key) => reports.reduce((sum, report) => sum + report[key], 0);

for (const report of reports) {
  for (const file of report.testResults) {
    for (const test of file.assertionResults) {
      if (test.status === "failed") console.log(`failed test: ${test.fullName} (${file.name})`);
      if (test.status === "skipped" || test.status === "pending" || test.status === "todo") console.log(`not run: ${test.fullName}`);
    }
  }
}
for (const file of filesNotLoaded) console.log(`failed file: ${file.name}`);
console.log();
for (const step of steps) console.log(step);

const passed = count("numPassedTests") + steps.length - failedSteps.length;
const failed = count("numFailedTests") + filesNotLoaded.length + failedSteps.length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && reports.length > 0 ? 0 : 1;
