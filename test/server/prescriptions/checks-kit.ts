/** For tests of the checks: a snapshot of one adult with nothing wrong, and what the checks say of a change to it. */
import assert from 'node:assert/strict';
import type { Override } from '@care-elements/contract/prescription.ts';
import { understandAllergy } from '../../../server/formulary/allergens.ts';
import type { Drug } from '../../../server/formulary/provider.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';
import type { CheckedItem, CheckSnapshot } from '../../../server/prescriptions/checks/finding.ts';
import { runChecks } from '../../../server/prescriptions/checks/run.ts';
import type { Facts } from '../../../server/rules/facts.ts';
import { lawOf } from '../../../server/rules/registry.ts';

const formulary = openStarterFormulary();
export type Change = Partial<Omit<CheckedItem, 'line' | 'drug'>> & { drug?: Partial<Drug> | null };

export async function item(drugId: string, change: Change = {}): Promise<Omit<CheckedItem, 'line'>> {
  const { drug: facts, ...rest } = change;
  const drug = (await formulary.get('renhe', drugId))!;
  assert.ok(drug, drugId);
  return {
    ...{ drugId, name: drug.name, dose: { value: '1', unit: drug.unit }, route: drug.route },
    ...{ frequency: 'tid', maxPerDay: null, days: 7, packs: null },
    ...rest,
    drug: facts === null ? null : { ...drug, ...facts },
  };
}
export const amoxicillin = (change: Change = {}) => item('amoxicillin-capsule-500mg', change);
export const allergies = (...texts: string[]) => ({
  status: 'some' as const,
  stated: texts.map(understandAllergy),
});

/** What the rules know beside the snapshot: signed today, for today. */
export const ofToday = (day: string): Facts => ({
  prescription: { revision: 1, signedOn: day, validThrough: day, extensionReason: '' },
  review: { steps: ['legality', 'form', 'suitability'], revision: 1 },
});

interface Given extends Partial<Omit<CheckSnapshot, 'items' | 'patient'>> {
  items?: Omit<CheckedItem, 'line'>[];
  patient?: Partial<CheckSnapshot['patient']>;
  overrides?: Override[];
  pack?: string;
}
export async function run({ items, patient, overrides = [], pack = 'cn', ...rest }: Given) {
  const snapshot: CheckSnapshot = {
    ...{ diagnoses: 1, longReason: '', guardianConfirmed: false, prescriberId: 'doctor', reviewer: null },
    ...rest,
    patient: {
      ageYears: 40,
      sex: 'male',
      allergies: { status: 'none', stated: [] },
      guardianPresent: false,
      ...patient,
    },
    items: (items ?? [await amoxicillin()]).map((i, n) => ({ ...i, line: n + 1 })),
  };
  const day = '2026-11-22';
  return runChecks(snapshot, { law: lawOf([pack]), day, facts: ofToday(day), overrides });
}
/** `check severity line`, without what stands on every prescription. */
export async function said(given: Given): Promise<string[]> {
  const { findings } = await run(given);
  return findings
    .filter((f) => f.check !== 'not-covered')
    .map((f) => `${f.check} ${f.severity} ${f.line ?? '-'}`);
}
