/** The versions that a hospital knows: its own rows, and of the ids that it never decided on the files of the program. */
import type { ContentKind } from '@care-elements/contract/content.ts';
import type { ContentState } from '@care-elements/contract/content.machine.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { SOURCES, type ContentBody, type ContentSource } from './source.ts';

export interface Version {
  kind: ContentKind;
  contentId: string;
  version: string;
  hash: string;
  state: ContentState;
  origin: 'built-in' | 'uploaded';
  body: ContentBody;
}

/** What patients may get, before anybody asks for signatures: one version an id. */
export async function listPublished(work: Work, kind: ContentKind): Promise<Version[]> {
  const source = SOURCES[kind];
  if (!source) return [];
  const { tx, hospitalId } = work;
  const rows = await repo.listInState(tx, hospitalId, kind, 'published');
  const decided = new Set(await repo.listDecided(tx, hospitalId, kind));
  const own = rows.filter((row) => isWhole(source, row)).map(ofRow);
  const files = ofFiles(kind, source, decided).filter(({ state }) => state === 'published');
  return [...files, ...own].sort((a, b) => (a.contentId < b.contentId ? -1 : 1));
}

/** Published ones, drafts, and files that are newer than what the hospital decided on. */
export async function listKnown(work: Work, kind: ContentKind): Promise<Version[]> {
  const source = SOURCES[kind];
  if (!source) return [];
  const { tx, hospitalId } = work;
  const published = await listPublished(work, kind);
  const drafts = (await repo.listInState(tx, hospitalId, kind, 'draft')).filter((row) =>
    isWhole(source, row),
  );
  const decided = new Set(await repo.listDecided(tx, hospitalId, kind));
  const kept = new Set(
    await repo.knownHashes(
      tx,
      hospitalId,
      kind,
      source.files().map(({ hash }) => hash),
    ),
  );
  const newer = ofFiles(kind, source, decided).filter((v) => v.state === 'draft' && !kept.has(v.hash));
  return [...published, ...newer, ...drafts.map(ofRow)];
}

export async function findVersion(work: Work, key: repo.VersionKey): Promise<Version | undefined> {
  const source = SOURCES[key.kind];
  if (!source) return undefined;
  const { tx, hospitalId } = work;
  const row = await repo.getContent(tx, hospitalId, key);
  if (row) return isWhole(source, row) ? ofRow(row) : undefined;
  const decided = new Set(await repo.listDecided(tx, hospitalId, key.kind));
  return ofFiles(key.kind, source, decided).find(
    ({ contentId, hash }) => contentId === key.contentId && hash === key.hash,
  );
}

/** A file of an id that the hospital decided on waits, as a draft does, until it is published there. */
const ofFiles = (kind: ContentKind, source: ContentSource, decided: ReadonlySet<string>): Version[] =>
  source.files().map(({ body, hash }) => ({
    ...{ kind, contentId: body.id, version: body.version, hash, body, origin: 'built-in' },
    state: decided.has(body.id) ? 'draft' : 'published',
  }));

export const ofRow = ({ kind, contentId, version, hash, state, origin, body }: repo.ContentRow): Version => ({
  ...{ kind, contentId, version, hash, state, origin, body },
});

/** A body that is not what its hash says was changed by somebody: it is as if it were not there. */
const isWhole = (source: ContentSource, { body, hash, contentId, version }: repo.ContentRow): boolean =>
  body.id === contentId && body.version === version && source.hashOf(body) === hash;
