/** What a formulary knows of a medicine, and the seam behind which a hospital's own formulary stands. */
import { Drug } from '@care-elements/contract/formulary.drug.ts';
import type { DrugSnapshot, FormularyItem } from '@care-elements/contract/formulary.ts';
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { pieceOf } from './pieces.ts';

export { Drug };
export type Kind = 'herbs' | 'medicines';

/** Which version of a formulary answers, and whether the hospital's pharmacy lead stands for it. */
export interface InUse {
  /** 0 is the starter pack as it came with the program. */
  readonly version: number;
  readonly hash: string;
  readonly signed: boolean;
  /** False: nothing may be prescribed from it. In the demo an unsigned one may. */
  readonly usable: boolean;
}

/**
 * A hospital's formulary, whether bundled, imported, or asked of another system. It may be slow and it may fail: whatever it
 * rejects with, and an answer that takes longer than `ANSWER_WITHIN_MS`, reaches the caller as the problem
 * `formulary-unavailable` (503, to be tried again), never as an empty answer. So nothing reads as clean because nobody answered.
 */
export interface FormularyProvider {
  /** Best match first; herbs to be boiled alone, or all that are none, where a kind is named. */
  search(work: Work, q: string, limit: number, kind?: Kind): Promise<Drug[]>;
  /** Undefined where the formulary does not hold it. */
  get(work: Work, drugId: string): Promise<Drug | undefined>;
  inUse(work: Work): Promise<InUse>;
}

const ANSWER_WITHIN_MS = 5000;
const RETRY = { 'Retry-After': '5' };

/** Holds a provider to the contract above. */
export function guarded(provider: FormularyProvider, within = ANSWER_WITHIN_MS): FormularyProvider {
  const held = <T>(ask: () => Promise<T>): Promise<T> => {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${within} ms`)), within);
    });
    return Promise.race([Promise.resolve().then(ask), late])
      .catch((cause: unknown) => {
        const error = problem('formulary-unavailable', 'The formulary does not answer.', {}, RETRY);
        error.cause = cause;
        throw error;
      })
      .finally(() => clearTimeout(timer));
  };
  return {
    search: (work, q, limit, kind) => held(() => provider.search(work, q, limit, kind)),
    get: (work, drugId) => held(() => provider.get(work, drugId)),
    inUse: (work) => held(() => provider.inUse(work)),
  };
}

/** Throws `formulary-unsigned` where nobody stands for the formulary and the patients are real. */
export async function assertUsable(work: Work, formulary: FormularyProvider): Promise<void> {
  if (!(await formulary.inUse(work)).usable)
    throw problem('formulary-unsigned', 'The pharmacy lead has not signed the hospital’s formulary.');
}

/** What a prescription keeps of the product. */
export function snapshotOf(drug: Drug): DrugSnapshot {
  const { drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients } = drug;
  return { drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients };
}

/** What the desk sees in its search. */
export function itemOf(drug: Drug): FormularyItem {
  const { route, controlled, adultMaxSingle, adultMaxDaily, confidence } = drug;
  const mark = controlled && { code: controlled.code, cn: controlled.cn };
  const piece = isPiece(drug) ? pieceOf(drug) : undefined;
  const herb = isPiece(drug) && { dailyMin: piece?.dailyMin ?? null, handling: piece?.handling ?? null };
  return {
    ...{ ...snapshotOf(drug), route, controlled: mark, adultMaxSingle, adultMaxDaily, confidence },
    ...(herb && { herb }),
  };
}
