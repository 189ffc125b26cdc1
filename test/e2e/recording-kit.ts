/** For tests of recording: a call house whose calls are recorded by a worker process, and what ffmpeg finds in a file. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pino from 'pino';
import { createEmbedded } from '../../server/recordings/embedded.ts';
import { findFfmpeg, type Ffmpeg } from '../../server/recordings/ffmpeg.ts';
import { openCallHouse, type Visit } from './call-house.ts';

export async function openRecordingHouse() {
  const ffmpeg = await findFfmpeg();
  if (!ffmpeg) throw new Error('No ffmpeg: neither the system’s nor the package’s.');
  const dir = mkdtempSync(join(tmpdir(), 'care-rec-'));
  const house = await openCallHouse((media) =>
    createEmbedded({ media, ffmpeg, dir, log: pino({ level: 'silent' }) }),
  );
  return {
    ...house,
    ...{ ffmpeg, dir },
    /** The process ids of the workers that run now. */
    workers: () =>
      readdirSync(dir).flatMap((name) => {
        try {
          return [Number(readFileSync(join(dir, name, 'pid'), 'utf8'))];
        } catch {
          return [];
        }
      }),
    /** Short ways to the visit's recordings. */
    recordings(visit: Visit) {
      const base = `/renhe/visits/${visit.visitId}/recordings`;
      const { call } = house.app;
      return {
        ask: () => call('POST', base, { token: visit.doctor }),
        answer: (id: string, agreed: boolean) =>
          call('POST', `${base}/${id}/answer`, {
            token: visit.token,
            body: { agreed, version: 'demo-rec-1' },
          }),
        stop: (id: string, token = visit.doctor) => call('POST', `${base}/${id}/stop`, { token }),
        latest: async () => (await call('GET', base, { token: visit.doctor })).body.recordings[0],
        async file(id: string): Promise<Buffer> {
          const { body } = await call('POST', `${base}/${id}/open`, { token: visit.doctor });
          const answer = await fetch(new URL(body.url, house.server));
          if (answer.status !== 200) throw new Error(`file: ${answer.status}`);
          return Buffer.from(await answer.arrayBuffer());
        },
      };
    },
    /** Everybody whom LiveKit knows in the visit's room, hidden ones among them. */
    async inRoom(visit: Visit): Promise<string[]> {
      const { rows } = await house.inRenhe(({ tx }) =>
        tx.execute(`SELECT room_name FROM consults WHERE visit_id = '${visit.visitId}'`),
      );
      const { RoomServiceClient } = await import('livekit-server-sdk');
      const { url, apiKey, apiSecret } = house.media;
      const all = await new RoomServiceClient(url, apiKey, apiSecret).listParticipants(
        String(rows[0]!['room_name']),
      );
      return all.map(({ identity }) => identity);
    },
    async close() {
      await house.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export interface Probe {
  seconds: number;
  /** Mean loudness of the sound, dBFS; silence is -91. */
  loudness: number;
  /** Pictures, and how many of them differ from the one before. */
  pictures: number;
  moving: number;
  codecs: string;
}
/** Decodes the whole file: what cannot be played shows here. */
export async function probe({ path }: Ffmpeg, file: string): Promise<Probe> {
  const look = async (...args: string[]) =>
    (await promisify(execFile)(path, ['-hide_banner', '-nostdin', '-i', file, ...args], { maxBuffer: 64e6 }))
      .stderr;
  const sound = await look('-map', '0:a', '-af', 'volumedetect', '-f', 'null', '-');
  const all = await look('-map', '0:v', '-f', 'null', '-');
  const moved = await look('-map', '0:v', '-vf', 'mpdecimate', '-vsync', '0', '-f', 'null', '-');
  const last = (text: string) => Number([...text.matchAll(/frame=\s*(\d+)/g)].at(-1)?.[1] ?? 0);
  const [, h, m, s] = /Duration: (\d+):(\d+):([\d.]+)/.exec(sound) ?? [];
  return {
    seconds: Number(h) * 3600 + Number(m) * 60 + Number(s),
    loudness: Number(/mean_volume: (-?[\d.]+) dB/.exec(sound)?.[1] ?? -91),
    pictures: last(all),
    moving: last(moved),
    codecs: [...all.matchAll(/Stream #0.*?(Video|Audio): (\w+)/g)]
      .slice(0, 2)
      .map(([, , codec]) => codec)
      .join(' '),
  };
}
