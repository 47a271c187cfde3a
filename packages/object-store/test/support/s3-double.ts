/**
 * A small S3 server for tests, on a port of its own on the loopback: objects in a map, conditional puts and deletions, ranges, pages of names;
 * and on demand the ways in which a server fails. The official client talks to it as to a bucket, path style.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the next request of a method comes to, instead of what was asked. */
export type Fault =
  /** An answer with this status; nothing is done. */
  | { readonly answer: number; readonly code?: string }
  /** It is done, and then answered with this status, or the connection is cut. */
  | { readonly doneThen: number | "cut" }
  /** Half of the bytes are kept, and it is answered that all went well. */
  | { readonly truncate: true };

/** Which conditions the server knows nothing of. */
export type Ignored = "put-if-none-match" | "put-if-match" | "delete-if-match";

export interface S3Double {
  readonly endpoint: string;
  /** What is kept, by `bucket/key`. */
  readonly objects: Map<string, { bytes: Buffer; etag: string; metadata: Record<string, string> }>;
  /** `PUT name`, `GET name`, … of all requests. */
  readonly requests: string[];
  /** Lets the next request of a method fail, those after it too if said more than once; `skip` lets so many through before. */
  fail(method: string, fault: Fault, skip?: number): void;
  stop(): Promise<void>;
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  if (!String(request.headers["content-encoding"] ?? "").includes("aws-chunked")) return raw;
  // aws-chunked: `size in hex[;signature]\r\n bytes \r\n`, the last of size 0.
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = raw.indexOf("\r\n", at);
    const size = Number.parseInt(raw.toString("latin1", at, end), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(raw.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

/** Starts a server. */
export async function startS3(ignored: readonly Ignored[] = []): Promise<S3Double> {
  const objects: S3Double["objects"] = new Map();
  const requests: string[] = [];
  const faults: { method: string; fault: Fault; skip: number }[] = [];

  const reply = (response: ServerResponse, status: number, headers: Record<string, string> = {}, body: string | Buffer = ""): void => {
    response.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers });
    response.end(body);
  };
  const refuse = (response: ServerResponse, status: number, code: string): void =>
    reply(
      response,
      status,
      { "content-type": "application/xml" },
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>-</Message></Error>`,
    );

  function list(response: ServerResponse, bucket: string, query: URLSearchParams): void {
    const prefix = query.get("prefix") ?? "";
    const after = query.get("start-after") ?? "";
    const limit = Number(query.get("max-keys") ?? 1000);
    const keys = [...objects.keys()]
      .filter((key) => key.startsWith(`${bucket}/`))
      .map((key) => key.slice(bucket.length + 1))
      .filter((key) => key.startsWith(prefix) && key > after)
      .sort();
    const contents = keys.slice(0, limit).map((key) => `<Contents><Key>${escaped(key)}</Key></Contents>`);
    reply(
      response,
      200,
      { "content-type": "application/xml" },
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${keys.length > limit}</IsTruncated>${contents.join("")}</ListBucketResult>`,
    );
  }

  function condition(request: IncomingMessage, path: string, deletion: boolean): [number, string] | null {
    const there = objects.get(path);
    const noneMatch = request.headers["if-none-match"] === "*" && !ignored.includes("put-if-none-match");
    const match = ignored.includes(deletion ? "delete-if-match" : "put-if-match") ? undefined : request.headers["if-match"];
    if (noneMatch && there !== undefined) return [412, "PreconditionFailed"];
    if (match !== undefined && there === undefined) return [404, "NoSuchKey"];
    return match !== undefined && match !== there?.etag ? [412, "PreconditionFailed"] : null;
  }

  function change(request: IncomingMessage, response: ServerResponse, path: string, body: Buffer): void {
    const no = condition(request, path, request.method === "DELETE");
    if (no !== null) refuse(response, ...no);
    else if (request.method === "DELETE") {
      objects.delete(path);
      reply(response, 204);
    } else {
      const metadata: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers))
        if (name.startsWith("x-amz-meta-")) metadata[name.slice("x-amz-meta-".length)] = String(value);
      const etag = `"${createHash("md5").update(body).digest("hex")}"`;
      objects.set(path, { bytes: body, etag, metadata });
      reply(response, 200, { etag });
    }
  }

  function read(request: IncomingMessage, response: ServerResponse, path: string): void {
    const there = objects.get(path);
    if (there === undefined) {
      if (request.method === "HEAD") reply(response, 404);
      else refuse(response, 404, "NoSuchKey");
      return;
    }
    const { bytes, etag, metadata } = there;
    const headers = { etag, ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])) };
    if (request.method === "HEAD") {
      response.writeHead(200, { ...headers, "content-length": String(bytes.length) });
      response.end();
      return;
    }
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (range === null) {
      reply(response, 200, headers, bytes);
      return;
    }
    const from = Number(range[1]);
    const part = bytes.subarray(from, Number(range[2]) + 1);
    if (part.length === 0) refuse(response, 416, "InvalidRange");
    else reply(response, 206, { ...headers, "content-range": `bytes ${from}-${from + part.length - 1}/${bytes.length}` }, part);
  }

  function handle(request: IncomingMessage, response: ServerResponse, path: string, body: Buffer): void {
    if (request.method === "PUT" || request.method === "DELETE") change(request, response, path, body);
    else read(request, response, path);
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const path = decodeURIComponent(url.pathname.slice(1));
      const method = request.method ?? "GET";
      requests.push(`${method} ${path}`);
      const waiting = faults.find((fault) => fault.method === method);
      const fault = waiting !== undefined && waiting.skip-- <= 0 ? faults.splice(faults.indexOf(waiting), 1)[0]?.fault : undefined;
      if (fault !== undefined && "answer" in fault) return refuse(response, fault.answer, fault.code ?? "InternalError");
      if (url.searchParams.has("list-type")) return list(response, path.split("/")[0] as string, url.searchParams);
      if (fault === undefined) return handle(request, response, path, body);
      if ("truncate" in fault) return handle(request, response, path, body.subarray(0, body.length >> 1));
      const nowhere = { writeHead: () => {}, end: () => {} } as unknown as ServerResponse;
      handle(request, nowhere, path, body);
      if (fault.doneThen === "cut") request.socket.destroy();
      else refuse(response, fault.doneThen, "InternalError");
    });
  });
  // An idle connection that the server closes is a reset for a client that is just about to use it again.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    fail: (method, fault, skip = 0) => void faults.push({ method, fault, skip }),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
