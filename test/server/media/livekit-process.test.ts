/** The LiveKit server that we run ourselves: where its program comes from, what its settings say, and what survives a kill. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { inspectProcess, waitForExit } from '../../../server/child.ts';
import { LIVEKIT_VERSION } from '../../../server/media/livekit-binary.ts';
import { archiveName } from '../../../server/media/livekit-download.ts';
import { startLivekit, type LivekitProcess } from '../../../server/media/livekit-process.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
mkdirSync(join(root, 'data'), { recursive: true });
// Named as test/kit/start-livekit.ts names its own, so that a test that dies is cleaned up after in the same way.
const home = mkdtempSync(join(root, `data/test-livekit-${process.pid}-`));
const lines: string[] = [];
const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
after(() => rmSync(home, { recursive: true, force: true }));

/** A PATH with nothing on it. */
const empty = join(home, 'empty');
const nowhere = { path: empty, build: false };
mkdirSync(empty);

describe(
  'the program',
  { skip: process.platform !== 'linux' && 'the release has archives for Linux and Windows alone' },
  () => {
    /** Passes for LiveKit as far as `--version` goes, and says which one it is when started. */
    const fake = (words: string) =>
      `#!/bin/sh\n[ "$1" = --version ] && { echo "livekit-server version ${LIVEKIT_VERSION}"; exit 0; }\necho ${words} >&2\nexit 7\n`;
    const name = archiveName(LIVEKIT_VERSION)!;
    let release: Server;
    let releaseUrl: string;
    let files: Record<string, Buffer>;
    const cache = () => mkdtempSync(join(home, 'cache-'));
    const obtain = async (
      download: Parameters<typeof startLivekit>[0]['download'],
    ): Promise<LivekitProcess> => {
      lines.length = 0;
      return startLivekit({ dataDir: mkdtempSync(join(home, 'data-')), log, download });
    };

    before(async () => {
      writeFileSync(join(home, 'livekit-server'), fake('downloaded'), { mode: 0o755 });
      execFileSync('tar', ['-czf', join(home, name), '-C', home, 'livekit-server']);
      const archive = readFileSync(join(home, name));
      const sum = createHash('sha256').update(archive).digest('hex');
      files = {
        [`/good/${name}`]: archive,
        '/good/checksums.txt': Buffer.from(
          `${'0'.repeat(64)}  livekit_${LIVEKIT_VERSION}_other_os.tar.gz\n${sum}  ${name}\n`,
        ),
        [`/tampered/${name}`]: Buffer.concat([archive, Buffer.from('x')]),
        '/tampered/checksums.txt': Buffer.from(`${sum}  ${name}\n`),
        [`/unlisted/${name}`]: archive,
        '/unlisted/checksums.txt': Buffer.from(`${sum}  another.tar.gz\n`),
      };
      release = createServer((request, response) => {
        const file = files[request.url ?? ''];
        response.writeHead(file ? 200 : 404).end(file);
      });
      release.listen(0, '127.0.0.1');
      await once(release, 'listening');
      releaseUrl = `http://127.0.0.1:${(release.address() as AddressInfo).port}`;
    });
    after(() => release.close());

    test('is downloaded from the release, checked against its checksums, and kept', async () => {
      const cacheDir = cache();
      const livekit = await obtain({ ...nowhere, cacheDirs: [cacheDir], releaseUrl: `${releaseUrl}/good` });
      await livekit.stop();
      assert.deepEqual(readdirSync(cacheDir), [`livekit-server-${LIVEKIT_VERSION}`]);
      assert.ok(lines.some((line) => line.includes(`downloading ${name}`)));
      assert.ok(
        lines.some((line) => /did not start: downloaded/.test(line)),
        'what was downloaded is what was started',
      );

      const again = await obtain({ ...nowhere, cacheDirs: [cache(), cacheDir], releaseUrl: undefined });
      await again.stop();
      assert.ok(
        lines.some((line) => /did not start: downloaded/.test(line)),
        'the second time it comes from the cache',
      );
    });

    for (const [folder, words] of [
      ['tampered', /refused .+: its SHA-256 is [0-9a-f]{64}, the release says [0-9a-f]{64}/],
      ['unlisted', /checksums\.txt does not name livekit_/],
      ['missing', /checksums\.txt can't be fetched \(HTTP 404\)/],
    ] as const) {
      test(`is refused from a ${folder} release, and nothing is kept`, async () => {
        const cacheDir = cache();
        const livekit = await obtain({
          ...nowhere,
          cacheDirs: [cacheDir],
          releaseUrl: `${releaseUrl}/${folder}`,
        });
        assert.equal(livekit.status().state, 'absent');
        await livekit.stop();
        assert.deepEqual(readdirSync(cacheDir), []);
        assert.equal(lines.filter((line) => words.test(line)).length, 1);
      });
    }

    test('is absent where nothing can be had, with one line that says what to do', async () => {
      const closed = createServer().listen(0, '127.0.0.1');
      await once(closed, 'listening');
      const { port } = closed.address() as AddressInfo;
      await new Promise((done) => closed.close(done));
      const livekit = await obtain({
        path: empty,
        build: true,
        cacheDirs: [cache()],
        releaseUrl: `http://127.0.0.1:${port}`,
      });
      assert.equal(livekit.status().state, 'absent');
      await livekit.stop();
      assert.equal(lines.length, 1);
      assert.match(
        lines[0]!,
        /none found, so everything but video works \(Go is not installed; download: .+can't be fetched \(.+\)\)\. Remedy: /,
      );
    });

    test('is built when Go is there, and downloaded when that fails', async () => {
      const bin = mkdtempSync(join(home, 'bin-'));
      const go = (script: string) => {
        writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`);
        chmodSync(join(bin, 'go'), 0o755);
      };
      writeFileSync(join(home, 'built'), fake('built'), { mode: 0o755 });
      go(
        `[ "$*" = "install github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}" ] && cp '${join(home, 'built')}' "$GOBIN/server"`,
      );
      await (await obtain({ path: bin, cacheDirs: [cache()], build: true, releaseUrl: undefined })).stop();
      assert.ok(lines.some((line) => /did not start: built/.test(line)));

      go('echo "go: no such module" >&2; exit 1');
      await (
        await obtain({ path: bin, cacheDirs: [cache()], build: true, releaseUrl: `${releaseUrl}/good` })
      ).stop();
      assert.ok(lines.some((line) => /did not start: downloaded/.test(line)));

      await (await obtain({ path: bin, cacheDirs: [cache()], build: true, releaseUrl: undefined })).stop();
      assert.match(lines.at(-1)!, /build: go: no such module/);
    });

    test('on PATH goes before all others', async () => {
      const bin = mkdtempSync(join(home, 'bin-'));
      writeFileSync(join(bin, 'livekit-server'), fake('from PATH'), { mode: 0o755 });
      await (
        await obtain({ path: bin, cacheDirs: [cache()], build: true, releaseUrl: `${releaseUrl}/good` })
      ).stop();
      assert.ok(lines.some((line) => /did not start: from PATH/.test(line)));
    });
  },
);

describe('the process', () => {
  const dataDir = join(home, 'livekit');
  const pidOf = () => Number(readFileSync(join(dataDir, 'livekit.pid'), 'utf8'));
  const start = () => startLivekit({ dataDir, log, webhookUrl: 'http://127.0.0.1:9/v1/livekit' });
  const rooms = ({ url, apiKey, apiSecret }: LivekitProcess) =>
    new RoomServiceClient(url.replace('ws:', 'http:'), apiKey, apiSecret);
  const until = async (what: () => boolean) => {
    for (let tries = 0; tries < 400 && !what(); tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(what());
  };

  test('answers with its keys, on loopback, names no foreign STUN server, and keeps keys and port', async () => {
    const first = await start();
    assert.equal(first.status().state, 'ready', lines.join('\n'));
    await rooms(first).createRoom({ name: 'renhe-1' });
    assert.deepEqual(
      (await rooms(first).listRooms()).map(({ name }) => name),
      ['renhe-1'],
    );
    await assert.rejects(
      new RoomServiceClient(first.url.replace('ws:', 'http:'), first.apiKey, 'x'.repeat(40)).listRooms(),
    );
    const config = JSON.parse(readFileSync(join(dataDir, 'livekit.yaml'), 'utf8')) as {
      bind_addresses: string[];
      rtc: { stun_servers: string[]; node_ip: string };
      turn: { udp_port: number };
      room: { auto_create: boolean };
      webhook: { api_key: string };
    };
    assert.deepEqual(config.bind_addresses, ['127.0.0.1']);
    assert.deepEqual(config.rtc.stun_servers, [`${config.rtc.node_ip}:${config.turn.udp_port}`]);
    assert.equal(config.room.auto_create, false);
    assert.equal(config.webhook.api_key, first.apiKey);
    for (const file of ['livekit.json', 'livekit.yaml'])
      assert.equal(statSync(join(dataDir, file)).mode & 0o777, 0o600);
    await first.stop();
    assert.equal(first.status().state, 'absent');
    const second = await start();
    assert.deepEqual(
      [second.url, second.apiKey, second.apiSecret],
      [first.url, first.apiKey, first.apiSecret],
    );
    await second.stop();
  });

  test('is started again when it dies, and ends within bounds while somebody is in a room', async () => {
    const livekit = await start();
    const died = pidOf();
    process.kill(died, 'SIGKILL');
    await until(() => livekit.status().state === 'starting');
    await until(() => livekit.status().state === 'ready');
    const now = pidOf();
    assert.notEqual(now, died);
    await rooms(livekit).createRoom({ name: 'renhe-2' });
    const token = new AccessToken(livekit.apiKey, livekit.apiSecret, { identity: 'patient' });
    token.addGrant({ roomJoin: true, room: 'renhe-2' });
    const socket = new WebSocket(
      `${livekit.url}/rtc?access_token=${await token.toJwt()}&protocol=16&auto_subscribe=1`,
    );
    await once(socket, 'message');
    assert.deepEqual(
      (await rooms(livekit).listParticipants('renhe-2')).map(({ identity }) => identity),
      ['patient'],
    );
    await livekit.stop();
    socket.close();
    assert.equal(inspectProcess(now), undefined);
  });

  test('left behind by a killed server is found and ended; a stranger with its number is not', async () => {
    const source = `
      const { startLivekit } = await import(${JSON.stringify(new URL('../../../server/media/livekit-process.ts', import.meta.url).href)});
      const livekit = await startLivekit({ dataDir: ${JSON.stringify(dataDir)}, log: { info() {}, warn() {} } });
      console.log(livekit.status().state); setInterval(() => {}, 1e6);`;
    const server = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(server.stdout, 'data')) as [Buffer];
    assert.equal(String(said).trim(), 'ready');
    const orphan = pidOf();

    const second = await start();
    assert.equal(second.status().state, 'absent');
    assert.match(second.status().detail, /in use by another server/);
    assert.ok(inspectProcess(orphan), 'the first goes on');

    server.kill('SIGKILL');
    await once(server, 'exit');
    assert.ok(inspectProcess(orphan));
    const third = await start();
    assert.equal(third.status().state, 'ready');
    assert.ok(await waitForExit(orphan, 1_000));
    await third.stop();

    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    try {
      writeFileSync(join(dataDir, 'livekit.pid'), `${stranger.pid}\n`);
      const fourth = await start();
      assert.equal(fourth.status().state, 'ready');
      assert.ok(inspectProcess(stranger.pid!));
      await fourth.stop();
    } finally {
      stranger.kill('SIGKILL');
    }
    assert.equal(existsSync(join(dataDir, 'livekit.pid')), false);
  });
});
