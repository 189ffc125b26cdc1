/** What the topics cost where nobody looks. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { v7 } from 'uuid';
import type { TopicSource } from '../../../server/live/hub.ts';
import { registerTopics } from '../../../server/live/topics.ts';

it('nobody’s place is read where no patient’s page is open, however long the queue', async () => {
  const sources = new Map<string, TopicSource>();
  let asked = 0;
  registerTopics({
    live: { source: (kind: string, source: TopicSource) => void sources.set(kind, source) } as never,
    db: { tenant: () => Promise.reject(new Error(`asked ${++asked}`)) } as never,
    ...{ now: () => new Date(), newId: () => v7(), recorder: null },
  });
  const ripple = (open: boolean) => {
    const followed = Object.assign(() => open, { any: (kind: string) => open && kind === 'visit' });
    return sources.get('queue')!.ripple!('renhe', v7(), followed);
  };
  assert.deepEqual(await ripple(false), []);
  assert.equal(asked, 0);
  await assert.rejects(ripple(true), /asked/);
});
