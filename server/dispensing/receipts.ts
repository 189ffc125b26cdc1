/** Receipts: what was handed over, under the dispenser's seal, and whether the seal still fits. */
import type { DispenseLine, Receipt } from '@care-elements/contract/dispense.ts';
import type { Text } from '@care-elements/contract/common.ts';
import { hashOfText } from '../seals/seal.ts';
import { sealChecker } from '../seals/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** The body that the dispenser's seal is over. */
export interface ReceiptContent {
  type: 'care-dispense/1';
  hospitalId: string;
  dispenseId: string;
  prescriptionId: string;
  /** Of the prescription that it is given on. */
  rxHash: string;
  claimId: string;
  part: number;
  whole: boolean;
  pharmacy: { pharmacyId: string; name: Text };
  dispenser: { clinicianId: string; name: Text; title: Text };
  lines: (DispenseLine & { name: Text })[];
  at: string;
}

export async function receiptsOf(work: Work, rows: repo.DispenseRow[]): Promise<Receipt[]> {
  const check = await sealChecker(work, rows);
  const receipts: Receipt[] = [];
  for (const row of rows) {
    const said = JSON.parse(row.sealed) as ReceiptContent;
    // A true seal under another hand-over proves nothing here.
    const fits =
      said.dispenseId === row.dispenseId &&
      said.prescriptionId === row.prescriptionId &&
      said.dispenser.clinicianId === row.clinicianId &&
      said.at === row.at.toISOString() &&
      hashOfText(row.sealed) === row.hash;
    const { verdict } = check(row.sealed, row);
    const { dispenseId, part, whole, pharmacy, dispenser, lines, at } = said;
    receipts.push({
      ...{ dispenseId, part, whole, pharmacy, dispenser, lines, at, hash: row.hash, keyId: row.keyId },
      verdict: fits ? verdict : 'invalid',
    });
  }
  return receipts;
}

/** Every hand-over of a prescription, with the signature as it is stored. Unchecked: the caller knows who may read it. */
export async function handOversOf(
  work: Work,
  prescriptionId: string,
): Promise<(Receipt & { jws: string })[]> {
  const rows = await repo.listDispenses(work.tx, work.hospitalId, prescriptionId);
  const receipts = await receiptsOf(work, rows);
  return receipts.map((receipt, i) => ({ ...receipt, jws: rows[i]!.jws }));
}
/** Of which prescription a hand-over is, or undefined. */
export const prescriptionOf = async (work: Work, dispenseId: string): Promise<string | undefined> =>
  (await repo.getDispense(work.tx, work.hospitalId, dispenseId))?.prescriptionId;
