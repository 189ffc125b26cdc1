/** The commands of `npm run rules`: what is asked for, what is answered, and the exit code. */
import { parseArgs } from 'node:util';
import { SYSTEM } from '../../server/actor.ts';
import type { Db } from '../../server/db/open.ts';
import { hospitalIds } from '../../server/every-hospital.ts';
import { findDecisions, type DecisionRow } from '../../server/rules/service.ts';
import { inHospital } from '../../server/work.ts';
import { ofOldDatabase, openDatabase } from '../database.ts';
import { list, type Language } from './list.ts';
import { replayed } from './replay.ts';

export interface Says {
  say(text: string): void;
  complain(text: string): void;
}

const HELP = `npm run rules -- list [--pack ID[,ID]] [--at DATE] [--lang zh-CN|en]
    Every rule: its article, threshold and status on a day (today). Without --pack, all packs one by one.
npm run rules -- replay ID [--at DATE] [--pack ID[,ID]] [--hospital ID] [--lang zh-CN|en]
    What each rule said then and says now. ID is a decision's, or that of the prescription, visit, queue entry, encounter
    or recording that was decided on (then each of its decisions, the latest last). --at asks on another day, --pack by
    other packs; a pack is cn (its newest version) or cn@2026.11.2. Ends with 1 where a plain replay differs.
"npm run -s rules" keeps npm's own lines away.`;

/** Decisions by this id, in every hospital or in one; oldest first. */
async function find(db: Db, id: string, hospitalId: string | undefined): Promise<DecisionRow[]> {
  const all = await hospitalIds(db);
  if (hospitalId !== undefined && !all.includes(hospitalId))
    throw new Error(`There is no hospital ${hospitalId}. There are: ${all.join(', ') || 'none'}.`);
  const found: DecisionRow[] = [];
  for (const one of all.filter((id) => hospitalId === undefined || id === hospitalId)) {
    const base = { db, now: () => new Date(), newId: () => '' };
    const who = { doer: SYSTEM, requestId: null };
    found.push(...(await inHospital(base, one, who, (work) => findDecisions(work, id))));
  }
  return found;
}

async function replayAll(
  env: NodeJS.ProcessEnv,
  say: Says['say'],
  id: string,
  { at, packs, hospital, language }: { at?: string; packs?: string[]; hospital?: string; language: Language },
): Promise<number> {
  const { db, close } = await openDatabase(env);
  try {
    const rows = await find(db, id, hospital);
    if (rows.length === 0)
      throw new Error(
        `No decision is called ${id}, and none is on anything of that id. The id stands in the table rule_decisions; a prescription's or a visit's id finds its decisions, too.`,
      );
    const all = rows.map((row) => replayed(row, { at, packs, language }));
    say(all.map(({ text }) => text).join('\n\n'));
    return at || packs || all.every(({ equal }) => equal) ? 0 : 1;
  } catch (error) {
    const old = ofOldDatabase(error);
    throw old ? new Error(old, { cause: error }) : error;
  } finally {
    await close();
  }
}

export async function main(args: string[], env: NodeJS.ProcessEnv, { say, complain }: Says): Promise<number> {
  const wrong = (message: string) => {
    complain(`${message}\n\n${HELP}`);
    return 2;
  };
  let given;
  try {
    const text = { type: 'string' } as const;
    given = parseArgs({
      ...{ args, allowPositionals: true },
      options: { at: text, pack: text, hospital: text, lang: text, help: { type: 'boolean' } },
    });
  } catch (error) {
    return wrong((error as Error).message);
  }
  const { at, pack, hospital, lang = 'en', help } = given.values;
  const [command, id, ...more] = given.positionals;
  if (help) {
    say(HELP);
    return 0;
  }
  if (at !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(at) || Number.isNaN(Date.parse(at))))
    return wrong('--at is a day, as 2026-11-22.');
  if (lang !== 'zh-CN' && lang !== 'en') return wrong('--lang is zh-CN or en.');
  const packs = pack?.split(',');
  try {
    if (command === 'list' && id === undefined) {
      say(list(packs, at ?? new Intl.DateTimeFormat('sv-SE').format(new Date()), lang));
      return 0;
    }
    if (command === 'replay' && id !== undefined && more.length === 0)
      return await replayAll(env, say, id, {
        ...{ language: lang },
        ...(at ? { at } : {}),
        ...(packs ? { packs } : {}),
        ...(hospital ? { hospital } : {}),
      });
  } catch (error) {
    complain((error as Error).message);
    return 1;
  }
  return wrong(command === undefined ? 'Say what: list, or replay ID.' : `Not understood: ${args.join(' ')}`);
}
