/** A line of a hand-over as FHIR R4: MedicationDispense. Pure. */
import type { MedicationDispense } from 'fhir/r4.js';
import type { DispenseLine } from '@care-elements/contract/dispense.ts';
import { dosageOf } from './medication-request.ts';
import { lineId, type RxRecord } from './record.ts';
import { logical, quantity, systemOf } from './terms.ts';

export function toMedicationDispense(
  record: RxRecord,
  receipt: RxRecord['receipts'][number],
  given: DispenseLine,
): MedicationDispense {
  const { content, language } = record;
  const { hospitalId, prescriptionId, patient, items } = content;
  const item = items.find(({ line }) => line === given.line)!;
  const request = lineId(prescriptionId, given.line);
  return {
    resourceType: 'MedicationDispense',
    id: lineId(receipt.dispenseId, given.line),
    identifier: [
      { system: systemOf(hospitalId, 'receipt'), value: `${content.number}/${receipt.part}/${given.line}` },
    ],
    status: 'completed',
    medicationReference: { reference: `Medication/${request}`, display: item.drug.name[language] },
    subject: logical(hospitalId, 'Patient', patient.patientId, patient.name),
    performer: [
      {
        actor: logical(
          hospitalId,
          'Practitioner',
          receipt.dispenser.clinicianId,
          receipt.dispenser.name[language],
        ),
      },
      {
        actor: logical(
          hospitalId,
          'Organization',
          receipt.pharmacy.pharmacyId,
          receipt.pharmacy.name[language],
        ),
      },
    ],
    authorizingPrescription: [{ reference: `MedicationRequest/${request}` }],
    quantity:
      given.given.unit === 'pack'
        ? { value: Number(given.given.value), unit: 'pack' }
        : quantity(given.given.value, given.given.unit),
    whenHandedOver: receipt.at,
    ...(given.lot ? { note: [{ text: `lot ${given.lot}` }] } : {}),
    dosageInstruction: [dosageOf(item, language)],
    substitution: { wasSubstituted: false },
  };
}
