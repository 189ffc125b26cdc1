/** Fetching keys from an address that somebody gave us: never from inside our own network, never more than a little. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fetchKeys, isInside } from '../../../server/host/fetch-keys.ts';

const KEYS = { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'one' }] };

describe('a host’s keys', () => {
  let server: Server;
  let url: string;
  let reached = 0;
  before(async () => {
    server = createServer((request, response) => {
      reached++;
      if (request.url === '/moved') return void response.writeHead(302, { Location: '/jwks' }).end();
      if (request.url === '/large')
        return void response.end(JSON.stringify({ ...KEYS, more: 'x'.repeat(100_000) }));
      if (request.url === '/cut') {
        response.writeHead(200, { 'Content-Length': '1000' });
        response.write('{');
        return void response.destroy();
      }
      response.end(JSON.stringify(KEYS));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());

  it('are never fetched from inside, by name or number', async () => {
    for (const address of [
      ...['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
      ...['::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1'],
      ...['2002:7f00:1::', 'ff02::1', '224.0.0.1', 'localhost'],
    ])
      assert.ok(isInside(address), address);
    for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111'])
      assert.ok(!isInside(address), address);
    const { port } = server.address() as AddressInfo;
    for (const address of [
      url,
      `https://127.0.0.1:${port}/jwks`,
      `https://localhost:${port}/jwks`,
      `https://[::1]:${port}/jwks`,
      `https://[::ffff:127.0.0.1]:${port}/jwks`,
      `https://2130706433:${port}/jwks`,
      `https://0x7f.1:${port}/jwks`,
      'https://user:secret@host.example/jwks',
      'file:///etc/passwd',
    ])
      await assert.rejects(fetchKeys(address), /inside our own network|by https|without a password/, address);
    assert.equal(reached, 0);
  });

  it('are taken as they are, and nothing else', async () => {
    const inside = (path: string) => fetchKeys(`${url}${path}`, { inside: true });
    assert.deepEqual(await inside('/jwks'), KEYS);
    await assert.rejects(inside('/moved'), /answers 302/);
    await assert.rejects(inside('/large'), /bytes of keys/);
    await assert.rejects(inside('/cut'));
  });
});
