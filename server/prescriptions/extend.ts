/** A longer validity: the doctor's amendment with a reason, sealed on its own, within what the hospital's rules allow. */
import { canonicalOf, type SealMaker } from '../seals/seal.ts';
import { sealChecker, sealWith } from '../seals/service.ts';
import type { Extension } from '@care-elements/contract/dispense.ts';
import { requireEncounter } from '../encounters/service.ts';
import { problem } from '../problems.ts';
import { thresholdOf } from '../rules/law.ts';
import { lawOfHospital } from '../rules/service.ts';
import { assertMayTreat } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import { nextState, own, recordMove, type Doctor } from './move.ts';
import { settle } from './end.ts';
import * as repo from './repo.ts';
import { validUntil } from './validity.ts';

/** What the doctor's seal on an extension is over. */
interface ExtensionContent {
  type: 'care-prescription-extension/1';
  hospitalId: string;
  prescriptionId: string;
  rxHash: string;
  days: number;
  validUntil: string;
  reason: string;
  clinicianId: string;
  at: string;
}

export async function extendPrescription(
  work: Work,
  seals: SealMaker,
  actor: Doctor,
  prescriptionId: string,
  { days, reason }: { days: number; reason: string },
): Promise<repo.PrescriptionRow> {
  const { tx, hospitalId, now, newId } = work;
  const seen = await own(work, actor, prescriptionId);
  const { departmentId } = await requireEncounter(work, seen.encounterId);
  await assertMayTreat(work, actor.clinicianId, departmentId);
  nextState(work, seen, 'extend', 'doctor');
  const before = await settle(work, seen);
  const state = nextState(work, before, 'extend', 'doctor');
  const { law, day, timeZone } = await lawOfHospital(work);
  const most = thresholdOf(law, 'rx.validity', 'extendedDays', day);
  const until = validUntil(timeZone, before.signedAt!, days);
  const wrong = (code: string, message: string) =>
    problem('invalid-input', undefined, { errors: [{ pointer: '/days', code, message }] });
  if (days > most) throw wrong('too-long', `At most ${most} days in all, the day of signing included.`);
  if (until <= before.validUntil!) throw wrong('not-longer', 'It is valid that long already.');
  const begun = canonicalOf({
    type: 'care-prescription-extension/1',
    ...{ hospitalId, prescriptionId, rxHash: before.rxHash!, days, validUntil: until.toISOString(), reason },
    ...{ clinicianId: actor.clinicianId, at: now.toISOString() },
  } satisfies ExtensionContent);
  // Set aside until it expires means until then.
  const held = before.claimedUntil?.getTime() === before.validUntil!.getTime();
  const change = { state, validUntil: until, ...(held ? { claimedUntil: until } : {}) };
  const after = await repo.updateIf(tx, before, change);
  if (!after) throw problem('state-conflict', 'Somebody else was faster.');
  const seal = await sealWith(work, seals, actor.clinicianId, begun);
  await repo.insertExtension(tx, {
    ...{ hospitalId, extensionId: newId(), prescriptionId, clinicianId: actor.clinicianId },
    ...{ days, reason, validUntil: until, sealed: begun.canonical, at: now, ...seal },
  });
  await recordMove(work, before, after, 'extended', { days });
  return after;
}

export async function extensionsOf(work: Work, prescriptionId: string): Promise<Extension[]> {
  const rows = await repo.listExtensions(work.tx, work.hospitalId, prescriptionId);
  const check = await sealChecker(work, rows);
  const extensions: Extension[] = [];
  for (const row of rows) {
    const said = JSON.parse(row.sealed) as ExtensionContent;
    const { verdict } = check(row.sealed, row);
    const fits =
      said.prescriptionId === row.prescriptionId &&
      said.clinicianId === row.clinicianId &&
      said.at === row.at.toISOString() &&
      said.validUntil === row.validUntil.toISOString();
    const { days, reason, keyId } = row;
    extensions.push({
      ...{ days, reason, keyId, at: row.at.toISOString(), validUntil: row.validUntil.toISOString() },
      verdict: fits ? verdict : 'invalid',
    });
  }
  return extensions;
}
