/** The part of `npm run faults` that kills the server while prescriptions go from hand to hand: the kill test, as often as is said. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { writeMeasured } from '../../scripts/measurements.ts';

const LONG = '100';

/** Only the long one is kept in docs/measurements.md. Returns 1 where it failed. */
export function reportPrescriptionFaults(kills = LONG): number {
  const file = join(import.meta.dirname, '../server/dispensing/kill.test.ts');
  const env = { ...process.env, CARE_KILLS: kills };
  const { status } = spawnSync(process.execPath, ['--test', '--test-timeout=3600000', file], {
    env,
    stdio: 'inherit',
  });
  const held = status === 0;
  const table = [
    '| fault | times | what was acknowledged is there, the rest absent or whole | |',
    '|---|---|---|---|',
    `| kill -9 of the server while 4 prescriptions are signed, passed, claimed and handed over | ${kills} | ${held ? 'yes' : '**no**'} | ${held ? 'held' : '**failed**'} |`,
  ];
  for (const line of table) console.log(line);
  if (kills === LONG) writeMeasured('Faults: prescriptions', 'npm run faults -- prescriptions', table);
  return held ? 0 : 1;
}
