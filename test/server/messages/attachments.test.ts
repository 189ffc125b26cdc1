/** The corpus: what may be sent arrives clean, what may not is refused with a reason, and nobody else gets any of it. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { v4 } from 'uuid';
import type { FileRefusal } from '@care-elements/contract/attachments.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { forgetUnused } from '../../../server/attachments/service.ts';
import { inHospital } from '../../../server/work.ts';
import * as f from '../../kit/files.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { talkingVisit } from './kit.ts';

const HTML = Buffer.from('<html><script>alert(1)</script></html>');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const EXE = Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(200)]);
const cat = (...parts: Buffer[]) => Buffer.concat(parts);

const GOOD: [name: string, bytes: () => Buffer, type: string, kind: string][] = [
  ['a JPEG', f.jpeg, 'image/jpeg', 'image'],
  ['a PNG', f.png, 'image/png', 'image'],
  ['a WebP', f.webp, 'image/webp', 'image'],
  ['a PDF', () => f.pdf(), 'application/pdf', 'pdf'],
  [
    'a PDF with packed objects',
    () => f.pdf({ objects: f.packed('<</Type/Font>>') }),
    'application/pdf',
    'pdf',
  ],
  ['a WebM voice', f.webm, 'audio/webm;codecs=opus', 'voice'],
  ['an Ogg voice', f.ogg, 'audio/ogg', 'voice'],
  ['an MP4 voice', f.m4a, 'audio/mp4', 'voice'],
];

const BAD: [name: string, bytes: () => Buffer, type: string, reason: FileRefusal][] = [
  ['an SVG with a script, as PNG', () => SVG, 'image/png', 'other-type'],
  ['HTML as JPEG', () => HTML, 'image/jpeg', 'other-type'],
  ['HTML as PDF', () => HTML, 'application/pdf', 'other-type'],
  ['a program as voice', () => EXE, 'audio/mp4', 'other-type'],
  ['a PNG as JPEG', f.png, 'image/jpeg', 'other-type'],
  ['a JPEG as PDF', f.jpeg, 'application/pdf', 'other-type'],
  ['an MP4 as JPEG', f.m4a, 'image/jpeg', 'other-type'],
  ['nothing', () => Buffer.alloc(0), 'image/jpeg', 'broken'],
  ['one byte', () => Buffer.from([0xff]), 'image/jpeg', 'other-type'],
  ['a film as voice (WebM)', f.films.webm, 'audio/webm', 'other-type'],
  ['a film as voice (MP4)', f.films.mp4, 'audio/mp4', 'other-type'],
  // Polyglots.
  ['HTML before a PDF', () => f.pdf({ head: HTML.toString() }), 'application/pdf', 'other-type'],
  ['HTML after a PDF', () => f.pdf({ tail: HTML.toString() }), 'application/pdf', 'active'],
  ['an archive after a PDF', () => cat(f.pdf(), f.zipEnd()), 'application/pdf', 'active'],
  ['an archive in a PDF’s last comment', () => zipInside(), 'application/pdf', 'active'],
  ['an archive after a JPEG', () => cat(f.jpeg(), f.zipEnd()), 'image/jpeg', 'active'],
  ['a script after a JPEG', () => cat(f.jpeg(), HTML), 'image/jpeg', 'active'],
  ['a script after a PNG', () => cat(f.png(), HTML), 'image/png', 'active'],
  ['a script after a WebP', () => cat(f.webp(), HTML), 'image/webp', 'active'],
  ['a script after a WebM', () => cat(f.webm(), HTML), 'audio/webm', 'broken'],
  ['a script after an Ogg', () => cat(f.ogg(), HTML), 'audio/ogg', 'broken'],
  ['a script after an MP4', () => cat(f.m4a(), HTML), 'audio/mp4', 'broken'],
  // Bombs.
  [
    'a PNG of one pixel that claims 65,535 × 65,535',
    () => f.claimedPng(65535, 65535),
    'image/png',
    'too-many-pixels',
  ],
  [
    'a PNG that claims 2³¹ pixels of width',
    () => f.claimedPng(0x7fffffff, 1),
    'image/png',
    'too-many-pixels',
  ],
  ['a PNG of one pixel that claims 6000 × 6000', () => f.claimedPng(6000, 6000), 'image/png', 'broken'],
  ['a JPEG that claims 65,535 × 65,535', () => f.claimedJpeg(65535, 65535), 'image/jpeg', 'too-many-pixels'],
  ['a JPEG of a few pixels that claims 6000 × 6000', () => f.claimedJpeg(6000, 6000), 'image/jpeg', 'broken'],
  ['a JPEG without pixels', () => f.claimedJpeg(0, 12), 'image/jpeg', 'broken'],
  ['a flat PNG of 49 megapixels', () => flat(7000), 'image/png', 'too-many-pixels'],
  // Cut and spoilt.
  ['half a JPEG', () => f.jpeg().subarray(0, 500), 'image/jpeg', 'broken'],
  ['half a PNG', () => f.png().subarray(0, 60), 'image/png', 'broken'],
  ['a PNG whose check fails', () => spoilt(f.png(), 50), 'image/png', 'broken'],
  ['half a PDF', () => f.pdf().subarray(0, 200), 'application/pdf', 'broken'],
  ['half an MP4', () => f.m4a().subarray(0, 600), 'audio/mp4', 'broken'],
  ['an MP4 of boxes in boxes', () => f.boxesInBoxes(100_000), 'audio/mp4', 'broken'],
  // PDFs that act.
  [
    'a PDF with JavaScript',
    () => f.pdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert(1))>>' }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF that writes /JS as /#4a#53',
    () => f.pdf({ catalog: '/OpenAction<</#4a#53(x)>>' }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF that starts a program',
    () => f.pdf({ catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF with a file inside',
    () => f.pdf({ catalog: '/Names<</EmbeddedFiles 9 0 R>>' }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF with a packed script',
    () => f.pdf({ objects: f.packed('<</S/JavaScript/JS(x)>>') }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF with a packed script behind a long dictionary',
    () => f.pdf({ objects: f.packed('<</S/JavaScript/JS(x)>>', ' '.repeat(3000)) }),
    'application/pdf',
    'active',
  ],
  [
    'a PDF with a script in what only looks like a stream',
    () =>
      f.pdf({
        objects:
          '5 0 obj\n(>>\nstream\n)\nendobj\n6 0 obj\n<</S/#4aavaScript/J#53(x)>>\nendobj\n7 0 obj\n(endstream)\nendobj',
      }),
    'application/pdf',
    'active',
  ],
  ['a PDF with a password', () => f.pdf({ catalog: '/Encrypt 9 0 R' }), 'application/pdf', 'locked'],
  [
    'a PDF that unfolds without end',
    () => f.pdf({ objects: f.packed(' '.repeat(20_000_000)) }),
    'application/pdf',
    'broken',
  ],
];

/** Both at once: a PDF to its last byte, and a ZIP whose comment runs to it. */
function zipInside(): Buffer {
  const whole = f.pdf();
  const at = whole.lastIndexOf('%%EOF');
  const rest = Buffer.from('\n%%EOF\n');
  const end = f.zipEnd();
  end.writeUInt16LE(rest.length, 20);
  return cat(whole.subarray(0, at), Buffer.from('%'), end, rest);
}
const flat = (side: number) => f.claimedPng(side, side, deflateSync(Buffer.alloc((side + 1) * side)));
function spoilt(bytes: Buffer, at: number): Buffer {
  bytes[at]! ^= 1;
  return bytes;
}

describe('attachments', () => {
  let t: TestApp;
  let v: Awaited<ReturnType<typeof talkingVisit>>;
  let visit: string;
  let port: number;
  before(async () => {
    t = await openTestApp();
    v = await talkingVisit(t);
    visit = `/renhe/visits/${v.visitId}`;
    ({ port } = await t.listen());
  });
  after(() => t.close());

  const content = (id: string, token: string, path = visit) =>
    t.app.request(`/v1/hospitals${path}/attachments/${id}/content`, {
      headers: { Authorization: `Bearer ${token}` },
    });
  const send = (token: string, attachmentId: string, kind = 'image', messageId = v4()) =>
    t.call('POST', v.path, { token, body: { messageId, kind, attachmentId } });

  for (const [name, bytes, type, kind] of GOOD) {
    it(`${name} arrives at the other side`, async () => {
      const sent = await f.upload(t, visit, v.token, { bytes: bytes(), type, query: '&seconds=3' });
      assert.equal(sent.status, 201, JSON.stringify(sent.body));
      assert.equal(sent.body.kind, kind);
      const message = await send(v.token, sent.body.attachmentId, kind);
      assert.deepEqual(message.body.attachment, sent.body);
      const answer = await content(sent.body.attachmentId, v.doctor);
      const got = Buffer.from(await answer.arrayBuffer());
      assert.equal(answer.headers.get('content-type'), type.split(';')[0]);
      assert.equal(createHash('sha256').update(got).digest('hex'), sent.body.sha256);
      assert.equal(got.length, sent.body.bytes);
      if (kind !== 'image') assert.deepEqual(got, bytes());
      else assert.deepEqual([sent.body.width, sent.body.height], [16, 12]);
    });
  }

  for (const [name, bytes, type, reason] of BAD) {
    it(`${name} is refused: ${reason}`, async () => {
      const { status, body } = await f.upload(t, visit, v.token, { bytes: bytes(), type });
      assert.deepEqual(
        [status, body['code'], body['current']],
        [422, 'file-refused', reason],
        JSON.stringify(body),
      );
    });
  }

  for (const [type, bytes] of [
    ['image/svg+xml', SVG],
    ['text/html', HTML],
    ['application/octet-stream', EXE],
    ['image/gif', Buffer.from('GIF89a')],
    ['application/json', Buffer.from('{}')],
    ['toString', HTML],
  ] as const) {
    it(`${type} is no type of ours`, async () => {
      const { body } = await f.upload(t, visit, v.token, { bytes, type });
      assert.equal(body['code'], 'unsupported-media-type');
    });
  }

  it('takes out where, when, by whom and with what a picture was taken, and leaves it turned as it was', async () => {
    const { body } = await f.upload(t, visit, v.token, { bytes: f.photo(6) });
    const got = Buffer.from(await (await content(body.attachmentId, v.token)).arrayBuffer());
    assert.doesNotMatch(got.toString('latin1'), /GPS|Wang|xmp|ward/);
    const exif = got.indexOf('Exif\0\0', 0, 'latin1');
    assert.equal(got.readUInt16BE(exif + 6 + 18), 6, 'its one remaining tag is the orientation');
    assert.equal(got.length, f.jpeg().length - (f.jpeg().length - cleanLength()) + 36);
    const straight = await f.upload(t, visit, v.token, { bytes: f.photo(1) });
    const plain = Buffer.from(await (await content(straight.body.attachmentId, v.token)).arrayBuffer());
    assert.equal(plain.indexOf('Exif', 0, 'latin1'), -1);
    const text = f.pngChunk('tEXt', Buffer.from('Author\0Wang Xiuying'));
    const png = cat(f.png().subarray(0, 33), text, f.png().subarray(33));
    const told = await f.upload(t, visit, v.token, { bytes: png, type: 'image/png' });
    const silent = Buffer.from(await (await content(told.body.attachmentId, v.token)).arrayBuffer());
    assert.equal(silent.indexOf('Wang'), -1);
  });
  /** The sample without its encoder's comment. */
  const cleanLength = () => {
    const bytes = f.jpeg();
    const at = bytes.indexOf(Buffer.from([0xff, 0xfe]));
    return at < 0 ? bytes.length : bytes.length - 2 - bytes.readUInt16BE(at + 2);
  };

  it('gives names no path, no tricks, and the ending of what it is', async () => {
    for (const [given, name] of [
      ['../../etc/passwd', 'passwd.jpg'],
      ['..\\..\\windows\\system32\\cmd.exe', 'cmd.jpg'],
      ['/etc/cron.d/x', 'x.jpg'],
      ['病理报告.pdf', '病理报告.jpg'],
      ['photo\u202egpj.exe', 'photogpj.jpg'],
      ['a\r\nContent-Type: text/html\r\n\r\n<script>', 'htmlscript.jpg'],
      ['<img src=x onerror=alert(1)>.png', 'img src=x onerror=alert(1).jpg'],
      ['..', 'image.jpg'],
      ['', 'image.jpg'],
      ['\0', 'image.jpg'],
      ['x'.repeat(900), `${'x'.repeat(80)}.jpg`],
    ] as const) {
      const { status, body } = await f.upload(t, visit, v.token, { bytes: f.jpeg(), name: given });
      assert.deepEqual([status, body.name], [201, name], given);
    }
  });

  it('serves with headers under which nothing runs, is framed, embedded or kept', async () => {
    const name = '报告"; x=1\r\n(终).jpg';
    const { body } = await f.upload(t, visit, v.token, { bytes: f.jpeg(), name });
    const { headers } = await content(body.attachmentId, v.token);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(
      headers.get('content-security-policy'),
      "sandbox; default-src 'none'; frame-ancestors 'none'",
    );
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    assert.equal(headers.get('cache-control'), 'private, no-store');
    assert.match(
      headers.get('content-disposition')!,
      /^attachment; filename="[\x20-\x7e]+\.jpg"; filename\*=UTF-8''[%A-Za-z0-9._~!-]+$/,
    );
  });

  it('is for the visit’s own people alone, in this hospital alone', async () => {
    const other = await talkingVisit(t);
    const { body } = await f.upload(t, visit, v.token, { bytes: f.jpeg() });
    const id = body.attachmentId;
    for (const token of [v.token, v.doctor]) assert.equal((await content(id, token)).status, 200);
    const strangers = [other.token, other.doctor, await t.tokenOf('renhe', 'zhao')];
    for (const token of strangers) {
      assert.equal((await content(id, token)).status, 404);
      assert.equal((await f.upload(t, visit, token, { bytes: f.jpeg() })).status, 404);
    }
    assert.equal((await content(id, await t.tokenOf('renhe', 'gao', 'pharmacist'))).status, 403);
    assert.equal((await content(id, await t.tokenOf('lakeside', 'delgado'))).status, 403);
    assert.equal((await t.app.request(`/v1/hospitals${visit}/attachments/${id}/content`)).status, 401);
    // Under one's own visit, another's file is not there.
    assert.equal((await content(id, other.token, `/renhe/visits/${other.visitId}`)).status, 404);
    const stolen = await t.call('POST', other.path, {
      token: other.token,
      body: { messageId: v4(), kind: 'image', attachmentId: id },
    });
    assert.equal(stolen.body.code, 'not-found');
  });

  it('sends one file once, as what it is, from the side that uploaded it', async () => {
    const { body } = await f.upload(t, visit, v.token, { bytes: f.jpeg() });
    assert.equal((await send(v.doctor, body.attachmentId)).body.code, 'not-found');
    assert.equal((await send(v.token, body.attachmentId, 'pdf')).body.code, 'not-found');
    const messageId = v4();
    const first = await send(v.token, body.attachmentId, 'image', messageId);
    assert.equal(first.status, 201);
    assert.deepEqual((await send(v.token, body.attachmentId, 'image', messageId)).body, first.body);
    assert.equal((await send(v.token, body.attachmentId)).body.code, 'state-conflict');
  });

  it('answers a second try of an upload with the first, and keeps the bytes once', async () => {
    const key = randomBytes(16).toString('hex');
    const first = await f.upload(t, visit, v.token, { bytes: f.jpeg(), key });
    const again = await f.upload(t, visit, v.token, { bytes: f.jpeg(), key });
    assert.deepEqual(again.body, first.body);
    assert.equal((await content(first.body.attachmentId, v.token)).status, 200);
    const other = await f.upload(t, visit, v.token, { bytes: f.photo(), key });
    assert.equal(other.body['code'], 'idempotency-key-reused');
    assert.equal((await content(first.body.attachmentId, v.token)).status, 200);
  });

  it('reads no more than it may hold: 100 MB, announced or not, over a real connection', async () => {
    // Sends so much and then waits: the answer has to come without the rest.
    const post = (headers: Record<string, string | number>, bytes: number) =>
      new Promise<number>((resolve, reject) => {
        const path = `/v1/hospitals${visit}/attachments`;
        const common = {
          ...{ Authorization: `Bearer ${v.token}`, 'Idempotency-Key': randomBytes(16).toString('hex') },
          'Content-Type': 'image/jpeg',
        };
        const out = request({ port, path, method: 'POST', headers: { ...common, ...headers } }, (answer) => {
          resolve(answer.statusCode!);
          out.destroy();
        });
        out.on('error', reject);
        out.write(Buffer.alloc(bytes, 0xff));
      });
    assert.equal(await post({ 'Content-Length': 100e6 }, 1000), 413);
    assert.equal(await post({ 'Transfer-Encoding': 'chunked' }, 10 * 1024 * 1024 + 1), 413);
    const just = cat(f.jpeg(), Buffer.alloc(10 * 1024 * 1024));
    assert.equal((await f.upload(t, visit, v.token, { bytes: just })).status, 413);
    const voice = cat(f.webm(), Buffer.alloc(5 * 1024 * 1024));
    assert.equal((await f.upload(t, visit, v.token, { bytes: voice, type: 'audio/webm' })).status, 413);
  });

  it('takes no file once the visit has ended, and goes on showing those that there are', async () => {
    const ended = await talkingVisit(t);
    const path = `/renhe/visits/${ended.visitId}`;
    const { body } = await f.upload(t, path, ended.token, { bytes: f.jpeg() });
    await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(`UPDATE visits SET status = 'concluded' WHERE visit_id = '${ended.visitId}'`),
    );
    const late = await f.upload(t, path, ended.token, { bytes: f.jpeg() });
    assert.equal(late.body['code'], 'visit-ended');
    assert.equal((await content(body.attachmentId, ended.doctor, path)).status, 200);
  });

  const sweep = (hours: number, storage: Partial<TestApp['deps']['storage']> = {}) =>
    inHospital(
      { ...t.deps, now: () => new Date(Date.now() + hours * 3600_000) },
      'renhe',
      { doer: SYSTEM, requestId: null },
      (work) => forgetUnused(work, { ...t.deps, storage: { ...t.deps.storage, ...storage } }),
    );
  it('forgets after a day what no message took, and nothing else', async () => {
    const sent = await f.upload(t, visit, v.token, { bytes: f.jpeg() });
    await send(v.token, sent.body.attachmentId);
    const unused = await f.upload(t, visit, v.token, { bytes: f.png(), type: 'image/png' });
    assert.equal(await sweep(23), 0);
    while (await sweep(25));
    assert.equal((await content(unused.body.attachmentId, v.token)).status, 404);
    assert.equal(await t.deps.storage.get(`renhe/${v.visitId}/${unused.body.attachmentId}`), null);
    assert.equal((await content(sent.body.attachmentId, v.token)).status, 200);
    assert.equal(await sweep(366 * 24), 0, 'what was taken is not looked at again');
  });

  it('forgets the others where storage refuses to remove one, and that one later', async () => {
    const files = await Promise.all([1, 2, 3].map(() => f.upload(t, visit, v.token, { bytes: f.jpeg() })));
    const [stuck, ...others] = files.map(({ body }) => `renhe/${v.visitId}/${body.attachmentId}`);
    let refuses = true;
    const remove = async (key: string) => {
      if (refuses && key === stuck) throw new Error('storage: DELETE refused with 403');
      await t.deps.storage.remove(key);
    };
    while (await sweep(25, { remove }));
    for (const key of others) assert.equal(await t.deps.storage.get(key), null);
    assert.ok(await t.deps.storage.get(stuck!));
    refuses = false;
    assert.equal(await sweep(25.9, { remove }), 0, 'its turn comes again after an hour');
    assert.equal(await sweep(26.1, { remove }), 1);
    assert.equal(await t.deps.storage.get(stuck!), null);
  });

  it('never hands out bytes that are not those that were taken in', async () => {
    const { body } = await f.upload(t, visit, v.token, { bytes: f.jpeg() });
    await t.deps.storage.put(`renhe/${v.visitId}/${body.attachmentId}`, HTML, 'image/jpeg');
    assert.equal((await content(body.attachmentId, v.token)).status, 500);
  });
});
