/** Owns the sound of the speaker test: three notes, on the speaker that was chosen. */

type Sink = { setSinkId(id: string): Promise<void> };
/** Do, mi, sol: heard by old ears, too, and nobody's ring tone. In Hz. */
const NOTES = [523, 659, 784];
const NOTE_S = 0.4;
const WAIT_MS = 1500;

/** Resolves when the last note has sounded; rejects where the browser plays none. From a click. */
export async function playTone(speaker?: string): Promise<void> {
  const context = new AudioContext();
  try {
    await Promise.race([context.resume(), new Promise((done) => setTimeout(done, WAIT_MS))]);
    if (context.state !== 'running') throw new DOMException('no sound before a gesture', 'NotAllowedError');
    const { out, stop } = await outputOf(context, speaker);
    const voice = context.createOscillator();
    const volume = context.createGain();
    voice.connect(volume).connect(out);
    volume.gain.value = 0;
    const start = context.currentTime + 0.05;
    for (const [i, hertz] of NOTES.entries()) {
      const at = start + i * NOTE_S;
      voice.frequency.setValueAtTime(hertz, at);
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(0.4, at + 0.03);
      volume.gain.linearRampToValueAtTime(0, at + NOTE_S - 0.02);
    }
    voice.start(start);
    voice.stop(start + NOTES.length * NOTE_S);
    await new Promise((done) => voice.addEventListener('ended', done));
    stop();
  } finally {
    void context.close().catch(() => {});
  }
}

/** Chromium lets the context choose its speaker; elsewhere only an element can. */
async function outputOf(
  context: AudioContext,
  speaker: string | undefined,
): Promise<{ out: AudioNode; stop(): void }> {
  const plain = { out: context.destination, stop() {} };
  if (!speaker || speaker === 'default') return plain;
  if ('setSinkId' in context) {
    await (context as Sink).setSinkId(speaker);
    return plain;
  }
  const out = (context as AudioContext).createMediaStreamDestination();
  const element = new Audio();
  await (element as unknown as Sink).setSinkId(speaker);
  element.srcObject = out.stream;
  await element.play();
  return { out, stop: () => (element.srcObject = null) };
}
