/** Prescriptions made by hand, each with exactly the alerts that a pharmacist would want of it: one too many fails as one too few. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';
import { ANTIMICROBIAL_RIGHTS } from '@care-elements/contract/antimicrobial.ts';
import { Amount, DrugId } from '@care-elements/contract/formulary.ts';
import { FREQUENCY_CODES, ROUTE_CODES } from '@care-elements/contract/prescription.terms.ts';
import { icd10Code } from '../../../server/terminology/service.ts';
import { allergies, item, run, takes } from './checks-kit.ts';

const Case = z.strictObject({
  name: z.string(),
  /** An adult man of forty with nothing wrong, but for what stands here. */
  patient: z
    .strictObject({
      age: z.number().optional(),
      months: z.int().optional(),
      sex: z.enum(['male', 'female', 'other', 'unknown']).optional(),
      allergies: z.union([z.literal('unknown'), z.array(z.string())]).optional(),
      guardian: z.boolean().optional(),
      ...ClinicalFacts.omit({ medicines: true, weighedOn: true }).partial().shape,
    })
    .optional(),
  takes: z.union([z.literal('unknown'), z.array(z.string())]).optional(),
  diagnoses: z.array(z.string()),
  right: z.enum(ANTIMICROBIAL_RIGHTS).optional(),
  longReason: z.string().optional(),
  items: z.array(
    z.strictObject({
      drug: DrugId,
      dose: Amount.shape.value.nullable(),
      unit: Amount.shape.unit,
      how: z.enum(FREQUENCY_CODES),
      days: z.int().nullable(),
      max: z.int().optional(),
      packs: z.int().optional(),
      route: z.enum(ROUTE_CODES).optional(),
    }),
  ),
  /** `check severity line`. */
  expect: z.array(z.string()),
});
type Case = z.infer<typeof Case>;

const folder = new URL('./cases/', import.meta.url);
const files = readdirSync(folder)
  .sort()
  .map((name) => ({
    name,
    cases: z.array(Case).parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
  }));

async function alerts({ patient = {}, takes: taken, right, longReason = '', items, diagnoses }: Case) {
  const { age = 40, months = age * 12, sex = 'male', allergies: stated, guardian, ...facts } = patient;
  const lines = await Promise.all(
    items.map(({ drug, dose, unit, how, days, max, packs, route }) =>
      item(drug, {
        dose: dose === null ? null : { value: dose, unit },
        ...{ frequency: how, days, maxPerDay: max ?? null, packs: packs ?? null },
        ...(route && { route }),
      }),
    ),
  );
  const known =
    stated === 'unknown'
      ? { status: 'unknown' as const, stated: [] }
      : stated
        ? allergies(...stated)
        : { status: 'none' as const, stated: [] };
  const { findings, signable } = await run({
    patient: {
      ...{ ageYears: Math.floor(age), ageMonths: months, sex, allergies: known },
      guardianPresent: guardian ?? false,
      ...facts,
    },
    ...(taken && { taken: taken === 'unknown' ? { status: 'unknown', items: [] } : await takes(...taken) }),
    ...(right && { antimicrobialRight: right }),
    ...{ diagnoses, longReason, guardianConfirmed: guardian ?? false, items: lines },
  });
  assert.equal(signable, !findings.some((f) => f.severity === 'block'));
  for (const f of findings)
    for (const words of [f.what, f.why, f.instead])
      assert.ok(words['zh-CN'].trim() && words.en.trim(), `${f.check} is said in both languages`);
  return findings.map((f) => `${f.check} ${f.severity} ${f.line ?? '-'}`);
}

for (const { name, cases } of files) {
  describe(`prescriptions: ${name}`, () => {
    for (const one of cases) {
      it(one.name, async () => {
        for (const code of one.diagnoses) assert.ok(icd10Code(code), `${code} is a code of the subset`);
        assert.deepEqual((await alerts(one)).sort(), [...one.expect].sort());
      });
    }
  });
}

describe('the hand-made prescriptions', () => {
  const all = files.flatMap(({ cases }) => cases);
  it('are sixty or more, each with its own name', () => {
    assert.ok(all.length >= 60, `${all.length}`);
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  });
  it('are ordinary ones without any alert in a fifth and more', () => {
    const quiet = all.filter(({ expect }) => expect.length === 0);
    assert.ok(quiet.length * 5 >= all.length, `${quiet.length} of ${all.length}`);
  });
});
