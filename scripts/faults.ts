/**
 * `npm run faults`: what bad networks, sudden deaths and a sick machine do, tried for real: every part, one after the other, each with a
 * section of its own in docs/measurements.md. `-- PART` runs one, `-- PART WORD` of it what has the word in its name, or so many kills;
 * what is not the whole of a part is printed alone. `-- calls --json FILE` keeps the figures of the calls.
 */
import { parseArgs } from 'node:util';
import { BACKUP } from '../test/faults/backup.ts';
import { reportCallFaults } from '../test/faults/call-report.ts';
import { reportMeetingFaults } from '../test/faults/meeting.ts';
import { missing } from '../test/faults/network.ts';
import { reportPrescriptionFaults } from '../test/faults/prescriptions-report.ts';
import { reportFaults } from '../test/faults/report.ts';
import { SCENARIOS } from '../test/faults/scenarios.ts';
import { reportServerFaults } from '../test/faults/server-report.ts';
import { reportTurnFault } from '../test/faults/turn.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
});
/** What this machine can't bring about. */
let skipped = 0;
/** Behind a bad network of this machine's own making. */
const network = (run: (word?: string) => Promise<number>) => async (word?: string) => {
  const why = missing();
  if (!why) return run(word);
  console.log(`skipped: ${why}`);
  skipped++;
  return 0;
};
/** How many of it failed. */
const PARTS: Record<string, (word?: string) => Promise<number> | number> = {
  calls: network((word) => reportCallFaults(word, values.json)),
  meeting: network(reportMeetingFaults),
  turn: network(reportTurnFault),
  house: (word) =>
    reportFaults(
      { title: 'Faults: the machine under a hospital at work', name: 'house', scenarios: SCENARIOS },
      word,
    ),
  backup: (word) =>
    reportFaults({ title: 'Faults: backup, restore, upgrade', name: 'backup', scenarios: BACKUP }, word),
  server: (word) => reportServerFaults(word === undefined ? undefined : Number(word)),
  prescriptions: (word) => reportPrescriptionFaults(word),
};

const [only, word] = positionals;
if (only !== undefined && !(only in PARTS)) {
  console.error(`npm run faults -- [${Object.keys(PARTS).join(' | ')}] [WORD] [--json FILE]`);
  process.exit(2);
}
let failed = 0;
for (const [name, run] of Object.entries(PARTS)) {
  if (only !== undefined && name !== only) continue;
  console.log(`\nFaults: ${name}`);
  // A part that could not be tried does not keep the next from being tried.
  failed += await (async () => run(word))().catch((error: Error) => {
    console.log(`**failed**: ${error.message}`);
    return 1;
  });
}
console.log(`\n${failed} failed${skipped ? `, ${skipped} parts skipped` : ''}`);
process.exit(failed ? 1 : 0);
