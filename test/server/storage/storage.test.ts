import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openDirectory } from '../../../server/storage/directory.ts';
import { openS3 } from '../../../server/storage/s3.ts';
import { signV4 } from '../../../server/storage/s3-signature.ts';
import type { Storage } from '../../../server/storage/storage.ts';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const REGION = 'cn-north-1';
const KEY_ID = 'AKIDEXAMPLE';
const SECRET = 'a secret with /+= in it';

/** A bucket that takes nothing whose signature it can't make again from what arrived. */
function bucket(): { server: Server; objects: Map<string, Buffer>; refuse: number[]; asked: string[] } {
  const objects = new Map<string, Buffer>();
  const refuse: number[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const path = request.url!;
      asked.push(`${request.method} ${path}`);
      const answer = (status: number, bytes?: Buffer) => void response.writeHead(status).end(bytes);
      const header = (name: string) => String(request.headers[name] ?? '');
      const match =
        /^AWS4-HMAC-SHA256 Credential=(\S+?)\/(\d{8})\/(\S+?)\/s3\/aws4_request, SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
          header('authorization'),
        );
      if (!match) return answer(403);
      const [, keyId, day, region, names, signature] = match as unknown as string[];
      const at = header('x-amz-date');
      const late = Math.abs(
        Date.parse(at.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z')) - Date.now(),
      );
      if (keyId !== KEY_ID || region !== REGION || !at.startsWith(day!) || late > 900_000) return answer(403);
      if (!names!.split(';').includes('host') || header('x-amz-content-sha256') !== sha256(body))
        return answer(403);
      const canonical = `${request.method}\n${path}\n\n${names!
        .split(';')
        .map((name) => `${name}:${header(name)}\n`)
        .join('')}\n${names}\n${sha256(body)}`;
      let key: string | Buffer = `AWS4${SECRET}`;
      for (const part of [day!, REGION, 's3', 'aws4_request'])
        key = createHmac('sha256', key).update(part).digest();
      const text = `AWS4-HMAC-SHA256\n${at}\n${day}/${REGION}/s3/aws4_request\n${sha256(canonical)}`;
      if (createHmac('sha256', key).update(text).digest('hex') !== signature) return answer(403);
      const status = refuse.shift();
      if (status) return answer(status);
      if (request.method === 'PUT') return void (objects.set(path, body), answer(200));
      if (request.method === 'DELETE') return void (objects.delete(path), answer(204));
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header('range')) ?? [];
      if (!objects.has(path)) return answer(404);
      if (!last) return answer(200, objects.get(path));
      return answer(206, objects.get(path)!.subarray(Number(first), Number(last) + 1));
    });
  });
  return { server, objects, refuse, asked };
}

describe('storage', () => {
  const s3 = bucket();
  let dir: string;
  let url: string;
  const kinds: Record<string, Storage> = {};
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'care-storage-'));
    await new Promise<void>((ready) => s3.server.listen(0, '127.0.0.1', ready));
    url = `http://127.0.0.1:${(s3.server.address() as AddressInfo).port}/files`;
    kinds['directory'] = openDirectory(join(dir, 'files'));
    kinds['s3'] = openS3({ url: `${url}/`, region: REGION, keyId: KEY_ID, secret: SECRET });
  });
  after(async () => {
    s3.server.close();
    await rm(dir, { recursive: true, force: true });
  });

  for (const kind of ['directory', 's3']) {
    it(`${kind}: gives back what was put, the newest under a key, and nothing once it is removed`, async () => {
      const storage = kinds[kind]!;
      assert.equal(await storage.get('renhe/a/b'), null);
      await storage.put('renhe/a/b', Buffer.from([0, 255, 10]), 'image/png');
      assert.deepEqual([...(await storage.get('renhe/a/b'))!], [0, 255, 10]);
      await storage.put('renhe/a/b', Buffer.from('again'), 'image/png');
      assert.equal(Buffer.from((await storage.get('renhe/a/b'))!).toString(), 'again');
      await storage.remove('renhe/a/b');
      assert.equal(await storage.get('renhe/a/b'), null);
      await storage.remove('renhe/a/b');
    });

    it(`${kind}: takes no key that a path could be made of`, async () => {
      const storage = kinds[kind]!;
      for (const key of [
        '../etc/passwd',
        'a/../b',
        '/a',
        'a//b',
        'A',
        'a.b',
        'a\\b',
        'a%2fb',
        '',
        'a/',
        'a\0',
      ]) {
        await assert.rejects(async () => storage.put(key, Buffer.from('x'), 'image/png'), TypeError, key);
        await assert.rejects(async () => storage.get(key), TypeError, key);
      }
    });
  }

  it('directory: only our own user reads it, and no half file stays', async () => {
    await kinds['directory']!.put('renhe/c', Buffer.from('x'), 'image/png');
    assert.equal((await stat(join(dir, 'files/renhe/c'))).mode & 0o777, 0o600);
    assert.equal((await stat(join(dir, 'files'))).mode & 0o077, 0);
    assert.deepEqual(
      (await readdir(join(dir, 'files/renhe'))).filter((name) => name.includes('part')),
      [],
    );
  });

  for (const kind of ['directory', 's3']) {
    it(`${kind}: takes a large file as it lies there, and gives any part of it`, async () => {
      const store = kinds[kind]!;
      const bytes = randomBytes(300_000);
      const path = join(dir, 'large');
      await writeFile(path, bytes);
      await store.putFile('renhe/recordings/a', path, { type: 'video/mp4', sha256: sha256(bytes) });
      assert.deepEqual(Buffer.from((await store.get('renhe/recordings/a'))!), bytes);
      const part = async (first: number, last: number) =>
        Buffer.from(await new Response(await store.read('renhe/recordings/a', first, last)).arrayBuffer());
      assert.deepEqual(await part(0, 299_999), bytes);
      assert.deepEqual(await part(70_000, 199_999), bytes.subarray(70_000, 200_000));
      assert.deepEqual(await part(299_999, 299_999), bytes.subarray(299_999));
      assert.equal(await store.read('renhe/recordings/b', 0, 1), null);
      await assert.rejects(store.putFile('../a', path, { type: 'video/mp4', sha256: '' }), TypeError);
    });
  }

  it('s3: tries again what failed on the way, and says when it is refused', async () => {
    s3.refuse.push(503, 500);
    await kinds['s3']!.put('renhe/d', Buffer.from('late'), 'image/png');
    assert.equal(s3.objects.get('/files/renhe/d')!.toString(), 'late');
    s3.refuse.push(403);
    await assert.rejects(kinds['s3']!.get('renhe/d'), /refused with 403/);
    const stranger = openS3({ url, region: REGION, keyId: KEY_ID, secret: 'another' });
    await assert.rejects(stranger.put('renhe/e', Buffer.from('x'), 'image/png'), /refused with 403/);
    assert.equal(s3.objects.has('/files/renhe/e'), false);
  });

  // docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Examples: Signature Calculations"
  const EXAMPLES: [
    method: string,
    url: string,
    headers: Record<string, string>,
    body: string,
    signature: string,
  ][] = [
    [
      'GET',
      '/test.txt',
      { range: 'bytes=0-9' },
      '',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT',
      '/test$file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      'Welcome to Amazon S3.',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET', '/?lifecycle', {}, '', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    [
      'GET',
      '/?max-keys=2&prefix=J',
      {},
      '',
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ];
  for (const [method, path, headers, body, signature] of EXAMPLES) {
    it(`s3: signs ${method} ${path} as AWS’s own example`, () => {
      const signed = signV4(
        {
          region: 'us-east-1',
          keyId: 'AKIAIOSFODNN7EXAMPLE',
          secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        },
        {
          ...{ method, headers, payload: sha256(body), now: new Date('2013-05-24T00:00:00Z') },
          url: new URL(`https://examplebucket.s3.amazonaws.com${path}`),
        },
      );
      assert.match(signed['authorization']!, new RegExp(`Signature=${signature}$`));
    });
  }
});
