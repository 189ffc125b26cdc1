/** The recorder that we run ourselves: a process for each recording, which writes into a folder of its own until it is done. */
import { fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { RecordingFailure } from '@care-elements/contract/recording.ts';
import { endProcess, inspectProcess, waitForExit } from '../child.ts';
import { roomsOf } from '../consult/rooms.ts';
import type { Media } from '../deps.ts';
import { finishFile, type Ffmpeg } from './ffmpeg.ts';
import type { Recorder, RunningRecorder, Take } from './recorder.ts';
import type { RecordOrder, WorkerWord } from './worker/main.ts';

const WORKER = fileURLToPath(new URL('./worker/main.ts', import.meta.url));
/** A worker that has not begun by then sits in a room where nothing is sent, or is not in it. */
const BEGIN_MS = 30_000;
/** To make the file whole after a stop. */
const STOP_MS = 20_000;
/** A killed worker's ffmpeg reads its end and finishes the file. */
const FFMPEG_MS = 5000;

export interface EmbeddedOptions {
  media: Media;
  ffmpeg: Ffmpeg;
  /** A folder of ours alone. */
  dir: string;
  log: Logger;
}

export function createEmbedded({ media, ffmpeg, dir, log }: EmbeddedOptions): Recorder {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const folderOf = (hospitalId: string, recordingId: string) => join(dir, `${hospitalId}_${recordingId}`);
  const raw = (folder: string) => join(folder, `raw.${ffmpeg.format.ending}`);

  async function takeOf(folder: string, failure: RecordingFailure | null): Promise<Take> {
    const discard = async () => rmSync(folder, { recursive: true, force: true });
    const path = join(folder, `whole.${ffmpeg.format.ending}`);
    try {
      const seconds = await finishFile(ffmpeg, raw(folder), path);
      return { failure, file: { path, type: ffmpeg.format.type, seconds }, discard };
    } catch (err) {
      log.warn({ err, folder }, 'recording: nothing that plays');
      return { failure: failure ?? 'empty', file: null, discard };
    }
  }

  function start({ hospitalId, recordingId, roomName }: Parameters<Recorder['start']>[0]): RunningRecorder {
    const folder = folderOf(hospitalId, recordingId);
    let begin: () => void;
    const begun = new Promise<void>((done) => (begin = done));
    let stop = () => {};
    let stopped = false;
    const run = async (): Promise<Take> => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { mode: 0o700 });
      const { url, token } = await roomsOf(media).signRecorder(roomName);
      const out = openSync(join(folder, 'worker.log'), 'a', 0o600);
      // Detached: a Ctrl-C in the terminal reaches our server alone, which then tells it to stop.
      const child = fork(WORKER, [folder], {
        ...{ detached: true, execArgv: [], stdio: ['ignore', out, out, 'ipc'] },
        env: { PATH: process.env['PATH'] ?? '' },
      });
      closeSync(out);
      if (child.pid) writeFileSync(join(folder, 'pid'), `${child.pid}\n`);
      const state = { joined: false, begun: false, ffmpeg: 0 };
      const exit = new Promise<number | null>((done) => {
        child.once('exit', (code) => done(code));
        child.once('error', () => done(null));
      });
      child.on('message', (word: WorkerWord) => {
        if (word.said === 'failed') log.warn({ recordingId, why: word.why }, 'recording: worker failed');
        if (word.said === 'joined') state.joined = true;
        if (word.said !== 'begun') return;
        state.begun = true;
        state.ffmpeg = word.ffmpeg;
        clearTimeout(late);
        begin();
      });
      const kill = () => child.kill('SIGKILL');
      const late = setTimeout(() => stop(), BEGIN_MS);
      let patience: NodeJS.Timeout | undefined;
      stop = () => {
        if (child.connected) child.send('stop', () => {});
        patience ??= setTimeout(kill, STOP_MS);
      };
      const order: RecordOrder = {
        url,
        token,
        ffmpeg: ffmpeg.path,
        format: ffmpeg.format,
        file: raw(folder),
      };
      child.send(order, () => {});
      if (stopped) stop();
      const code = await exit;
      clearTimeout(late);
      clearTimeout(patience);
      if (state.ffmpeg && !(await waitForExit(state.ffmpeg, FFMPEG_MS)))
        await endProcess(state.ffmpeg, [['SIGKILL', 2000]]).catch(() => {});
      if (!state.joined) return { ...(await takeOf(folder, 'unavailable')), file: null };
      return takeOf(folder, code === 0 ? null : 'lost');
    };
    const done = run().catch((err): Take => {
      log.warn({ err, recordingId }, 'recording: not begun');
      return {
        failure: 'unavailable',
        file: null,
        discard: async () => rmSync(folder, { recursive: true, force: true }),
      };
    });
    return {
      begun,
      done,
      stop() {
        stopped = true;
        stop();
      },
    };
  }

  return {
    detail: `${ffmpeg.version} (${ffmpeg.format.type})`,
    start,
    async leftovers() {
      const found = [];
      for (const name of readdirSync(dir)) {
        const [hospitalId, recordingId] = name.split('_');
        if (!hospitalId || !recordingId) continue;
        const folder = join(dir, name);
        await endWorker(folder);
        found.push({ hospitalId, recordingId, ...(await takeOf(folder, 'server')) });
      }
      return found;
    },
  };
}

/** The worker of a server that was killed: it notices by itself and makes its file whole; one that does not is ended. */
async function endWorker(folder: string): Promise<void> {
  let pid = 0;
  try {
    pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  } catch {
    return;
  }
  const ours = () => inspectProcess(pid)?.argv.includes(folder) ?? false;
  if (!ours() || (await waitForExit(pid, FFMPEG_MS)) || !ours()) return;
  await endProcess(pid, [
    ['SIGTERM', FFMPEG_MS],
    ['SIGKILL', 2000],
  ]);
}
