import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createFactsStore, sentFacts, type TypedFacts } from '@care-elements/client/facts-store.ts';
import { createDeskStore } from '@care-elements/client/desk-store.ts';
import { createRxStore } from '@care-elements/client/rx-editor-store.ts';
import { draftRx, encounter, ENCOUNTER, fakeDesk, NOTHING_KNOWN } from '../kit/desk-fakes.ts';
import { until } from '../kit/expect.ts';

const TYPED: TypedFacts = { ...NOTHING_KNOWN, weightKg: '', egfr: '', pregnancyWeeks: '' };
const FACTS = `/encounters/${ENCOUNTER}/clinical-facts`;

describe('what is sent of the typed facts', () => {
  const of = (change: Partial<TypedFacts>) => sentFacts({ ...TYPED, ...change });
  it('takes figures as people type them', () => {
    assert.equal(of({ weightKg: ' 62.50 ' }).weightKg, '62.5');
    assert.equal(of({ weightKg: '６２．５' }).weightKg, '62.5');
    assert.equal(of({ egfr: '５５' }).egfr, 55);
  });
  it('sends nothing where it is none that a person can have', () => {
    for (const weightKg of ['', 'x', '0', '0.2', '401'])
      assert.equal(of({ weightKg }).weightKg, null, weightKg);
    for (const egfr of ['', '0', '201', '5.5']) assert.equal(of({ egfr }).egfr, null, egfr);
  });
  it('drops what makes no sense alone', () => {
    assert.equal(of({ pregnancy: 'no', pregnancyWeeks: '12' }).pregnancyWeeks, null);
    assert.equal(of({ pregnancy: 'yes', pregnancyWeeks: '12' }).pregnancyWeeks, 12);
    assert.equal(of({ weighedOn: '2026-11-20' }).weighedOn, null);
    const items = [{ drugId: null, text: '阿司匹林' }];
    assert.deepEqual(of({ medicines: { status: 'none', items } }).medicines, { status: 'none', items: [] });
  });
});

describe('the facts beside a draft', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    kept.clear();
    globalThis.sessionStorage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    } as unknown as Storage;
  });
  async function open() {
    const care = fakeDesk({ current: encounter(), prescriptions: [draftRx({ encounterId: ENCOUNTER })] });
    const desk = care.use(createDeskStore);
    const rx = care.use(createRxStore);
    const facts = care.use(createFactsStore);
    await desk.load();
    await until(() => facts.get().draft, 'the facts');
    return { care, rx, facts };
  }
  it('save themselves, and the checks are asked again', async () => {
    const { care, facts } = await open();
    const reads = () =>
      care.calls.filter(([name]) => /^GET \/prescriptions\/[0-9a-f-]{36}$/.test(name)).length;
    const asked = reads();
    facts.edit({ egfr: '55', liver: 'mild' });
    await until(() => care.world.facts.rowVersion === 1, 'the save');
    assert.equal(care.world.facts.facts.egfr, 55);
    await until(() => reads() > asked, 'the checks');
  });
  it('are on the server before the confirmation opens', async () => {
    const { care, rx, facts } = await open();
    facts.edit({ egfr: '20' });
    assert.equal(await rx.prepare(), true);
    assert.equal(care.world.facts.facts.egfr, 20);
  });
  it('let no signature through while they are refused', async () => {
    const { care, rx, facts } = await open();
    care.world.facts = { ...care.world.facts, rowVersion: 7, facts: { ...NOTHING_KNOWN, egfr: 90 } };
    facts.edit({ egfr: '20' });
    assert.equal(await rx.prepare(), false);
    assert.equal(facts.get().draft!.face, 'conflict');
    facts.keep('mine');
    await until(() => care.world.facts.facts.egfr === 20, 'ours');
  });
  it('keep medicines by name or in the patient’s words', async () => {
    const { care, facts } = await open();
    facts.add({ drugId: null, text: '降压药' });
    facts.add({ drugId: 'amlodipine-tablet-5mg', text: '氨氯地平' });
    facts.remove(0);
    await until(() => care.world.facts.rowVersion > 0, 'the save');
    assert.deepEqual(care.world.facts.facts.medicines, {
      status: 'some',
      items: [{ drugId: 'amlodipine-tablet-5mg', text: '氨氯地平' }],
    });
    assert.equal(care.count(`GET ${FACTS}`), 1);
  });
});
