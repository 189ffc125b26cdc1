/**
 * The recorder of whoever runs LiveKit Egress: it composes the room on a machine of its own and writes into a folder that it
 * shares with this server, which takes the file from there like any other.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  EgressClient,
  EgressStatus,
  EncodedFileOutput,
  EncodedFileType,
  type EgressInfo,
} from 'livekit-server-sdk';
import type { Logger } from 'pino';
import type { RecordingFailure } from '@care-elements/contract/recording.ts';
import type { Media } from '../deps.ts';
import type { Recorder, RunningRecorder, Take } from './recorder.ts';

export interface EgressOptions {
  media: Media;
  /** The shared folder, at the same path on both sides. */
  dir: string;
  log: Logger;
  pollMs?: number;
}

const TIMEOUT_SECONDS = 5;
/** Nothing heard of an egress for so long: it is lost, and the call goes on. */
const SILENT_MS = 60_000;
const OVER = [
  EgressStatus.EGRESS_COMPLETE,
  EgressStatus.EGRESS_FAILED,
  EgressStatus.EGRESS_ABORTED,
  EgressStatus.EGRESS_LIMIT_REACHED,
];

export function createEgress({ media, dir, log, pollMs = 2000 }: EgressOptions): Recorder {
  mkdirSync(dir, { recursive: true });
  const client = () =>
    new EgressClient(media.url.replace(/^ws/, 'http'), media.apiKey, media.apiSecret, {
      ...{ requestTimeout: TIMEOUT_SECONDS, failover: false },
    });
  const baseOf = (hospitalId: string, recordingId: string) => join(dir, `${hospitalId}_${recordingId}`);

  async function look(egressId: string): Promise<EgressInfo | undefined> {
    return (await client().listEgress({ egressId })).at(0);
  }

  function takeOf(base: string, info: EgressInfo | undefined, failure: RecordingFailure | null): Take {
    const path = `${base}.mp4`;
    const seconds = Number(info?.fileResults.at(0)?.duration ?? 0n) / 1e9;
    const discard = async () => {
      for (const ending of ['.mp4', '.id']) rmSync(base + ending, { force: true });
    };
    const whole =
      info?.status === EgressStatus.EGRESS_COMPLETE || info?.status === EgressStatus.EGRESS_LIMIT_REACHED;
    if (!whole || !existsSync(path) || !(seconds > 0))
      return {
        failure: failure ?? (info?.status === EgressStatus.EGRESS_COMPLETE ? 'empty' : 'lost'),
        file: null,
        discard,
      };
    return { failure, file: { path, type: 'video/mp4', seconds }, discard };
  }

  /** Resolves with the last that is heard of it. */
  async function untilOver(egressId: string, onActive: () => void): Promise<EgressInfo | undefined> {
    let info: EgressInfo | undefined;
    for (let heard = performance.now(); performance.now() - heard < SILENT_MS; await sleep(pollMs)) {
      const next = await look(egressId).catch((err) => void log.warn({ err }, 'recording: egress not asked'));
      if (!next) continue;
      heard = performance.now();
      info = next;
      if (next.status === EgressStatus.EGRESS_ACTIVE) onActive();
      if (OVER.includes(next.status)) break;
    }
    return info;
  }

  function start({ hospitalId, recordingId, roomName }: Parameters<Recorder['start']>[0]): RunningRecorder {
    const base = baseOf(hospitalId, recordingId);
    let begin: () => void;
    const begun = new Promise<void>((done) => (begin = done));
    let egressId = '';
    let stopped = false;
    const end = () =>
      client()
        .stopEgress(egressId)
        .catch((err) => log.warn({ err, recordingId }, 'recording: egress not stopped'));
    const run = async (): Promise<Take> => {
      const file = new EncodedFileOutput({ fileType: EncodedFileType.MP4, filepath: `${base}.mp4` });
      const info = await client().startRoomCompositeEgress(roomName, { file }, { layout: 'grid' });
      egressId = info.egressId;
      writeFileSync(`${base}.id`, egressId, { mode: 0o600 });
      if (stopped) void end();
      return takeOf(base, await untilOver(egressId, begin), null);
    };
    const done = run().catch((err): Take => {
      log.warn({ err, recordingId }, 'recording: egress not begun');
      return { ...takeOf(base, undefined, 'unavailable'), file: null };
    });
    return {
      begun,
      done,
      stop() {
        if (stopped) return;
        stopped = true;
        if (egressId) void end();
      },
    };
  }

  return {
    detail: `LiveKit Egress into ${dir}`,
    start,
    async leftovers() {
      const found = [];
      for (const name of readdirSync(dir).filter((each) => each.endsWith('.id'))) {
        const [hospitalId, recordingId] = name.slice(0, -3).split('_');
        if (!hospitalId || !recordingId) continue;
        const egressId = readFileSync(join(dir, name), 'utf8');
        // It outlived the server: it is ended, for nobody holds it any more.
        await client()
          .stopEgress(egressId)
          .catch(() => {});
        const info = await untilOver(egressId, () => {});
        found.push({ hospitalId, recordingId, ...takeOf(baseOf(hospitalId, recordingId), info, 'server') });
      }
      return found;
    },
  };
}
