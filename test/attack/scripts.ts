/**
 * A corpus of scripts through every text field of every write, file names, the theme and the hospital's own words, and then every
 * page in a real browser, under a strict policy and without any: nothing of it runs. Needs Chromium and the built widgets.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createApp } from '../../server/app.ts';
import type { Deps } from '../../server/deps.ts';
import { LOCAL_NETWORK, launchBrowser } from '../kit/browser.ts';
import { openRouteWorld } from '../kit/route-world.ts';
import type { Attack, Attempt } from './attack.ts';
import { CORPUS_SIZE, payload } from './scripts/corpus.ts';
import { fill, type Shown } from './scripts/fill.ts';
import { withHospitalFile } from './scripts/hospital.ts';
import { carelessRuns, look } from './scripts/look.ts';
import { BESIDES, isNamed, misplaced, PLACES, UNSEEN } from './scripts/places.ts';
import { poisoner, textFields, type Document } from './scripts/poison.ts';

const CDN = join(import.meta.dirname, '../../dist/cdn');
/** Refused with a sign of markup; the rest of the corpus is tried. */
const PLAIN = new Set(['setSentence/sentence']);
/** Pages that are open at once: two processors, and a page waits more than it works. */
const AT_ONCE = 3;

/** Of an app that answers nothing: the document is made of the routes alone. */
const documentOf = async (): Promise<Document> => {
  const child = { info() {}, warn() {}, error() {} };
  const deps = {
    ...{ log: { ...child, child: () => child }, newId: () => 'x', now: () => new Date(), demo: true },
    ...{ live: { source() {} }, epidemics: { list: () => [] }, media: null, cdnDir: null, db: {} },
    ...{ tokenSecret: new Uint8Array(32), sealKey: new Uint8Array(32) },
  } as unknown as Deps;
  return withHospitalFile((await (await createApp(deps).request('/v1/openapi.json')).json()) as Document);
};

export const attack: Attack = async ({ long }) => {
  if (!existsSync(join(CDN, 'care.js'))) throw new Error('no dist/cdn: npm run build');
  const document = await documentOf();
  const known = textFields(document);
  const attempts: Attempt[] = [
    {
      ...{ attempt: 'every text field of the contract has its pages, or says why it has none' },
      ...{ tried: known.length, findings: misplaced(known) },
    },
  ];
  const fields = [...known.filter((field) => !isNamed(field)), ...BESIDES];
  const browser = await launchBrowser({ args: [LOCAL_NETWORK] });
  try {
    const careless = await carelessRuns(browser);
    attempts.push({
      attempt: 'a careless page runs them, so that silence says something',
      tried: CORPUS_SIZE,
      findings: careless < 10 ? [`only ${careless} of the corpus run anywhere at all`] : [],
    });
    // Each round begins the corpus elsewhere, so that each field has each text in the end.
    for (let round = 0; round < (long ? 4 : 1); round++)
      attempts.push(...(await oneRound(browser, document, fields, round)));
  } finally {
    await browser.close();
  }
  return attempts;
};

async function oneRound(
  browser: Browser,
  document: Document,
  fields: readonly string[],
  round: number,
): Promise<Attempt[]> {
  const taken = new Map<string, number>();
  let at = round * 8;
  const next = (field: string, most: number) => {
    const number = fields.indexOf(field);
    return number < 0 ? undefined : payload(at++, most, { field: number, plain: PLAIN.has(field) });
  };
  const take = (field: string) => taken.set(field, (taken.get(field) ?? 0) + 1);
  const world = await openRouteWorld({ cdnDir: CDN, through: poisoner(document, next, take) });
  try {
    const pages = await fill(world, document, { next, take });
    const untaken = fields.filter((field) => !taken.has(field));
    const written: Attempt = {
      attempt: `round ${round + 1}: each field is written`,
      tried: [...taken.values()].reduce((a, b) => a + b, 0),
      findings: untaken.map((field) => `${field} took none of it`),
      measured: `${fields.length - untaken.length} of ${fields.length} fields`,
    };
    const attempts = [written];
    const seen = new Map<string, Set<string>>();
    // Clicks end what a second look can't find any more: the first look has a policy in every other round.
    for (const strict of round % 2 ? [false, true] : [true, false])
      attempts.push(await showAll(browser, pages, { strict, round: round + 1, seen, fields }));
    const dark = fields.filter(
      (field) => !(field in UNSEEN) && !PLACES[field]?.some((name) => seen.get(field)?.has(name)),
    );
    attempts.push({
      attempt: `round ${round + 1}: each field’s text is seen on one of its pages`,
      tried: fields.length - Object.keys(UNSEEN).length,
      findings: dark.map((field) => `${field} is on none of its pages, so that their silence says nothing`),
    });
    return attempts;
  } finally {
    await world.t.close();
  }
}

async function showAll(
  browser: Browser,
  pages: Shown[],
  {
    strict,
    round,
    seen,
    fields,
  }: { strict: boolean; round: number; seen: Map<string, Set<string>>; fields: readonly string[] },
): Promise<Attempt> {
  const findings: string[] = [];
  const here = new Set<number>();
  let clicks = 0;
  const waiting = [...pages];
  const walk = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) {
      // Some texts have two languages.
      const looked = await look(browser, page, { strict, locale: strict ? 'zh-CN' : 'en' });
      clicks += looked.clicks;
      findings.push(...looked.findings);
      for (const number of looked.fields) {
        here.add(number);
        const field = fields[number]!;
        seen.set(field, (seen.get(field) ?? new Set()).add(page.name));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
  return {
    attempt: `round ${round}: every page, ${strict ? 'under a strict policy' : 'without any policy, in English'}`,
    ...{ tried: pages.length, findings },
    measured: `${clicks} clicks; texts of ${here.size} of ${fields.length} fields seen`,
  };
}
