/** How patient and doctor meet. */
import { z } from 'zod';

/** Either side may change it while the visit is open. */
/** `phone`: the doctor rings the patient, whose browser knows no video; what is written stands beside it, as in `text`. */
export const VISIT_MODES = ['video', 'text', 'phone'] as const;
export const VisitMode = z.enum(VISIT_MODES);
export type VisitMode = z.infer<typeof VisitMode>;
