/** The coded words of the clinical facts. Data, no zod. */

/** `unknown`: nobody has asked, or nobody can tell. It is never the same as `no`. */
export const YES_NO = ['yes', 'no', 'unknown'] as const;
/** Child-Pugh A, B and C, where the doctor has graded it. */
export const LIVER = ['none', 'mild', 'moderate', 'severe', 'unknown'] as const;
