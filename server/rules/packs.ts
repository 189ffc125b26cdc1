/** The rule packs that a hospital may name. */
import { cn } from './cn.ts';
import { generic } from './generic.ts';
import type { RulePack } from './rule.ts';

const PACKS: readonly RulePack[] = [cn, generic];

/** Throws where there is no such pack: a hospital without its law does not run. */
export function rulePack(id: string): RulePack {
  const pack = PACKS.find((p) => p.id === id);
  if (!pack) throw new Error(`No rule pack is called ${id}.`);
  return pack;
}
