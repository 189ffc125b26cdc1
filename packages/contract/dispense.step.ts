/** How finely a medicine is handed over: whole packs, whole pieces, tablets as they may be cut, what is measured to a tenth. No zod. */
import { compare, isWhole, times, whole, type Ratio } from './prescription.decimal.ts';
import { FORMS, UNITS, type DoseUnit, type DrugForm } from './prescription.terms.ts';

const MEASURED: readonly string[] = ['mass', 'ml', 'iu'];

/** Into how many parts one unit may be divided ("4" = quarters). */
export function partsOf(unit: DoseUnit | 'pack', form: DrugForm): number {
  if (unit === 'pack') return 1;
  const { splits } = FORMS[form];
  if (MEASURED.includes(UNITS[unit].measure)) return Math.max(10, splits);
  return unit === 'tablet' ? splits : 1;
}

/** Also the whole rest of an opened pack, whatever a finer hand-over of before has left. */
export const inSteps = (value: Ratio, unit: DoseUnit | 'pack', form: DrugForm, rest: Ratio): boolean =>
  isWhole(times(value, whole(partsOf(unit, form)))) || (unit !== 'pack' && compare(value, rest) === 0);
