/** What the browser remembers, and what the page does where it may not. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSession } from '@care-elements/client/session.ts';
import { createStore, json } from '@care-elements/client/store.ts';

function memory(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  } as Storage;
}
const refused = (): Storage => {
  throw new DOMException('denied', 'SecurityError');
};

describe('session', () => {
  it('outlives the page, and ends when it is cleared', () => {
    const storage = memory();
    createSession('care:a', () => storage).set({ token: 't', visitId: 'v' });
    assert.deepEqual(createSession('care:a', () => storage).get(), { token: 't', visitId: 'v' });
    assert.equal(createSession('care:b', () => storage).get(), null, 'another hospital knows nothing of it');
    createSession('care:a', () => storage).set(null);
    assert.equal(createSession('care:a', () => storage).get(), null);
  });

  it('goes on in memory where the browser stores nothing', () => {
    const session = createSession('care:a', refused);
    session.set({ token: 't' });
    assert.equal(session.get()!.token, 't');
  });

  it('takes what it can’t read for nothing', () => {
    assert.equal(createSession('care:a', () => memory({ 'care:a': '{oops' })).get(), null);
  });
});

describe('store', () => {
  it('tells its watchers each change, once, and not those who have left', () => {
    const store = createStore(1);
    const seen: number[] = [];
    const off = store.subscribe((value) => seen.push(value));
    store.set(1);
    store.set(2);
    off();
    store.set(3);
    assert.deepEqual(seen, [2]);
    assert.equal(store.get(), 3);
  });

  it('lets a watcher leave while it is told', () => {
    const store = createStore(0);
    const seen: string[] = [];
    const off = store.subscribe(() => (seen.push('a'), off()));
    store.subscribe(() => seen.push('b'));
    store.set(1);
    store.set(2);
    assert.deepEqual(seen, ['a', 'b', 'b']);
  });
});

describe('json', () => {
  it('says arrays as arrays, whatever the page’s scripts have hung on them', () => {
    const patched = Array.prototype as { toJSON?: () => string };
    patched.toJSON = () => 'broken';
    try {
      assert.equal(json({ items: [1, ['a']], none: undefined }), '{"items":[1,["a"]]}');
    } finally {
      delete patched.toJSON;
    }
  });
});
