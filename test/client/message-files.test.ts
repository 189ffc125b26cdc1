/** Files on their way to the server, and what comes back in its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uploadFile } from '@care-elements/client/message-files.ts';
import { createOutbox } from '@care-elements/client/message-outbox.ts';
import { Problem } from '@care-elements/client/problem.ts';
import type { Message } from '@care-elements/contract/messages.ts';

test('a page that a network puts in the place of the answer is no answer: the file is sent again, and what was written after it, too', async () => {
  let asked = 0;
  const reach = {
    api: { base: 'https://care.test/v1/hospitals/renhe' } as never,
    session: { get: () => null } as never,
    fetch: (async () =>
      new Response(asked++ ? '{"attachmentId":"a1"}' : '<html>Please sign in')) as typeof fetch,
  };
  const file = { blob: new Blob(['x']), type: 'application/pdf', name: 'x.pdf', seconds: null };
  await assert.rejects(
    uploadFile(reach, 'v1', file, 'key'),
    (cause) => cause instanceof Problem && !cause.status,
  );
  asked = 0;
  const stored: string[] = [];
  await new Promise<void>((done) => {
    const outbox = createOutbox({
      post: async (message) => message as unknown as Message,
      upload: (one, key) => uploadFile(reach, 'v1', one, key),
      stored: ({ kind }) => void (stored.push(kind) === 2 && done()),
      changed() {},
      ...{ storage: undefined, storageKey: 'k', sleep: async () => {}, random: () => 0 },
    });
    outbox.add('pdf', '', file);
    outbox.add('text', 'hello');
  });
  assert.deepEqual(stored, ['pdf', 'text']);
});
