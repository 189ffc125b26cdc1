/** What a hospital does with its formulary: read its versions, change a row, sign. Every change is a new version; none is signed by itself. */
import type {
  FormularyChange,
  FormularyChanges,
  FormularyRows,
  FormularyState,
} from '@care-elements/contract/formulary.versions.ts';
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import { authorize, publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import type { SealMaker } from '../seals/seal.ts';
import { requireClinician } from '../sessions/service.ts';
import { fold } from '../terminology/match.ts';
import type { Work } from '../work.ts';
import { cellsOf, csvOf } from './csv.ts';
import { INTERACTIONS } from './knowledge.ts';
import * as repo from './repo.ts';
import { hashOfRow, hashOfStanding, initialsOf, isUnverified } from './rows.ts';
import { signVersion } from './signatures.ts';
import { indexOfVersion, requireVersion, rowsOf, standingOf, viewOf, type Version } from './standing.ts';
import { KNOWLEDGE_HASH, starter } from './starter.ts';

export interface FormularyTools {
  readonly seals: SealMaker;
  readonly servesUnsigned: boolean;
}
export type Reader = ClinicianActor<'pharmacist'> | ClinicianActor<'administrator'>;
const PAGE = 50;
const CHANGES = 200;

export async function getState(
  work: Work,
  tools: FormularyTools,
  actor: Reader,
): Promise<Authorized<FormularyState>> {
  const { versions, newest, lastSigned } = await standingOf(work);
  const inUse = tools.servesUnsigned ? newest : lastSigned;
  const all = await viewOf(work, lastSigned ? [...versions, lastSigned] : versions);
  const view = (one: Version | null) => (one ? all.find(({ version }) => version === one.version)! : null);
  const lead = await isLead(work, actor);
  // Owners and pharmacists of this hospital: the token says so.
  return publicRecord({
    ...{ newest: view(newest)!, inUse: view(inUse), lastSigned: view(lastSigned) },
    ...{ unsignedServed: tools.servesUnsigned, versions: all.slice(0, versions.length) },
    knowledge: { version: starter().packVersion, hash: KNOWLEDGE_HASH, interactions: INTERACTIONS.length },
    may: { edit: lead || actor.role === 'administrator', sign: lead },
  });
}

const isLead = async (work: Work, { role, clinicianId }: Reader): Promise<boolean> =>
  role === 'pharmacist' && (await requireClinician(work, clinicianId)).pharmacyLead;

/** Rows are changed by the pharmacy lead and the administrator. */
export async function assertMayEdit(work: Work, actor: Reader): Promise<void> {
  if (actor.role !== 'administrator' && !(await isLead(work, actor)))
    throw problem('not-entitled', 'Only the pharmacy lead and administrators change the formulary.');
}

export async function listRows(
  work: Work,
  at: number,
  { q, confidence, offset }: { q: string; confidence?: Drug['confidence'] | undefined; offset: number },
): Promise<Authorized<FormularyRows>> {
  const version = await requireVersion(work, at);
  const index = await indexOfVersion(work, version);
  const found = fold(q) ? index.search(q, version.drugs) : [...index.byId.values()];
  const rows = confidence
    ? found.filter((drug) => drug.confidence === confidence || drug.productConfidence === confidence)
    : found;
  return publicRecord({ rows: rows.slice(offset, offset + PAGE), total: rows.length });
}

export async function getChanges(
  work: Work,
  at: number,
  offset: number,
): Promise<Authorized<FormularyChanges>> {
  const version = await requireVersion(work, at);
  const { lastSigned } = await standingOf(work);
  const counts = { added: 0, removed: 0, changed: 0 };
  if (!lastSigned) return publicRecord({ since: null, counts, list: [] });
  const [since] = await viewOf(work, [lastSigned]);
  const all = changesBetween(
    (await indexOfVersion(work, lastSigned)).byId,
    (await indexOfVersion(work, version)).byId,
  );
  for (const { change } of all) counts[change]++;
  const list = all.slice(offset, offset + CHANGES).map(withFields);
  return publicRecord({ since: since!, counts, list });
}

interface Pair {
  before: Drug | undefined;
  after: Drug | undefined;
  change: FormularyChange['change'];
}
function changesBetween(old: ReadonlyMap<string, Drug>, now: ReadonlyMap<string, Drug>): Pair[] {
  if (old === now) return [];
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  return ids.flatMap((id): Pair[] => {
    const [before, after] = [old.get(id), now.get(id)];
    if (!before) return [{ before, after, change: 'added' }];
    if (!after) return [{ before, after, change: 'removed' }];
    return hashOfRow(before) === hashOfRow(after) ? [] : [{ before, after, change: 'changed' }];
  });
}
function withFields({ before, after, change }: Pair): FormularyChange {
  const one = (after ?? before)!;
  const [was, is] = [before ? cellsOf(before) : {}, after ? cellsOf(after) : {}];
  const columns = Object.keys(cellsOf(one)).filter((c) => (was[c] ?? '') !== (is[c] ?? ''));
  const cut = (cell: string | undefined) => (cell ?? '').slice(0, 2000);
  return {
    ...{ drugId: one.drugId, name: one.name, change },
    fields:
      change === 'changed'
        ? columns.map((column) => ({ column, before: cut(was[column]), after: cut(is[column]) }))
        : [],
  };
}

export async function exportCsv(
  work: Work,
  at: number,
): Promise<Authorized<{ fileName: string; csv: string }>> {
  const { version } = await requireVersion(work, at);
  const csv = csvOf(await rowsOf(work, version));
  return publicRecord({ fileName: `formulary-${work.hospitalId}-v${version}.csv`, csv });
}

export async function editRow(
  work: Work,
  tools: FormularyTools,
  actor: Reader,
  at: { version: number; drugId: string },
  { drug, note }: { drug: Drug; note: string },
): Promise<Authorized<FormularyState>> {
  await assertMayEdit(work, actor);
  const before = await requireNewest(work, at.version);
  if (drug.drugId !== at.drugId) {
    const error = { pointer: '/drug/drugId', code: 'changed', message: 'The id of a row stays.' };
    throw problem('invalid-input', undefined, { errors: [error] });
  }
  const old = (await indexOfVersion(work, before)).byId.get(at.drugId);
  authorize(old !== undefined, old);
  const row: Drug = { ...drug, initials: initialsOf(drug, drug.initials) };
  if (hashOfRow(row) === hashOfRow(old!)) return getState(work, tools, actor);
  await keepStarter(work, before);
  const from = Math.max(before.version, 1);
  await addVersion(work, actor, from, { origin: 'edit', note, changed: [row], gone: [] });
  return getState(work, tools, actor);
}

export async function signFormulary(
  work: Work,
  tools: FormularyTools,
  actor: ClinicianActor<'pharmacist'>,
  version: number,
  shown: { hash: string },
): Promise<Authorized<FormularyState>> {
  if (!(await isLead(work, actor)))
    throw problem('not-entitled', 'Only the pharmacy lead signs the formulary.');
  const before = await requireNewest(work, version);
  const { hash } = before;
  if (shown.hash !== hash)
    throw problem('version-conflict', 'What was shown is not this version.', { current: { version, hash } });
  await keepStarter(work, before);
  const signed = { version: Math.max(version, 1), hash };
  await signVersion(work, tools.seals, actor.clinicianId, signed);
  await record(work, {
    ...{ action: 'formulary.signed', resourceType: 'Formulary', resourceId: `${signed.version}` },
    ...{ after: signed, topics: [], payload: signed },
  });
  return getState(work, tools, actor);
}

/** Throws `version-conflict` where somebody made a newer one. */
async function requireNewest(work: Work, version: number): Promise<Version> {
  const { newest } = await standingOf(work);
  if (newest.version !== version) {
    const { version: current, hash } = newest;
    throw problem('version-conflict', 'There is a newer version.', { current: { version: current, hash } });
  }
  return newest;
}

/** The starter pack gets its rows here when the hospital first does something with it: from then on it is kept as it was. */
async function keepStarter(work: Work, newest: Version): Promise<void> {
  if (newest.version > 0) return;
  const { tx, hospitalId, now } = work;
  const { rowsHash, drugs, unverified, note } = newest;
  const made = await repo.insertVersion(tx, {
    ...{ hospitalId, version: 1, rowsHash, origin: 'starter', drugs, unverified, note },
    ...{ createdBy: null, createdAt: now },
  });
  if (!made) throw problem('version-conflict', 'There is a newer version.');
  const rows = starter().drugs.map((drug) => ({ drug, rowHash: hashOfRow(drug) }));
  await repo.insertRows(tx, hospitalId, 1, rows);
}

/** The version after `from`: these rows added or changed, those gone. */
export async function addVersion(
  work: Work,
  actor: Reader,
  from: number,
  next: { origin: 'edit' | 'import'; note: string; changed: readonly Drug[]; gone: readonly string[] },
): Promise<void> {
  const { tx, hospitalId, now } = work;
  const standing = from > 0 ? await repo.listStanding(tx, hospitalId, from) : [];
  const changed = next.changed.map((drug) => ({ drug, rowHash: hashOfRow(drug) }));
  const ended = new Set([...next.gone, ...changed.map(({ drug }) => drug.drugId)]);
  const rows = [
    ...standing.filter(({ drugId }) => !ended.has(drugId)),
    ...changed.map(({ drug, rowHash }) => ({ drugId: drug.drugId, rowHash })),
  ].sort((a, b) => (a.drugId < b.drugId ? -1 : 1));
  const version = from + 1;
  // Waits for whoever makes the same version, and then finds that it is there.
  const made = await repo.insertVersion(tx, {
    ...{ hospitalId, version, origin: next.origin, note: next.note, drugs: rows.length },
    ...{ rowsHash: hashOfStanding(rows), unverified: await countUnverified(work, from, ended, next.changed) },
    ...{ createdBy: actor.clinicianId, createdAt: now },
  });
  if (!made) throw problem('version-conflict', 'There is a newer version.');
  const known = new Set(standing.map(({ drugId }) => drugId));
  await repo.endRows(
    tx,
    hospitalId,
    version,
    [...ended].filter((id) => known.has(id)),
  );
  await repo.insertRows(tx, hospitalId, version, changed);
  const payload = { version, origin: next.origin, changed: changed.length, gone: next.gone.length };
  await record(work, {
    ...{ action: `formulary.${next.origin}`, resourceType: 'Formulary', resourceId: `${version}` },
    ...{ after: payload, topics: [], payload },
  });
}

async function countUnverified(
  work: Work,
  from: number,
  ended: ReadonlySet<string>,
  changed: readonly Drug[],
): Promise<number> {
  const stay = from > 0 ? await rowsOf(work, from) : [];
  return [...stay.filter(({ drugId }) => !ended.has(drugId)), ...changed].filter(isUnverified).length;
}
