/** The hospital's theme: set by an administrator, seen by everybody with the hospital, checked before it is kept. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const THEME = {
  name: '仁和',
  base: 'warm',
  tokens: { '--care-color-brand': '#7a1f3d', '--care-radius': '4px' },
  dark: { '--care-color-surface': '#101010' },
};

describe('the theme', () => {
  let t: TestApp;
  let token: string;
  before(async () => {
    t = await openTestApp();
    token = await t.tokenOf('renhe', 'fang', 'administrator');
  });
  after(() => t.close());
  const set = (theme: unknown, by = token) => t.call('PUT', '/renhe/theme', { token: by, body: { theme } });
  const shown = async (hospital = 'renhe') => {
    const answer = await t.call('GET', `/${hospital}`);
    return (answer.body as { theme?: unknown }).theme;
  };

  it('comes with the hospital, and with no other; null takes it off; the trail keeps each', async () => {
    assert.equal(await shown(), undefined);
    assert.equal((await set(THEME)).status, 200);
    assert.deepEqual(await shown(), THEME);
    assert.equal(await shown('lakeside'), undefined);
    assert.equal((await set(null)).status, 200);
    assert.equal(await shown(), undefined);
    const trail = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`SELECT actor_role FROM audit_entries WHERE action = 'theme.set'`),
    );
    assert.deepEqual(
      trail.rows.map((row) => row['actor_role']),
      ['administrator', 'administrator'],
    );
  });

  it('is refused where it is more than known tokens in their grammar', async () => {
    for (const tokens of [
      { '--care-color-brand': 'url(https://evil.example/x)' },
      { '--care-color-brand': '#fff;} * {display:none' },
      { '--care-font': "'x', url(//evil.example)" },
      { background: '#fff' },
      { '--care-target': '10px' },
    ])
      assert.equal((await set({ ...THEME, tokens })).status, 422, JSON.stringify(tokens));
    assert.equal((await set({ ...THEME, script: 'x' })).status, 422);
    assert.equal(await shown(), undefined);
  });

  it('is refused where a pair of its colours can’t be read: the problem names it, in its light, and what would mend it', async () => {
    const tokens = { '--care-color-muted': '#aaaaaa' };
    const answer = await set({ ...THEME, base: undefined, tokens, dark: { '--care-color-ink': '#333333' } });
    assert.equal(answer.status, 422);
    const { code, errors } = answer.body as { code: string; errors: { pointer: string; message: string }[] };
    assert.equal(code, 'invalid-input');
    assert.deepEqual(new Set(errors.map(({ pointer }) => pointer)), new Set(['/theme']));
    const said = errors.map(({ message }) => message);
    const muted = said.find((one) => one.startsWith('light: muted on surface has 2.3 : 1, needs 4.5 : 1; '))!;
    assert.ok(
      said.some((one) => one.startsWith('dark: ink on surface has 1.')),
      said.join('\n'),
    );
    assert.equal(await shown(), undefined);
    const [, token, value] = /; (--care-color-\w+): (#\w+) would do$/.exec(muted)!;
    assert.equal((await set({ ...THEME, base: undefined, tokens: { [token!]: value } })).status, 200);
    assert.equal((await set(null)).status, 200);
  });
});
