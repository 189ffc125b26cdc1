/** The prescription on the wire. (No import of visit.ts here: visit.ts imports this.) */
import { z } from 'zod';
import { Id } from './common.ts';

/** The prescription as its patient sees it; null fields are not decided yet. Extended by the prescription capability. */
export const PatientPrescription = z.object({ prescriptionId: Id });
export type PatientPrescription = z.infer<typeof PatientPrescription>;
