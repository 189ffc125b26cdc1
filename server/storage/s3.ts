/** Files in a bucket of S3, or of anything that speaks it (MinIO, OSS, COS): three requests, signed with Signature Version 4. */
import { createHash } from 'node:crypto';
import { signV4 } from './s3-signature.ts';
import { checkKey, type Storage } from './storage.ts';

export interface S3Config {
  /** The bucket's own address: `https://bucket.s3.eu-central-1.amazonaws.com`, or `http://minio:9000/bucket`. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
}

const PATIENCE_MS = 30_000;
const TRIES = 3;

export function openS3(
  config: S3Config,
  {
    fetch = globalThis.fetch,
    now = () => new Date(),
  }: { fetch?: typeof globalThis.fetch; now?: () => Date } = {},
): Storage {
  const base = config.url.replace(/\/+$/, '');

  async function ask(method: string, key: string, bytes?: Uint8Array, type?: string): Promise<Response> {
    const url = new URL(`${base}/${checkKey(key)}`);
    const payload = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    for (let tries = 1; ; tries++) {
      const headers = signV4(config, {
        method,
        url,
        payload,
        now: now(),
        headers: type ? { 'content-type': type } : {},
      });
      const answer = await fetch(url, {
        ...{ method, headers, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) },
        ...(bytes ? { body: bytes as Uint8Array<ArrayBuffer> } : {}),
      }).catch((error: Error) => error);
      // Every one of the three may be asked again: the same bytes under the same key.
      const passing = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!passing) return answer;
      if (!(answer instanceof Error)) await answer.body?.cancel();
      if (tries === TRIES)
        throw new Error(`storage: ${method} failed`, {
          cause: answer instanceof Error ? answer : answer.status,
        });
      await new Promise((done) => setTimeout(done, 200 * 2 ** tries));
    }
  }

  async function done(answer: Response, method: string): Promise<void> {
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`storage: ${method} refused with ${answer.status}`);
  }

  return {
    put: async (key, bytes, type) => done(await ask('PUT', key, bytes, type), 'PUT'),
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
