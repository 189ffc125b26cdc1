/** A line of a prescription as FHIR R4: MedicationRequest, and the Medication that it names. Pure. */
import type { Dosage, Medication, MedicationRequest, Timing } from 'fhir/r4.js';
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import { HANDLINGS, METHODS } from '@care-elements/contract/herbal.terms.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import { decimal, text, times, whole } from '@care-elements/contract/prescription.decimal.ts';
import {
  CONTAINERS,
  FORMS,
  FREQUENCIES,
  MEALS,
  ROUTES,
  type Frequency,
} from '@care-elements/contract/prescription.terms.ts';
import type { Item } from '@care-elements/contract/prescription.ts';
import { lineId, type RxRecord } from './record.ts';
import { ATC, days, ICD10, logical, quantity, systemOf } from './terms.ts';

/** `draft`: not yet actionable, which is what a prescription without its review is. */
const STATUS: Record<PrescriptionState, MedicationRequest['status']> = {
  draft: 'draft',
  pending_review: 'draft',
  approved: 'active',
  claimed: 'active',
  partially_dispensed: 'active',
  dispensed: 'completed',
  returned: 'cancelled',
  rejected: 'cancelled',
  voided: 'cancelled',
  expired: 'stopped',
};

/** http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation, for those that it has. */
const GTS: Partial<Record<Frequency, string>> = {
  ...{ qd: 'QD', bid: 'BID', tid: 'TID', qid: 'QID', qod: 'QOD', q6h: 'Q6H', qw: 'WK' },
};

function timingOf(frequency: Frequency, forDays: number, language: RxRecord['language']): Timing {
  const { doses, days: every, name } = FREQUENCIES[frequency];
  const code = GTS[frequency];
  const coding = code && [{ system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation', code }];
  const repeat: Timing['repeat'] =
    frequency === 'st'
      ? { count: 1 }
      : {
          boundsDuration: days(forDays),
          ...(doses === null ? {} : { frequency: doses, period: every, periodUnit: 'd' }),
          ...(frequency === 'qam' ? { when: ['MORN'] } : frequency === 'qn' ? { when: ['HS'] } : {}),
        };
  return { repeat, code: { ...(coding ? { coding } : {}), text: name[language] } };
}

/** Of a herb: `dose` goes into one packet, and the sheet says how packets are boiled and drunk. */
export function dosageOf(item: Item, language: RxRecord['language'], herbal?: HerbalSheet): Dosage {
  const { dose, frequency, maxPerDay, route, directions, note, handling } = item;
  const how = [herbal?.directions?.[language], note].filter(Boolean).join(' ');
  const meal = item.meal ?? herbal?.meal;
  const more = [
    ...(meal ? [MEALS[meal]] : []),
    ...(handling ? [HANDLINGS[handling]] : []),
    ...(herbal?.method ? [METHODS[herbal.method]] : []),
  ].map((words) => ({ text: words[language] }));
  const asNeeded = frequency === 'prn';
  return {
    sequence: 1,
    ...(directions ? { text: directions[language] } : {}),
    ...(how ? { patientInstruction: how } : {}),
    ...(frequency && item.days !== null ? { timing: timingOf(frequency, item.days, language) } : {}),
    asNeededBoolean: asNeeded,
    route: { text: ROUTES[route].name[language] },
    ...(more.length ? { additionalInstruction: more } : {}),
    ...(dose ? { doseAndRate: [{ doseQuantity: quantity(dose.value, dose.unit) }] } : {}),
    ...(asNeeded && dose && maxPerDay !== null
      ? {
          maxDosePerPeriod: {
            numerator: quantity(text(times(decimal(dose.value), whole(maxPerDay))), dose.unit),
            denominator: days(1),
          },
        }
      : {}),
  };
}

export function toMedicationRequest(record: RxRecord, item: Item): MedicationRequest {
  const { content, language } = record;
  const { hospitalId, prescriptionId, number, patient, prescriber, signing, diagnoses } = content;
  const id = lineId(prescriptionId, item.line);
  return {
    resourceType: 'MedicationRequest',
    id,
    identifier: [{ system: systemOf(hospitalId, 'prescription-line'), value: `${number}/${item.line}` }],
    status: STATUS[record.state],
    ...(STATUS[record.state] === 'active' ? {} : { statusReason: { text: record.state } }),
    intent: 'order',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category',
            ...{ code: 'outpatient', display: 'Outpatient' },
          },
        ],
      },
    ],
    medicationReference: { reference: `Medication/${id}`, display: item.drug.name[language] },
    subject: logical(hospitalId, 'Patient', patient.patientId, patient.name),
    encounter: logical(hospitalId, 'Encounter', content.encounterId),
    authoredOn: signing!.signedAt,
    requester: logical(hospitalId, 'Practitioner', prescriber.clinicianId, prescriber.name[language]),
    ...(diagnoses.length
      ? {
          reasonCode: diagnoses.map(({ code, name }) => ({
            coding: [{ system: ICD10, code, display: name.en }],
            text: name[language],
          })),
        }
      : {}),
    groupIdentifier: { system: systemOf(hospitalId, 'prescription'), value: number },
    ...(content.longReason ? { note: [{ text: content.longReason }] } : {}),
    dosageInstruction: [dosageOf(item, language, content.herbal)],
    dispenseRequest: {
      validityPeriod: { start: signing!.signedAt, end: record.validUntil },
      ...(item.quantity
        ? { quantity: { value: item.quantity.packs, unit: CONTAINERS[item.drug.pack.container].name.en } }
        : {}),
      ...(item.days === null ? {} : { expectedSupplyDuration: days(item.days) }),
    },
    // Nothing is given in another's place.
    substitution: { allowedBoolean: false },
    ...(content.revises
      ? { priorPrescription: logical(hospitalId, 'MedicationRequest', content.revises) }
      : {}),
  };
}

export function toMedication({ content, language }: RxRecord, { line, drug }: Item): Medication {
  const { hospitalId, prescriptionId } = content;
  const { strength, unit, pack } = drug;
  const single = drug.ingredients.length === 1;
  return {
    resourceType: 'Medication',
    id: lineId(prescriptionId, line),
    code: {
      coding: [
        ...(drug.atc ? [{ system: ATC, code: drug.atc }] : []),
        { system: systemOf(hospitalId, 'formulary'), code: drug.drugId, display: drug.name.en },
      ],
      text: [drug.name[language], drug.strengthText].filter(Boolean).join(' '),
    },
    status: 'active',
    form: { text: FORMS[drug.form].name[language] },
    amount: {
      numerator: quantity(pack.size, unit),
      denominator: { value: 1, unit: CONTAINERS[pack.container].name.en },
    },
    ingredient: drug.ingredients.map((name) => ({
      itemCodeableConcept: { text: name },
      isActive: true,
      // The whole product's strength says nothing about one of several.
      ...(single && strength
        ? {
            strength: {
              numerator: quantity(strength.value, strength.unit),
              denominator: quantity('1', unit),
            },
          }
        : {}),
    })),
  };
}
