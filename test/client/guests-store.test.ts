/** Who is invited to a call: followed for as long as somebody may read it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCare } from '@care-elements/client/care.ts';
import { createGuestsStore } from '@care-elements/client/guests-store.ts';
import type { Session } from '@care-elements/client/session.ts';
import { createStore } from '@care-elements/client/store.ts';

describe('guests store', () => {
  it('leaves the stream with the session: the next visit’s stream would be refused for the last one’s topic', () => {
    const session = createStore<Session | null>({ token: 'first' });
    const care = createCare('https://care.test', 'renhe', session);
    const topics = new Set<string>();
    care.live.on = (topic) => {
      topics.add(topic);
      return () => void topics.delete(topic);
    };
    const store = care.use(createGuestsStore);
    store.follow('v1');
    assert.deepEqual([...topics], ['guests:v1']);
    session.set(null);
    assert.deepEqual([...topics], []);
    assert.equal(store.get().visitId, null);
    session.set({ token: 'second' });
    store.follow('v2');
    assert.deepEqual([...topics], ['guests:v2']);
  });
});
