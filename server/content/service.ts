/** What owners do with triage content: list and read it, publish and retire versions, sign them. One place changes a version's state. */
import { CONTENT_KINDS, type ContentDetail, type ContentSummary } from '@care-elements/contract/content.ts';
import { CONTENT_MACHINE, type ContentAction } from '@care-elements/contract/content.machine.ts';
import { next, type Role } from '@care-elements/contract/machine.ts';
import { authorize, publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import type { SealMaker } from '../seals/seal.ts';
import type { Work } from '../work.ts';
import { findVersion, listKnown, listPublished, ofRow, type Version } from './known.ts';
import * as repo from './repo.ts';
import { signContent, validReviews } from './signatures.ts';
import { SOURCES } from './source.ts';
import { detailOf, lastSigned, summaryOf } from './view.ts';

export interface ContentTools {
  readonly seals: SealMaker;
  readonly servesUnsigned: boolean;
}
type Owner = ClinicianActor<'administrator'> | ClinicianActor<'medical_lead'>;

export async function listContent(
  work: Work,
  { servesUnsigned }: ContentTools,
): Promise<Authorized<{ items: ContentSummary[]; unsignedServed: boolean }>> {
  const items: ContentSummary[] = [];
  for (const kind of CONTENT_KINDS) {
    const signed = await lastSigned(work, kind);
    for (const version of await listKnown(work, kind)) items.push(summaryOf(version, signed, servesUnsigned));
  }
  // Owners of this hospital: the token says so.
  return publicRecord({ items: items.slice(0, 500), unsignedServed: servesUnsigned });
}

export async function getContent(
  work: Work,
  tools: ContentTools,
  key: repo.VersionKey,
): Promise<Authorized<ContentDetail>> {
  const version = await requireVersion(work, key);
  return authorize(true, await detailOf(work, version, tools.servesUnsigned));
}

/** Throws `not-found`; also for a version that was changed behind our back. */
export async function requireVersion(work: Work, key: repo.VersionKey): Promise<Version> {
  const version = await findVersion(work, key);
  if (!version) throw problem('not-found');
  return version;
}

export async function publishContent(
  work: Work,
  tools: ContentTools,
  actor: Owner,
  key: repo.VersionKey,
): Promise<Authorized<ContentDetail>> {
  const before = await begin(work, key);
  const published = await listPublished(work, key.kind);
  const others = published.flatMap(({ contentId, body }) => (contentId === key.contentId ? [] : [body]));
  const checked = SOURCES[key.kind]!.check(before.body, others);
  if ('errors' in checked) throw problem('invalid-input', undefined, { errors: checked.errors });
  if (!tools.servesUnsigned && !(await validReviews(work, key.kind, [key.hash])).has(key.hash))
    throw problem('signature-missing', 'This server gives patients only what the medical lead has signed.');
  const state = stateAfter(before, 'publish', actor.role);
  const row = await repo.getPublished(work.tx, work.hospitalId, key);
  const now = row ? ofRow(row) : published.find(({ contentId }) => contentId === key.contentId);
  if (now) await move(work, now, 'supersede', 'system', null);
  return change(work, tools, before, 'publish', {
    ...{ state, publishedBy: actor.clinicianId, publishedAt: work.now },
    ...{ retiredBy: null, retiredAt: null },
  });
}

export async function retireContent(
  work: Work,
  tools: ContentTools,
  actor: Owner,
  key: repo.VersionKey,
): Promise<Authorized<ContentDetail>> {
  const before = await begin(work, key);
  const after = await move(work, before, 'retire', actor.role, actor.clinicianId);
  return authorize(true, await detailOf(work, after, tools.servesUnsigned));
}

/** Signs what the lead was shown; again by the same lead is the same. */
export async function signVersion(
  work: Work,
  tools: ContentTools,
  actor: Owner,
  key: repo.VersionKey,
  shown: { contentId: string; version: string; hash: string },
): Promise<Authorized<ContentDetail>> {
  const before = await begin(work, key);
  const { contentId, version, hash } = before;
  if (shown.contentId !== contentId || shown.version !== version || shown.hash !== hash)
    throw problem('version-conflict', 'What was shown is not this version.', {
      current: { contentId, version, hash },
    });
  stateAfter(before, 'sign', actor.role);
  const theirs = await repo.listSignatures(work.tx, work.hospitalId, key.kind, [hash]);
  if (!theirs.some(({ clinicianId }) => clinicianId === actor.clinicianId)) {
    await keep(work, before);
    await signContent(work, tools.seals, actor.clinicianId, before);
    await recordOf(work, before, 'signed', before);
  }
  return authorize(true, await detailOf(work, before, tools.servesUnsigned));
}

/** One change of a hospital's content at a time: what is read here stays so until the end. */
async function begin(work: Work, key: repo.VersionKey): Promise<Version> {
  await repo.takeRevision(work.tx, work.hospitalId);
  return requireVersion(work, key);
}

function stateAfter(version: Version, action: ContentAction, role: Role) {
  const state = next(CONTENT_MACHINE, version.state, action, role);
  if (!state) throw problem('state-conflict', undefined, { current: version.state });
  return state;
}

async function move(
  work: Work,
  before: Version,
  action: 'retire' | 'supersede',
  role: Role,
  by: string | null,
): Promise<Version> {
  const state = stateAfter(before, action, role);
  await keep(work, before);
  const change = { state, retiredBy: by, retiredAt: work.now };
  const after = ofRow(await repo.updateContent(work.tx, work.hospitalId, before, change));
  await recordOf(work, after, action === 'retire' ? 'retired' : 'superseded', before);
  return after;
}

async function change(
  work: Work,
  tools: ContentTools,
  before: Version,
  action: 'publish',
  to: Parameters<typeof repo.updateContent>[3],
): Promise<Authorized<ContentDetail>> {
  await keep(work, before);
  const after = ofRow(await repo.updateContent(work.tx, work.hospitalId, before, to));
  await recordOf(work, after, `${action}ed`, before);
  return authorize(true, await detailOf(work, after, tools.servesUnsigned));
}

/** A file of the program gets a row when the hospital first does something with it: from then on it is kept here as it was. */
async function keep({ tx, hospitalId, now }: Work, version: Version): Promise<void> {
  const { kind, contentId, hash, state, origin, body } = version;
  await repo.insertContent(tx, {
    ...{ hospitalId, kind, contentId, hash, version: version.version, state, origin, body, createdAt: now },
    ...{ uploadedBy: null, uploadedAt: null, publishedBy: null, retiredBy: null, retiredAt: null },
    publishedAt: state === 'published' ? now : null,
  });
}

/** The trail keeps hashes: the version's own is the content's. */
export async function recordOf(
  work: Work,
  { kind, contentId, version, hash, state }: Version,
  verb: string,
  before: Version | null,
): Promise<void> {
  await record(work, {
    action: `content.${verb}`,
    ...{ resourceType: 'TriageContent', resourceId: `${kind}/${contentId}/${hash}` },
    ...(before && { before: { hash: before.hash, state: before.state } }),
    after: { hash, state },
    topics: [],
    payload: { kind, contentId, version, hash, state },
  });
}
