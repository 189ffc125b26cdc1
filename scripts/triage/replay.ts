/** `npm run triage -- --replay ID`: a stored result judged anew from what was kept with it; says "same", or what differs. */
import { SYSTEM } from '../../server/actor.ts';
import { hospitalIds } from '../../server/every-hospital.ts';
import { ProblemError } from '../../server/problems.ts';
import { replayTriage, type Replayed } from '../../server/triage/service.ts';
import { inHospital } from '../../server/work.ts';
import { openDatabase } from '../database.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The exit code: 0 the same, 1 something differs, 2 there is no such result. */
export async function replay(
  id: string,
  env: NodeJS.ProcessEnv,
  { say, complain }: { say(text: string): void; complain(text: string): void },
): Promise<number> {
  if (!UUID.test(id)) {
    complain(`${id} is no id of a triage result or a visit.`);
    return 2;
  }
  try {
    const found = await find(id, env);
    if (found) {
      say(told(found));
      return found.same ? 0 : 1;
    }
    complain(`No triage result and no visit with one is called ${id}.`);
  } catch (error) {
    complain((error as Error).message);
  }
  return 2;
}

async function find(id: string, env: NodeJS.ProcessEnv): Promise<Replayed | undefined> {
  const { db, close } = await openDatabase(env);
  try {
    const base = { db, now: () => new Date(), newId: () => '' };
    for (const hospitalId of await hospitalIds(db))
      try {
        return await inHospital(base, hospitalId, { doer: SYSTEM, requestId: null }, (work) =>
          replayTriage(work, id),
        );
      } catch (error) {
        if (!(error instanceof ProblemError && error.code === 'not-found')) throw error;
      }
    return undefined;
  } finally {
    await close();
  }
}

const told = ({ triageResultId, same, differences, madeBy, engineVersion }: Replayed): string =>
  [
    `${triageResultId}, made by engine ${madeBy}, now ${engineVersion}: ${same ? 'same' : 'DIFFERS'}`,
    ...differences.flatMap(({ what, then, now }) => [
      `  ${what}`,
      `    then ${JSON.stringify(then)}`,
      `    now  ${JSON.stringify(now)}`,
    ]),
  ].join('\n');
