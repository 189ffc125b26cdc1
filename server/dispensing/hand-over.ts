/** Handing over: all or a part of what was prescribed and nothing else, each time with a receipt that the dispenser seals. */
import type { Claim, DispenseLine } from '@care-elements/contract/dispense.ts';
import type { VoidRefusal } from '@care-elements/contract/dispense.terms.ts';
import { authorize, nothing, type Authorized } from '../actor.ts';
import { assertSettled } from '../payments/service.ts';
import { contentOf, personOf } from '../prescriptions/content.ts';
import { freeClaim } from '../prescriptions/end.ts';
import { assertLawful, assertReviewed, pharmacyMove } from '../prescriptions/held.ts';
import type { RxTools } from '../prescriptions/move.ts';
import { stateAt } from '../prescriptions/validity.ts';
import { openVoidRequest, refuseVoidRequest } from '../prescriptions/void-request.ts';
import { problem } from '../problems.ts';
import { sealWith } from '../seals/service.ts';
import type { Work } from '../work.ts';
import { withSecret } from './claim.ts';
import { handedOver, letGo } from './fulfil.ts';
import type { CounterActor } from './pharmacies.ts';
import { countOf, nothingLeft, restOf } from './quantity.ts';
import type { ReceiptContent } from './receipts.ts';
import * as repo from './repo.ts';
import { claimView } from './view.ts';

export async function dispense(
  work: Work,
  { seals, formulary }: RxTools,
  actor: CounterActor,
  claimId: string,
  { secret, lines }: { secret: string; lines: DispenseLine[] },
): Promise<Authorized<Claim>> {
  const { tx, hospitalId, now, newId } = work;
  const { claim, rx, pharmacy } = await withSecret(work, actor, claimId, secret);
  const state = stateAt(rx, now);
  if (state !== 'claimed' && state !== 'partially_dispensed')
    throw problem('state-conflict', undefined, { current: state });
  if (await openVoidRequest(work, rx))
    throw problem('void-requested', 'The doctor asks for it back: answer that first.');
  await assertSettled(work, rx.prescriptionId);
  const pass = await assertReviewed(work, rx);
  const { items } = await contentOf(work, rx);
  const before = await repo.listDispenses(tx, hospitalId, rx.prescriptionId);
  const given = before.flatMap((d) => d.lines);
  const counted = countOf(lines, items, given);
  await assertLawful(work, formulary, rx, pass, lines);
  const whole = nothingLeft(restOf(items, [...given, ...counted]));
  const dispenseId = newId();
  const part = before.length + 1;
  const { pharmacyId, name } = pharmacy;
  // The row's version is the lock: of two hand-overs at once, one is written.
  const after = await pharmacyMove(
    work,
    rx,
    whole ? 'dispense' : 'dispense_part',
    { claimedUntil: null, ...(whole ? { endedAt: now } : {}) },
    { claimId, pharmacyId, dispenseId, part },
  );
  const begun = seals.begin({
    type: 'care-dispense/1',
    ...{
      hospitalId,
      dispenseId,
      prescriptionId: rx.prescriptionId,
      rxHash: rx.rxHash!,
      claimId,
      part,
      whole,
    },
    pharmacy: { pharmacyId, name },
    dispenser: await personOf(work, actor.clinicianId),
    lines: lines.map((line) => ({ ...line, name: items.find((it) => it.line === line.line)!.drug.name })),
    at: now.toISOString(),
  } satisfies ReceiptContent);
  const seal = await sealWith(work, seals, actor.clinicianId, begun);
  await repo.insertDispense(tx, {
    ...{ hospitalId, dispenseId, prescriptionId: rx.prescriptionId, claimId, pharmacyId, part },
    ...{ clinicianId: actor.clinicianId, lines: counted, sealed: begun.canonical, hash: begun.hash, at: now },
    ...seal,
  });
  await handedOver(work, after, pharmacyId, whole);
  return authorize(true, await claimView(work, claim, after));
}

/** The doctor asks for it back: it is let go and void, or the counter says why not. */
export async function answerVoidRequest(
  work: Work,
  actor: CounterActor,
  claimId: string,
  answer: { secret: string } & ({ accept: true } | { accept: false; reason: VoidRefusal; note: string }),
): Promise<Authorized<undefined>> {
  const { rx } = await withSecret(work, actor, claimId, answer.secret);
  if (!(await openVoidRequest(work, rx))) throw problem('state-conflict', 'Nobody asks for it back.');
  if (!answer.accept) await refuseVoidRequest(work, rx, answer);
  else await letGo(work, await freeClaim(work, rx, { action: 'release', role: 'pharmacy' }), true);
  return nothing;
}
