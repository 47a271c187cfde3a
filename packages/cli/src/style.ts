/** Colours, where the stream is a terminal and the user has not declined them (`NO_COLOR`). @module */

import { styleText } from "node:util";
import type { Io, Output } from "./io.js";

/** What a piece of text is. */
export type Role = "error" | "warning" | "heading" | "faint";

const FORMATS = { error: "red", warning: "yellow", heading: "bold", faint: "dim" } as const;

/** A function that marks text for a stream. */
export function styler(stream: Output, env: Io["env"]): (role: Role, text: string) => string {
  const plain = stream.isTTY !== true || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  // Whether there is a terminal was decided here, for the stream at hand; `styleText` itself looks at standard output.
  return plain ? (_, text) => text : (role, text) => styleText(FORMATS[role], text, { validateStream: false });
}
