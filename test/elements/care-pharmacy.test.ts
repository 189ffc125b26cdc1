/** The pharmacist's desk on a fake server: the list, the sheet, the checks, and each decision by keyboard. */
import type { AxeResults } from 'axe-core';
// It has no exports in a browser: it puts itself on the window.
import 'axe-core';
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { CarePharmacy } from '../../packages/elements/widgets/care-pharmacy.ts';
import zh from '../../packages/elements/locales/zh-CN/pharmacy.ts';
import en from '../../packages/elements/locales/en/pharmacy.ts';
import {
  fakeCare,
  finding,
  hospital,
  idOf,
  people,
  reviewRx,
  seal,
  SIGNED_AT,
  summaryOf,
  type Answers,
} from '../kit/prescription-fakes.ts';

const ID = idOf(1);
const OTHER = idOf(7);
const GAO = { ...people.gao, role: 'pharmacist', treatmentRight: false, departments: [] };
let made: CarePharmacy | undefined;

function assert(truth: unknown, message: string): asserts truth {
  if (!truth) throw new Error(message);
}
function equal(actual: unknown, expected: unknown, what = 'value') {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} is not ${b}`);
}
const until = async (true_: () => unknown, what: string) => {
  for (let i = 0; i < 200; i++) {
    if (true_()) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error(`waited in vain for ${what}`);
};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const checks = (...findings: Finding[]): Prescription['checks'] => ({
  findings,
  rulePack: { id: 'cn', version: '1' },
  alertSetHash: 'a'.repeat(64),
  signable: true,
});
const decided = (
  decision: 'approved' | 'returned' | 'rejected',
  by = people.gao,
  rx = reviewRx(),
): Prescription => ({
  ...rx,
  state: decision,
  review: {
    decision,
    pharmacist: by,
    reason: decision === 'approved' ? null : 'dose',
    note: '',
    at: SIGNED_AT,
  },
});

async function put(
  rx: Prescription = reviewRx(),
  { lang = 'zh-CN', answers = {} as Answers, token = true, width = '1280px' } = {},
) {
  const care = fakeCare(
    {
      'GET ': hospital,
      'GET /sessions/current': GAO,
      'GET /prescriptions/reviews': {
        prescriptions: [
          summaryOf(rx, { signedAt: ago(31) }),
          summaryOf(rx, { prescriptionId: OTHER, patientName: '李建国', signedAt: ago(12) }),
          summaryOf(rx, { prescriptionId: idOf(8), patientName: '周明', signedAt: ago(0) }),
        ],
      },
      [`GET /prescriptions/${ID}`]: rx,
      [`GET /prescriptions/${OTHER}`]: reviewRx({ prescriptionId: OTHER }),
      [`POST /prescriptions/${ID}/approve`]: decided('approved', people.gao, rx),
      [`POST /prescriptions/${ID}/return`]: decided('returned', people.gao, rx),
      [`POST /prescriptions/${ID}/reject`]: decided('rejected', people.gao, rx),
      ...answers,
    },
    token ? { token: 't' } : null,
  );
  const element = document.createElement('care-pharmacy') as CarePharmacy;
  Object.assign(element, { lang, care });
  Object.assign(element.style, { width, height: '800px' });
  document.body.append(element);
  made = element;
  await until(() => element.shadowRoot?.querySelector('.entry, form'), 'the desk');
  const root = element.shadowRoot!;
  const press = async (
    key: string,
    more: KeyboardEventInit = {},
    on: Element = root.activeElement ?? element,
  ) => {
    on.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
    );
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  };
  return {
    care,
    element,
    root,
    press,
    open: async () => {
      await press('n');
      await until(() => root.querySelector('.paper'), 'the sheet');
    },
    foot: () => root.querySelector('[part="decision"]')!.textContent!.replace(/\s+/g, ' ').trim(),
    posts: () => care.calls.filter(([name]) => name.startsWith('POST /prescriptions')),
  };
}

async function clean(element: Element) {
  const { axe } = globalThis as unknown as { axe: { run(element: Element): Promise<AxeResults> } };
  const { violations } = await axe.run(element);
  equal(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`),
    [],
    'axe',
  );
}

describe('care-pharmacy', () => {
  afterEach(() => {
    made?.remove();
    made = undefined;
    localStorage.removeItem('care:pharmacy:letters');
  });

  for (const [lang, words] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const) {
    it(`is clean in ${lang}: sign-in, list, prescription, reason, help`, async () => {
      const out = await put(undefined, { lang, token: false });
      assert(out.root.textContent!.includes(words.signInTitle), words.signInTitle);
      await clean(out.element);
      out.element.remove();
      const { element, open, press, root } = await put(undefined, { lang });
      await clean(element);
      await open();
      await clean(element);
      await press('r');
      assert(root.textContent!.includes(words.returnTitle), words.returnTitle);
      await clean(element);
      await press('Escape');
      await press('?');
      assert(root.querySelector('dialog')?.open, 'help');
      await clean(element);
    });
  }

  it('asks for name and password, and says which is missing', async () => {
    const { root, element } = await put(undefined, { token: false });
    root.querySelector<HTMLElement>('form .act')!.click();
    await element.updateComplete;
    assert(root.textContent!.includes(zh.missingUsername), zh.missingUsername);
    await until(() => root.activeElement?.id === 'username', 'focus on the name');
  });

  it('says when name and password do not match', async () => {
    const { root } = await put(undefined, {
      token: false,
      answers: {
        'POST /sessions': () => {
          throw new Problem(401, { code: 'wrong-credentials' });
        },
      },
    });
    root.querySelector<HTMLInputElement>('#username')!.value = 'gao';
    root.querySelector<HTMLInputElement>('#password')!.value = 'x';
    root.querySelector<HTMLElement>('form .act')!.click();
    await until(() => root.textContent!.includes(zh.problems['wrong-credentials']!), 'the reason');
  });

  it('shows how long each waits: in words, and longer in colour', async () => {
    const { root } = await put();
    const waits = [...root.querySelectorAll('[part="wait"]')].map((mark) => [
      mark.classList.contains('red') ? 'red' : mark.classList.contains('amber') ? 'amber' : '',
      mark.querySelector('.hush')!.textContent,
    ]);
    equal(waits, [
      ['red', '已等待 31 分钟'],
      ['amber', '已等待 12 分钟'],
      ['', '等待不到 1 分钟'],
    ]);
  });

  it('reads the list again when the stream says so', async () => {
    const { care, root } = await put();
    care.answers['GET /prescriptions/reviews'] = { prescriptions: [] };
    care.push('reviews', 'reviews', { at: ago(0) });
    await until(() => root.textContent!.includes(zh.empty), 'an empty list');
  });

  it('shows the sheet beside allergies, triage, and checks with their source and what nobody verified', async () => {
    const order = [
      finding({ key: 'i', severity: 'info', confidence: 'computed' }),
      finding({ key: 'w', severity: 'warn', confidence: 'recall' }),
      finding({ key: 'u', severity: 'unable_to_check', confidence: 'law-unreviewed' }),
    ];
    const { open, root } = await put(reviewRx({ checks: checks(...order) }));
    await open();
    assert(root.querySelector('.paper')!.textContent!.includes('阿莫西林胶囊'), 'the medicine');
    assert(root.querySelector('[part="allergies"]')!.textContent!.includes('磺胺、头孢克洛'), 'allergies');
    assert(root.textContent!.includes('嗓子疼，昨天开始发烧'), 'the patient’s own words');
    const found = [...root.querySelectorAll('.finding')];
    equal(
      found.map((one) => one.className.replace('finding ', '')),
      ['warn', 'unable_to_check', 'info'],
      'in order of danger',
    );
    const marks = found.map((one) => one.querySelector('.note .amber')?.textContent?.trim() ?? '');
    equal(marks, [zh.confidences.recall, zh.confidences['law-unreviewed'], ''], 'not verified');
    assert(found[0]!.textContent!.includes('US label (DailyMed/openFDA)'), 'source');
  });

  it('passes with one key', async () => {
    const { open, press, posts, foot } = await put();
    await open();
    await press('a');
    await until(() => foot().includes('您已在'), 'the outcome');
    equal(posts(), [
      [`POST /prescriptions/${ID}/approve`, { rxHash: 'b'.repeat(64), alertSetHash: 'a'.repeat(64) }],
    ]);
  });

  it('takes a held key for one press, and lets no second one reach the next prescription', async () => {
    const { open, press, posts } = await put();
    await open();
    await press('a', { repeat: true });
    equal(posts().length, 0, 'passes');
    await press('a');
    await press('a');
    await press('a');
    equal(posts().length, 1, 'passes');
  });

  it('does not offer to pass while a block stands', async () => {
    const block = finding({ severity: 'block', key: 'b' });
    const { open, press, posts, root, foot } = await put(reviewRx({ checks: checks(block) }));
    await open();
    assert(!root.querySelector('[part="approve"]'), 'no button');
    assert(foot().includes(zh.blocked(1)), zh.blocked(1));
    await press('a');
    equal(posts().length, 0, 'passes');
  });

  it('asks once where the doctor overrode a block, with the reason in view', async () => {
    const block = finding({ severity: 'block', key: 'b', overridden: true });
    const rx = reviewRx({
      checks: checks(block),
      overrides: [{ key: 'b', reason: 'benefit-outweighs', text: '监测心率' }],
    });
    const { open, press, posts, root, foot } = await put(rx);
    await open();
    assert(root.querySelector('.finding')!.textContent!.includes('获益大于风险。监测心率'), 'the reason');
    await press('a');
    equal(posts().length, 0, 'passes');
    equal(root.activeElement?.id, 'confirm', 'focus');
    // The same key again is not the answer.
    await press('a');
    equal(posts().length, 0, 'passes');
    await press('Escape');
    assert(foot().includes(zh.approve), 'asked no more');
    await press('a');
    (root.activeElement as HTMLElement).click();
    await until(() => posts().length === 1, 'the pass');
  });

  it('does not offer to pass what the doctor’s seal does not fit', async () => {
    const { open, press, posts, root } = await put(
      reviewRx({ seals: [seal('doctor', SIGNED_AT, 'invalid')] }),
    );
    await open();
    assert(root.textContent!.includes(zh.sealBroken), zh.sealBroken);
    await press('a');
    equal(posts().length, 0, 'passes');
  });

  it('returns with a reason chosen, by keyboard alone', async () => {
    const { open, press, posts, root, foot } = await put();
    await open();
    await press('r');
    equal((root.activeElement as HTMLInputElement)?.name, 'reason', 'focus');
    await press('Enter', { ctrlKey: true });
    assert(root.textContent!.includes(zh.missingReason), zh.missingReason);
    equal(posts().length, 0, 'sent without a reason');
    root.querySelector<HTMLInputElement>('[value="dose"]')!.click();
    const note = root.querySelector<HTMLTextAreaElement>('textarea')!;
    note.focus();
    note.value = ' 请减半 ';
    note.dispatchEvent(new Event('input', { bubbles: true }));
    // Letters in a text are letters.
    await press('a');
    await press('x');
    await press('Enter', { ctrlKey: true });
    await until(() => foot().includes('您已在'), 'the outcome');
    equal(posts(), [
      [
        `POST /prescriptions/${ID}/return`,
        { rxHash: 'b'.repeat(64), alertSetHash: 'a'.repeat(64), reason: 'dose', note: '请减半' },
      ],
    ]);
  });

  it('wants a word with the reason “other”, keeps what was written, and rejects on its own key', async () => {
    const { open, press, posts, root, element } = await put(undefined, { lang: 'en' });
    await open();
    await press('x');
    root.querySelector<HTMLInputElement>('[value="other"]')!.click();
    await press('Enter', { ctrlKey: true });
    assert(root.textContent!.includes(en.missingNote), en.missingNote);
    const note = root.querySelector<HTMLTextAreaElement>('textarea')!;
    note.value = 'Wrong patient';
    note.dispatchEvent(new Event('input', { bubbles: true }));
    await press('Escape');
    equal(root.activeElement?.id, 'reject', 'focus');
    await press('x');
    equal(root.querySelector<HTMLTextAreaElement>('textarea')!.value, 'Wrong patient', 'kept');
    assert(root.querySelector<HTMLInputElement>('[value="other"]')!.checked, 'kept');
    root.querySelector<HTMLElement>('.reason-form .danger')!.click();
    await until(() => posts().length === 1, 'the rejection');
    await element.updateComplete;
    equal(posts()[0]![0], `POST /prescriptions/${ID}/reject`);
  });

  it('tells who comes second who decided, and what', async () => {
    const { care, open, press, foot } = await put();
    await open();
    care.answers[`POST /prescriptions/${ID}/approve`] = () => {
      throw new Problem(409, { code: 'already-decided' });
    };
    care.answers[`GET /prescriptions/${ID}`] = decided('returned', people.he);
    await press('a');
    await until(() => foot().includes(zh.tooLate), 'the news');
    assert(foot().includes('何立新药师已在 10:25 退回医生。'), foot());
    assert(foot().includes('剂量或用法不适宜'), foot());
  });

  it('has somebody else review one’s own prescription', async () => {
    const { open, press, posts, foot } = await put(reviewRx({ prescriber: people.gao }));
    await open();
    assert(foot().includes(zh.own), foot());
    await press('a');
    await press('r');
    equal(posts().length, 0, 'decisions');
  });

  it('says that a decision did not get through, and keeps the hands free to try again', async () => {
    const { care, open, press, foot, posts } = await put();
    await open();
    const ok = care.answers[`POST /prescriptions/${ID}/approve`];
    care.answers[`POST /prescriptions/${ID}/approve`] = () => {
      throw new Problem(0, {});
    };
    await press('a');
    await until(() => foot().includes(zh.problems['network']!), 'the reason');
    care.answers[`POST /prescriptions/${ID}/approve`] = ok;
    await press('a');
    await until(() => foot().includes('您已在'), 'the outcome');
    equal(posts().length, 2, 'tries');
  });

  it('walks the list by keys, and leaves keys pressed elsewhere in the page alone', async () => {
    const { press, root, posts } = await put();
    const current = () => root.querySelector<HTMLElement>('[aria-current="true"]')?.dataset['id'];
    await press('j');
    equal(current(), ID);
    await press('j');
    equal(current(), OTHER);
    await press('k');
    equal(current(), ID);
    const field = document.createElement('input');
    document.body.append(field);
    await press('a', {}, field);
    await press('Escape', {}, field);
    field.remove();
    equal(current(), ID);
    equal(posts().length, 0, 'passes');
    await press('a', { ctrlKey: true });
    equal(posts().length, 0, 'passes');
  });

  it('lets a person turn the single keys off', async () => {
    const { open, press, posts, root, element } = await put();
    await open();
    await press('?');
    root.querySelector<HTMLInputElement>('dialog input')!.click();
    root.querySelector<HTMLElement>('dialog .act')!.click();
    await element.updateComplete;
    assert(!root.querySelector('dialog'), 'closed');
    await press('a');
    equal(posts().length, 0, 'passes');
    root.querySelector<HTMLElement>('[part="approve"]')!.click();
    await until(() => posts().length === 1, 'the pass');
  });

  it('is one column on a phone: the list, or the prescription with a way back', async () => {
    const { open, root, element } = await put(undefined, { width: '390px' });
    const seen = (selector: string) => !!root.querySelector<HTMLElement>(selector)?.offsetParent;
    assert(seen('.list') && !seen('.paper'), 'the list');
    await open();
    assert(!seen('.list') && seen('.paper') && seen('[part="approve"]'), 'the prescription');
    const wide = [...root.querySelectorAll<HTMLElement>('.cols > *')].filter((e) => e.scrollWidth > 391);
    equal(wide.length, 0, 'too wide');
    root.querySelector<HTMLElement>('.to-list')!.click();
    await element.updateComplete;
    assert(seen('.list') && !seen('.paper'), 'the list again');
  });
});
