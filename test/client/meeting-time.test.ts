/** A meeting's time is the hospital's: said with its zone, and read from a field as the clock on its wall, whatever this machine's is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantOf, timeOf, wallOf, zoneName } from '../../packages/elements/widgets/meeting-time.ts';

const [SHANGHAI, CHICAGO] = ['Asia/Shanghai', 'America/Chicago'];

test('says day, clock and zone of the hospital', () => {
  const at = '2026-11-28T17:30:00.000Z';
  assert.equal(timeOf(at, SHANGHAI, 'zh-CN'), `11月29日周日 01:30（${zoneName(SHANGHAI, 'zh-CN')}）`);
  assert.match(timeOf(at, SHANGHAI, 'en'), /^Sun.* 29 Nov.* 01:30 \(China( Standard)? Time\)$/);
  assert.match(timeOf(at, CHICAGO, 'en'), /^Sat.* 28 Nov.* 11:30 \(.+\)$/);
});

test('what the field shows is the hospital’s clock, and is read back as the same moment', () => {
  for (const zone of [SHANGHAI, CHICAGO, 'Africa/Cairo', 'Australia/Lord_Howe'])
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 86_400_000 + 3600_000)
      assert.equal(instantOf(wallOf(at, zone), zone), at, `${zone} ${new Date(at).toISOString()}`);
  assert.equal(wallOf(Date.UTC(2026, 10, 28, 16), SHANGHAI), '2026-11-29T00:00');
  assert.ok(Number.isNaN(instantOf('', SHANGHAI)));
});

test('an hour that the changed clock skips is the one before it', () => {
  assert.equal(instantOf('2026-03-08T02:30', CHICAGO), Date.UTC(2026, 2, 8, 7, 30));
});
