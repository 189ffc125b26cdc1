/** For tests of the checks: a snapshot of one adult with nothing wrong, and what the checks say of a change to it. */
import assert from 'node:assert/strict';
import type { HerbalInput } from '@care-elements/contract/herbal.ts';
import type { Override } from '@care-elements/contract/prescription.ts';
import { understandAllergy } from '../../../server/formulary/allergens.ts';
import { cautionsFor, type Cautions } from '../../../server/formulary/cautions.ts';
import type { Drug } from '../../../server/formulary/provider.ts';
import { herbsOf, understandMedicine } from '../../../server/formulary/understand.ts';
import { openStarterFormulary } from '../../../server/formulary/starter.ts';
import type { CheckedItem, CheckSnapshot } from '../../../server/prescriptions/checks/finding.ts';
import { runChecks } from '../../../server/prescriptions/checks/run.ts';
import type { Facts } from '../../../server/rules/facts.ts';
import { lawOf } from '../../../server/rules/registry.ts';

/** Seven packets, one a day. */
export const SHEET: HerbalInput = {
  ...{ packets: 7, pace: 'one', method: 'decoct', volumeMl: 400, portions: 2, warmth: 'warm', meal: 'after' },
};
const formulary = openStarterFormulary();
export type Change = Partial<Omit<CheckedItem, 'line' | 'drug' | 'cautions'>> & {
  drug?: Partial<Drug> | null;
  cautions?: Partial<Cautions> | null;
};

export async function item(drugId: string, change: Change = {}): Promise<Omit<CheckedItem, 'line'>> {
  const { drug: facts, cautions, ...rest } = change;
  const drug = (await formulary.get('renhe', drugId))!;
  assert.ok(drug, drugId);
  return {
    ...{ drugId, name: drug.name, dose: { value: '1', unit: drug.unit }, route: drug.route },
    ...{ frequency: 'tid', maxPerDay: null, days: 7, packs: null },
    ...{ lookup: facts === null ? 'absent' : 'held', herbs: herbsOf(drug) },
    ...rest,
    drug: facts === null ? null : { ...drug, ...facts },
    cautions:
      facts === null || cautions === null ? null : { ...cautionsFor({ ...drug, ...facts }), ...cautions },
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

export interface Given extends Partial<Omit<CheckSnapshot, 'items' | 'patient'>> {
  items?: Omit<CheckedItem, 'line'>[];
  patient?: Partial<CheckSnapshot['patient']>;
  overrides?: Override[];
  pack?: string;
}
/** An adult of whom everything is known and nothing stands in the way; the diagnoses are those that the medicines are for. */
export async function snapshot({ items, patient, ...rest }: Given): Promise<CheckSnapshot> {
  const lines = (items ?? [await amoxicillin()]).map((i, n) => ({ ...i, line: n + 1 }));
  const ageYears = patient?.ageYears ?? 40;
  return {
    ...{ longReason: '', guardianConfirmed: false, prescriberId: 'doctor', reviewer: null },
    ...{ taken: { status: 'none', items: [] }, antimicrobialRight: 'special' },
    diagnoses: ['R53', ...lines.flatMap((i) => i.cautions?.indications[0] ?? [])],
    ...rest,
    patient: {
      ...{ ageYears, ageMonths: ageYears * 12, sex: 'male', guardianPresent: false },
      allergies: { status: 'none', stated: [] },
      ...{ weightKg: '65', pregnancy: 'no', pregnancyWeeks: null, breastfeeding: 'no' },
      ...{ egfr: 95, liver: 'none' },
      ...patient,
    },
    items: lines,
  };
}
export async function run({ overrides = [], pack = 'cn', ...given }: Given) {
  const day = '2026-11-22';
  return runChecks(await snapshot(given), { law: lawOf([pack]), day, facts: ofToday(day), overrides });
}
/** `check severity line`. */
export async function said(given: Given): Promise<string[]> {
  const { findings } = await run(given);
  return findings.map((f) => `${f.check} ${f.severity} ${f.line ?? '-'}`);
}

/** What the patient takes: our products by id, anything else by its words. */
export async function takes(...texts: string[]): Promise<CheckSnapshot['taken']> {
  const items = await Promise.all(
    texts.map(async (text) => {
      const drug = (await formulary.get('renhe', text)) ?? null;
      const understood = understandMedicine(drug ? drug.name['zh-CN'] : text);
      const herbs = drug ? herbsOf(drug) : understood.herbs;
      return { text, drug, understood, herbs, lookup: drug ? ('held' as const) : ('absent' as const) };
    }),
  );
  return { status: 'some', items };
}
