/** The epidemic files of a folder, read anew when they change; a broken edit keeps the last good one and says so in the log. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { inForce, outbreakOf, type Outbreak } from '@care-elements/triage/epidemic.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { requireHospital } from '../hospitals/service.ts';
import { dayIn } from '../visits/age.ts';
import type { Work } from '../work.ts';
import { parseEpidemic, type EpidemicEntry } from './epidemic-file.ts';
import { protocolHash, type LibraryEntry } from './library.ts';

export interface EpidemicShelf {
  /** The files as they stand at this moment, by name. */
  list(): readonly EpidemicEntry[];
}

/** The folder has to be there at the start; the files are looked at whenever they are asked for, and read when they changed. */
export function openEpidemics({ dir, log }: { dir: string; log: Logger }): EpidemicShelf {
  const files = new Map<string, { stamp: string; entry: EpidemicEntry | undefined }>();
  try {
    readdirSync(dir);
  } catch (error) {
    throw new Error(`The folder of epidemic files (CARE_EPIDEMICS_DIR) can’t be read: ${dir}`, {
      cause: error,
    });
  }
  const names = (): string[] | undefined => {
    try {
      return readdirSync(dir).filter((name) => name.endsWith('.json'));
    } catch (error) {
      // A folder that is being replaced; the last good files stay.
      log.warn({ err: error }, 'epidemics: the folder can’t be read');
      return undefined;
    }
  };
  const read = (name: string): void => {
    const before = files.get(name);
    let stamp = '';
    try {
      const { mtimeMs, size, ino } = statSync(join(dir, name));
      stamp = `${mtimeMs} ${size} ${ino}`;
      if (before?.stamp === stamp) return;
      const entry = parseEpidemic(readFileSync(join(dir, name), 'utf8'), name);
      files.set(name, { stamp, entry });
      const { id, version } = entry.epidemic;
      log.info({ file: name, id, version, hash: entry.hash }, 'epidemics: read');
    } catch (error) {
      files.set(name, { stamp, entry: before?.entry });
      const fault = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
      const kept = before?.entry
        ? `version ${before.entry.epidemic.version} stays in force`
        : 'it is left out';
      log.error({ file: name, fault }, `epidemics: ${name} is refused, ${kept}`);
    }
  };
  const list = (): EpidemicEntry[] => {
    const now = names();
    if (now) {
      for (const name of files.keys()) if (!now.includes(name)) files.delete(name);
      for (const name of now) read(name);
    }
    return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { entry }]) => (entry ? [entry] : []));
  };
  list();
  return { list };
}

/** What the files in force today add to an interview: the protocol that asks, the areas that count, and the files themselves. */
export interface OutbreakInForce extends Outbreak {
  entry: LibraryEntry;
  epidemics: { id: string; version: string; hash: string }[];
}

/** The day at the hospital, and the files that are in force on it. */
export async function epidemicsToday(
  work: Work,
  entries: readonly EpidemicEntry[],
): Promise<{ day: string; current: EpidemicEntry[] }> {
  const { timeZone } = await requireHospital(work);
  const day = dayIn(timeZone, work.now);
  return { day, current: entries.filter(({ epidemic }) => inForce(epidemic, day)) };
}

type Today = { day: string; current: readonly EpidemicEntry[] };

export const outbreakToday = (
  { day, current }: Today,
  asked: readonly Protocol[],
  library: readonly Protocol[],
): Outbreak | undefined =>
  outbreakOf(
    current.map(({ epidemic }) => epidemic),
    day,
    asked,
    library,
  );

export function outbreakOn(
  { day, current }: Today,
  asked: readonly Protocol[],
  library: readonly Protocol[],
): OutbreakInForce | undefined {
  const outbreak = outbreakToday({ day, current }, asked, library);
  if (!outbreak) return undefined;
  return {
    ...outbreak,
    entry: {
      protocol: outbreak.protocol,
      hash: protocolHash(outbreak.protocol),
      reviewed: current.every(({ reviewed }) => reviewed),
    },
    epidemics: current.map(({ epidemic: { id, version }, hash }) => ({ id, version, hash })),
  };
}
