/**
 * The clarification of a prescription in review: questions of the pharmacist who has it in hand, answers of its prescriber.
 * A question keeps the prescription for who asked until the answer, so that nobody else begins from the start.
 */
import type { PrescriptionSummary } from '@care-elements/contract/prescription.ts';
import type { ReviewThread, ThreadSide } from '@care-elements/contract/review.thread.ts';
import { authorize, type Authorized, type ClinicianActor } from '../../actor.ts';
import { record } from '../../audit.ts';
import { problem } from '../../problems.ts';
import { getClinicians } from '../../sessions/service.ts';
import type { Work } from '../../work.ts';
import type { RxTools } from '../move.ts';
import * as rows from '../repo.ts';
import { stateAt } from '../validity.ts';
import { summaryView } from '../view.ts';
import { answeredLease, askedLease, leaseInHand, notHeld } from './lease.ts';
import type { ReviewMessageRow, ThreadRow } from './table.ts';
import * as repo from './thread-repo.ts';

type Talker = ClinicianActor<'pharmacist'> | ClinicianActor<'doctor'>;
const EMPTY = { last: 0, pharmacistRead: 0, doctorRead: 0 };

/** Signed, and for its own prescriber or a pharmacist; else as if it did not exist. */
async function talkedAbout(work: Work, actor: Talker, prescriptionId: string): Promise<rows.PrescriptionRow> {
  const row = await rows.getPrescription(work.tx, work.hospitalId, prescriptionId);
  const theirs = actor.role === 'pharmacist' || row?.prescriberId === actor.clinicianId;
  return authorize(row?.sealed != null && theirs, row!);
}

async function threadView(
  work: Work,
  row: rows.PrescriptionRow,
  page: { before?: number | undefined; limit: number } = { limit: 50 },
): Promise<ReviewThread> {
  const { tx, hospitalId, now } = work;
  const { prescriptionId } = row;
  const thread = (await repo.getThread(tx, hospitalId, prescriptionId)) ?? EMPTY;
  const found = await repo.listMessages(tx, hospitalId, prescriptionId, page);
  const people = await getClinicians(work, [...new Set(found.map(({ authorId }) => authorId))]);
  const unread = (side: ThreadSide, read: number) =>
    repo.countUnread(tx, hospitalId, prescriptionId, side, read);
  return {
    prescriptionId,
    messages: found.map(({ messageId, seq, side, authorId, text, sentAt }) => {
      const { clinicianId, name, title } = people.find((one) => one.clinicianId === authorId)!;
      return {
        ...{ messageId, seq, from: side, text, sentAt: sentAt.toISOString() },
        author: { clinicianId, name, title },
      };
    }),
    last: Math.max(thread.last, found.at(-1)?.seq ?? 0),
    read: { pharmacist: thread.pharmacistRead, doctor: thread.doctorRead },
    unread: {
      pharmacist: await unread('pharmacist', thread.pharmacistRead),
      doctor: await unread('doctor', thread.doctorRead),
    },
    writable: stateAt(row, now) === 'pending_review',
  };
}

export async function listReviewMessages(
  work: Work,
  actor: Talker,
  prescriptionId: string,
  page: { before?: number | undefined; limit: number },
): Promise<Authorized<ReviewThread>> {
  return authorize(true, await threadView(work, await talkedAbout(work, actor, prescriptionId), page));
}

/** Stores a message, or finds it stored. */
export async function sendReviewMessage(
  work: Work,
  actor: Talker,
  prescriptionId: string,
  { messageId, text }: { messageId: string; text: string },
): Promise<Authorized<ReviewThread>> {
  const { tx, hospitalId, now } = work;
  const row = await talkedAbout(work, actor, prescriptionId);
  const side: ThreadSide = actor.role;
  const found = async () => {
    const known = await repo.getMessage(tx, hospitalId, prescriptionId, messageId);
    if (!known) return false;
    if (known.authorId !== actor.clinicianId || known.text !== text)
      throw problem('idempotency-key-reused', 'Another message has this messageId.');
    return true;
  };
  if (await found()) return authorize(true, await threadView(work, row));
  const state = stateAt(row, now);
  if (state !== 'pending_review') throw problem('state-conflict', undefined, { current: state });
  const lease = actor.role === 'pharmacist' ? await leaseInHand(work, actor, prescriptionId) : null;
  if (lease === undefined) return notHeld(work, prescriptionId);
  const thread = await repo.lockThread(tx, row);
  // Two tries of one message at the same moment: the second finds it here.
  if (await found()) return authorize(true, await threadView(work, row));
  const message: ReviewMessageRow = {
    ...{ hospitalId, prescriptionId, messageId, side, text },
    ...{ seq: thread.last + 1, authorId: actor.clinicianId, sentAt: now },
  };
  await repo.insertMessage(tx, message);
  if (lease) await askedLease(work, lease);
  else await answeredLease(work, prescriptionId);
  await tell(work, row, side === 'pharmacist' ? 'asked' : 'answered', message);
  return authorize(true, await threadView(work, row));
}

const tell = (work: Work, row: rows.PrescriptionRow, verb: string, after: object, before?: object) =>
  record(work, {
    action: `review.${verb}`,
    ...{ resourceType: 'Communication', resourceId: row.prescriptionId, visitId: row.visitId, after },
    ...(before ? { before } : {}),
    topics: ['reviews', `desk:${row.prescriberId}`],
    payload: { revision: row.revision },
  });

/** Marks only grow. A colleague who only reads leaves the pharmacist's mark where it is. */
export async function markReviewMessages(
  work: Work,
  actor: Talker,
  prescriptionId: string,
  asked: number,
): Promise<Authorized<ReviewThread>> {
  const row = await talkedAbout(work, actor, prescriptionId);
  const reads = actor.role === 'doctor' || (await leaseInHand(work, actor, prescriptionId)) !== undefined;
  const before = reads && (await repo.getThread(work.tx, work.hospitalId, prescriptionId));
  if (before) {
    const thread = await repo.lockThread(work.tx, before);
    const old = actor.role === 'doctor' ? thread.doctorRead : thread.pharmacistRead;
    const read = Math.min(asked, thread.last);
    if (read > old) {
      await repo.setRead(work.tx, thread, actor.role, read);
      await tell(work, row, 'read', { read, side: actor.role }, { read: old, side: actor.role });
    }
  }
  return authorize(true, await threadView(work, row));
}

/** What pharmacists ask this doctor, also after the visit. */
export async function listQuestions(
  work: Work,
  tools: RxTools,
  actor: ClinicianActor<'doctor'>,
): Promise<Authorized<{ questions: { prescription: PrescriptionSummary; thread: ReviewThread }[] }>> {
  const questions = [];
  for (const row of await repo.listAsked(work.tx, work.hospitalId, actor.clinicianId, work.now)) {
    const prescription = await summaryView(work, tools.formulary, row);
    questions.push({ prescription, thread: await threadView(work, row, { limit: 20 }) });
  }
  return authorize(true, { questions });
}

/** For rows of the list: who is to say the next word, and what the pharmacist has not read. */
export async function talkOf(
  work: Work,
  prescriptionIds: string[],
): Promise<Map<string, { waitingFor: ThreadSide; unread: number }>> {
  const { tx, hospitalId } = work;
  const talk = new Map<string, { waitingFor: ThreadSide; unread: number }>();
  for (const thread of await repo.listThreads(tx, hospitalId, prescriptionIds)) {
    if (!thread.lastSide) continue;
    talk.set(thread.prescriptionId, {
      waitingFor: thread.lastSide === 'doctor' ? 'pharmacist' : 'doctor',
      unread: await unreadOf(work, thread),
    });
  }
  return talk;
}
const unreadOf = ({ tx, hospitalId }: Work, { prescriptionId, pharmacistRead }: ThreadRow) =>
  repo.countUnread(tx, hospitalId, prescriptionId, 'pharmacist', pharmacistRead);
