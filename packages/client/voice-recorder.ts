/** Owns the recording of a voice message: the microphone for as long as it runs, the time, and what comes out. */
import { MAX_VOICE_SECONDS } from '@care-elements/contract/messages.limits.ts';
import { browserDevices, microphoneConstraints, problemOf } from './consult-devices.ts';
import type { DeviceProblem } from './consult-machine.ts';
import type { FileToSend } from './message-files.ts';
import { createStore, type Readable } from './store.ts';

export interface VoiceState {
  phase: 'idle' | 'asking' | 'recording';
  /** Of the recording so far. */
  seconds: number;
  problem: DeviceProblem | null;
}
export interface VoiceRecorder extends Readable<VoiceState> {
  /** This browser can record. */
  readonly able: boolean;
  start(): Promise<void>;
  /** Ends the recording; null where there was none. */
  finish(): Promise<FileToSend | null>;
  cancel(): void;
}

/** Of those that the server takes, what browsers record in: Chromium and Firefox, Safari. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS_PER_SECOND = 24_000;
const TICK_MS = 250;
const IDLE: VoiceState = { phase: 'idle', seconds: 0, problem: null };

export function createVoiceRecorder(): VoiceRecorder {
  const store = createStore<VoiceState>(IDLE);
  const type = () => globalThis.MediaRecorder && TYPES.find((one) => MediaRecorder.isTypeSupported(one));
  let recorder: MediaRecorder | undefined;
  let chunks: Blob[] = [];
  let began = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  /** Grows with every start and cancel: a microphone that comes late is given back. */
  let turn = 0;

  function close(state = IDLE): void {
    clearInterval(timer);
    for (const track of recorder?.stream.getTracks() ?? []) track.stop();
    recorder = undefined;
    store.set(state);
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    get able() {
      return !!type() && !!globalThis.navigator?.mediaDevices;
    },
    async start() {
      if (store.get().phase !== 'idle') return;
      const mine = ++turn;
      store.set({ phase: 'asking', seconds: 0, problem: null });
      const devices = browserDevices();
      try {
        const stream = await devices.mediaDevices!.getUserMedia({ audio: microphoneConstraints });
        if (mine !== turn) return stream.getTracks().forEach((track) => track.stop());
        chunks = [];
        recorder = new MediaRecorder(stream, { mimeType: type()!, audioBitsPerSecond: BITS_PER_SECOND });
        recorder.ondataavailable = ({ data }) => chunks.push(data);
        recorder.start(1000);
        began = performance.now();
        store.set({ phase: 'recording', seconds: 0, problem: null });
        timer = setInterval(() => {
          const seconds = Math.min(MAX_VOICE_SECONDS, Math.floor((performance.now() - began) / 1000));
          if (seconds !== store.get().seconds) store.set({ ...store.get(), seconds });
          // What was said is kept: it stops, and waits to be sent.
          if (seconds === MAX_VOICE_SECONDS && recorder?.state === 'recording') recorder.pause();
        }, TICK_MS);
      } catch (error) {
        if (mine === turn) close({ ...IDLE, problem: problemOf(error, 'microphone', devices) });
      }
    },
    async finish() {
      const mine = recorder;
      if (!mine) return null;
      const seconds = Math.min(
        MAX_VOICE_SECONDS,
        Math.max(1, Math.round((performance.now() - began) / 1000)),
      );
      // Unplugged meanwhile, it has stopped by itself.
      if (mine.state !== 'inactive')
        await new Promise<void>((done) => {
          mine.onstop = () => done();
          mine.stop();
        });
      const base = type()!.split(';')[0]!;
      close();
      return { blob: new Blob(chunks, { type: base }), type: base, name: '', seconds };
    },
    cancel() {
      turn++;
      if (recorder && recorder.state !== 'inactive') recorder.stop();
      close();
    },
  };
}
