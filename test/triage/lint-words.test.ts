import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wordFiles } from '@care-elements/triage/understand/words.ts';
import { lintWords, type Tables } from '../../scripts/triage/lint-words.ts';
import { around, list, sound } from './lint-cases.ts';

const protocol = () => {
  const one = sound();
  one.questions.push(list('harm', ['self-harm']));
  return one;
};
/** Small tables in which nothing is wrong. */
const TABLES: Record<string, Record<string, object>> = {
  atoms: {
    'atoms/a.json': {
      fever: { 'zh-CN': ['发烧'], en: ['fever'] },
      'bite-dog': { 'zh-CN': ['狗咬'], en: [] },
    },
  },
  signs: { 'signs/a.json': { burning: [['fever', '!hot'], ['-bite-dog']] } },
  softened: {
    'softened.json': { never: ['fever'], graded: ['blue'], mostly: [], rules: { bleeding: [['fever']] } },
  },
  told: { 'told.json': { unmistakable: ['burning', 'fever'], recovered: ['recovered'] } },
  outweighed: {
    'outweighed.json': {
      repeats: ['ache', 'general'],
      selfHarm: ['self-harm'],
      ofWhom: { 'ache.severe': 2 },
    },
  },
  mild: { 'mild.json': { some: ['fever', 'bite-*'] } },
  steady: { 'steady.json': { rules: ['ache.severe'], never: ['fever'], neverTogether: [['fever', 'hot']] } },
  homographs: { 'homographs.json': { word: [['a+b', 'ab']] } },
  parts: {
    'parts.json': { parts: { arm: { 'zh-CN': ['胳膊'], en: ['arm'] } }, near: { fever: [['arm', 'arm']] } },
  },
  specialties: { 'specialties.json': { fever: [{ code: '02' }] } },
  topics: { 'topics.json': { ache: [] } },
};
const linted = (change: Record<string, Record<string, object>> = {}) => {
  const tables: Tables = (name) => new Map(Object.entries({ ...TABLES, ...change }[name]!));
  return lintWords(around, [protocol()], tables);
};
/** Which table, with what in it, and the fault that it makes. */
const BROKEN: [
  what: string,
  table: Record<string, Record<string, object>>,
  where: string,
  problem: RegExp,
][] = [
  [
    'an atom that stands in two files',
    {
      atoms: {
        ...TABLES['atoms'],
        'atoms/b.json': { fever: { 'zh-CN': [], en: ['hot'] } },
      },
    },
    ...(['fever', /stands in atoms\/a\.json too/] as const),
  ],
  [
    'an atom’s words that find everything',
    {
      atoms: { 'atoms/a.json': { ...TABLES['atoms']!['atoms/a.json'], odd: { 'zh-CN': ['(好)?'], en: [] } } },
    },
    ...(['odd: (好)?', /finds nothing at all everywhere/] as const),
  ],
  ['a sign of no atom', { signs: { 'signs/a.json': { burning: [['flame']] } } }, 'burning', /called flame/],
  ...(
    [
      ['never', { never: ['flame'], graded: [], mostly: [], rules: {} }, 'never', /called flame/],
      [
        'a rule’s own',
        { never: [], graded: [], mostly: [], rules: { blue: [['flame']] } },
        'blue',
        /called flame/,
      ],
      [
        'a rule of another level',
        { never: [], graded: ['severe'], mostly: [], rules: {} },
        'severe',
        /level 1/,
      ],
    ] as const
  ).map(([what, table, where, problem]): (typeof BROKEN)[number] => [
    `softened: ${what}`,
    { softened: { 'softened.json': table } },
    ...([where, problem] as const),
  ]),
  ...(
    [
      [{ unmistakable: ['flame'], recovered: [] }, 'unmistakable'],
      [{ unmistakable: [], recovered: ['flame'] }, 'recovered'],
    ] as const
  ).map(([table, where]): (typeof BROKEN)[number] => [
    `told: ${where}`,
    { told: { 'told.json': table } },
    ...([where, /called flame/] as const),
  ]),
  ...(
    [
      [{ repeats: ['flu'], selfHarm: [], ofWhom: {} }, 'repeats', /No complaint is called flu/],
      [{ repeats: [], selfHarm: ['flu'], ofWhom: {} }, 'selfHarm', /No answer has the code flu/],
      [{ repeats: [], selfHarm: [], ofWhom: { 'ache.flu': 1 } }, 'ache.flu', /No rule is called so/],
    ] as const
  ).map(([table, where, problem]): (typeof BROKEN)[number] => [
    `outweighed: ${where}`,
    { outweighed: { 'outweighed.json': table } },
    ...([where, problem] as const),
  ]),
  ['mild: no such atom', { mild: { 'mild.json': { some: ['flame'] } } }, 'some', /called flame/],
  ['mild: no such beginning', { mild: { 'mild.json': { some: ['fla*'] } } }, 'some', /begins with fla/],
  ...(
    [
      [{ rules: [], never: ['flame'], neverTogether: [] }, 'never', /called flame/],
      [{ rules: [], never: [], neverTogether: [['flame']] }, 'never', /called flame/],
      [{ rules: ['danger.blue'], never: [], neverTogether: [] }, 'danger.blue', /No rule of level 2/],
    ] as const
  ).map(([table, where, problem], i): (typeof BROKEN)[number] => [
    `steady: ${where} ${i}`,
    { steady: { 'steady.json': table } },
    ...([where, problem] as const),
  ]),
  [
    'a homograph that is no pattern',
    { homographs: { 'homographs.json': { w: [['(a']] } } },
    '(a',
    /no pattern/,
  ],
  ['a homograph that finds all', { homographs: { 'homographs.json': { w: [['a*']] } } }, 'a*', /everywhere/],
  ...(
    [
      [{ parts: { arm: { 'zh-CN': [], en: ['[arm'] } }, near: {} }, 'arm: [arm', /no pattern/],
      [{ parts: {}, near: { flame: [] } }, 'flame', /No atom is called so/],
      [{ parts: {}, near: { fever: [['leg']] } }, 'fever', /No part is called leg/],
    ] as const
  ).map(([table, where, problem]): (typeof BROKEN)[number] => [
    `parts: ${where}`,
    { parts: { 'parts.json': table } },
    ...([where, problem] as const),
  ]),
  ...(
    [
      [{ flame: [] }, 'flame', /No atom is called so/],
      [{ fever: [{ code: '99' }] }, 'fever', /No department is called 99/],
    ] as const
  ).map(([table, where, problem]): (typeof BROKEN)[number] => [
    `specialties: ${where}`,
    { specialties: { 'specialties.json': table } },
    ...([where, problem] as const),
  ]),
  ['a topic of no complaint', { topics: { 'topics.json': { flu: [] } } }, 'flu', /No complaint is called so/],
];

describe('triage:lint of the words', () => {
  it('finds no fault in sound tables', () => assert.deepEqual(linted(), []));

  for (const [what, table, where, problem] of BROKEN)
    it(what, () => {
      const faults = linted(table).filter((fault) => fault.where === where && problem.test(fault.problem));
      assert.equal(faults.length, 1, JSON.stringify(linted(table), null, 1));
      assert.match(faults[0]!.file, /^words\/\w+(?:\/\w+)?\.json$/);
      assert.ok(faults[0]!.remedy.length > 8);
    });

  it('where no protocol can be read, their rules are not missed', () => {
    const tables: Tables = (name) => new Map(Object.entries(TABLES[name]!));
    assert.deepEqual(lintWords(around, [], tables), []);
  });

  it('reads every table that there is, and no other', () => {
    const asked: string[] = [];
    lintWords(around, [], (name) => (asked.push(name), wordFiles(name)));
    assert.deepEqual(asked.sort(), Object.keys(TABLES).sort());
  });
});
