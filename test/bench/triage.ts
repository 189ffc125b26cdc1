/**
 * Measures the protocol engine: answers a second on the server, through every protocol to its end; and one evaluation in a
 * browser whose processor is slowed down four times, against the 5 ms that nobody feels. The bare figures are the goals themselves.
 */
import { build } from 'esbuild';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Answers, Protocol } from '@care-elements/triage/protocol.ts';
import { launchBrowser } from '../kit/browser.ts';
import { calm } from '../kit/flow.ts';
import { compare, spreadOf, type Figure } from './kit/figure.ts';

const PER_SECOND = 20_000;
const LIMIT_MS = 5;
const SLOWER = 4;
const ROUND_MS = 200;
const WARM_MS = 2000;
const FACTS = { age: 40, sex: 'female' };
const triage = join(import.meta.dirname, '../../packages/triage');
const protocols = readdirSync(join(triage, 'protocols'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(join(triage, 'protocols', file), 'utf8')) as Protocol);

export const notes = [
  'An answer on the server is one evaluation of a protocol by the engine, at each state that an interview passes; the request that brings it and what is stored of it are not in the figure (`visit`, `tenants` have those).',
];

/** Every state that an interview passes, one answer more each time. */
const interviews = protocols.flatMap((protocol) => {
  const passed: { protocol: Protocol; answers: Answers }[] = [];
  const answers: Answers = {};
  for (;;) {
    passed.push({ protocol, answers: { ...answers } });
    const { next } = evaluate([protocol], answers, FACTS);
    if (!next) return passed;
    answers[next.linkId] = calm(next);
  }
});

export async function bench(n: number): Promise<Figure[]> {
  const perSecond: number[] = [];
  for (let i = 0; i <= n; i++) {
    const begun = process.cpuUsage();
    const until = performance.now() + (i ? ROUND_MS : Math.min(WARM_MS, n * ROUND_MS));
    let done = 0;
    while (performance.now() < until)
      for (const { protocol, answers } of interviews) {
        evaluate([protocol], answers, FACTS);
        done++;
      }
    // The first round warms up.
    const { user, system } = process.cpuUsage(begun);
    if (i) perSecond.push((done / (user + system)) * 1e6);
  }
  const took = await inBrowser(n);
  const { median, p95 } = spreadOf(took);
  const about = { name: 'triage', goal: 1, n: took.length };
  const slowed = `one evaluation in Chromium, processor ${SLOWER} times slower`;
  return [
    compare(
      {
        ...about,
        figure: 'answers on the server, by a second of one core (bare: the goal)',
        unit: '/s',
        more: true,
      },
      perSecond,
      perSecond.map(() => PER_SECOND),
    ),
    { ...about, figure: `${slowed}, median`, ours: median, bare: LIMIT_MS, ratio: median / LIMIT_MS },
    { ...about, figure: `${slowed}, p95`, ours: p95, bare: LIMIT_MS, ratio: p95 / LIMIT_MS },
  ];
}

/** In ms, every state `n` times; the page's clock is coarse, so each sample is the mean of ten evaluations. */
async function inBrowser(n: number): Promise<number[]> {
  const built = await build({
    ...{ entryPoints: [join(triage, 'engine.ts')], bundle: true, write: false, minify: true },
    ...{ format: 'iife', globalName: 'engine', target: 'es2020' },
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: built.outputFiles[0]!.text });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    return await page.evaluate(
      ({ interviews, facts, n }) => {
        const { engine } = globalThis as unknown as { engine: { evaluate: (...args: unknown[]) => void } };
        const took: number[] = [];
        for (let i = 0; i < n; i++)
          for (const { protocol, answers } of interviews) {
            const begun = performance.now();
            for (let again = 0; again < 10; again++) engine.evaluate([protocol], answers, facts);
            took.push((performance.now() - begun) / 10);
          }
        return took;
      },
      { interviews, facts: FACTS, n },
    );
  } finally {
    await browser.close();
  }
}
