/**
 * Objects in a bucket of Amazon S3 or a store that speaks its language and honours conditional requests (`If-None-Match: *`, `If-Match`). Before
 * the first write it is tried whether the server does.
 *
 * @module
 */

import { randomBytes } from "node:crypto";
import type { OpenbellError } from "@openbell/core";
import { storeMisuse, storeUnavailable } from "@openbell/core/store/adapter";
import { badName } from "../failures.js";
import { isObjectName, type ObjectCondition, type ObjectPut, type ObjectRefusal, type ObjectRefused, type Objects } from "../objects.js";
import { failureOf, installedCommands, type S3Answer, type S3Commands, type S3Sender, surelyNothing } from "./client.js";
import { probe } from "./probe.js";

/** Which objects of which bucket. */
export interface S3ObjectsOptions {
  readonly bucket: string;
  /** What all names begin with inside the bucket, such as `desk/`; nothing where left out. */
  readonly prefix?: string;
  /** The client's commands, for bundles that cannot import `@aws-sdk/client-s3` when it is needed: `import * as commands from "@aws-sdk/client-s3"`. */
  readonly commands?: S3Commands;
  /** How long one request may take, in milliseconds; 10,000 where left out. */
  readonly requestMs?: number;
  /** `false`: trust the server, and send no probe before the first write (which puts and deletes one small object). */
  readonly probe?: boolean;
}

const PLACE = "s3";

/** Marks each put, so that one that was sent twice knows its own work again. */
const MARK = "openbell-put";

/**
 * Objects in a bucket.
 *
 * @example
 * ```ts no-run: needs a bucket
 * import { S3Client } from "@aws-sdk/client-s3";
 * import { objectStore, s3Objects } from "@openbell/object-store";
 *
 * await using store = objectStore(s3Objects(new S3Client({}), { bucket: "desk-archive", prefix: "sessions/" }));
 * ```
 */
export function s3Objects(client: S3Sender, options: S3ObjectsOptions): Objects {
  const { bucket, prefix = "", requestMs = 10_000 } = options;
  if (typeof bucket !== "string" || bucket.length === 0) throw storeMisuse("bucket", "a bucket's name", typeof bucket);
  let loaded: Promise<S3Commands> | undefined = options.commands && Promise.resolve(options.commands);

  async function send(command: keyof S3Commands, input: Readonly<Record<string, unknown>>): Promise<S3Answer> {
    loaded ??= installedCommands();
    const Command = (await loaded)[command];
    const request = new Command({ Bucket: bucket, ...input } as never);
    return (await client.send(request as never, { abortSignal: AbortSignal.timeout(requestMs) })) as S3Answer;
  }

  const keyOf = (name: string): string => {
    if (!isObjectName(name)) throw badName(name);
    return prefix + name;
  };

  /** A read that fails did nothing. */
  async function reading<T>(verb: string, run: () => Promise<T>): Promise<T | null> {
    try {
      return await run();
    } catch (error) {
      const { status, problem } = failureOf(error);
      if (status === 404 && problem !== "NoSuchBucket") return null;
      if ((error as Partial<OpenbellError>).code === "STORE_MISUSE") throw error;
      throw storeUnavailable(PLACE, verb, `the request failed with ${problem}`, error);
    }
  }

  const refusalBy = (status: number | undefined, { ifAbsent }: ObjectCondition): ObjectRefusal | null => {
    if (status === 412 || status === 409) return ifAbsent ? "exists" : "changed";
    return status === 404 ? "missing" : null;
  };

  async function writing<T extends object>(
    verb: string,
    condition: ObjectCondition,
    run: () => Promise<T>,
    mine: () => Promise<T | null>,
  ): Promise<T | ObjectRefused> {
    try {
      return await run();
    } catch (error) {
      const failure = failureOf(error);
      const { status, attempts, problem } = failure;
      const refused = problem === "NoSuchBucket" ? null : refusalBy(status, condition);
      // The client sends again by itself after a lost answer, and the refusal may be of its own first attempt.
      if (refused !== null) return attempts === 1 ? { refused } : ((await mine()) ?? { refused, unsure: true });
      throw surelyNothing(failure) ? storeUnavailable(PLACE, verb, `the request failed with ${problem}`, error) : error;
    }
  }

  const conditions = ({ ifAbsent, ifMatch }: ObjectCondition) => ({
    ...(ifAbsent ? { IfNoneMatch: "*" } : {}),
    ...(ifMatch === undefined ? {} : { IfMatch: ifMatch }),
  });

  function put(name: string, bytes: Uint8Array, condition: ObjectCondition): Promise<ObjectPut> {
    const mark = randomBytes(12).toString("hex");
    const Key = keyOf(name);
    return writing<{ readonly etag: string }>(
      "put",
      condition,
      async () => {
        const { ETag } = await send("PutObjectCommand", { Key, Body: bytes, Metadata: { [MARK]: mark }, ...conditions(condition) });
        if (ETag === undefined) throw storeMisuse("client", "one of a server that gives etags", "one that gives none");
        return { etag: ETag };
      },
      async () => {
        const found = await reading("head", () => send("HeadObjectCommand", { Key }));
        return found?.ETag !== undefined && found.Metadata?.[MARK] === mark ? { etag: found.ETag } : null;
      },
    );
  }

  async function get(name: string, range?: string) {
    const found = await reading("get", async () => {
      const answer = await send("GetObjectCommand", { Key: keyOf(name), ...(range === undefined ? {} : { Range: range }) });
      return { bytes: (await answer.Body?.transformToByteArray()) ?? new Uint8Array(), etag: answer.ETag ?? "" };
    });
    return found;
  }

  async function head(name: string) {
    const found = await reading("head", () => send("HeadObjectCommand", { Key: keyOf(name) }));
    return found === null ? null : { etag: found.ETag ?? "", size: found.ContentLength ?? 0 };
  }

  async function remove(name: string, condition: { readonly ifMatch?: string }) {
    const Key = keyOf(name);
    const done = async () => {
      await send("DeleteObjectCommand", { Key, ...conditions(condition) });
      return { deleted: true } as const;
    };
    return writing("delete", condition, done, async () => null);
  }

  let probed: Promise<{ readonly conditionalDelete: boolean }> | undefined;
  /** Tries the server once; a try that failed for another reason is tried again with the next write. */
  function honest(): Promise<{ readonly conditionalDelete: boolean }> {
    if (options.probe === false) return Promise.resolve({ conditionalDelete: true });
    probed ??= probe({ put, head, delete: remove }, `probe-${randomBytes(8).toString("hex")}`).catch((error: unknown) => {
      if ((error as Partial<OpenbellError>).code === "STORE_MISUSE") throw error;
      probed = undefined;
      // Whatever became of the probe, the write that waits for it was not sent.
      throw storeUnavailable(PLACE, "put", `the server could not be tried: ${failureOf(error).problem}`, error);
    });
    return probed;
  }

  return {
    name: PLACE,
    durability: "replicated",
    async put(name, bytes, condition = {}) {
      keyOf(name);
      await honest();
      return put(name, bytes, condition);
    },
    get: (name) => get(name),
    getRange: (name, from, length) => get(name, `bytes=${from}-${from + length - 1}`),
    head,
    async list(start, { after, limit }) {
      const answer = await reading("list", () =>
        send("ListObjectsV2Command", {
          Prefix: prefix + start,
          MaxKeys: limit,
          ...(after === undefined ? {} : { StartAfter: prefix + after }),
        }),
      );
      const names = (answer?.Contents ?? []).map(({ Key = "" }) => Key.slice(prefix.length));
      // What else lies in the bucket is not ours, but the page may end with it.
      return { names: names.filter(isObjectName), next: answer?.IsTruncated ? (names.at(-1) ?? null) : null };
    },
    async delete(name, condition = {}) {
      keyOf(name);
      const { conditionalDelete } = await honest();
      if (condition.ifMatch !== undefined && !conditionalDelete)
        throw storeMisuse(
          "ifMatch",
          "left out: this server ignores it when it deletes",
          "a condition. Remove tombstones by a lifecycle rule",
        );
      if (condition.ifMatch === undefined && (await head(name)) === null) return { refused: "missing" };
      return remove(name, condition);
    },
  };
}
