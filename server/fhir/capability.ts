/** What this server speaks of FHIR R4: CapabilityStatement. Pure. */
import type { CapabilityStatement } from 'fhir/r4.js';

type Resource = NonNullable<NonNullable<CapabilityStatement['rest']>[number]['resource']>[number];

const readable = (type: string, search?: string, of: 'reference' | 'token' = 'reference'): Resource => ({
  type,
  interaction: [{ code: 'read' }, ...(search ? [{ code: 'search-type' as const }] : [])],
  ...(search ? { searchParam: [{ name: search, type: of }] } : {}),
});

export const capability = (hospital: string, date: string): CapabilityStatement => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date,
  kind: 'instance',
  implementation: { description: `Care Elements, ${hospital}` },
  fhirVersion: '4.0.1',
  format: ['json'],
  rest: [
    {
      mode: 'server',
      documentation:
        'Read-only. A bearer token of this server: the patient of the visit, the prescriber, the hospital’s pharmacists. Questionnaires are public.',
      security: { description: 'Bearer token (JWT) of this server.' },
      resource: [
        readable('MedicationRequest', 'encounter'),
        readable('Medication'),
        readable('MedicationDispense', 'prescription'),
        { ...readable('Provenance', 'target'), interaction: [{ code: 'search-type' }] },
        readable('Questionnaire'),
      ],
    },
  ],
});
