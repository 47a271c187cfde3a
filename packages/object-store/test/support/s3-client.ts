/** The official client against the double. @module */

import { S3Client } from "@aws-sdk/client-s3";

/** A client that sends a request so often; the official default is 3. */
export function s3Client(endpoint: string, maxAttempts = 1): S3Client {
  return new S3Client({
    endpoint,
    maxAttempts,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
}
