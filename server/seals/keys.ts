/** Who keeps which key: one's own, rotated and revoked by oneself or an administrator, and what the hospital publishes of all. */
import type { KeyList, PublishedKey, Signing, SigningSettings } from '@care-elements/contract/signing.ts';
import { reaches, type RevokeReason, type SealLevel } from '@care-elements/contract/signing.terms.ts';
import { authorize, publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { getClinicians } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import type { SealMaker } from './seal.ts';
import { keyOf, publicOf, sealAsHospital } from './service.ts';

/** Beyond any hospital that we know; the oldest keys would fall out. */
const LISTED = 10_000;
const MINE = 100;
type Row = repo.SealKeyRow | repo.SignerKeyRow;

export async function getKeys(work: Work, maker: SealMaker): Promise<Authorized<KeyList>> {
  const { name } = await requireHospital(work);
  const { tx, hospitalId } = work;
  const rows = [
    ...(await repo.listKeys(tx, hospitalId, null, LISTED / 2)),
    ...(await repo.listSignerKeys(tx, hospitalId, null, LISTED / 2)),
  ].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const list = await sealAsHospital(work, maker, {
    type: 'care-keys/1' as const,
    ...{ hospitalId, hospital: { name }, issuedAt: work.now.toISOString() },
    keys: await published(work, rows),
  });
  return publicRecord(list as KeyList);
}

/** These keys as they are published. */
export async function publishedKeys(
  { tx, hospitalId, ...work }: Work,
  ids: string[],
): Promise<PublishedKey[]> {
  const rows = [
    ...(await repo.getKeys(tx, hospitalId, ids)),
    ...(await repo.getSignerKeys(tx, hospitalId, ids)),
  ];
  return published({ tx, hospitalId, ...work }, rows);
}

async function published(work: Work, rows: Row[]): Promise<PublishedKey[]> {
  const people = await getClinicians(work, [...new Set(rows.map(({ clinicianId }) => clinicianId))]);
  const byId = new Map(people.map((person) => [person.clinicianId, person]));
  return rows.map((row) => {
    const { name, title, role } = byId.get(row.clinicianId)!;
    return { ...publicOf(row), role, name, title } as PublishedKey;
  });
}

export async function getSigning(work: Work, actor: ClinicianActor): Promise<Authorized<Signing>> {
  return authorize(true, await signingOf(work, actor.clinicianId, actor.role));
}

export async function signingOf(
  work: Work,
  clinicianId: string,
  role: ClinicianActor['role'],
): Promise<Signing> {
  const { tx, hospitalId } = work;
  const rows = [
    ...(await repo.listSignerKeys(tx, hospitalId, clinicianId, MINE)),
    ...(await repo.listKeys(tx, hospitalId, clinicianId, MINE)),
  ];
  const keys = rows.map((row) => {
    const { kid: keyId, level, rpId, validFrom: createdAt, retiredAt, revokedAt, reason } = publicOf(row);
    const name = 'name' in row ? row.name : null;
    const lastUsedAt = 'name' in row ? (row.lastUsedAt?.toISOString() ?? null) : null;
    return { keyId, level, name, rpId, createdAt, lastUsedAt, retiredAt, revokedAt, reason };
  });
  return { required: await requiredLevel(work, role), keys };
}

/** What the hospital asks of a clinician's signature. */
export async function requiredLevel(work: Work, role: ClinicianActor['role']): Promise<SealLevel> {
  const { doctor, pharmacist } = await settingsOf(work);
  return role === 'doctor' ? doctor : role === 'pharmacist' ? pharmacist : 'seal';
}

async function settingsOf({ tx, hospitalId }: Work): Promise<SigningSettings> {
  const row = await repo.getSettings(tx, hospitalId);
  return { doctor: row?.doctorLevel ?? 'seal', pharmacist: row?.pharmacistLevel ?? 'seal' };
}

export const getSettings = async (work: Work): Promise<Authorized<SigningSettings>> =>
  publicRecord(await settingsOf(work));

/** `levels`: those that this server has a provider for. */
export async function setSettings(
  work: Work,
  levels: readonly SealLevel[],
  actor: ClinicianActor<'administrator'>,
  settings: SigningSettings,
): Promise<Authorized<SigningSettings>> {
  const missing = [settings.doctor, settings.pharmacist].find((level) => !levels.includes(level));
  if (missing) throw problem('level-unavailable', `This server has no provider for “${missing}”.`);
  const before = await settingsOf(work);
  const { tx, hospitalId, now } = work;
  await repo.setSettings(tx, {
    ...{ hospitalId, doctorLevel: settings.doctor, pharmacistLevel: settings.pharmacist },
    ...{ changedAt: now, changedBy: actor.clinicianId },
  });
  await record(work, {
    action: 'signing.set',
    ...{ resourceType: 'SigningSettings', resourceId: hospitalId, before, after: settings },
    ...{ topics: [], payload: { ...settings } },
  });
  return publicRecord(settings);
}

/** Throws `ceremony-needed` where the hospital asks for more than a signature of level `made`. */
export async function assertReaches(
  work: Work,
  role: 'doctor' | 'pharmacist',
  made: SealLevel,
): Promise<void> {
  const asked = await requiredLevel(work, role);
  if (!reaches(made, asked))
    throw problem('ceremony-needed', `The hospital asks for “${asked}”.`, { current: asked });
}

export async function rotateKey(
  work: Work,
  maker: SealMaker,
  actor: ClinicianActor,
  keyId: string,
): Promise<Authorized<Signing>> {
  const before = await lockOwn(work, actor, keyId);
  if ('level' in before)
    throw problem('state-conflict', 'Add another key in the device and call this one back.', {
      current: before.level,
    });
  if (before.retiredAt) throw problem('state-conflict', 'The key is retired.', { current: 'retired' });
  const after = await repo.updateKey(work.tx, before, { retiredAt: work.now, privateKey: null });
  const next = await keyOf(work, maker, before.clinicianId);
  await recordKey(work, 'rotated', before, after, { nextKeyId: next.keyId });
  return ownersView(work, before);
}

export async function revokeKey(
  work: Work,
  actor: ClinicianActor,
  keyId: string,
  { reason, from }: { reason: RevokeReason; from: string | null },
): Promise<Authorized<Signing>> {
  const before = await lockOwn(work, actor, keyId);
  const revokedFrom = revokedFromOf(work, before, from);
  const change = { revokedAt: work.now, revokedFrom, revokeReason: reason };
  const after =
    'level' in before
      ? await repo.updateSignerKey(work.tx, before, change)
      : await repo.updateKey(work.tx, before, {
          ...change,
          ...{ retiredAt: before.retiredAt ?? work.now, privateKey: null },
        });
  await recordKey(work, 'revoked', before, after, { reason, from: revokedFrom.toISOString() });
  return ownersView(work, before);
}

/** From now, or from earlier; a key that was called back already can only be called back from earlier still. */
function revokedFromOf({ now }: Work, { revokedFrom }: Row, from: string | null): Date {
  const asked = from === null ? now : new Date(Math.min(Date.parse(from), now.getTime()));
  if (revokedFrom && asked >= revokedFrom)
    throw problem('state-conflict', 'The key was called back before.', { current: 'revoked' });
  return asked;
}

/** One's own key, or any for an administrator. */
async function lockOwn({ tx, hospitalId }: Work, actor: ClinicianActor, keyId: string): Promise<Row> {
  const row =
    (await repo.lockKey(tx, hospitalId, keyId)) ?? (await repo.lockSignerKey(tx, hospitalId, keyId));
  const own = row?.clinicianId === actor.clinicianId;
  return authorize(!!row && (own || actor.role === 'administrator'), row!);
}

async function ownersView(
  work: Work,
  { clinicianId }: { clinicianId: string },
): Promise<Authorized<Signing>> {
  const [owner] = await getClinicians(work, [clinicianId]);
  return authorize(true, await signingOf(work, clinicianId, owner!.role));
}

/** The trail keeps hashes, of what is public alone. */
export async function recordKey(
  work: Work,
  verb: string,
  before: Row,
  after: Row,
  payload: Record<string, unknown>,
): Promise<void> {
  await record(work, {
    action: `key.${verb}`,
    ...{ resourceType: 'SigningKey', resourceId: after.keyId },
    ...{ before: publicOf(before), after: publicOf(after), topics: [] },
    payload: { clinicianId: after.clinicianId, ...payload },
  });
}
