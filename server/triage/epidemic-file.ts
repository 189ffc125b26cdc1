/** One epidemic file: its shape checked, and its hash. */
import { fileURLToPath } from 'node:url';
import { Epidemic as EpidemicShape } from '@care-elements/contract/triage.epidemic.ts';
import type { Epidemic } from '@care-elements/triage/epidemic.ts';
import { hashOf } from '../canonical.ts';

export interface EpidemicEntry {
  readonly epidemic: Epidemic;
  /** SHA-256 over the canonical JSON without review and schema: what a signature signs. */
  readonly hash: string;
  /** The hospital's medical lead has signed this very version. */
  readonly reviewed: boolean;
}

/** The files that come with the product: examples. */
export const EPIDEMICS_DIR = fileURLToPath(new URL('../../packages/triage/epidemics/', import.meta.url));

export function epidemicHash({ review: _, $schema: __, ...content }: Epidemic): string {
  return hashOf(content);
}

/** Throws what is wrong with the file's text, in one line. */
export function parseEpidemic(text: string, name: string): EpidemicEntry {
  const result = EpidemicShape.safeParse(JSON.parse(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const epidemic = result.data as Epidemic;
  if (`${epidemic.id}.json` !== name) throw new Error(`its id is ${epidemic.id}`);
  return { epidemic, hash: epidemicHash(epidemic), reviewed: false };
}
