/** What was prescribed before, as lines that can be written again: by this doctor, and for this patient. */
import type { Text } from '@care-elements/contract/common.ts';
import type { DrugSnapshot } from '@care-elements/contract/formulary.ts';
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import type { Work } from '../work.ts';
import { contentOf } from './content.ts';
import * as repo from './repo.ts';
import { stateAt } from './validity.ts';

export interface PastLine {
  input: ItemInput;
  drug: DrugSnapshot;
}
export interface Past {
  prescriptionId: string;
  number: string;
  state: PrescriptionState;
  signedAt: Date;
  prescriberId: string;
  prescriberName: Text;
  diagnoses: Icd10Code[];
  lines: PastLine[];
}

async function pastOf(work: Work, row: repo.PrescriptionRow): Promise<Past> {
  const { prescriptionId, number, signedAt, prescriberId } = row;
  const { prescriber, diagnoses, items } = await contentOf(work, row);
  return {
    ...{ prescriptionId, number, prescriberId, diagnoses },
    state: stateAt(row, work.now),
    signedAt: signedAt!,
    prescriberName: prescriber.name,
    lines: items.map(({ line: _, drug, quantity: __, directions: ___, ...input }) => ({ input, drug })),
  };
}

/** What a doctor has signed, the newest first; unchecked. */
export async function signedBy(work: Work, prescriberId: string, limit: number): Promise<Past[]> {
  const rows = await repo.listSignedBy(work.tx, work.hospitalId, prescriberId, limit);
  return Promise.all(rows.map((row) => pastOf(work, row)));
}

/** What was signed in these visits, the newest first; unchecked. */
export async function signedInVisits(work: Work, visitIds: string[], limit: number): Promise<Past[]> {
  const rows = await repo.listSignedInVisits(work.tx, work.hospitalId, visitIds, limit);
  return Promise.all(rows.map((row) => pastOf(work, row)));
}
