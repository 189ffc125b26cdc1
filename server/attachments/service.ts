/** Files of a visit's conversation: taken in once, held for the message that sends them, read by its two sides. */
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENTS,
  type Attachment,
  type AttachmentType,
} from '@care-elements/contract/attachments.ts';
import type { MessageSide } from '@care-elements/contract/messages.ts';
import { authorize, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import type { Deps } from '../deps.ts';
import { sideOf, writingSide, type Talker } from '../messages/access.ts';
import { problem } from '../problems.ts';
import { StorageAway } from '../storage/storage.ts';
import type { Work } from '../work.ts';
import { refuse } from './refuse.ts';
import * as repo from './repo.ts';

export type { AttachmentRow } from './repo.ts';

/** How long an upload waits for its message. */
const UNUSED_MS = 24 * 3600_000;
/** A file that storage would not remove has its turn again after this long, and so have at most this many at once. */
const AGAIN_MS = 3600_000;
const AT_ONCE = 50;

const view = (row: repo.AttachmentRow): Attachment => {
  const { attachmentId, kind, type, name, bytes, sha256, width, height, seconds } = row;
  return { attachmentId, kind, type, name, bytes, sha256, width, height, seconds };
};

/** Asked before a byte of the file is read, and again when it is taken in. */
export async function mayUpload(work: Work, actor: Talker, visitId: string): Promise<MessageSide> {
  const side = await writingSide(work, actor, visitId);
  if ((await repo.countAttachments(work.tx, work.hospitalId, visitId)) >= MAX_ATTACHMENTS)
    throw refuse('too-many', `A visit has ${MAX_ATTACHMENTS} files at most.`);
  return side;
}

/** What is known of a stored file before it belongs to a visit. */
export interface StoredFile {
  attachmentId: string;
  objectKey: string;
  type: AttachmentType;
  name: string;
  bytes: number;
  sha256: string;
  width: number | null;
  height: number | null;
  seconds: number | null;
}

export async function addAttachment(
  work: Work,
  actor: Talker,
  visitId: string,
  file: StoredFile,
): Promise<Authorized<Attachment>> {
  const side = await mayUpload(work, actor, visitId);
  const row: repo.AttachmentRow = {
    ...{ hospitalId: work.hospitalId, visitId, side, kind: ATTACHMENT_TYPES[file.type].kind },
    ...file,
    createdAt: work.now,
    lookAt: new Date(work.now.getTime() + UNUSED_MS),
  };
  await repo.insertAttachment(work.tx, row);
  await record(work, {
    action: 'attachment.uploaded',
    ...{ resourceType: 'Media', resourceId: file.attachmentId, visitId },
    ...{ after: row, topics: [] },
  });
  return authorize(true, view(row));
}

/** For whoever may read the conversation; throws `not-found`. */
export async function getAttachment(
  work: Work,
  actor: Talker,
  visitId: string,
  attachmentId: string,
): Promise<Authorized<repo.AttachmentRow>> {
  await sideOf(work, actor, visitId);
  const [row] = await repo.getAttachments(work.tx, work.hospitalId, visitId, [attachmentId]);
  return authorize(!!row, row!);
}

/** Unchecked: for the messages that they belong to. */
export async function attachmentsOf(
  { tx, hospitalId }: Work,
  visitId: string,
  ids: string[],
): Promise<Map<string, Attachment>> {
  const rows = await repo.getAttachments(tx, hospitalId, visitId, ids);
  return new Map(rows.map((row) => [row.attachmentId, view(row)]));
}

/** The file that a message is about to send, its own side's and of its kind; throws `not-found`. */
export async function holdAttachment(
  { tx, hospitalId }: Work,
  visitId: string,
  attachmentId: string,
  side: MessageSide,
  kind: string,
): Promise<void> {
  const row = await repo.holdAttachment(tx, hospitalId, visitId, attachmentId);
  if (row?.side !== side || row.kind !== kind) throw problem('not-found');
}

/** Unchecked: the visit's pictures and PDFs, the newest first, at most 50; or the one of an id. */
export const listRecords = (
  { tx, hospitalId }: Work,
  visitId: string,
  attachmentId?: string,
): Promise<repo.AttachmentRow[]> => repo.listRecords(tx, hospitalId, visitId, attachmentId);

/** Keeps a file from being forgotten until the transaction ends, in which the record takes it. */
export const holdRecord = ({ tx, hospitalId }: Work, visitId: string, attachmentId: string) =>
  repo.holdAttachment(tx, hospitalId, visitId, attachmentId);

/**
 * Looks at uploads that have waited their time and forgets those that neither a message nor the record took; returns how many it looked at.
 * Each is looked at once; one that storage refuses to remove, again and again.
 */
export async function forgetUnused(
  work: Work,
  { storage, log }: Pick<Deps, 'storage' | 'log'>,
): Promise<number> {
  const { tx, hospitalId, now } = work;
  const due = await repo.lockDue(tx, hospitalId, now, AT_ONCE);
  if (due.length === 0) return 0;
  // Asked behind the locks: what was taken a moment before is seen, and nothing is taken after.
  const taken = await repo.takenOf(tx, hospitalId, due);
  const isTaken = (row: repo.AttachmentRow) => taken.has(row.attachmentId);
  const stuck: repo.AttachmentRow[] = [];
  for (const row of due.filter((row) => !isTaken(row))) {
    try {
      // First the bytes: without a row nobody would find them again.
      await storage.remove(row.objectKey);
    } catch (err) {
      if (err instanceof StorageAway) throw err;
      log.warn({ err, hospitalId }, 'attachments: a file not removed yet');
      stuck.push(row);
      continue;
    }
    await repo.deleteAttachment(tx, row);
  }
  await repo.lookAgain(tx, hospitalId, stuck, new Date(now.getTime() + AGAIN_MS));
  await repo.lookAgain(tx, hospitalId, due.filter(isTaken), null);
  return due.length;
}
