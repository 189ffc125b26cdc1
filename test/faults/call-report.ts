/** The part of `npm run faults` with calls behind bad networks: its table, and what counts as failed. */
import { writeFileSync } from 'node:fs';
import { writeMeasured } from '../../scripts/measurements.ts';
import { callFaults, type CallFault } from './call.ts';

/** `part` of a name runs those faults alone; only the whole is kept in docs/measurements.md. Returns how many failed. */
export async function reportCallFaults(part = '', json?: string): Promise<number> {
  const done: CallFault[] = [];
  let failed = 0;
  const table = [
    '| fault | sound back after (s) | fps | sound made up, in its last 10 s | rungs; at the top again after (s) | visit, note, chat kept | the patient read |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const line of table) console.log(line);
  const say = (line: string) => {
    table.push(line);
    console.log(line);
  };
  await callFaults(
    (name) => name.includes(part),
    (fault, name) => {
      if (fault instanceof Error) {
        failed++;
        return say(`| ${name} | **failed**: ${fault.message.replace(/\s+/g, ' ')} | | | | | |`);
      }
      done.push(fault);
      const { soundBack, fps, concealed, settled, rungs, top, kept, saw } = fault;
      if (!kept.visit || !kept.note || !kept.chat) failed++;
      const yes = (held: boolean) => (held ? 'yes' : '**no**');
      const percent = (part: number) => `${(part * 100).toFixed(0)} %`;
      const ladder =
        rungs.length > 1 ? `${rungs.join(' → ')}${top === null ? '' : `; ${top.toFixed(0)}`}` : '';
      say(
        `| ${name} | ${soundBack?.toFixed(1) ?? 'never stopped'} | ${fps.toFixed(0)} | ${percent(concealed)}, ${percent(settled)} | ${ladder} | ${yes(kept.visit)}, ${yes(kept.note)}, ${yes(kept.chat)} | ${saw.join(' → ') || 'nothing new'} |`,
      );
    },
  );
  if (done.length + failed === 0) {
    console.log(`No fault of the network has ${part} in its name.`);
    failed++;
  }
  if (json) writeFileSync(json, `${JSON.stringify(done, null, 2)}\n`);
  if (!part) writeMeasured('Faults: a call', 'npm run faults -- calls', table);
  return failed;
}
