/** Triage as other capabilities ask for it: a visit's newest result, and the replay of a stored one. */
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { rankWanted } from '@care-elements/triage/departments.ts';
import { ENGINE_VERSION } from '@care-elements/triage/engine.ts';
import { hashOf } from '../canonical.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { judge, type Judged } from '@care-elements/triage/outcome.ts';
import * as repo from './repo.ts';

export { responsesOf } from './fhir.ts';

function resultView(row: repo.ResultRow): TriageResult {
  const { triageResultId, level, engineVersion, protocols, epidemics, outcome } = row;
  const { wanted: _, saidLine: __, heard: ___, voice: ____, ...said } = outcome;
  return {
    ...{ triageResultId, level, engineVersion, protocols, epidemics },
    ...said,
    text: row.words,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The visit's newest triage result, or null before the interview is finished. */
export async function latestTriage({ tx, hospitalId }: Work, visitId: string): Promise<TriageResult | null> {
  const row = await repo.latestResult(tx, hospitalId, visitId);
  return row ? resultView(row) : null;
}

/** What the patient answered when triage asked for pregnancy: the option's code; null where it was not asked. */
export async function saidOfPregnancy({ tx, hospitalId }: Work, visitId: string): Promise<string | null> {
  return (await repo.latestResult(tx, hospitalId, visitId))?.answers['pregnant']?.[0] ?? null;
}

/** What a replay compares. */
const COMPARED = [
  ...(['level', 'fired', 'unsure', 'flags', 'advice', 'callAgainIf', 'reasons', 'wanted'] as const),
];
type Said = Pick<Judged, (typeof COMPARED)[number]>;

export interface Replayed {
  triageResultId: string;
  same: boolean;
  /** What was said then and would be said now, where they differ. */
  differences: { what: keyof Said; then: unknown; now: unknown }[];
  level: number;
  fired: string[];
  /** The engine's version then, and now. */
  madeBy: string;
  engineVersion: string;
}

/**
 * Evaluates a stored result anew, by its own id or its visit's (then the newest): its answers against the protocols of its
 * hashes, whatever is in use today. `same` is false only where the engine itself has changed its mind.
 */
export async function replayTriage({ tx, hospitalId }: Work, id: string): Promise<Replayed> {
  const row = (await repo.getResult(tx, hospitalId, id)) ?? (await repo.latestResult(tx, hospitalId, id));
  if (!row) throw problem('not-found');
  const hashes = row.protocols.map((p) => p.hash);
  const kept = new Map((await repo.getProtocols(tx, hospitalId, hashes)).map((p) => [p.hash, p.body]));
  const lost = row.protocols.find(({ hash }) => !kept.has(hash));
  if (lost) throw new Error(`The protocol ${lost.id} ${lost.version} that it was made with is not kept.`);
  const again = judge(
    hashes.map((hash) => kept.get(hash)!),
    row.answers,
    row.facts,
    row.regions,
    row.outcome.saidLine ?? null,
    row.answers,
    row.outcome.voice,
  );
  const { level, fired, unsure, outcome, triageResultId, engineVersion: madeBy } = row;
  const then: Said = { ...outcome, level, fired, unsure };
  const now: Said = { ...again, wanted: rankWanted(again.wanted, Number(row.facts.age)) };
  const differences = COMPARED.filter((what) => hashOf([then[what]]) !== hashOf([now[what]])).map((what) => ({
    ...{ what, then: then[what], now: now[what] },
  }));
  return {
    ...{ triageResultId, same: !differences.length, differences, madeBy },
    ...{ level: again.level, fired: again.fired, engineVersion: ENGINE_VERSION },
  };
}
