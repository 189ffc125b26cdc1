/** A signed prescription with all that came of it: what the resources are made from. */
import type { Receipt } from '@care-elements/contract/dispense.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { RxContent } from '../prescriptions/content.ts';
import type { StoredSignature } from '../prescriptions/seals.ts';

export interface RxRecord {
  readonly language: 'zh-CN' | 'en';
  /** As it was signed. */
  readonly content: RxContent;
  readonly state: PrescriptionState;
  /** As it is now: a doctor may have made it longer than what was signed. */
  readonly validUntil: string;
  readonly signatures: readonly StoredSignature[];
  readonly receipts: readonly (Receipt & { readonly jws: string })[];
}

/** The id of a line's request, and of its product. */
export const lineId = (prescriptionId: string, line: number): string => `${prescriptionId}-${line}`;
/** Back: the record's id, and the line's number. */
export function partsOf(id: string): [recordId: string, line: number] {
  const at = id.lastIndexOf('-');
  return [id.slice(0, at), Number(id.slice(at + 1))];
}
