/** A hospital's own CSV file: looked through first, then taken as a new version, with nothing dropped in silence. */
import type { FormularyState, ImportPreview } from '@care-elements/contract/formulary.versions.ts';
import { publicRecord, type Authorized } from '../actor.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { readCsv } from './csv.ts';
import type { Drug } from './provider.ts';
import { hashOfRow } from './rows.ts';
import { addVersion, assertMayEdit, getState, type FormularyTools, type Reader } from './service.ts';
import { indexOfVersion, standingOf } from './standing.ts';

export async function previewImport(
  work: Work,
  actor: Reader,
  file: string,
): Promise<Authorized<ImportPreview>> {
  await assertMayEdit(work, actor);
  const read = await readCsv(Buffer.from(file, 'base64'));
  const { newest } = await standingOf(work);
  const { changed, added, gone } = against((await indexOfVersion(work, newest)).byId, read.drugs);
  const { fileHash, encoding, delimiter, lines, drugs, refused, refusals, warnings, unusedColumns } = read;
  return publicRecord({
    ...{ fileHash, encoding, delimiter, lines, accepted: drugs.length, refused, unusedColumns },
    counts: {
      ...{ added: added.length, removed: gone.length, changed: changed.length },
      same: drugs.length - added.length - changed.length,
    },
    first: drugs.slice(0, 10),
    ...{ refusedList: refusals.slice(0, 1000), refusals: refusals.length },
    ...{ warnings: warnings.slice(0, 200), warned: warnings.length },
  });
}

export async function importFile(
  work: Work,
  tools: FormularyTools,
  actor: Reader,
  { file, fileHash, leaveOut, note }: { file: string; fileHash: string; leaveOut: number; note: string },
): Promise<Authorized<FormularyState>> {
  await assertMayEdit(work, actor);
  const read = await readCsv(Buffer.from(file, 'base64'));
  if (read.fileHash !== fileHash)
    throw problem('version-conflict', 'This is not the file that was shown.', { current: read.fileHash });
  if (read.refused !== leaveOut)
    throw problem('version-conflict', `${read.refused} lines are refused.`, { current: read.refused });
  if (read.drugs.length === 0) throw problem('file-refused', 'No line of the file can be taken.');
  const { newest } = await standingOf(work);
  const own = newest.version > 0 ? (await indexOfVersion(work, newest)).byId : new Map<string, Drug>();
  const { changed, added, gone } = against(own, read.drugs);
  if (changed.length + added.length + gone.length > 0)
    await addVersion(work, actor, newest.version, {
      ...{ origin: 'import', note, changed: [...changed, ...added], gone },
    });
  return getState(work, tools, actor);
}

/** What the file's rows mean for those that stand: it holds the whole formulary. */
function against(old: ReadonlyMap<string, Drug>, drugs: readonly Drug[]) {
  const ids = new Set(drugs.map(({ drugId }) => drugId));
  const isNew = ({ drugId }: Drug) => !old.has(drugId);
  return {
    added: drugs.filter(isNew),
    changed: drugs.filter((d) => !isNew(d) && hashOfRow(old.get(d.drugId)!) !== hashOfRow(d)),
    gone: [...old.keys()].filter((id) => !ids.has(id)),
  };
}
