/** Records as objects: a folder of files that survives a power cut, or any S3-compatible store with conditional puts. @module */

export { type FileObjectsOptions, fileObjects } from "./files/file-objects.js";
export {
  type Manifest,
  type ManifestPart,
  type ManifestRequest,
  type PartFault,
  readManifest,
  readPart,
  removeManifest,
  type StoredManifest,
  type Verification,
  verifyManifest,
  writeManifest,
} from "./manifest.js";
export { memoryObjects } from "./memory-objects.js";
export { segmentOf } from "./names.js";
export type {
  ObjectBytes,
  ObjectCondition,
  ObjectDeletion,
  ObjectNames,
  ObjectPut,
  ObjectRefusal,
  ObjectRefused,
  Objects,
} from "./objects.js";
export type { S3Commands, S3Sender } from "./s3/client.js";
export { type S3ObjectsOptions, s3Objects } from "./s3/s3-objects.js";
export { type ObjectStore, type ObjectStoreOptions, objectStore } from "./store.js";
