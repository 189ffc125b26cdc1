/**
 * A hospital's firewall that lets out nothing but https: no UDP, no other port. The call has to go through LiveKit's relay over
 * TLS, and the connection check has to say so; without the relay there is no call from there.
 */
import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startSite, until, untilPictures, untilSound, type Seen } from '../e2e/call-kit.ts';
import { writeMeasured } from '../../scripts/measurements.ts';
import { openFaultHouse, type FaultHouse, type TlsRelay } from './house.ts';

export interface TurnFault {
  /** How the patient's media went: candidate type and the way to the relay, for each connection. */
  paths: string[];
  /** What the check of the connection found, way by way, and its report. */
  ways: Record<string, string>;
  report: string;
}
const DOMAIN = 'turn.hospital.example';

/** Made by openssl for this run alone. */
function makeCertificate(folder: string): TlsRelay {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  execFileSync(
    'openssl',
    [
      ...[
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
      ],
      ...['-subj', `/CN=${DOMAIN}`, '-addext', `subjectAltName=DNS:${DOMAIN}`],
      ...['-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'ignore' },
  );
  const key = new X509Certificate(readFileSync(certFile)).publicKey.export({ type: 'spki', format: 'der' });
  return { domain: DOMAIN, certFile, keyFile, pin: createHash('sha256').update(key).digest('base64') };
}

/** The chosen candidate pair of every open connection that carries something. */
const pathsOf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const paths: string[] = [];
    for (const pc of (globalThis as unknown as Seen).seen.pcs) {
      if (pc.connectionState !== 'connected') continue;
      const stats = await pc.getStats();
      for (const transport of stats.values()) {
        if (transport.type !== 'transport' || !transport.selectedCandidatePairId) continue;
        const local = stats.get(stats.get(transport.selectedCandidatePairId).localCandidateId);
        paths.push(`${local.candidateType} over ${local.relayProtocol ?? local.protocol}`);
      }
    }
    return paths;
  });

async function check(house: FaultHouse, patient: Page): Promise<Pick<TurnFault, 'ways' | 'report'>> {
  const site = await startSite(
    'check',
    'packages/elements/widgets/connection-check.ts',
    (query) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>check</title>
<body><care-connection-check server="${query.get('server')}" hospital="renhe"></care-connection-check>
<script type="module" src="/check.js"></script></body></html>`,
  );
  try {
    const port = await house.network.expose(() => Number(new URL(site.origin).port));
    const origin = `http://${house.network.host}:${port}`;
    await house.allow(origin);
    house.network.allowOnly([...house.https(), port]);
    const page = await patient.context().newPage();
    const key = `care:${house.server}:renhe:patient`;
    const kept = await patient.evaluate((name) => localStorage.getItem(name), key);
    await page.addInitScript(([name, value]) => localStorage.setItem(name!, value!), [key, kept]);
    await page.goto(`${origin}/?${new URLSearchParams({ server: house.server })}`);
    const card = page.locator('care-connection-check');
    await card.locator('[part=action]').click();
    await card.locator('textarea').waitFor({ state: 'attached', timeout: 120_000 });
    const ways = await card
      .locator('li')
      .evaluateAll((rows) => rows.map((row) => [(row as HTMLElement).dataset['way'], row.className]));
    const report = await card.locator('textarea').inputValue();
    return { ways: Object.fromEntries(ways) as Record<string, string>, report };
  } finally {
    await site.stop();
  }
}

async function turnFault(): Promise<TurnFault> {
  const folder = mkdtempSync(join(tmpdir(), 'care-faults-turn-'));
  try {
    const house = await openFaultHouse(makeCertificate(folder));
    try {
      house.network.allowOnly(house.https());
      const call = await house.call();
      for (const [page, who] of [
        [call.patient(), 'the patient'],
        [call.doctor, 'the doctor'],
      ] as const) {
        await untilPictures(page, who);
        await untilSound(page, who);
      }
      let paths: string[] = [];
      await until(async () => (paths = await pathsOf(call.patient())).length > 0, 'a path is chosen');
      const checked = await check(house, call.patient());
      await call.end();
      return { paths, ...checked };
    } finally {
      await house.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Prints its row and keeps it in docs/measurements.md. Returns 1 where it failed. */
export async function reportTurnFault(): Promise<number> {
  const { paths, ways, report } = await turnFault();
  const relayed = paths.every((path) => path === 'relay over tls');
  const said =
    ways['udp'] === 'blocked' &&
    ways['tcp'] === 'blocked' &&
    ways['relayTls'] === 'open' &&
    /^verdict: video$/m.test(report);
  const held = relayed && said;
  const found = Object.entries(ways).map(([way, face]) => `${way} ${face}`);
  const table = [
    '| fault | sound and pictures both ways | the media went by | the connection check says | |',
    '|---|---|---|---|---|',
    `| nothing but https gets out | yes | ${paths.join(', ')} | ${found.join(', ')} | ${held ? 'held' : '**failed**'} |`,
  ];
  for (const line of table) console.log(line);
  if (!held) console.log(report);
  writeMeasured('Faults: a firewall that lets out https alone', 'npm run faults -- turn', table);
  return held ? 0 : 1;
}
