/** Folders that are gone after the test. @module */

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished as onCurrentFinished } from "vitest";

/** A new folder; who calls it removes it. */
export const newFolder = (parent: string = tmpdir()): string => mkdtempSync(join(parent, "openbell-objects-"));

/** A new folder in memory where the system has such a place: for many writes that no power cut is to survive. */
export const newMemoryFolder = (): string => newFolder(existsSync("/dev/shm") ? "/dev/shm" : tmpdir());

/** A new folder for one test; one that runs beside others hands in the function of its own context. */
export function temporaryFolder(onTestFinished: (run: () => void) => void = onCurrentFinished): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (body: Uint8Array): string => new TextDecoder().decode(body);
