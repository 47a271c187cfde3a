/**
 * The part of the official S3 client (`@aws-sdk/client-s3`) that is used here, by shape: whoever hands in a client brings its commands along or
 * has the package installed.
 *
 * @module
 */

import { storeMisuse } from "@openbell/core/store/adapter";

/** An `S3Client`. */
export interface S3Sender {
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

type Command = new (input: never) => unknown;

/** The client's commands; the module `@aws-sdk/client-s3` itself will do. */
export interface S3Commands {
  readonly PutObjectCommand: Command;
  readonly GetObjectCommand: Command;
  readonly HeadObjectCommand: Command;
  readonly DeleteObjectCommand: Command;
  readonly ListObjectsV2Command: Command;
}

/** What answers have, each of some command. */
export interface S3Answer {
  readonly ETag?: string;
  readonly ContentLength?: number;
  readonly Metadata?: Readonly<Record<string, string>>;
  readonly Body?: { transformToByteArray(): Promise<Uint8Array> };
  readonly Contents?: readonly { readonly Key?: string }[];
  readonly IsTruncated?: boolean;
}

/** The commands of the installed client. @throws OpenbellError `STORE_MISUSE`. */
export async function installedCommands(): Promise<S3Commands> {
  const name = "@aws-sdk/client-s3";
  try {
    return (await import(name)) as S3Commands;
  } catch {
    throw storeMisuse("commands", "the module @aws-sdk/client-s3, or that to be installed", "neither; `npm install @aws-sdk/client-s3`");
  }
}

/** What a failed request is known by. */
export interface S3Failure {
  /** The HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** How often the client sent the request: after a second time, a refusal may be the echo of a first that was done. */
  readonly attempts: number;
  /** The server's or system's name of the failure. */
  readonly problem: string;
}

/** What is known of a failed request. */
export function failureOf(error: unknown): S3Failure {
  const { $metadata, name, code } = (error ?? {}) as {
    $metadata?: { httpStatusCode?: number; attempts?: number };
    name?: unknown;
    code?: unknown;
  };
  const called = typeof code === "string" ? code : String(name ?? "an error");
  return {
    status: $metadata?.httpStatusCode,
    attempts: $metadata?.attempts ?? 1,
    problem: /^[\w-]{1,40}$/.test(called) ? called : "an error",
  };
}

/** Failures before anything was sent. */
const UNSENT: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "CredentialsProviderError"]);

/** Whether a failed write surely did nothing. Answers of 500 and up, and silence, may follow a write that was done. */
export function surelyNothing({ status, attempts, problem }: S3Failure): boolean {
  if (attempts > 1) return false;
  return status === undefined ? UNSENT.has(problem) : status >= 400 && status < 500 && status !== 408;
}
