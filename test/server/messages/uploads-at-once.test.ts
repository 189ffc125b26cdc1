/** Files that come all at once: so many are looked through, the rest come again in a moment. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { StorageAway } from '../../../server/storage/storage.ts';
import * as f from '../../kit/files.ts';
import { openTestApp } from '../../kit/open-test-app.ts';
import { talkingVisit } from './kit.ts';

it('looks through a dozen at once; who comes then, or while nothing can be stored, is told to come again', async () => {
  const house = await openTestApp();
  try {
    const { visitId, token } = await talkingVisit(house);
    const { port, url } = await house.listen();
    const path = `/v1/hospitals/renhe/visits/${visitId}/attachments`;
    const headers = () => ({
      ...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': randomBytes(16).toString('hex') },
      'Content-Type': 'image/jpeg',
    });
    const slow = Array.from({ length: 12 }, () => {
      const out = request({
        ...{ port, path, method: 'POST' },
        headers: { ...headers(), 'Content-Length': 100 },
      });
      out.on('error', () => {});
      out.write('x');
      return out;
    });
    const until = async (status: number): Promise<Response> => {
      for (let i = 0; ; i++) {
        const answer = await fetch(url + path, {
          method: 'POST',
          headers: headers(),
          body: new Uint8Array(f.jpeg()),
        });
        if (answer.status === status || i === 100) return answer;
        await new Promise((done) => setTimeout(done, 50));
      }
    };
    const refused = await until(429);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '2']);
    slow.forEach((out) => out.destroy());
    assert.equal((await until(201)).status, 201);

    const storage = { ...house.deps.storage, put: () => Promise.reject(new StorageAway('full', 'ENOSPC')) };
    const app = createApp({ ...house.deps, storage });
    const sent = await app.request(path, {
      method: 'POST',
      headers: headers(),
      body: new Uint8Array(f.jpeg()),
    });
    assert.deepEqual([sent.status, sent.headers.get('retry-after')], [503, '10'], 'a disk that is full');
  } finally {
    await house.close();
  }
});
