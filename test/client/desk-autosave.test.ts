/** The text that saves itself: nothing typed is lost, nothing of another window is overwritten. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAutosave, type AutosaveDeps, type Versioned } from '@care-elements/client/desk-autosave.ts';
import { Problem } from '@care-elements/client/problem.ts';

const START: Versioned<string> = { value: 'a', rowVersion: 1, savedAt: null };

/** A server with one row, a clock that only moves when told, and a tab's storage. */
function world(start = START, kept = new Map<string, string>()) {
  const server = { value: start.value, rowVersion: start.rowVersion };
  const timers = new Map<number, () => void>();
  let ids = 0;
  let mode: 'ok' | 'down' | 'answer-lost' | Problem = 'ok';
  let gate: Promise<void> | undefined;
  const puts: [string, number][] = [];
  const deps: AutosaveDeps<string> = {
    start,
    clean: (value) => value.trim(),
    async put(value, rowVersion) {
      puts.push([value, rowVersion]);
      await gate;
      if (mode === 'down') throw new Problem(0, {});
      if (mode instanceof Problem) throw mode;
      if (rowVersion !== server.rowVersion)
        throw new Problem(409, { code: 'version-conflict', current: { ...server } });
      Object.assign(server, { value: value.trim(), rowVersion: rowVersion + 1 });
      if (mode === 'answer-lost') throw new Problem(0, {});
      return { rowVersion: server.rowVersion, savedAt: '2026-11-22T02:32:00.000Z' };
    },
    standing: ({ current }) => ({ ...(current as Versioned<string>), savedAt: null }),
    backupKey: 'k',
    storage: () => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, text),
      removeItem: (key) => void kept.delete(key),
    }),
    setTimeout: (fn) => (timers.set(++ids, fn), ids),
    clearTimeout: (id) => void timers.delete(id as number),
  };
  const settle = () => new Promise((done) => setImmediate(done));
  return {
    server,
    kept,
    puts,
    deps,
    settle,
    say: (next: typeof mode) => (mode = next),
    hold() {
      let open!: () => void;
      gate = new Promise((done) => (open = done));
      return () => ((gate = undefined), open());
    },
    /** Lets every timer that is set go off. */
    async pass() {
      const due = [...timers.values()];
      timers.clear();
      for (const fn of due) fn();
      await settle();
    },
  };
}

describe('autosave', () => {
  it('sends one request after the pause, with the last text', async () => {
    const w = world();
    const saver = createAutosave(w.deps);
    for (const text of ['ab', 'abc', 'abcd']) saver.edit(text);
    assert.equal(saver.get().face, 'dirty');
    assert.deepEqual(w.puts, []);
    await w.pass();
    assert.deepEqual(w.puts, [['abcd', 1]]);
    assert.deepEqual(
      [saver.get().face, saver.get().savedAt, saver.rowVersion()],
      ['saved', '2026-11-22T02:32:00.000Z', 2],
    );
    assert.equal(w.kept.size, 0);
  });

  it('what is typed while a save is under way goes out after it, on the new version', async () => {
    const w = world();
    const saver = createAutosave(w.deps);
    saver.edit('b');
    const release = w.hold();
    await w.pass();
    saver.edit('bc');
    assert.equal(saver.get().face, 'saving');
    release();
    await w.settle();
    assert.equal(saver.get().face, 'dirty');
    await w.pass();
    assert.deepEqual(w.puts, [['b', 1], ['bc', 2]]); // prettier-ignore
    assert.equal(w.server.value, 'bc');
  });

  it('sends nothing when the text is back to what the server has, or differs in spaces at its ends', async () => {
    const w = world();
    const saver = createAutosave(w.deps);
    saver.edit('ab');
    saver.edit('a ');
    await w.pass();
    assert.deepEqual(w.puts, []);
    assert.equal(saver.get().face, 'saved');
    assert.equal(saver.get().value, 'a ');
  });

  it('keeps the text in the tab while the network is down, and sends it when it is back', async () => {
    const w = world();
    w.say('down');
    const saver = createAutosave(w.deps);
    saver.edit('b');
    assert.equal(JSON.parse(w.kept.get('k')!).value, 'b', 'kept with the key stroke itself');
    await w.pass();
    assert.equal(saver.get().face, 'offline');
    assert.equal(await saver.flush(), false);
    saver.edit('bc');
    assert.equal(saver.get().face, 'offline');
    w.say('ok');
    await w.pass();
    assert.equal(saver.get().face, 'saved');
    assert.equal(w.server.value, 'bc');
    assert.equal(w.kept.size, 0);
  });

  it('a save whose answer was lost is not taken for another window’s', async () => {
    const w = world();
    w.say('answer-lost');
    const saver = createAutosave(w.deps);
    saver.edit('b');
    await w.pass();
    assert.equal(saver.get().face, 'offline');
    saver.edit('bc');
    w.say('ok');
    await w.pass();
    assert.equal(saver.get().face, 'saved');
    assert.deepEqual(w.puts, [['b', 1], ['bc', 1], ['bc', 2]]); // prettier-ignore
  });

  it('a line that is dead for hours does not fill the tab’s storage: the same text is kept once', async () => {
    const w = world();
    w.say('down');
    const saver = createAutosave(w.deps);
    saver.edit('b');
    for (let i = 0; i < 30; i++) await w.pass();
    assert.equal(w.puts.length, 30);
    assert.deepEqual(JSON.parse(w.kept.get('k')!).unknown, ['"b"']);
    for (let i = 0; i < 30; i++) {
      saver.edit(`b${i}`);
      await w.pass();
    }
    const { value, unknown } = JSON.parse(w.kept.get('k')!);
    assert.equal(value, 'b29');
    assert.equal(unknown.length, 20);
    assert.equal(unknown.at(-1), '"b29"');
  });

  it('another window’s save stops ours until a person has chosen; both texts are there', async () => {
    const w = world();
    const saver = createAutosave(w.deps);
    Object.assign(w.server, { value: 'theirs', rowVersion: 5 });
    saver.edit('mine');
    await w.pass();
    assert.deepEqual(
      [saver.get().face, saver.get().value, saver.get().theirs],
      ['conflict', 'mine', 'theirs'],
    );
    saver.edit('mine, more');
    await w.pass();
    assert.equal(w.server.value, 'theirs', 'nothing is sent before the choice');
    assert.equal(await saver.flush(), false);
    saver.resolve('theirs\nmine, more');
    await w.settle();
    assert.deepEqual(
      [saver.get().face, w.server.value, saver.rowVersion()],
      ['saved', 'theirs\nmine, more', 6],
    );
  });

  it('taking theirs needs no request', async () => {
    const w = world();
    const saver = createAutosave(w.deps);
    Object.assign(w.server, { value: 'theirs', rowVersion: 5 });
    saver.edit('mine');
    await w.pass();
    const { length } = w.puts;
    saver.resolve('theirs');
    await w.settle();
    assert.deepEqual([saver.get().face, w.puts.length, saver.rowVersion()], ['saved', length, 5]);
    assert.equal(w.kept.size, 0);
  });

  it('a reload finds the unsaved text and sends it', async () => {
    const first = world();
    first.say('down');
    createAutosave(first.deps).edit('unsaved');
    const w = world(START, first.kept);
    const saver = createAutosave(w.deps);
    assert.deepEqual([saver.get().value, saver.get().face], ['unsaved', 'dirty']);
    await w.pass();
    assert.equal(w.server.value, 'unsaved');
  });

  it('a reload after somebody else saved is a conflict, not a loss', () => {
    const first = world();
    createAutosave(first.deps).edit('unsaved');
    const w = world({ value: 'theirs', rowVersion: 4, savedAt: null }, first.kept);
    const { face, value, theirs } = createAutosave(w.deps).get();
    assert.deepEqual([face, value, theirs], ['conflict', 'unsaved', 'theirs']);
  });

  it('a reload after our own save whose answer was lost goes on', async () => {
    const first = world();
    first.say('answer-lost');
    const before = createAutosave(first.deps);
    before.edit('b');
    await first.pass();
    before.edit('bc');
    const w = world({ value: 'b', rowVersion: 2, savedAt: null }, first.kept);
    const saver = createAutosave(w.deps);
    assert.deepEqual([saver.get().face, saver.get().value], ['dirty', 'bc']);
    await w.pass();
    assert.equal(w.server.value, 'bc');
  });

  it('says what the server refused, keeps it, and tries again with the next change', async () => {
    const w = world();
    w.say(new Problem(422, { code: 'invalid-input' }));
    const saver = createAutosave(w.deps);
    saver.edit('b');
    await w.pass();
    assert.equal(saver.get().face, 'refused');
    assert.ok(w.kept.has('k'));
    w.say('ok');
    saver.edit('bc');
    await w.pass();
    assert.equal(saver.get().face, 'saved');
  });

  it('a signed record is closed: no more typing, no more sending', async () => {
    const w = world();
    w.say(new Problem(409, { code: 'state-conflict' }));
    const saver = createAutosave(w.deps);
    saver.edit('b');
    await w.pass();
    assert.equal(saver.get().face, 'closed');
    saver.edit('c');
    assert.equal(saver.get().value, 'b');
    assert.equal(await saver.flush(), false);
    assert.equal(w.puts.length, 1);
  });

  it('an ended session is told, and the text stays in the tab', async () => {
    const w = world();
    w.say(new Problem(401, { code: 'token-expired' }));
    let ended = 0;
    const saver = createAutosave({ ...w.deps, expired: () => ended++ });
    saver.edit('b');
    await w.pass();
    assert.equal(ended, 1);
    saver.stop();
    assert.ok(w.kept.has('k'));
  });

  it('takes the server’s newer text while nothing is unsaved, and never an older one or over typing', () => {
    const w = world();
    const saver = createAutosave(w.deps);
    saver.accept({ value: 'newer', rowVersion: 3, savedAt: null });
    assert.equal(saver.get().value, 'newer');
    saver.accept({ value: 'older', rowVersion: 2, savedAt: null });
    assert.equal(saver.get().value, 'newer');
    saver.edit('typing');
    saver.accept({ value: 'newest', rowVersion: 4, savedAt: null });
    assert.equal(saver.get().value, 'typing');
  });

  it('stopped with a save under way, it leaves alone what the next one of the same text keeps', async () => {
    const w = world();
    const first = createAutosave(w.deps);
    first.edit('b');
    const release = w.hold();
    await w.pass();
    first.stop();
    const next = createAutosave(w.deps);
    next.edit('c');
    const kept = w.kept.get('k');
    release();
    await w.settle();
    assert.equal(w.kept.get('k'), kept);
    next.stop(true);
  });

  it('stopped while it saves what a reload had found, it leaves nothing behind', async () => {
    const w = world(START, new Map([['k', JSON.stringify({ value: 'b', base: 1, unknown: [] })]]));
    const saver = createAutosave(w.deps);
    const release = w.hold();
    await w.pass();
    saver.stop();
    release();
    await w.settle();
    assert.deepEqual([w.server.value, w.kept.size], ['b', 0]);
  });

  it('stopped and forgotten, it leaves nothing behind, even when a save fails late', async () => {
    const w = world();
    w.say('down');
    const saver = createAutosave(w.deps);
    saver.edit('b');
    const release = w.hold();
    await w.pass();
    saver.stop(true);
    release();
    await w.settle();
    assert.equal(w.kept.size, 0);
  });
});
