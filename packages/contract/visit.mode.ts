/** How patient and doctor meet. */
import { z } from 'zod';

/** Either side may change it while the visit is open. */
export const VISIT_MODES = ['video', 'text'] as const;
export const VisitMode = z.enum(VISIT_MODES);
export type VisitMode = z.infer<typeof VisitMode>;
