/** A real LiveKit server for a test, with ports and keys of its own; what tests that crashed left behind is cleared first. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectProcess } from '../../server/child.ts';
import { reapLivekit, startLivekit, type LivekitProcess } from '../../server/media/livekit-process.ts';

const data = join(dirname(fileURLToPath(import.meta.url)), '../../data');
const PREFIX = 'test-livekit-';

/** Rejects when this machine has no LiveKit: a test that needs one must not pass without. `stop()` leaves nothing on disk. */
export async function startTestLivekit(
  options: { webhookUrl?: string } = {},
): Promise<LivekitProcess & { said(): string }> {
  await clearTestLivekits();
  mkdirSync(data, { recursive: true });
  const dataDir = mkdtempSync(join(data, `${PREFIX}${process.pid}-`));
  const lines: string[] = [];
  const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  const livekit = await startLivekit({ dataDir, log, ...options });
  const stop = async () => {
    await livekit.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  if (livekit.status().state !== 'ready') {
    await stop();
    throw new Error(`No LiveKit for the test:\n${lines.join('\n')}`);
  }
  /** What it has logged so far. */
  const said = () => readFileSync(join(dataDir, 'livekit.log'), 'utf8');
  // Kept as accessors: the address may change while it lives.
  return Object.defineProperties(
    { ...livekit, stop, said },
    { url: { get: () => livekit.url, enumerable: true } },
  );
}

/** Ends the LiveKit servers of test processes that are gone. */
async function clearTestLivekits(): Promise<void> {
  mkdirSync(data, { recursive: true });
  for (const name of readdirSync(data).filter((found) => found.startsWith(PREFIX))) {
    if (inspectProcess(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    await reapLivekit(join(data, name), { info() {}, warn: console.warn });
    rmSync(join(data, name), { recursive: true, force: true });
  }
}
