/** What is served is read by Chromium 90 and Safari 15; and the lint that says so finds what they don’t read. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { buildIfStale } from '../../scripts/build.ts';
import { ALLOWED, builtFaults, isAllowed, LIVEKIT, scriptFaults } from '../../scripts/old-browsers.ts';

const found = (code: string) => scriptFaults('x.js', code).map(({ what }) => what);

describe('old browsers', () => {
  it('read everything that is built', async () => {
    await buildIfStale();
    const { faults, allowed } = builtFaults(join(import.meta.dirname, '../../dist/cdn'));
    assert.deepEqual(faults, []);
    const names = [...Object.keys(ALLOWED), ...Object.keys(LIVEKIT)];
    assert.deepEqual([...allowed].sort(), names.sort(), 'nothing is allowed that nobody says');
  });

  it('would not read newer syntax', () => {
    for (const code of [
      'a ||= 1',
      'class A { #x = 1 }',
      'class A { static {} }',
      '1_000',
      'await 1',
      'const r = /a/v',
    ])
      assert.match(found(code)[0] ?? '', /^syntax/, code);
    assert.deepEqual(found('const r = /(?<=a)b/'), ['syntax: a look-behind']);
    assert.deepEqual(found('const r = /(?<name>a)b(?=c)/; a?.b ?? 1n'), []);
  });

  it('have not the newer names', () => {
    const names: [code: string, what: string][] = [
      ['structuredClone(x)', 'structuredClone'],
      ['Object.hasOwn(a, b)', 'Object.hasOwn'],
      ['list.at(-1)', '.at()'],
      ['list.at(i)', '.at()'],
      ['list.findLast(f)', '.findLast()'],
      ['list.toSorted()', '.toSorted()'],
      ['AbortSignal.timeout(9)', 'AbortSignal.timeout'],
      ['crypto.randomUUID()', 'crypto.randomUUID'],
      ['Promise.withResolvers()', 'Promise.withResolvers'],
      ['signal.throwIfAborted()', '.throwIfAborted()'],
      ['dialog.showModal()', '.showModal()'],
    ];
    for (const [code, what] of names) assert.ok(found(code).includes(what), `${code}: ${found(code)}`);
    for (const code of ['dialog.showModal?.()', 'this.at(time)', 'list.flat().map(f)', 'a.replaceAll(b, c)'])
      assert.deepEqual(found(code), [], code);
  });

  it('get what livekit-client asks for first in its own chunk alone', () => {
    assert.ok(isAllowed('structuredClone', 'const a = "lk_e2ee"; structuredClone(x)'));
    for (const what of ['structuredClone', 'crypto.randomUUID', '.at()', 'nesting'])
      assert.equal(isAllowed(what, 'structuredClone(x)'), false, what);
  });

  it('get the `:has` that were looked at, and no other', () => {
    assert.ok(isAllowed(':has(> .talk)', ''));
    for (const what of [':has', ':has(b)', ':has(.talk)']) assert.equal(isAllowed(what, ''), false, what);
  });

  it('want a fallback before newer styles', () => {
    const css = (text: string) => found(`const s = ${JSON.stringify(text)}`);
    assert.deepEqual(css('.a{color:color-mix(in srgb,red,blue)}'), ['color-mix()']);
    assert.deepEqual(css('.a{color:red;color:color-mix(in srgb,red,blue)}'), []);
    assert.deepEqual(
      css('.a{color:color-mix(in srgb,red,blue);color:red}'),
      ['color-mix()'],
      'the order counts',
    );
    assert.deepEqual(
      css(':host{--x:red;--x:oklch(0 0 0)}'),
      ['oklch()'],
      'a token keeps the last one, whatever it says',
    );
    assert.deepEqual(css('@supports (color:oklch(0 0 0)){:host{--x:oklch(0 0 0)}}'), []);
    assert.deepEqual(css('.a{height:100dvh}'), ['dvh']);
    assert.deepEqual(css('.a{height:100vh;height:100dvh}'), []);
    assert.deepEqual(css('.a:has(b){color:red}'), [':has(b)']);
    assert.deepEqual(css('.x{color:red}.a:not(:has( >.b:not(.c) )) .d{color:red}'), [':has(> .b:not(.c))']);
    assert.deepEqual(css('.a{color:red;.b{color:red}}'), ['nesting']);
    assert.deepEqual(css('.a{rotate:1turn}'), ['rotate']);
  });
});
