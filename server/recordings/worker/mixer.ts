/** The sound of a recording: every microphone added up on one clock, with a short cushion against the network's jitter. Pure. */

export const SAMPLE_RATE = 48_000;
/** A voice begins to be mixed when this much of it has come, so that a late packet leaves no gap. */
const CUSHION = SAMPLE_RATE / 10;
/** What waits longer has been late: the oldest is dropped. */
const MOST = SAMPLE_RATE;

interface Voice {
  chunks: Int16Array[];
  length: number;
  /** Its cushion is full. */
  running: boolean;
}
export interface Mixer {
  /** Samples of one voice, mono at SAMPLE_RATE. The chunk is kept. */
  add(id: string, samples: Int16Array): void;
  remove(id: string): void;
  /** The next `count` samples of everybody together; silence where nobody speaks. */
  take(count: number): Int16Array;
}

export function createMixer(): Mixer {
  const voices = new Map<string, Voice>();

  function drain(voice: Voice, sums: Int32Array): void {
    let at = 0;
    while (at < sums.length && voice.chunks.length > 0) {
      const chunk = voice.chunks[0]!;
      const used = Math.min(chunk.length, sums.length - at);
      for (let i = 0; i < used; i++) sums[at + i]! += chunk[i]!;
      at += used;
      voice.length -= used;
      if (used === chunk.length) voice.chunks.shift();
      else voice.chunks[0] = chunk.subarray(used);
    }
    if (at < sums.length) voice.running = false;
  }

  return {
    add(id, samples) {
      const voice = voices.get(id) ?? { chunks: [], length: 0, running: false };
      voices.set(id, voice);
      voice.chunks.push(samples);
      voice.length += samples.length;
      while (voice.length > MOST) voice.length -= voice.chunks.shift()!.length;
      if (voice.length >= CUSHION) voice.running = true;
    },
    remove: (id) => void voices.delete(id),
    take(count) {
      const sums = new Int32Array(count);
      for (const voice of voices.values()) if (voice.running) drain(voice, sums);
      return Int16Array.from(sums, (sum) => Math.max(-32_768, Math.min(32_767, sum)));
    },
  };
}
