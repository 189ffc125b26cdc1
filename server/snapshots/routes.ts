/** Routes of snapshots; the pictures themselves are read as attachments. */
import { snapshotRoutes } from '@care-elements/contract/snapshot.ts';
import { mount, type Mounting } from '../http/route.ts';
import {
  answerSnapshot,
  askSnapshot,
  failSnapshot,
  listSnapshots,
  storeSnapshot,
  withdrawSnapshot,
} from './service.ts';

export function mountSnapshots(m: Mounting): void {
  mount(m, snapshotRoutes.askSnapshot, ({ work, actor, params, body }) =>
    askSnapshot(work, actor, params.visitId, body),
  );
  mount(m, snapshotRoutes.answerSnapshot, ({ work, actor, params, body }) =>
    answerSnapshot(work, actor, params.visitId, params.snapshotId, body),
  );
  mount(m, snapshotRoutes.withdrawSnapshot, ({ work, actor, params }) =>
    withdrawSnapshot(work, actor, params.visitId, params.snapshotId),
  );
  mount(m, snapshotRoutes.storeSnapshot, ({ work, actor, params, body }) =>
    storeSnapshot(work, actor, params.visitId, params.snapshotId, body.attachmentId),
  );
  mount(m, snapshotRoutes.failSnapshot, ({ work, actor, params }) =>
    failSnapshot(work, actor, params.visitId, params.snapshotId),
  );
  mount(m, snapshotRoutes.listSnapshots, ({ work, actor, params }) =>
    listSnapshots(work, actor, params.visitId),
  );
}
