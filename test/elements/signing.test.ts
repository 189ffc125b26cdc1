/** The desks' signing by key in a real browser: the page checks what the device is asked to sign, keys come and go, and each face leads on. */
import type { Signing } from '@care-elements/contract/signing.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createSigningStore, worksHere, type ToConfirm } from '@care-elements/client/signing-store.ts';
import { saysTheSame } from '@care-elements/client/same-text.ts';
import { fakeCare, idOf, reviewRx } from '../kit/prescription-fakes.ts';
import { assert, equal } from '../kit/expect.ts';

const b64 = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
const hashOf = async (text: string) =>
  b64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
const TEXT = JSON.stringify({ prescriptionId: idOf(1) });
const signing: Signing = { required: 'ceremony', keys: [] };

let asked = 0;
/** What the browser's own window for keys would give. */
const device = (answer: () => Promise<unknown>) =>
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: { get: () => (asked++, answer()), create: () => (asked++, answer()) },
  });
const bytes = (text: string) => new TextEncoder().encode(text).buffer;
const assertion = () =>
  Promise.resolve({
    ...{ id: 'AAAA', rawId: bytes('x'), type: 'public-key', getClientExtensionResults: () => ({}) },
    response: { clientDataJSON: bytes('{}'), authenticatorData: bytes('a'), signature: bytes('s') },
  });

const what = (fits = true): ToConfirm => ({
  plain: ['/sign', { rowVersion: 1 }],
  begin: ['/sign/begin', { rowVersion: 1 }],
  complete: '/sign/complete',
  fits: () => fits,
});
async function careWith(answers: Record<string, unknown> = {}, text = TEXT) {
  const challenge = await hashOf(text);
  const ask = { challenge, rpId: 'localhost', allowCredentials: [] };
  return fakeCare({
    'GET /signing': signing,
    'POST /sign': { state: 'plain' },
    'POST /sign/begin': { beginId: idOf(3), level: 'ceremony', text: TEXT, ask, expiresAt: '' },
    'POST /sign/complete': { state: 'signed' },
    ...answers,
  });
}
const names = (care: Awaited<ReturnType<typeof careWith>>) => care.calls.map(([name]) => name);

describe('signing by key', () => {
  beforeEach(() => {
    asked = 0;
    device(assertion);
    // WebKitGTK knows no keys: the device that is put in its place comes with the browser's side of it.
    globalThis.PublicKeyCredential ??= class {} as unknown as typeof PublicKeyCredential;
  });

  it('asks the device for the text that was begun, and completes with what it gave', async () => {
    const care = await careWith();
    const store = care.use(createSigningStore);
    await store.load();
    equal(store.get().byKey, true);
    const faces: string[] = [];
    store.subscribe(({ face }) => faces.push(face));
    equal(await store.confirm(what()), { state: 'signed' });
    equal([...new Set(faces)], ['asking', 'sending', 'done']);
    equal(names(care), ['GET /signing', 'POST /sign/begin', 'POST /sign/complete']);
    const [, body] = care.calls[2] as [string, { beginId: string; answer: { id: string } }];
    equal([body.beginId, body.answer.id], [idOf(3), 'AAAA']);
  });

  it('never asks for a signature of a text that is not what is shown, or whose hash is another', async () => {
    for (const [care, fits] of [
      [await careWith(), false],
      [await careWith({}, 'another text'), true],
    ] as const) {
      const store = care.use(createSigningStore);
      await store.load();
      const refused = await store.confirm(what(fits)).catch((problem: Problem) => problem.code);
      equal(refused, 'version-conflict');
      equal(asked, 0, 'devices asked');
      assert(!names(care).includes('POST /sign/complete'), 'nothing was completed');
    }
  });

  it('seals plainly where that is enough, and by key once the server asks for it', async () => {
    const plain = await careWith({ 'GET /signing': { required: 'seal', keys: [] } });
    const store = plain.use(createSigningStore);
    await store.load();
    equal(await store.confirm(what()), { state: 'plain' });
    equal(asked, 0);
    const strict = await careWith({
      'GET /signing': { required: 'seal', keys: [] },
      'POST /sign': () => {
        throw new Problem(409, { code: 'ceremony-needed', current: 'ceremony' });
      },
    });
    const asks = strict.use(createSigningStore);
    await asks.load();
    equal(await asks.confirm(what()), { state: 'signed' });
    equal(asks.get().byKey, true);
  });

  it('says what came between: not confirmed, no key, not the right one, too late, no keys in this browser', async () => {
    const problem = (code: string) => () => {
      throw new Problem(409, { code });
    };
    const cases: [string, Record<string, unknown>, () => Promise<unknown>][] = [
      ['cancelled', {}, () => Promise.reject(new DOMException('', 'NotAllowedError'))],
      ['unavailable', {}, () => Promise.reject(new DOMException('', 'NotSupportedError'))],
      ['no-key', { 'POST /sign/begin': problem('no-signing-key') }, assertion],
      ['expired', { 'POST /sign/complete': problem('ceremony-expired') }, assertion],
      ['refused', { 'POST /sign/complete': problem('ceremony-refused') }, assertion],
    ];
    for (const [face, answers, get] of cases) {
      device(get);
      const care = await careWith(answers);
      const store = care.use(createSigningStore);
      await store.load();
      equal(await store.confirm(what()), null, face);
      equal(store.get().face, face);
    }
  });

  it('signs nothing once the person has gone back, whatever the device gives then', async () => {
    let give: (value: unknown) => void = () => {};
    device(() => new Promise((done) => (give = done)));
    const care = await careWith();
    const store = care.use(createSigningStore);
    await store.load();
    const signing = store.confirm(what());
    for (let i = 0; i < 100 && !asked; i++) await new Promise((done) => setTimeout(done, 10));
    equal(store.get().face, 'asking');
    store.rest();
    give(await assertion());
    equal(await signing, null);
    equal(store.get().face, 'idle');
    assert(!names(care).includes('POST /sign/complete'), 'nothing was completed');
  });

  it('forgets whose keys they were when somebody else signs in', async () => {
    const care = await careWith();
    const store = care.use(createSigningStore);
    await store.load();
    care.session.set({ token: 'other' });
    equal([store.get().keys, store.get().required, store.get().byKey], [null, null, false]);
  });

  it('knows which keys work on this page', () => {
    const key = { keyId: 'x', level: 'ceremony', name: 'x', createdAt: '', lastUsedAt: null } as const;
    const rest = { retiredAt: null, revokedAt: null, reason: null };
    equal(worksHere({ ...key, ...rest, rpId: location.hostname }), true);
    equal(worksHere({ ...key, ...rest, rpId: 'desk.example' }), false);
    equal(worksHere({ ...key, ...rest, rpId: location.hostname, revokedAt: '2026-11-28T00:00:00Z' }), false);
  });

  it('compares part by part, whatever the order of names', () => {
    const rx = reviewRx();
    const turned = Object.fromEntries(Object.entries(structuredClone(rx)).reverse());
    equal(saysTheSame(turned, rx), true);
    const items = rx.items.map((item, i) => (i ? item : { ...item, days: 99 }));
    equal(saysTheSame({ ...turned, items }, rx), false);
    equal(saysTheSame({ ...turned, diagnoses: [] }, rx), false);
  });
});
