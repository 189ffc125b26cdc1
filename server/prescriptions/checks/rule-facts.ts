/** What the rules of law know of a prescription: the snapshot's facts in the rules' words. */
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import type { Facts } from '../../rules/facts.ts';
import type { CheckSnapshot } from './finding.ts';

export function rxFacts(snapshot: CheckSnapshot): Facts {
  const { patient, guardianConfirmed, longReason, prescriberId, reviewer } = snapshot;
  return {
    patient: { ageYears: patient.ageYears, guardianPresent: patient.guardianPresent },
    prescription: {
      ...{ guardianConfirmed, longReason, prescriberId },
      // Nothing fills a draft in but its doctor; emergency prescriptions and assessments for longer use are not offered.
      ...{ writtenByMachine: null, emergency: false, longAssessed: false },
      items: snapshot.items.map(({ line, name, drugId, drug, days }) => ({
        ...{ line, name, drugId, days },
        ...(drug && {
          atc: drug.atc,
          controlled: drug.controlled && { code: drug.controlled.code, cn: drug.controlled.cn },
          antimicrobial: drug.antimicrobial,
          // That an infection is chronic is said by nobody, so it is not established.
          ...{ herbal: isPiece(drug), chronicInfection: false },
        }),
      })),
    },
    ...(reviewer && {
      review: {
        reviewerId: reviewer.clinicianId,
        ...(reviewer.pharmacist === null ? {} : { pharmacist: reviewer.pharmacist }),
        ...(reviewer.dispensingYears === null ? {} : { dispensingYears: reviewer.dispensingYears }),
      },
    }),
  };
}

/** Group by group; what stands in `more` counts. */
export function mergeFacts(facts: Facts, more: Facts): Facts {
  const groups = Object.entries(more).map(([name, group]) => [
    name,
    { ...facts[name as keyof Facts], ...(group as object) },
  ]);
  return { ...facts, ...(Object.fromEntries(groups) as Facts) };
}
