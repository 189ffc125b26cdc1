/** The systems, references and quantities that every resource here shares. FHIR R4. */
import type { Quantity, Reference } from 'fhir/r4.js';
import { UNITS, type DoseUnit } from '@care-elements/contract/prescription.terms.ts';

const UCUM = 'http://unitsofmeasure.org';
export const ATC = 'http://www.whocc.no/atc';
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

/** Names of a hospital's own records: unique with the hospital in them. */
export const systemOf = (hospitalId: string, what: string): string => `urn:care:${hospitalId}:${what}`;

/** To somebody or something that has no resource of its own here. */
export const logical = (
  hospitalId: string,
  type: 'Patient' | 'Practitioner' | 'Organization' | 'Encounter' | 'MedicationRequest',
  value: string,
  display?: string,
): Reference => ({
  type,
  identifier: { system: systemOf(hospitalId, type.toLowerCase()), value },
  ...(display ? { display } : {}),
});

/** A decimal string as FHIR's number; a countable form has UCUM's annotation for a unit. */
export const quantity = (value: string, unit: DoseUnit): Quantity => ({
  value: Number(value),
  unit: UNITS[unit].short.en,
  system: UCUM,
  code: UNITS[unit].ucum,
});
export const days = (value: number) => ({ value, unit: 'day', system: UCUM, code: 'd' });
