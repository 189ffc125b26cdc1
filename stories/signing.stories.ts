import { html } from 'lit';
import type { Signing, SigningKey } from '@care-elements/contract/signing.ts';
import { createSigningStore } from '@care-elements/client/signing-store.ts';
import type { Care } from '@care-elements/client/care.ts';
import '../packages/elements/widgets/care-desk-sheet-box.ts';
import '../packages/elements/widgets/signing-face.ts';
import '../packages/elements/widgets/signing-keys.ts';
import { find, press, type } from './act.ts';
import { idOf } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import { story } from './story.ts';

export default { title: 'Desks/Signing by key', tags: ['desk'], excludeStories: ['face', 'sign'] };

const AT = '2026-11-20T02:00:00.000Z';
const NAMES = {
  'zh-CN': ['3 诊室电脑', '手机', '旧的安全钥匙'],
  en: ['Room 3, fingerprint', 'Phone', 'Old security key'],
};
const key = (n: number, change: Partial<SigningKey>): SigningKey => ({
  ...{ keyId: `${n}`.padStart(43, 'A'), level: 'ceremony', name: '', rpId: 'localhost', createdAt: AT },
  ...{ lastUsedAt: null, retiredAt: null, revokedAt: null, reason: null, ...change },
});
const SEAL = key(9, { level: 'seal', name: null, rpId: null });
const own = (lang: 'zh-CN' | 'en'): SigningKey[] => {
  const [desk, phone, old] = NAMES[lang];
  return [
    key(1, { name: desk!, lastUsedAt: '2026-11-27T08:12:00.000Z' }),
    key(2, { name: phone!, rpId: 'desk.renhe.example' }),
    key(3, { name: old!, retiredAt: AT, revokedAt: AT, reason: 'lost' }),
    SEAL,
  ];
};
const EXPIRES = '2026-11-28T10:00:00.000Z';
/** SHA-256 of `{}`. */
const CHALLENGE = 'RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o';
const BEGUN = {
  beginId: idOf(70),
  level: 'ceremony' as const,
  text: '{}',
  ask: { challenge: CHALLENGE, rpId: 'localhost', allowCredentials: [] },
  expiresAt: EXPIRES,
};
const ASK_KEY = {
  ...{ challenge: CHALLENGE, rp: { name: 'x' }, pubKeyCredParams: [], excludeCredentials: [] },
  user: { id: 'AAAA', name: 'x', displayName: 'x' },
};

/** The browser's own window for keys, which no story can show. */
const device = (answers: () => Promise<unknown>) => {
  // WebKitGTK knows no keys: the device that is put in its place comes with the browser's side of it.
  globalThis.PublicKeyCredential ??= class {} as unknown as typeof PublicKeyCredential;
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: { get: answers, create: answers },
  });
};
const refused = () => Promise.reject(new DOMException('', 'NotAllowedError'));

const keys = (
  standing: Partial<Omit<Signing, 'keys'>> & { keys?: (lang: 'zh-CN' | 'en') => SigningKey[] } = {},
  answers: Answers = {},
  act?: (box: HTMLElement, lang: 'zh-CN' | 'en') => Promise<void>,
) =>
  story(
    ({ lang }) => {
      device(pending);
      const signing: Signing = { required: standing.required ?? 'seal', keys: (standing.keys ?? own)(lang) };
      const care = fakeCare({
        answers: {
          getSigning: signing,
          beginKey: { beginId: idOf(70), expiresAt: EXPIRES, ask: ASK_KEY },
          ...answers,
        },
      });
      return html`<care-signing-keys lang=${lang} .care=${care}></care-signing-keys>`;
    },
    act && ((box, { lang }) => act(box, lang)),
  );

const add = async (box: HTMLElement, lang: 'zh-CN' | 'en') => {
  await type(box, '#key-name', NAMES[lang][0]!);
  await press(box, '[part=add]');
};

export const NoneYet = keys({ keys: () => [SEAL] });
export const NoneYetButAskedFor = keys({ required: 'ceremony', keys: () => [] });
export const Some = keys();
export const Reading = keys({}, { getSigning: pending });
export const NotRead = keys({}, { getSigning: unreachable() });
export const NameMissing = keys({ keys: () => [] }, {}, async (box) => press(box, '[part=add]'));
export const AddingAsksForTheKey = keys({ keys: () => [] }, {}, async (box, lang) => {
  await add(box, lang);
  await find(box, '[part=face]');
});
export const AddingWasCancelled = keys({}, {}, async (box, lang) => {
  device(refused);
  await add(box, lang);
  await find(box, '[part=face].amber');
});
export const CallingBack = keys({}, {}, async (box) => press(box, '[part=key] .link'));
export const CallingBackFailed = keys({}, { revokeKey: unreachable() }, async (box) => {
  await press(box, '[part=key] .link');
  await press(box, '.act.danger');
  await find(box, '[role=alert]');
});

/** Beside the button that signs. */
export const face = (
  required: Signing['required'],
  answers: Answers = {},
  then?: (care: Care) => Promise<unknown>,
  get: () => Promise<unknown> = pending,
) => {
  let care: Care;
  return story(
    ({ lang }) => {
      device(get);
      care = fakeCare({
        answers: { getSigning: { required, keys: [] }, beginSignature: BEGUN, ...answers },
      });
      return html`<div style="max-width: 480px; padding: 16px">
        <care-signing-face whole lang=${lang} .care=${care}></care-signing-face>
      </div>`;
    },
    then &&
      (async (box) => {
        await find(box, '[part=how]');
        await new Promise((done) => setTimeout(done, 20));
        void then(care);
        await find(box, '[part=face]');
        await new Promise((done) => setTimeout(done, 50));
      }),
  );
};
export const sign = (care: Care) =>
  care.use(createSigningStore).confirm({
    plain: [`/prescriptions/${idOf(1)}/sign`, { rowVersion: 0, alertSetHash: '' }],
    begin: [`/prescriptions/${idOf(1)}/sign/begin`, { rowVersion: 0, alertSetHash: '' }],
    complete: `/prescriptions/${idOf(1)}/sign/complete`,
    fits: () => true,
  });

export const BySeal = face('seal');
export const ByKey = face('ceremony');
export const AsksForTheKey = face('ceremony', {}, sign);
export const Cancelled = face('ceremony', {}, sign, refused);
export const NoKeyHere = face('ceremony', { beginSignature: refuse('no-signing-key') }, sign);
export const NotAvailable = face('ceremony', { beginSignature: refuse('level-unavailable') }, sign);
export const TookTooLong = face('ceremony', { beginSignature: refuse('ceremony-expired') }, sign);
export const NotTheirKey = face('ceremony', { beginSignature: refuse('ceremony-refused') }, sign);
export const AnotherWayIsAskedFor = face('ca', { beginSignature: { ...BEGUN, level: 'ca' } }, sign);
export const Signed = story(
  ({ lang }) =>
    html`<div style="max-width: 480px; padding: 16px">
      <care-signing-face lang=${lang} .seal=${{ level: 'ceremony', verdict: 'valid' }} .care=${fakeCare({})}></care-signing-face>
    </div>`,
);
