/** Files in a bucket of S3, or of anything that speaks it (MinIO, OSS, COS): three requests, signed with Signature Version 4. */
import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { signV4 } from './s3-signature.ts';
import { checkKey, StorageAway, type Storage } from './storage.ts';

export interface S3Config {
  /** The bucket's own address: `https://bucket.s3.eu-central-1.amazonaws.com`, or `http://minio:9000/bucket`. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

interface Sent {
  body?: Uint8Array | Blob;
  /** SHA-256 of the body, hex. */
  payload?: string;
  headers?: Record<string, string>;
  /** The answer's body is taken at its reader's pace. */
  streams?: boolean;
}

const PATIENCE_MS = 30_000;
/** A large file may take as long as a line of 8 Mbit/s needs. */
const SLOWEST_BYTES_PER_MS = 1000;
const TRIES = 3;

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export function openS3(
  config: S3Config,
  {
    fetch = globalThis.fetch,
    now = () => new Date(),
  }: { fetch?: typeof globalThis.fetch; now?: () => Date } = {},
): Storage {
  const base = config.url.replace(/(?<!\/)\/+$/, '');

  async function ask(
    method: string,
    key: string,
    { body, payload, headers = {}, streams = false }: Sent = {},
  ): Promise<Response> {
    const url = new URL(`${base}/${checkKey(key)}`);
    const size = body instanceof Blob ? body.size : 0;
    for (let tries = 1; ; tries++) {
      const signed = signV4(config, { method, url, payload: payload ?? sha256(''), now: now(), headers });
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), PATIENCE_MS + size / SLOWEST_BYTES_PER_MS).unref();
      const answer = await fetch(url, {
        ...{ method, headers: signed, redirect: 'error', signal: late.signal },
        ...(body ? { body: body as BodyInit } : {}),
      }).catch((error: Error) => error);
      // Whoever plays what comes may pause.
      if (streams || answer instanceof Error) clearTimeout(timer);
      // Every one of the three may be asked again: the same bytes under the same key.
      const passing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!passing) return answer;
      if (!(answer instanceof Error)) await answer.body?.cancel();
      if (tries === TRIES)
        throw new StorageAway(`storage: ${method} failed`, answer instanceof Error ? answer : answer.status);
      await new Promise((done) => setTimeout(done, 200 * 2 ** tries));
    }
  }

  async function done(answer: Response, method: string): Promise<void> {
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`storage: ${method} refused with ${answer.status}`);
  }

  return {
    async put(key, bytes, type) {
      const sent = { body: bytes, payload: sha256(bytes), headers: { 'content-type': type } };
      await done(await ask('PUT', key, sent), 'PUT');
    },
    async putFile(key, path, { type, sha256: payload }) {
      const sent = { body: await openAsBlob(path), payload, headers: { 'content-type': type } };
      await done(await ask('PUT', key, sent), 'PUT');
    },
    async read(key, first, last) {
      const answer = await ask('GET', key, { headers: { range: `bytes=${first}-${last}` }, streams: true });
      if (answer.status === 206) return answer.body;
      if (answer.status !== 404) return done(answer, 'GET').then(() => null);
      await answer.body?.cancel();
      return null;
    },
    async get(key) {
      const answer = await ask('GET', key);
      if (answer.ok) return new Uint8Array(await answer.arrayBuffer());
      if (answer.status !== 404) return done(answer, 'GET').then(() => null);
      await answer.body?.cancel();
      return null;
    },
    async remove(key) {
      const answer = await ask('DELETE', key);
      if (answer.status === 404) await answer.body?.cancel();
      else await done(answer, 'DELETE');
    },
  };
}
