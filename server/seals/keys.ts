/** Who keeps which key: one's own, rotated and revoked by oneself or an administrator, and what the hospital publishes of all. */
import type { KeyList, PublishedKey, Signing, SigningSettings } from '@care-elements/contract/signing.ts';
import type { RevokeReason, SealLevel } from '@care-elements/contract/signing.terms.ts';
import { authorize, publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { getClinicians } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import type { SigningProvider } from './seal.ts';
import { keyOf, sealAsHospital, timesOf } from './service.ts';

/** Beyond any hospital that we know; the oldest keys would fall out. */
const LISTED = 10_000;
const MINE = 100;

export async function getKeys(work: Work, provider: SigningProvider): Promise<Authorized<KeyList>> {
  const { name } = await requireHospital(work);
  const rows = await repo.listKeys(work.tx, work.hospitalId, null, LISTED);
  const list = await sealAsHospital(work, provider, {
    type: 'care-keys/1' as const,
    ...{ hospitalId: work.hospitalId, hospital: { name }, issuedAt: work.now.toISOString() },
    keys: await published(work, rows),
  });
  return publicRecord(list as KeyList);
}

/** These keys as they are published. */
export async function publishedKeys(work: Work, keyIds: string[]): Promise<PublishedKey[]> {
  return published(work, await repo.getKeys(work.tx, work.hospitalId, keyIds));
}

async function published(work: Work, rows: repo.SealKeyRow[]): Promise<PublishedKey[]> {
  const people = await getClinicians(work, [...new Set(rows.map(({ clinicianId }) => clinicianId))]);
  const byId = new Map(people.map((person) => [person.clinicianId, person]));
  return rows.map((row) => {
    const { name, title, role } = byId.get(row.clinicianId)!;
    const { kty, crv, x } = row.publicJwk;
    return {
      ...{ kid: row.keyId, kty, crv, x, alg: 'Ed25519', use: 'sig', level: 'seal', rpId: null },
      ...{ clinicianId: row.clinicianId, role, name, title, ...timesOf(row), reason: row.revokeReason },
    } as PublishedKey;
  });
}

export async function getSigning(work: Work, actor: ClinicianActor): Promise<Authorized<Signing>> {
  return authorize(true, await signingOf(work, actor.clinicianId, actor.role));
}

async function signingOf(work: Work, clinicianId: string, role: ClinicianActor['role']): Promise<Signing> {
  const rows = await repo.listKeys(work.tx, work.hospitalId, clinicianId, MINE);
  const keys = rows.map(({ keyId, createdAt, revokeReason, ...row }) => {
    const { retiredAt, revokedAt } = timesOf({ createdAt, ...row });
    return {
      ...{ keyId, level: 'seal' as const, name: null, rpId: null, createdAt: createdAt.toISOString() },
      ...{ lastUsedAt: null, retiredAt, revokedAt, reason: revokeReason },
    };
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

export async function rotateKey(
  work: Work,
  provider: SigningProvider,
  actor: ClinicianActor,
  keyId: string,
): Promise<Authorized<Signing>> {
  const before = await lockOwn(work, actor, keyId);
  if (before.retiredAt) throw problem('state-conflict', 'The key is retired.', { current: 'retired' });
  const after = await repo.updateKey(work.tx, before, { retiredAt: work.now, privateKey: null });
  const next = await keyOf(work, provider, before.clinicianId);
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
  const after = await repo.updateKey(work.tx, before, {
    ...{ revokedAt: work.now, revokedFrom, revokeReason: reason },
    ...{ retiredAt: before.retiredAt ?? work.now, privateKey: null },
  });
  await recordKey(work, 'revoked', before, after, { reason, from: revokedFrom.toISOString() });
  return ownersView(work, before);
}

/** From now, or from earlier; a key that was called back already can only be called back from earlier still. */
export function revokedFromOf(
  { now }: Work,
  { revokedFrom }: Pick<repo.SealKeyRow, 'revokedFrom'>,
  from: string | null,
): Date {
  const asked = from === null ? now : new Date(Math.min(Date.parse(from), now.getTime()));
  if (revokedFrom && asked >= revokedFrom)
    throw problem('state-conflict', 'The key was called back before.', { current: 'revoked' });
  return asked;
}

/** One's own key, or any for an administrator. */
async function lockOwn(work: Work, actor: ClinicianActor, keyId: string): Promise<repo.SealKeyRow> {
  const row = await repo.lockKey(work.tx, work.hospitalId, keyId);
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

/** The trail keeps no key, not even an encrypted one. */
async function recordKey(
  work: Work,
  verb: string,
  { privateKey: _before, ...before }: repo.SealKeyRow,
  { privateKey: _after, ...after }: repo.SealKeyRow,
  payload: Record<string, unknown>,
): Promise<void> {
  await record(work, {
    action: `key.${verb}`,
    ...{ resourceType: 'SigningKey', resourceId: after.keyId, before, after },
    ...{ topics: [], payload: { clinicianId: after.clinicianId, ...payload } },
  });
}
