/** Records as objects: a folder of files that survives a power cut, or any S3-compatible store with conditional puts. @module */

export {};
