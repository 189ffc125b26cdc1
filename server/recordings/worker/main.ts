/**
 * The recorder's process, one for each recording: a hidden participant that hears and sees the whole room and writes it to a
 * file. Whatever happens here, the call does not notice. It ends when it is told, when the room ends, or with its server.
 */
import type { Format } from '../ffmpeg.ts';
import { boxes, clear, draw, PICTURE_BYTES, type Frame } from './canvas.ts';
import { FPS, startEncoder } from './encoder.ts';
import { createMixer, SAMPLE_RATE } from './mixer.ts';
import { loadRtc, type Rtc, type RtcTrack } from './rtc.ts';

/** The first message from the server. The token is no argument of the process: those anybody on the machine may read. */
export interface RecordOrder {
  url: string;
  token: string;
  ffmpeg: string;
  format: Format;
  file: string;
}
/** `joined`: in the room. `begun`: something is being written. */
export type WorkerWord =
  { said: 'joined' } | { said: 'begun'; ffmpeg: number } | { said: 'failed'; why: string };

const TICK_MS = 1000 / FPS;
/** Nobody sends anything any more, and nobody said that it is over: enough of black silence. */
const EMPTY_MS = 5 * 60_000;
const say = (word: WorkerWord) => process.send?.(word);

process.once('message', (order: RecordOrder) => {
  recordRoom(order).catch((error: Error) => {
    say({ said: 'failed', why: error.message });
    console.error(error);
    process.exit(1);
  });
});

async function recordRoom({ url, token, ffmpeg, format, file }: RecordOrder): Promise<void> {
  const rtc = await loadRtc();
  const room = new rtc.Room();
  const mixer = createMixer();
  const pictures = new Map<string, Frame | null>();
  const muted = new Set<string>();
  const here = new Set<string>();
  let emptySince = performance.now();
  const canvas = new Uint8Array(PICTURE_BYTES);
  clear(canvas);
  let changed = true;

  let over: (error?: Error) => void;
  const ended = new Promise<Error | undefined>((done) => (over = done));
  process.on('message', (word) => word === 'stop' && over());
  // The server is gone: what is written so far is made whole.
  process.once('disconnect', () => over());
  // A Ctrl-C in the terminal reaches this process, too; the server says when to stop.
  process.on('SIGINT', () => {});
  process.once('SIGTERM', () => over());

  room.on('trackSubscribed', (track, publication) => {
    const id = publication.sid ?? track.sid ?? '';
    here.add(id);
    if (publication.muted) muted.add(id);
    if (track.kind === rtc.TrackKind.KIND_VIDEO) void watch(rtc, track, id);
    else void listen(rtc, track, id);
  });
  room.on('trackUnsubscribed', (track, publication) => drop(publication.sid ?? track.sid ?? ''));
  room.on('trackMuted', ({ sid = '' }) => {
    muted.add(sid);
    changed = true;
  });
  room.on('trackUnmuted', ({ sid = '' }) => {
    muted.delete(sid);
    changed = true;
  });
  room.on('disconnected', (reason) => {
    const ours = [rtc.DisconnectReason.CLIENT_INITIATED, rtc.DisconnectReason.ROOM_DELETED].includes(reason);
    over(ours ? undefined : new Error(`lost the room (${reason})`));
  });

  function drop(id: string): void {
    pictures.delete(id);
    mixer.remove(id);
    here.delete(id);
    if (here.size === 0) emptySince = performance.now();
    changed = true;
  }
  async function watch({ VideoStream, VideoBufferType: { I420 } }: Rtc, track: RtcTrack, id: string) {
    pictures.set(id, null);
    for await (const { frame, rotation } of new VideoStream(track)) {
      if (!pictures.has(id)) return;
      const { data, width, height } = frame.type === I420 ? frame : frame.convert(I420);
      pictures.set(id, { data, width, height, rotation: rotation * 90 });
      changed = true;
      begin();
    }
  }
  async function listen({ AudioStream }: Rtc, track: RtcTrack, id: string) {
    const stream = new AudioStream(track, { sampleRate: SAMPLE_RATE, numChannels: 1, frameSizeMs: 20 });
    for await (const { data } of stream) {
      mixer.add(id, data);
      begin();
    }
  }

  let encoder: ReturnType<typeof startEncoder> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let startedAt = 0;
  let written = { pictures: 0, samples: 0 };

  /** With the first picture or sound. */
  function begin(): void {
    if (encoder) return;
    encoder = startEncoder(ffmpeg, format, file);
    startedAt = performance.now();
    void encoder.broken.then(over);
    timer = setInterval(tick, TICK_MS);
    say({ said: 'begun', ffmpeg: encoder.pid });
  }
  /** Sound and picture follow one clock: a late tick writes what it owes. */
  function tick(): void {
    const seconds = (performance.now() - startedAt) / 1000;
    const samples = Math.floor(seconds * SAMPLE_RATE) - written.samples;
    if (changed) paint();
    if (here.size === 0 && performance.now() - emptySince > EMPTY_MS) over();
    if (samples > 0) encoder!.sound(mixer.take(samples));
    const due = Math.floor(seconds * FPS) - written.pictures;
    for (let i = 0; i < due; i++) encoder!.picture(canvas);
    written = { pictures: written.pictures + due, samples: written.samples + samples };
  }
  let shown = '';
  function paint(): void {
    changed = false;
    const seen = [...pictures].filter(([id, frame]) => frame && !muted.has(id));
    const places = boxes(seen.length);
    const ids = seen.map(([id]) => id).join();
    if (ids !== shown) clear(canvas);
    shown = ids;
    seen.forEach(([, frame], i) => draw(canvas, places[i]!, frame!));
  }

  await room.connect(url, token, { autoSubscribe: true, dynacast: false });
  say({ said: 'joined' });
  const error = await ended;
  clearInterval(timer);
  // The file first: leaving a room that is gone may take its time.
  await encoder?.end();
  await Promise.race([room.disconnect().catch(() => {}), new Promise((done) => setTimeout(done, 1000))]);
  if (error) say({ said: 'failed', why: error.message });
  process.exit(error ? 1 : 0);
}
