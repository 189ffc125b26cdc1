/** The host's meetings in the browser: a removal brings another link, here and in the host's other window. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AudienceSeat } from '@care-elements/contract/meeting.ts';
import { createMeetingsStore } from '@care-elements/client/meetings-store.ts';
import { fakeCare } from '../../stories/fake-care.ts';
import { hosted, MEETING_ID, SECRET, seatOf } from '../../stories/meeting-facts.ts';

const tick = () => new Promise((done) => setTimeout(done));
const FRESH = 'B'.repeat(44);

function open(seats: AudienceSeat[]) {
  let secret = SECRET;
  let reads = 0;
  const care = fakeCare({
    live: { [`audience:${MEETING_ID}`]: { audience: { seats } } },
    answers: {
      listMeetings: () => (reads++, { timeZone: 'Asia/Shanghai', meetings: [{ ...hosted(), secret }] }),
      removeSeat: () => ((secret = FRESH), { ...seats[0]!, state: 'removed' }),
    },
  });
  const store = createMeetingsStore(care);
  return {
    ...{ care, store, reads: () => reads },
    link: () => store.get().meetings![0]!.secret,
    renew: () => (secret = FRESH),
  };
}

test('whoever is removed takes the link along: the store has the new one', async () => {
  const seats = [seatOf('en', 0, 'listening'), seatOf('en', 1, 'raised')];
  const { store, link } = open(seats);
  await store.load();
  store.show(MEETING_ID);
  await tick();
  assert.deepEqual([link(), store.get().timeZone], [SECRET, 'Asia/Shanghai']);
  await store.remove(seats[0]!.seatId);
  await tick();
  assert.equal(link(), FRESH);
});

test('the same where another window of the host removed them; other news of the audience reads nothing', async () => {
  const seats = [seatOf('en', 0, 'listening'), seatOf('en', 1, 'raised')];
  const { care, store, link, renew, reads } = open(seats);
  await store.load();
  store.show(MEETING_ID);
  await tick();
  const before = reads();
  const tell = (all: AudienceSeat[]) => care.push(`audience:${MEETING_ID}`, 'audience', { seats: all });
  tell([seatOf('en', 0, 'raised'), seats[1]!]);
  await tick();
  assert.equal(reads(), before);
  renew();
  tell([seatOf('en', 0, 'removed'), seats[1]!]);
  await tick();
  assert.equal(link(), FRESH);
});
