/** A theme's grammar: what is a value of which token, and that nothing of a theme can fetch, run or end a declaration. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fitsToken, themeFaults, TOKENS } from '@care-elements/contract/theme.tokens.ts';
import { CORPUS_SIZE, textOf } from '../attack/scripts/corpus.ts';

it('has a good value for each token, and each token is named as the house names tokens', () => {
  const good: Record<string, string> = {
    color: '#7a1f3d',
    font: "'Noto Sans SC', sans-serif",
    weight: '600',
    shadow: '0 2px 8px #00000022',
  };
  for (const [name, kind] of Object.entries(TOKENS)) {
    assert.match(name, /^--care-[a-z]+(-[a-z]+)*$/);
    const value = typeof kind === 'string' ? good[kind]! : `${kind[0]}${kind[2]}`;
    assert.ok(fitsToken(name, value), `${name}: ${value}`);
  }
  assert.ok(Object.keys(TOKENS).length >= 40);
});

it('refuses whatever could be more than a value', () => {
  const bad = [
    'url(https://evil.example/a)',
    'url(javascript:alert(1))',
    "url('javascript:alert(1)')",
    '\\75rl(javascript:alert(1))',
    'javascript:alert(1)',
    'behavior:url(x)',
    '-moz-binding:url(x)',
    "@import 'x'",
    '#fff</style><script>alert(1)</script>',
    '4px</style>',
    '#fff;color:expression(alert(1))',
    ...Array.from({ length: CORPUS_SIZE }, (_, i) => textOf(i, 0)),
    '#123;}',
    'red',
    'var(--x)',
    'expression(1)',
    '#12345',
    "'a\\' }'",
    "'</style>'",
    'image-set("a")',
    'attr(x)',
    'inherit !important',
    '#fff/*',
    '',
    ' #fff',
    '#fff\n',
    '10px;',
    '1e9px',
    '-4px',
    '10em',
    "'a', url(x)",
    '0 0 0 0',
  ];
  for (const name of Object.keys(TOKENS))
    for (const value of bad)
      if (value !== 'red' || !name.includes('font'))
        assert.equal(fitsToken(name, value), false, `${name}: ${value}`);
  for (const name of ['--care-x', 'color', '__proto__', 'constructor', '--_brand'])
    assert.equal(fitsToken(name, '#fff'), false);
});

it('keeps what is tapped at 44 px and lines at 1.3', () => {
  assert.equal(fitsToken('--care-target', '40px'), false);
  assert.equal(fitsToken('--care-height-row', '43.9px'), false);
  assert.equal(fitsToken('--care-line-height', '1.2'), false);
});

it('reads a file as a whole', () => {
  const good = {
    name: '仁和',
    base: 'warm',
    tokens: { '--care-color-brand': '#7a1f3d' },
    dark: { '--care-color-ink': '#fff' },
  };
  assert.deepEqual(themeFaults(good), []);
  for (const bad of [
    null,
    [],
    'x',
    {},
    { ...good, base: 'pink' },
    { ...good, more: 1 },
    { ...good, name: '' },
    { ...good, tokens: { '--care-color-brand': 'red' } },
    { ...good, tokens: [] },
    { ...good, dark: { '--care-radius': '4px' } },
  ])
    assert.notDeepEqual(themeFaults(bad), [], JSON.stringify(bad));
});
