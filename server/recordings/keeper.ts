/** Runs the recorders of this server: begun when the patient agrees, stopped when somebody stops them or the consult moves on, stored. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { OPEN_QUEUE_STATES, type QueueState } from '@care-elements/contract/queue.machine.ts';
import { SYSTEM } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { everyHospital } from '../every-hospital.ts';
import { readOutbox } from '../outbox.ts';
import { inHospital, type Work } from '../work.ts';
import type { Recorder, RunningRecorder, Take } from './recorder.ts';
import {
  claimRecording,
  keepAlive,
  listSilent,
  recordingBegan,
  recordingEnded,
  stopMoved,
  type Ended,
} from './service.ts';

const ROUND_MS = 10_000;
/** A server that has said nothing for six rounds is gone, and its recorders with it. */
const SILENT_MS = 60_000;
/** At the end of the server: the time that is left to make files whole. */
const CLOSE_MS = 6000;

export interface RecordingKeeper {
  /** One round, now. */
  round(): Promise<void>;
  close(): Promise<void>;
}

type Base = Pick<Deps, 'db' | 'now' | 'newId' | 'log' | 'storage' | 'recorder'>;
interface Held {
  hospitalId: string;
  recorder: RunningRecorder;
  ended: Promise<void>;
}

export async function startRecordingKeeper(deps: Base): Promise<RecordingKeeper> {
  const { db, log, recorder } = deps;
  const held = new Map<string, Held>();
  const within = <T>(hospitalId: string, fn: (work: Work) => Promise<T>) =>
    inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, fn);

  async function begin(recorder: Recorder, hospitalId: string, recordingId: string): Promise<void> {
    const job = await within(hospitalId, (work) => claimRecording(work, recordingId));
    if (!job) return;
    const running = recorder.start(job);
    const began = running.begun.then(() => within(hospitalId, (work) => recordingBegan(work, recordingId)));
    began.catch((err) => log.warn({ err, recordingId }, 'recording: its beginning is not told'));
    const ended = running.done
      .then((take) => keep(deps, hospitalId, recordingId, take))
      .catch((err) => log.error({ err, recordingId }, 'recording: its end is not told; a later round does'))
      .finally(() => held.delete(recordingId));
    held.set(recordingId, { hospitalId, recorder: running, ended });
  }

  /** What nobody told us, or told a server that is gone. */
  async function round(): Promise<void> {
    const turn = async (id: string) => {
      const mine = [...held].filter(([, one]) => one.hospitalId === id).map(([recordingId]) => recordingId);
      await within(id, (work) => keepAlive(work, mine));
      await within(id, (work) => stopMoved(work));
      const before = new Date(deps.now().getTime() - SILENT_MS);
      for (const { recordingId, aliveAt } of await within(id, (work) => listSilent(work, before)))
        await within(id, (work) =>
          recordingEnded(work, recordingId, { failure: aliveAt ? 'server' : 'empty', file: null }),
        );
    };
    await everyHospital(deps, 'recording: hospital not looked into', turn, 'recordings');
  }

  // Looked for before anything new begins.
  const left = recorder?.leftovers();
  left?.catch(() => {});
  const outbox = await readOutbox({ db, log }, async (events) => {
    const moved = new Map<string, string>();
    for (const { event, payload, hospitalId } of events) {
      const recordingId = String(payload['resourceId']);
      // One that can't begin must not keep another from being stopped.
      if (event === 'recording.agreed' && recorder)
        await begin(recorder, hospitalId, recordingId).catch((err) =>
          log.warn({ err, recordingId }, 'recording: not begun'),
        );
      if (event === 'recording.stopped') held.get(recordingId)?.recorder.stop();
      // Who leaves a consult ends the place that they had in it; a call or a new place moves nobody out of one.
      if (
        payload.visitId &&
        event.startsWith('queue.') &&
        !OPEN_QUEUE_STATES.includes(payload['state'] as QueueState)
      )
        moved.set(payload.visitId, hospitalId);
    }
    for (const [visitId, hospitalId] of moved) await within(hospitalId, (work) => stopMoved(work, visitId));
  });

  async function takeUp(): Promise<void> {
    for (const { hospitalId, recordingId, ...take } of (await left) ?? [])
      await keep(deps, hospitalId, recordingId, take);
  }

  let closed = false;
  let working: Promise<void> = takeUp();
  let waits = false;
  /** Where one waits for its turn already, that one. */
  const roundSoon = () => {
    if (waits) return working;
    waits = true;
    working = working
      .then(() => {
        waits = false;
        return round();
      })
      .catch((err) => {
        if (!closed) log.warn({ err }, 'recording: round not finished');
      });
    return working;
  };
  working = working.catch((err) => log.warn({ err }, 'recording: what was left behind is not kept yet'));
  const timer = setInterval(() => void roundSoon(), ROUND_MS);
  timer.unref();
  void roundSoon();

  return {
    round: roundSoon,
    async close() {
      closed = true;
      clearInterval(timer);
      await outbox.close();
      const last = [...held.values()];
      for (const { recorder } of last) recorder.stop();
      // What is not whole by then is taken up at the next start.
      const enough = new Promise((done) => setTimeout(done, CLOSE_MS).unref());
      await Promise.race([Promise.all(last.map(({ ended }) => ended)), enough]);
      await working;
    },
  };
}

/** Stores the file under its hash, then says so; only then what lies in the recorder's folder goes. */
async function keep(deps: Base, hospitalId: string, recordingId: string, take: Take): Promise<void> {
  const { log, storage } = deps;
  let ended: Ended = { failure: take.failure, file: null };
  if (take.file) {
    const { path, type, seconds } = take.file;
    const objectKey = `${hospitalId}/recordings/${recordingId}`;
    try {
      const { bytes, sha256 } = await measure(path);
      await storage.putFile(objectKey, path, { type, sha256 });
      ended = { failure: take.failure, file: { type, bytes, sha256, seconds, objectKey } };
    } catch (err) {
      // It stays in its folder: the next start of this server finds and stores it.
      log.error({ err, recordingId }, 'recording: not stored');
      await tell(deps, hospitalId, recordingId, { failure: 'storage', file: null });
      return;
    }
  }
  if (await tell(deps, hospitalId, recordingId, ended)) await take.discard();
}

const tell = (deps: Base, hospitalId: string, recordingId: string, ended: Ended): Promise<boolean> =>
  inHospital(deps, hospitalId, { doer: SYSTEM, requestId: null }, (work) =>
    recordingEnded(work, recordingId, ended),
  );

async function measure(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
