/** The facts that the checks look at: what a content says, and what the formulary knows of its medicines today. */
import type { ClinicalFacts } from '@care-elements/contract/clinical-facts.ts';
import { NOTHING_KNOWN } from '../clinical-facts/service.ts';
import { understandAllergy } from '../formulary/allergens.ts';
import { cautionsFor } from '../formulary/cautions.ts';
import { lookUp } from '../formulary/lookup.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { herbsOf, understandMedicine } from '../formulary/understand.ts';
import { requireHospital } from '../hospitals/service.ts';
import { requireClinician } from '../sessions/service.ts';
import { dayIn, monthsBetween } from '../visits/age.ts';
import type { Work } from '../work.ts';
import type { CheckSnapshot, TakenMedicine } from './checks/finding.ts';
import type { RxContent } from './content.ts';

export async function snapshotOf(
  work: Work,
  formulary: FormularyProvider,
  content: RxContent,
  reviewer: CheckSnapshot['reviewer'],
): Promise<CheckSnapshot> {
  const { patient, items, longReason, guardianConfirmed, diagnoses, prescriber, herbal } = content;
  // What was signed before these were recorded knows nothing of them.
  const facts = content.facts ?? NOTHING_KNOWN;
  const { weightKg, pregnancy, pregnancyWeeks, breastfeeding, egfr, liver, medicines } = facts;
  const { timeZone } = await requireHospital(work);
  const { antimicrobialRight } = await requireClinician(work, prescriber.clinicianId);
  const today = dayIn(timeZone, work.now);
  return {
    patient: {
      ...{ ageYears: patient.ageYears, sex: patient.sex, guardianPresent: patient.guardianName !== null },
      ageMonths: Math.max(0, monthsBetween(patient.birthDate, today)),
      ...{ weightKg, pregnancy, pregnancyWeeks, breastfeeding, egfr, liver },
      allergies: { status: patient.allergies.status, stated: patient.allergies.items.map(understandAllergy) },
    },
    taken: { status: medicines.status, items: await takenOf(work, formulary, medicines.items) },
    diagnoses: diagnoses.map(({ code }) => code),
    items: await Promise.all(
      items.map(async ({ line, drug: sold, dose, route, frequency, maxPerDay, days, packs, handling }) => {
        const { drug, lookup } = await lookUp(formulary, work, sold.drugId);
        return {
          ...{ line, dose, route, frequency, maxPerDay, days, packs, handling },
          ...{ drugId: sold.drugId, name: sold.name, drug, lookup },
          ...{ cautions: drug && cautionsFor(drug), herbs: drug ? herbsOf(drug) : [] },
        };
      }),
    ),
    ...{ longReason, guardianConfirmed, antimicrobialRight, herbal },
    prescriberId: prescriber.clinicianId,
    reviewer,
  };
}

function takenOf(
  work: Work,
  formulary: FormularyProvider,
  items: ClinicalFacts['medicines']['items'],
): Promise<TakenMedicine[]> {
  return Promise.all(
    items.map(async ({ drugId, text }): Promise<TakenMedicine> => {
      const found = drugId === null ? null : await lookUp(formulary, work, drugId);
      // Taken out of the formulary since: its name may still be understood.
      const understood = understandMedicine(text);
      if (found?.drug)
        return { text, drug: found.drug, understood, herbs: herbsOf(found.drug), lookup: 'held' };
      return { text, drug: null, understood, herbs: understood.herbs, lookup: found?.lookup ?? 'absent' };
    }),
  );
}
