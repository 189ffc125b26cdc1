/** Files that come all at once: so many are looked through, the rest come again in a moment. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { request, type ClientRequest } from 'node:http';
import { it } from 'node:test';
import { createApp } from '../../../server/app.ts';
import { StorageAway } from '../../../server/storage/storage.ts';
import * as f from '../../kit/files.ts';
import { openTestApp } from '../../kit/open-test-app.ts';
import { talkingVisit } from './kit.ts';

it(
  'looks through three of one person at once, and a dozen of all; who comes then, or while nothing can be stored, is told to come again',
  { timeout: 60_000 },
  async () => {
    const house = await openTestApp();
    try {
      const visits = [await talkingVisit(house), await talkingVisit(house), await talkingVisit(house)];
      const people = visits.flatMap(({ visitId, token, doctor }) => [
        { visitId, token },
        { visitId, token: doctor },
      ]);
      const [, neighbour, , , other] = people;
      const { port, url } = await house.listen();
      const pathOf = ({ visitId }: { visitId: string }) =>
        `/v1/hospitals/renhe/visits/${visitId}/attachments`;
      const headersOf = ({ token }: { token: string }) => ({
        ...{ Authorization: `Bearer ${token}`, 'Idempotency-Key': randomBytes(16).toString('hex') },
        'Content-Type': 'image/jpeg',
      });
      const slow: ClientRequest[] = [];
      /** A file that never ends; `refused` hears of one that was not let in. */
      const trickle = (who: (typeof people)[number], refused: () => void) => {
        const headers = { ...headersOf(who), 'Content-Length': 100 };
        const out = request({ port, path: pathOf(who), method: 'POST', headers }, refused);
        out.on('error', () => {});
        out.write('x');
        slow.push(out);
      };
      /** Comes again until it is let in: a file of somebody else may have been in its way. */
      const insist = (who: (typeof people)[number]) =>
        trickle(who, () => void setTimeout(() => over || insist(who), 20));
      let over = false;
      const send = (who: (typeof people)[number]) =>
        fetch(url + pathOf(who), {
          ...{ method: 'POST', headers: headersOf(who), body: new Uint8Array(f.jpeg()) },
        });
      const until = async (status: number, who = people[0]!): Promise<Response> => {
        for (let i = 0; ; i++) {
          const answer = await send(who);
          if (answer.status === status || i === 100) return answer;
          await new Promise((done) => setTimeout(done, 50));
        }
      };
      // More of one person than all may have together.
      await new Promise<void>((three) => {
        let left = 14;
        for (let i = 0; i < 14; i++) trickle(people[0]!, () => --left === 3 && three());
      });
      assert.equal((await send(people[0]!)).status, 429);
      assert.equal((await send(neighbour!)).status, 201, 'the other side of the same visit');
      for (const who of people.slice(1, 4)) for (let i = 0; i < 3; i++) insist(who);
      const refused = await until(429, other);
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '2']);
      over = true;
      slow.forEach((out) => out.destroy());
      assert.equal((await until(201)).status, 201);

      const storage = { ...house.deps.storage, put: () => Promise.reject(new StorageAway('full', 'ENOSPC')) };
      const app = createApp({ ...house.deps, storage });
      const sent = await app.request(pathOf(people[0]!), {
        method: 'POST',
        headers: headersOf(people[0]!),
        body: new Uint8Array(f.jpeg()),
      });
      assert.deepEqual([sent.status, sent.headers.get('retry-after')], [503, '10'], 'a disk that is full');
    } finally {
      await house.close();
    }
  },
);
