/** The one seam for files: bytes under a key, in a directory of this machine or in S3 by configuration. */
import { openDirectory } from './directory.ts';
import { openS3, type S3Config } from './s3.ts';

export interface Storage {
  /** Stored when it resolves. The same key again replaces what was there. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** As `put`, for a file of this machine that is too large to be held; the SHA-256 is of its bytes, hex. */
  putFile(key: string, path: string, about: { type: string; sha256: string }): Promise<void>;
  /** Null when there is nothing under the key. */
  get(key: string): Promise<Uint8Array | null>;
  /** The bytes from `first` to `last`, both included, as they come; null when there is nothing under the key. */
  read(key: string, first: number, last: number): Promise<ReadableStream<Uint8Array> | null>;
  /** Fine when there is nothing. */
  remove(key: string): Promise<void>;
}

/** Files can't be stored or read now: no room, a disk that refuses, a bucket that does not answer. Nothing is wrong with the file. */
export class StorageAway extends Error {
  constructor(what: string, cause: unknown) {
    super(what, { cause });
    this.name = 'StorageAway';
  }
}

/** Folders and a name, of a closed alphabet: nothing that a file system, a URL or S3 reads in a way of its own. */
const KEY = /^[a-z0-9][a-z0-9-]{0,127}(?:\/[a-z0-9][a-z0-9-]{0,127}){0,7}$/;

/** Keys are ours, never a person's words; throws TypeError for any other. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError('storage: not a key');
  return key;
}

export const openStorage = (dir: string, s3: S3Config | null): Storage =>
  s3 ? openS3(s3) : openDirectory(dir);
