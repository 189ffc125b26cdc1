/** Owns how a called patient is fetched back to the page: two soft notes and a vibration once a call, and the page's title. */

/** After this many ms a sound would no longer be a call, but a surprise. */
const TOO_LATE_MS = 2000;
let audio: AudioContext | undefined;
const rung = new Set<string>();

async function wake(): Promise<AudioContext | undefined> {
  try {
    audio ??= new AudioContext();
    await audio.resume();
    return audio;
  } catch {
    // No Web Audio here: the screen has to do.
    return undefined;
  }
}

/** To be called in a click: browsers only let a page be heard that was touched. */
export function armBell(): void {
  // Asleep until it rings: a running one would keep a phone awake.
  if (!audio) void wake().then((context) => (rung.size ? undefined : context?.suspend()));
}

/** Two soft notes and a short vibration; for the same `id` never again. */
export function ring(id: string): void {
  if (rung.has(id)) return;
  rung.add(id);
  const asked = Date.now();
  // A page that was not touched yet gets its sound with the first touch, long after the call.
  void wake().then((context) => context && Date.now() - asked < TOO_LATE_MS && chime(context));
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.([200, 100, 200]);
}

function chime(context: AudioContext): void {
  [660, 880].forEach((hertz, i) => {
    const from = context.currentTime + i * 0.25;
    const tone = context.createOscillator();
    const loud = context.createGain();
    tone.frequency.value = hertz;
    loud.gain.setValueAtTime(0, from);
    loud.gain.linearRampToValueAtTime(0.25, from + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(loud).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.6);
    if (i) tone.onended = () => void context.suspend();
  });
}

let title: { page: string; ours: string } | undefined;

/** Puts words before the page's title, for a patient who looks at another tab; null gives the page its own back. */
export function callInTitle(words: string | null): void {
  if (title && document.title === title.ours) document.title = title.page;
  title = words ? { page: document.title, ours: `${words} · ${document.title}` } : undefined;
  if (title) document.title = title.ours;
}
