/** The parts of `npm run faults` with a hospital at work: their table, and what counts as failed. */
import { writeMeasured } from '../../scripts/measurements.ts';
import { houseFault, tryAlone, type HouseFault, type Scenario, type Trial } from './hospital.ts';

/** A reason where this machine can't bring a fault about. */
const skip = (name: string, why: string) => `| ${name} | not tried: ${why} | | | | | |`;

function row(fault: HouseFault): string {
  const { name, did, told, again, lost, doubled, moved, saw, held } = fault;
  const answers = [...told.answers].sort().map(([answer, n]) => `${n} × ${answer}`);
  const waited = answers.length
    ? `${answers.join('; ')}; waited ${(told.longestMs / 1000).toFixed(1)} s at most`
    : '';
  return `| ${name} | ${did} | ${waited} | ${again?.toFixed(1) ?? ''} | ${lost}, ${doubled}, ${moved} | ${saw.join('; ')} | ${held ? 'held' : '**failed**'} |`;
}

/** What of `npm run faults` happens to a hospital, or to what it stands on: a section of docs/measurements.md. */
export interface Section {
  title: string;
  /** Of `npm run faults -- …`. */
  name: string;
  scenarios: readonly (Scenario | Trial)[];
}

/** `part` of a name runs those faults alone; only the whole is kept in docs/measurements.md. Returns how many failed. */
export async function reportFaults({ title, name, scenarios }: Section, part = ''): Promise<number> {
  const table = [
    '| fault | what was done | those who asked were told | stored again after (s) | lost, doubled, places changed | seen | |',
    '|---|---|---|---|---|---|---|',
  ];
  const chosen = scenarios.filter((one) => one.name.toLowerCase().includes(part.toLowerCase()));
  if (chosen.length === 0) {
    console.log(`No fault is called ${part}. There are: ${scenarios.map((one) => one.name).join('; ')}`);
    return 1;
  }
  for (const line of table) console.log(line);
  let failed = 0;
  for (const scenario of chosen) {
    const why = scenario.lacks?.();
    let line: string;
    if (why) line = skip(scenario.name, why);
    else {
      const fault = await ('alone' in scenario ? tryAlone(scenario) : houseFault(scenario)).catch(
        (error: Error) => error,
      );
      if (fault instanceof Error || !fault.held) failed++;
      line =
        fault instanceof Error
          ? `| ${scenario.name} | ${scenario.did} | **failed**: ${fault.message.replace(/\s+/g, ' ')} | | | | |`
          : row(fault);
    }
    table.push(line);
    console.log(line);
  }
  if (!part) writeMeasured(title, `npm run faults -- ${name}`, table);
  return failed;
}
