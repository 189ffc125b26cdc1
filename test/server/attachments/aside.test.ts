/** Files are looked through beside everybody else's requests. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { createInspector } from '../../../server/attachments/inspect-aside.ts';
import { inspect } from '../../../server/attachments/inspect.ts';
import type { ProblemError } from '../../../server/problems.ts';
import * as f from '../../kit/files.ts';

const refusal = (reason: string, says: RegExp) => (err: ProblemError) => {
  assert.deepEqual([err.code, err.extra?.current], ['file-refused', reason], String(err));
  assert.match(err.extra.detail!, says);
  return true;
};

describe('the thread that looks through files', () => {
  it('says what is said here, several at once and one after the other', async () => {
    const aside = createInspector();
    const jpeg = f.photo();
    const [pdf, picture, bad] = await Promise.allSettled([
      aside(f.pdf(), 'application/pdf'),
      aside(jpeg, 'image/jpeg'),
      aside(f.pdf({ catalog: '/AA<</JS(x)>>' }), 'application/pdf'),
    ]);
    assert.ok(pdf.status === 'fulfilled' && picture.status === 'fulfilled' && bad.status === 'rejected');
    assert.deepEqual(Buffer.from(pdf.value.bytes), f.pdf());
    const here = inspect(f.photo(), 'image/jpeg');
    assert.deepEqual({ ...picture.value, bytes: Buffer.from(picture.value.bytes) }, here);
    refusal('active', /JS/)(bad.reason);
    assert.deepEqual(jpeg, f.photo(), 'the caller keeps the bytes');
  });

  it('leaves this one to others meanwhile', async () => {
    const aside = createInspector();
    await aside(f.pdf(), 'application/pdf');
    const folded = f.packedBy(
      '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
      deflateSync('#20'.repeat(2_500_000)),
    );
    let turns = 0;
    let over = false;
    const turn = () => void (turns++, over || setImmediate(turn));
    setImmediate(turn);
    await aside(f.pdf({ objects: folded }), 'application/pdf');
    over = true;
    assert.ok(turns > 10, `${turns} turns`);
  });

  it('is ended where it takes too long, and a new one has the next file', async () => {
    const thread = new URL('../../kit/stubborn-thread.ts', import.meta.url);
    const aside = createInspector({ limitMs: 1500, thread });
    const [stuck, next] = await Promise.allSettled([
      aside(Buffer.from([0]), 'image/png'),
      aside(Buffer.from([7]), 'image/png'),
    ]);
    assert.ok(stuck.status === 'rejected' && next.status === 'fulfilled');
    refusal('broken', /too long/)(stuck.reason);
    assert.deepEqual([...next.value.bytes], [7]);
    await assert.rejects(aside(Buffer.from([1]), 'image/png'), /dead/);
    assert.deepEqual([...(await aside(Buffer.from([8]), 'image/png')).bytes], [8]);
  });
});
