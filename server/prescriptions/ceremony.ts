/** Signatures that are confirmed outside the server: what is signed is pinned first, and completed only if it would be signed just so again. */
import type { DecisionToSign } from '@care-elements/contract/prescription.signing.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { BegunSignature, CompleteBody } from '@care-elements/contract/signing.ts';
import { reaches, type SealLevel } from '@care-elements/contract/signing.terms.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { problem } from '../problems.ts';
import { keepBegun, takeBegun } from '../seals/begun.ts';
import { requiredLevel } from '../seals/keys.ts';
import type { SigningProvider } from '../seals/provider.ts';
import type { Begun } from '../seals/seal.ts';
import type { Work } from '../work.ts';
import { own, type Doctor, type RxTools } from './move.ts';
import { readable } from './read.ts';
import { decided, readyToDecide, type DecisionAction, type DecisionInput } from './review.ts';
import { readyToSign, signed, type ToSign } from './sign.ts';

type Pharmacist = ClinicianActor<'pharmacist'>;
/** With the page that it is signed on. */
type OnPage<A> = A & { readonly origin: string | null };

export async function beginSignature(
  work: Work,
  tools: RxTools,
  actor: OnPage<Doctor>,
  prescriptionId: string,
  shown: ToSign,
): Promise<Authorized<BegunSignature>> {
  const level = await levelFor(work, actor);
  const how = { level, at: work.now };
  const { begun } = await readyToSign(work, tools, actor, prescriptionId, shown, how);
  return begin(work, tools, actor, level, {
    purpose: 'sign',
    subjectId: prescriptionId,
    input: { ...shown },
    begun,
  });
}

export async function completeSignature(
  work: Work,
  tools: RxTools,
  actor: Doctor,
  prescriptionId: string,
  { beginId, answer }: CompleteBody,
): Promise<Authorized<Prescription>> {
  await own(work, actor, prescriptionId);
  const pinned = await takeBegun(work, {
    ...{ beginId, clinicianId: actor.clinicianId, purposes: ['sign'], subjectId: prescriptionId },
  });
  const ready = await readyToSign(
    ...([work, tools, actor, prescriptionId] as const),
    pinned.input as unknown as ToSign,
    { level: pinned.level, at: pinned.begunAt },
  );
  assertUnchanged(ready.begun, pinned.canonical);
  const provider = providerOf(tools, pinned.level);
  const signer = { clinicianId: actor.clinicianId, origin: pinned.origin };
  return signed(work, tools, ready, await provider.complete(work, signer, ready.begun, answer));
}

export async function beginDecision(
  work: Work,
  tools: RxTools,
  actor: OnPage<Pharmacist>,
  prescriptionId: string,
  { decision, ...input }: DecisionToSign,
): Promise<Authorized<BegunSignature>> {
  if (decision !== 'approve' && !input.reason) {
    const error = { pointer: '/reason', code: 'required', message: 'Say why, with a code.' };
    throw problem('invalid-input', undefined, { errors: [error] });
  }
  const said = decision === 'approve' ? { ...input, reason: null, note: '' } : input;
  const { begun } = await readyToDecide(work, tools, actor, prescriptionId, decision, said, work.now);
  return begin(work, tools, actor, await levelFor(work, actor), {
    purpose: decision,
    subjectId: prescriptionId,
    input: { ...said },
    begun,
  });
}

export async function completeDecision(
  work: Work,
  tools: RxTools,
  actor: Pharmacist,
  prescriptionId: string,
  { beginId, answer }: CompleteBody,
): Promise<Authorized<Prescription>> {
  await readable(work, actor, prescriptionId);
  const pinned = await takeBegun(work, {
    ...{ beginId, clinicianId: actor.clinicianId, subjectId: prescriptionId },
    purposes: ['approve', 'return', 'reject'],
  });
  const ready = await readyToDecide(
    ...([work, tools, actor, prescriptionId, pinned.purpose as DecisionAction] as const),
    pinned.input as unknown as DecisionInput,
    pinned.begunAt,
  );
  assertUnchanged(ready.begun, pinned.canonical);
  const provider = providerOf(tools, pinned.level);
  const signer = { clinicianId: actor.clinicianId, origin: pinned.origin };
  return decided(work, tools, actor, ready, await provider.complete(work, signer, ready.begun, answer));
}

async function begin(
  work: Work,
  tools: RxTools,
  { clinicianId, origin }: OnPage<Doctor | Pharmacist>,
  level: 'ceremony' | 'ca',
  what: {
    purpose: 'sign' | DecisionAction;
    subjectId: string;
    input: Record<string, unknown>;
    begun: Begun;
  },
): Promise<Authorized<BegunSignature>> {
  const { begun, ...rest } = what;
  const ask = await providerOf(tools, level).begin(work, { clinicianId, origin }, begun);
  const { beginId, expiresAt } = await keepBegun(work, {
    ...{ ...rest, clinicianId, level, canonical: begun.canonical, challenge: begun.hash },
    origin: origin ?? '',
  });
  return authorize(true, { beginId, expiresAt, level, ask: ask!, text: begun.canonical });
}

/** The least that the hospital asks for and that is not the server's own seal. */
const levelFor = async (work: Work, { role }: Doctor | Pharmacist): Promise<'ceremony' | 'ca'> =>
  reaches('ceremony', await requiredLevel(work, role)) ? 'ceremony' : 'ca';

function providerOf({ providers }: RxTools, level: SealLevel): SigningProvider {
  const provider = providers[level];
  if (!provider) throw problem('level-unavailable', `This server has no provider for “${level}”.`);
  return provider;
}

/** The same again, to the character: a diagnosis, a name, an alert may have changed while the device was asked. */
function assertUnchanged({ canonical }: Begun, pinned: string | null): void {
  if (canonical !== pinned) throw problem('version-conflict', 'What would be signed has changed meanwhile.');
}
