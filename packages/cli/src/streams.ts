/** `-` as a file: standard input is set down in a temporary file, since Parquet is read from its end; standard output gets the finished one. @module */

import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { mkdtemp, open, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Io } from "./io.js";

/** The name that stands for standard input or output. */
export const STREAM = "-";

/** Lets `work` use a folder that is gone afterwards, however the process ends. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "openbell-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.on("exit", remove);
  try {
    return await work(folder);
  } finally {
    process.off("exit", remove);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes standard input into a folder; the name of the file tells the format that its first bytes show, CSV where they show none. */
export async function saveInput({ stdin, signal }: Io, folder: string): Promise<string> {
  const path = join(folder, "stdin");
  await pipeline(stdin, createWriteStream(path), { signal });
  const file = await open(path, "r");
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
  await file.close();
  const extension = buffer.toString("latin1") === "PAR1" ? "parquet" : buffer[0] === 0x1f && buffer[1] === 0x8b ? "csv.gz" : "csv";
  const named = `${path}.${extension}`;
  await rename(path, named);
  return named;
}

/** Sends a file to standard output. */
export async function sendOutput({ stdout, signal }: Io, path: string): Promise<void> {
  await pipeline(createReadStream(path), stdout, { signal, end: false });
}
