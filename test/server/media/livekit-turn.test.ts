/** What our own LiveKit tells browsers to connect by: its own relay and nobody else's servers, read from a real join. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SignalResponse } from '@livekit/protocol';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { pickPort } from '../../../server/child.ts';
import { missingSecrets, readEnv, turnTlsOf } from '../../../server/env.ts';
import { allBut } from '../../../server/media/livekit-config.ts';
import { startLivekit, type LivekitProcess } from '../../../server/media/livekit-process.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
mkdirSync(join(root, 'data'), { recursive: true });
const home = mkdtempSync(join(root, `data/test-livekit-${process.pid}-`));
const lines: string[] = [];
const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
after(() => rmSync(home, { recursive: true, force: true }));

interface Config {
  rtc: {
    node_ip: string;
    stun_servers: string[];
    pli_throttle: Record<string, string>;
    ips?: { includes: string[] };
  };
  turn: { udp_port: number; allow_restricted_peer_cidrs: string[] };
  room: { auto_create: boolean; departure_timeout: number };
}
const configOf = (dataDir: string): Config =>
  JSON.parse(readFileSync(join(dataDir, 'livekit.yaml'), 'utf8')) as Config;

/** What a browser is told when it joins. */
async function iceServersOf({ url, apiKey, apiSecret }: LivekitProcess) {
  await new RoomServiceClient(url.replace('ws:', 'http:'), apiKey, apiSecret).createRoom({ name: 'renhe-1' });
  const token = new AccessToken(apiKey, apiSecret, { identity: 'patient' });
  token.addGrant({ roomJoin: true, room: 'renhe-1' });
  const socket = new WebSocket(`${url}/rtc?access_token=${await token.toJwt()}&protocol=16`);
  socket.binaryType = 'arraybuffer';
  const { message } = await new Promise<SignalResponse>((done, fail) => {
    socket.onmessage = ({ data }) => done(SignalResponse.fromBinary(new Uint8Array(data as ArrayBuffer)));
    socket.onclose = () => fail(new Error('closed before the join'));
  });
  socket.close();
  assert.equal(message.case, 'join');
  return message.case === 'join' ? message.value.iceServers : [];
}
const hostsOf = (servers: { urls: string[] }[]) =>
  servers.flatMap(({ urls }) => urls).map((url) => /^(?:stun|turns?):([^:?]+)/.exec(url)?.[1]);

/** A STUN binding request (RFC 8489); resolves with the type of the answer. */
function bind(port: number, host: string): Promise<number> {
  const request = Buffer.alloc(20);
  request.writeUInt16BE(0x0001, 0);
  request.writeUInt32BE(0x2112a442, 4);
  const socket = createSocket('udp4');
  return new Promise((done) => {
    socket.once('message', (answer) => (socket.close(), done(answer.readUInt16BE(0))));
    socket.send(request, port, host);
  });
}

describe('our LiveKit', () => {
  test('sends browsers to its own relay and to nobody else; rooms outlast a lost network; key frames come at once', async () => {
    const dataDir = join(home, 'plain');
    const livekit = await startLivekit({ dataDir, log });
    try {
      assert.equal(livekit.status().state, 'ready', lines.join('\n'));
      const { rtc, turn, room } = configOf(dataDir);
      const servers = await iceServersOf(livekit);
      assert.deepEqual([...new Set(hostsOf(servers))], [rtc.node_ip]);
      const urls = servers.flatMap((server) => server.urls);
      assert.ok(urls.includes(`turn:${rtc.node_ip}:${turn.udp_port}?transport=udp`), urls.join());
      assert.ok(!urls.some((url) => url.startsWith('turns:')), urls.join());
      assert.equal(await bind(turn.udp_port, rtc.node_ip), 0x0101, 'its relay answers STUN');
      assert.deepEqual(turn.allow_restricted_peer_cidrs, [`${rtc.node_ip}/32`]);
      assert.deepEqual(Object.values(rtc.pli_throttle), ['100ms', '100ms', '100ms']);
      assert.deepEqual(rtc.ips?.includes, [`${rtc.node_ip}/32`], 'it sits on the address that it tells');
      assert.equal(room.auto_create, false);
      assert.ok(room.departure_timeout >= 120);
    } finally {
      await livekit.stop();
    }
    const again = await startLivekit({ dataDir, log });
    const [port, kept] = [configOf(dataDir).turn.udp_port, again.status().state];
    await again.stop();
    assert.deepEqual([port, kept], [configOf(dataDir).turn.udp_port, 'ready']);
  });

  test('with a name and a certificate offers the relay over TLS, at 443 of that name', async () => {
    const file = (name: string) => join(home, name);
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-days', '2', '-subj', '/CN=turn.hospital.example'],
        ...['-keyout', file('key.pem'), '-out', file('cert.pem')],
      ],
      { stdio: 'ignore' },
    );
    const turnTls = {
      ...{ domain: 'turn.hospital.example', certFile: file('cert.pem'), keyFile: file('key.pem') },
      port: await pickPort('0.0.0.0'),
    };
    const livekit = await startLivekit({ dataDir: join(home, 'tls'), log, turnTls });
    try {
      assert.equal(livekit.status().state, 'ready', lines.join('\n'));
      const servers = await iceServersOf(livekit);
      const urls = servers.flatMap((server) => server.urls);
      assert.ok(urls.includes('turns:turn.hospital.example:443?transport=tcp'), urls.join());
      const { rtc } = configOf(join(home, 'tls'));
      assert.deepEqual([...new Set(hostsOf(servers))].sort(), [rtc.node_ip, turnTls.domain].sort());
    } finally {
      await livekit.stop();
    }
  });
});

test('the relay over TLS is configured whole or not at all', () => {
  const CARE_TURN_DOMAIN = 'turn.hospital.example';
  assert.equal(turnTlsOf(readEnv({})), undefined);
  const half = readEnv({ CARE_TURN_DOMAIN, CARE_TURN_CERT_FILE: '/c.pem' });
  assert.equal(turnTlsOf(half), undefined);
  assert.ok(missingSecrets(half).some((line) => line.startsWith('CARE_TURN_KEY_FILE')));
  assert.ok(!missingSecrets(readEnv({})).some((line) => line.startsWith('CARE_TURN')));
  const whole = readEnv({ CARE_TURN_DOMAIN, CARE_TURN_CERT_FILE: '/c.pem', CARE_TURN_KEY_FILE: '/k.pem' });
  assert.ok(!missingSecrets(whole).some((line) => line.startsWith('CARE_TURN')));
  assert.deepEqual(turnTlsOf(whole), {
    ...{ domain: CARE_TURN_DOMAIN, certFile: '/c.pem', keyFile: '/k.pem', port: 5349 },
  });
  assert.throws(() => readEnv({ CARE_TURN_DOMAIN: 'https://turn' }), /CARE_TURN_DOMAIN/);
});

test('the relay leads nowhere but to LiveKit: what it refuses is every other address', () => {
  const number = (ip: string) => ip.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  for (const own of ['10.1.2.3', '203.0.113.255', '127.0.0.1', '255.255.255.254']) {
    const networks = allBut(own).filter((network) => network !== '::/0');
    const ranges = networks.map((network) => {
      const [ip = '', bits] = network.split('/');
      return { from: number(ip), size: 2 ** (32 - Number(bits)) };
    });
    const total = ranges.reduce((sum, { size }) => sum + size, 0);
    assert.equal(total, 2 ** 32 - 1, 'all but one');
    for (const { from, size } of ranges) {
      assert.equal(from % size, 0, 'a network starts at a multiple of its size');
      assert.ok(number(own) < from || number(own) >= from + size, `${own} stays reachable`);
    }
    ranges.sort((a, b) => a.from - b.from);
    for (const [i, { from }] of ranges.entries())
      if (i) assert.ok(from >= ranges[i - 1]!.from + ranges[i - 1]!.size, 'none counts twice');
  }
  assert.ok(allBut('10.1.2.3').includes('::/0'));
});
