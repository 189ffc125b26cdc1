/** The epidemic files as they stand in the folder now, and today's date here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Epidemics } from '@care-elements/triage/epidemic.ts';
import { EPIDEMICS_DIR, parseEpidemic } from '../../server/triage/epidemic-file.ts';

export const readEpidemics = (now: Date): Epidemics => ({
  files: readdirSync(EPIDEMICS_DIR)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => parseEpidemic(readFileSync(join(EPIDEMICS_DIR, name), 'utf8'), name).epidemic),
  day: [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join('-'),
});
