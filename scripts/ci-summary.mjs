/**
 * Adds up the reports that the runs of vitest left in a folder, and the steps of `.ci/run` listed in its file `steps`: each test counts as
 * one, each test file that did not load as one failure, each step as one more. Prints what was not run, then what failed and why, then the sum
 * as the last line.
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
const count = (key) => reports.reduce((sum, report) => sum + report[key], 0);

const files = reports.flatMap((report) => report.testResults);
const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
const filesNotLoaded = files.filter((file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"));
/** The beginning of a failure's text: a difference may be long. */
const why = (text) => `  ${text.slice(0, 2000).replaceAll("\n", "\n  ")}`;

for (const { status, fullName } of tests) if (["skipped", "pending", "todo"].includes(status)) console.log(`not run: ${fullName}`);
for (const { status, fullName, file, failureMessages } of tests)
  if (status === "failed") console.log(`\nfailed test: ${fullName} (${file})\n${why(failureMessages.join("\n"))}`);
for (const { name, message } of filesNotLoaded) console.log(`\nfailed file: ${name}\n${why(message)}`);
console.log();
for (const step of steps) console.log(step);

const passed = count("numPassedTests") + steps.length - failedSteps.length;
const failed = count("numFailedTests") + filesNotLoaded.length + failedSteps.length;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && reports.length > 0 ? 0 : 1;
