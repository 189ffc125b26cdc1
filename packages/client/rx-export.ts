/** Owns the sealed file of a signed prescription, for whoever keeps or verifies it elsewhere. */
import type { RxExport } from '@care-elements/contract/signing.ts';
import type { Care } from './care.ts';

/** As `npm run verify-rx` reads it. Throws `Problem`. */
export const sealedFile = async ({ api }: Care, prescriptionId: string): Promise<Blob> => {
  const file = await api.get<RxExport>(`/prescriptions/${prescriptionId}/export`);
  return new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' });
};
