/**
 * Every version of every rule pack that a decision may name. A published version is never edited: what changes is a new version,
 * which extends the old one with the rules that are other (or a new file), and is added below; the last of an id is the one in force.
 */
import { lawOfPacks, nameOf, type Law, type RulePack, type Tightening } from './law.ts';
import { cn } from './packs/cn.ts';
import { cnGansu } from './packs/cn-gansu.ts';
import { cnTianjin } from './packs/cn-tianjin.ts';
import { generic } from './packs/generic.ts';

export const PACKS: readonly RulePack[] = [cn, cnGansu, cnTianjin, generic];

/** By `id` the newest, by `id@version` exactly that one; undefined where there is none. */
export const findPack = (name: string, packs: readonly RulePack[] = PACKS): RulePack | undefined =>
  packs.findLast((pack) => (name.includes('@') ? nameOf(pack) : pack.id) === name);

/** Throws where there is no such pack: a hospital without its law does not run. */
function rulePack(name: string, packs: readonly RulePack[]): RulePack {
  const pack = findPack(name, packs);
  if (!pack) throw new Error(`No rule pack is called ${name}.`);
  return pack;
}

const standsOn = (pack: RulePack, on: RulePack, packs: readonly RulePack[]): boolean => {
  const below = pack.extends === null ? undefined : rulePack(pack.extends, packs);
  return below !== undefined && (below === on || standsOn(below, on, packs));
};

const laws = new Map<string, Law>();

/** The law of a list of packs, each with what it stands on; what two stand on comes once. */
export function lawOf(
  names: readonly string[],
  tightened: readonly Tightening[] = [],
  packs: readonly RulePack[] = PACKS,
): Law {
  if (packs !== PACKS) return putTogether(names, packs, tightened);
  // Asked for at every call and visit; what is published stays as it is.
  const key = names.join();
  let law = laws.get(key);
  if (laws.size > 100) laws.clear();
  if (!law) laws.set(key, (law = putTogether(names, packs)));
  return { ...law, tightened };
}

function putTogether(
  names: readonly string[],
  packs: readonly RulePack[],
  tightened: readonly Tightening[] = [],
): Law {
  const found = new Map<string, RulePack>();
  const add = (name: string): void => {
    const pack = rulePack(name, packs);
    if (pack.extends) add(pack.extends);
    found.set(nameOf(pack), pack);
  };
  names.forEach(add);
  const twice = [...found.values()].find((pack, i, list) =>
    list.slice(i + 1).some((other) => other.id === pack.id && !standsOn(other, pack, packs)),
  );
  if (twice) throw new Error(`Two versions of the rule pack ${twice.id} do not go together.`);
  if (found.size === 0) throw new Error('A hospital without a rule pack does not run.');
  return lawOfPacks([...found.values()], tightened);
}
