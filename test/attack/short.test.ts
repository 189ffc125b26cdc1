/** The short form of `npm run attack`: every part that needs nothing from outside, in one world. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openRouteWorld, type RouteWorld } from '../kit/route-world.ts';
import { deadMedia } from '../server/consult/kit.ts';
import type { Attack } from './attack.ts';
import { CORPUS_SIZE, NUMBERS, textOf, told } from './scripts/corpus.ts';
import { withHospitalFile } from './scripts/hospital.ts';
import { misplaced } from './scripts/places.ts';
import { textFields, type Document } from './scripts/poison.ts';

let world: RouteWorld;
before(async () => void (world = await openRouteWorld({ media: deadMedia() })));
after(() => world.t.close());

// `tokens` signs everybody out.
for (const part of ['routes', 'tenants', 'headers', 'logs', 'injections', 'tokens']) {
  test(`attack: ${part}`, async () => {
    const { attack } = (await import(`./${part}.ts`)) as { attack: Attack };
    const attempts = await attack({ long: false, world });
    for (const { attempt, tried, findings } of attempts) {
      assert.ok(tried > 0, `${attempt}: nothing was tried`);
      assert.deepEqual(findings, [], attempt);
    }
  });
}

// Its pages need a browser and minutes: `npm run attack -- scripts`.
test('attack: scripts: every text field of the contract has its pages, or says why it has none', async () => {
  const document = (await (await world.t.app.request('/v1/openapi.json')).json()) as Document;
  const fields = textFields(withHospitalFile(document));
  assert.ok(fields.length > 100);
  assert.deepEqual(misplaced(fields), []);
});

test('attack: scripts: each text is found again by its number, and has no underscore that a page could write as a space', () => {
  for (let i = 0; i < CORPUS_SIZE; i++) {
    const text = textOf(i, 7);
    assert.doesNotMatch(text, /_/);
    const found = [...text.matchAll(new RegExp(NUMBERS, 'g'))].map(([, n]) => told(Number(n)));
    assert.deepEqual(found, [{ text, field: 7 }]);
  }
});
