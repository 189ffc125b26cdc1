/** The part of `npm run faults` that kills the server and PostgreSQL: how often, the table, and what counts as failed. */
import { writeMeasured } from '../../scripts/measurements.ts';
import { serverFault, type ServerFault, type Victim } from './server.ts';

const LONG: Record<Victim, number> = { server: 100, PostgreSQL: 20 };
const READY_MS = 1000;

const held = ({ lost, doubled, moved, left, ready }: ServerFault) =>
  lost + doubled + moved + left === 0 && ready.worst <= READY_MS;

/** `kills` for a short run; only the long one is kept in docs/measurements.md. Returns how many of the two failed. */
export async function reportServerFaults(kills?: number): Promise<number> {
  const table = [
    '| fault | times | writes acknowledged | lost | doubled | places changed | ready after PostgreSQL is, median / worst (ms; ≤ 1,000) | processes, locks left | |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const line of table) console.log(line);
  let failed = 0;
  for (const victim of ['PostgreSQL', 'server'] as const) {
    const fault = await serverFault(Array<Victim>(kills ?? LONG[victim]).fill(victim));
    if (!held(fault)) failed++;
    const { name, acknowledged, lost, doubled, moved, ready, left } = fault;
    const times = `${ready.median.toFixed(0)} / ${ready.worst.toFixed(0)}`;
    const row = `| ${name} | ${fault.kills} | ${acknowledged} | ${lost} | ${doubled} | ${moved} | ${times} | ${left} | ${held(fault) ? 'held' : '**failed**'} |`;
    table.push(row);
    console.log(row);
  }
  if (kills === undefined)
    writeMeasured('Faults: the server and PostgreSQL killed', 'npm run faults -- server', table);
  return failed;
}
