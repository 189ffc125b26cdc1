/** Recorders for tests: one that never begins, and one that does what the test says. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRoomName } from '../../server/consult/rooms.ts';
import { consults } from '../../server/consult/table.ts';
import type { Deps } from '../../server/deps.ts';
import type { Recorder, RecorderJob, Take } from '../../server/recordings/recorder.ts';

export const idleRecorder = (): Recorder => ({
  detail: 'a test’s',
  start: () => ({ begun: new Promise(() => {}), done: new Promise(() => {}), stop() {} }),
  leftovers: () => Promise.resolve([]),
});

export interface Played {
  job: RecorderJob;
  /** The first sound or picture. */
  begin(): void;
  /** The recorder ends, with these bytes or none. */
  end(failure: Take['failure'], bytes?: Uint8Array): Promise<void>;
  stopped: boolean;
  discarded: boolean;
}
/** Its recordings, in the order in which they were started. */
export function playedRecorder(left: Awaited<ReturnType<Recorder['leftovers']>> = []) {
  const played: Played[] = [];
  const recorder: Recorder = {
    detail: 'a test’s',
    start(job) {
      let begin: () => void;
      let finish: (take: Take) => void;
      const begun = new Promise<void>((done) => (begin = done));
      const done = new Promise<Take>((resolve) => (finish = resolve));
      const one: Played = {
        ...{ job, stopped: false, discarded: false },
        begin: () => begin(),
        async end(failure, bytes) {
          const take = await takeOf(failure, bytes);
          finish({ ...take, discard: async () => ((one.discarded = true), take.discard()) });
        },
      };
      played.push(one);
      return { begun, done, stop: () => void (one.stopped = true) };
    },
    leftovers: () => Promise.resolve(left),
  };
  return { recorder, played };
}

/** Bytes as a recorder hands them over: in a file. */
export async function takeOf(failure: Take['failure'], bytes?: Uint8Array): Promise<Take> {
  if (!bytes) return { failure, file: null, discard: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'care-take-'));
  const path = join(folder, 'whole.mp4');
  await writeFile(path, bytes);
  return {
    failure,
    file: { path, type: 'video/mp4', seconds: 4.5 },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The consult of a visit that is in consult, without a media server. */
export async function openConsult(
  deps: Deps,
  { hospitalId = 'renhe', visitId, entryId }: { hospitalId?: string; visitId: string; entryId: string },
): Promise<string> {
  const consultId = deps.newId();
  const roomName = newRoomName(hospitalId);
  await deps.db.tenant(hospitalId, (tx) =>
    tx.insert(consults).values({
      ...{ hospitalId, consultId, visitId, entryId, roomName, state: 'open', openedAt: deps.now() },
      ...{ closedAt: null, roomDeletedAt: null },
    }),
  );
  return consultId;
}
