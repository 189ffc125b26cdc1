/** Who signed a prescription or a hand-over as FHIR R4: Provenance with the signature itself. Pure. */
import type { Provenance, Signature } from 'fhir/r4.js';
import { lineId, type RxRecord } from './record.ts';
import { logical } from './terms.ts';

/** ASTM E1762-95 (FHIR's value set for signature types). */
const PURPOSE = {
  doctor: { code: '1.2.840.10065.1.12.1.1', display: 'Author’s Signature' },
  pharmacist: { code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' },
  // Of the receipt, which is the dispenser's own text.
  dispenser: { code: '1.2.840.10065.1.12.1.1', display: 'Author’s Signature' },
} as const;
const AGENT = { doctor: 'author', pharmacist: 'verifier', dispenser: 'performer' } as const;
type Role = keyof typeof AGENT;

interface Signed {
  id: string;
  role: Role;
  targets: string[];
  clinicianId: string;
  name: string;
  at: string;
  /** Of the RFC 8785 text under it. */
  hash: string;
  keyId: string;
  /** A detached JWS, or what a device answered in a ceremony. */
  proof: { format: 'application/jose' | 'application/json'; text: string };
}

function provenance(hospitalId: string, signed: Signed): Provenance {
  const who = logical(hospitalId, 'Practitioner', signed.clinicianId, signed.name);
  const signature: Signature = {
    type: [{ system: 'urn:iso-astm:E1762-95:2013', ...PURPOSE[signed.role] }],
    when: signed.at,
    who,
    targetFormat: 'application/json',
    sigFormat: signed.proof.format,
    data: Buffer.from(signed.proof.text).toString('base64'),
  };
  return {
    resourceType: 'Provenance',
    id: signed.id,
    target: signed.targets.map((reference) => ({ reference })),
    recorded: signed.at,
    agent: [
      {
        type: {
          coding: [
            {
              system: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
              code: AGENT[signed.role],
            },
          ],
        },
        who,
      },
    ],
    entity: [
      { role: 'source', what: { identifier: { system: 'urn:ietf:rfc:8785:sha-256', value: signed.hash } } },
    ],
    signature: [signature],
  };
}

export function provenancesOf(record: RxRecord): Provenance[] {
  const { content, language, signatures, receipts } = record;
  const { hospitalId, prescriptionId, items } = content;
  const requests = items.map(({ line }) => `MedicationRequest/${lineId(prescriptionId, line)}`);
  return [
    ...signatures.map(({ sealId, role, clinicianId, name, at, hash, keyId, jws, assertion }) =>
      provenance(hospitalId, {
        ...{ id: sealId, role, targets: requests, clinicianId, name: name[language], at, hash, keyId },
        proof: jws
          ? { format: 'application/jose', text: jws }
          : { format: 'application/json', text: JSON.stringify(assertion) },
      }),
    ),
    ...receipts.map(({ dispenseId, dispenser, lines, at, hash, keyId, jws }) =>
      provenance(hospitalId, {
        ...{ id: dispenseId, role: 'dispenser', at, hash, keyId, clinicianId: dispenser.clinicianId },
        name: dispenser.name[language],
        targets: lines.map(({ line }) => `MedicationDispense/${lineId(dispenseId, line)}`),
        proof: { format: 'application/jose', text: jws },
      }),
    ),
  ];
}
