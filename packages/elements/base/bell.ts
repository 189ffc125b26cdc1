/** Owns the sound and the vibration that call a patient: once a call, as far as the browser lets us. */

let audio: AudioContext | undefined;
const rung = new Set<string>();

/** To be called in a click: browsers only let a page be heard that was touched. */
export function armBell(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    // No Web Audio here: the screen has to do.
  }
}

/** Two soft notes and a short vibration; for the same `id` never again. */
export function ring(id: string): void {
  if (rung.has(id)) return;
  rung.add(id);
  armBell();
  if (audio)
    [660, 880].forEach((hertz, i) => {
      const from = audio!.currentTime + i * 0.25;
      const tone = audio!.createOscillator();
      const loud = audio!.createGain();
      tone.frequency.value = hertz;
      loud.gain.setValueAtTime(0, from);
      loud.gain.linearRampToValueAtTime(0.25, from + 0.02);
      loud.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
      tone.connect(loud).connect(audio!.destination);
      tone.start(from);
      tone.stop(from + 0.6);
    });
  navigator.vibrate?.([200, 100, 200]);
}
