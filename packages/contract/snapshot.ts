/** Snapshots on the wire: a still of the patient's picture in the call, for the visit's record, after the patient's yes. */
import { z } from 'zod';
import { Id, Instant, line, Text } from './common.ts';
import { route } from './route.ts';
import { SNAPSHOT_STATES } from './snapshot.machine.ts';
import { VisitParams } from './visit.ts';

export * from './snapshot.machine.ts';

/** What the patient is asked, beside the doctor's purpose; which version they answered is kept. */
export const SnapshotConsent = z.object({ version: z.string().min(1).max(32), text: Text });
export type SnapshotConsent = z.infer<typeof SnapshotConsent>;

/** Snapshots of one visit at most, whatever became of them. */
export const MAX_SNAPSHOTS = 50;
/** Pixels of its longer side at most. */
export const SNAPSHOT_SIDE = 1600;

export const Snapshot = z.object({
  snapshotId: Id,
  state: z.enum(SNAPSHOT_STATES),
  /** What the doctor wants it for, in the words that the patient read. */
  purpose: z.string().max(120),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  consentVersion: z.string().max(32),
  /** In the record; its bytes are those of the attachment of this id. */
  picture: z
    .object({
      attachmentId: Id,
      storedAt: Instant,
      bytes: z.int().min(1),
      width: z.int().min(1),
      height: z.int().min(1),
      /** Of what is stored, hex. */
      sha256: z.string().length(64),
    })
    .nullable(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** How it stands in a visit, for both sides. */
export const SnapshotView = z.object({
  /** What the patient would be asked; null where the hospital takes no snapshots. */
  consent: SnapshotConsent.nullable(),
  /** The newest of the call of now; null where there is none. */
  latest: Snapshot.nullable(),
});
export type SnapshotView = z.infer<typeof SnapshotView>;

const path = '/hospitals/{hospitalId}/visits/{visitId}/snapshots';
const SnapshotParams = VisitParams.extend({ snapshotId: Id });
const problems = ['not-found', 'state-conflict'] as const;

export const snapshotRoutes = {
  askSnapshot: route({
    id: 'askSnapshot',
    method: 'post',
    path,
    summary:
      'The doctor asks for a still of the patient’s picture in the call, and says what for; the patient answers. `not-found` where the hospital takes none.',
    callers: ['doctor'],
    params: VisitParams,
    body: z.object({ purpose: line(120) }),
    answer: Snapshot,
    status: 201,
    problems: [...problems],
  }),
  answerSnapshot: route({
    id: 'answerSnapshot',
    method: 'post',
    path: `${path}/{snapshotId}/answer`,
    summary: 'The patient agrees or refuses; kept with the time and the version of the text they were shown.',
    callers: ['patient'],
    params: SnapshotParams,
    body: z.object({ agreed: z.boolean(), version: z.string().min(1).max(32) }),
    answer: Snapshot,
    problems: [...problems, 'version-conflict'],
  }),
  withdrawSnapshot: route({
    id: 'withdrawSnapshot',
    method: 'post',
    path: `${path}/{snapshotId}/withdraw`,
    summary: 'The doctor takes the question back, or the patient their yes while the picture is not stored.',
    callers: ['patient', 'doctor'],
    params: SnapshotParams,
    answer: Snapshot,
    problems: [...problems],
  }),
  storeSnapshot: route({
    id: 'storeSnapshot',
    method: 'post',
    path: `${path}/{snapshotId}/picture`,
    summary: `After the patient’s yes: the picture, which the doctor’s page has uploaded as an attachment (JPEG, ${SNAPSHOT_SIDE} pixels at most), goes into the record.`,
    callers: ['doctor'],
    params: SnapshotParams,
    body: z.object({ attachmentId: Id }),
    answer: Snapshot,
    problems: [...problems, 'file-refused'],
  }),
  failSnapshot: route({
    id: 'failSnapshot',
    method: 'post',
    path: `${path}/{snapshotId}/fail`,
    summary: 'The doctor’s page could take no picture, or not store it: nothing is in the record.',
    callers: ['doctor'],
    params: SnapshotParams,
    answer: Snapshot,
    problems: [...problems],
  }),
  listSnapshots: route({
    id: 'listSnapshots',
    method: 'get',
    path,
    summary:
      'The visit’s snapshots, newest first, for its patient and for whoever has or had it as doctor; the pictures are read as attachments.',
    callers: ['patient', 'doctor'],
    params: VisitParams,
    answer: z.object({ snapshots: z.array(Snapshot).max(MAX_SNAPSHOTS) }),
    problems: ['not-found'],
  }),
};
