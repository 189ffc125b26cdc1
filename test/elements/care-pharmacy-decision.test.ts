/** The pharmacist's decision: one key to pass, a reason to return, a block that stops, and coming second. */
import { Problem } from '@care-elements/client/problem.ts';
import zh from '../../packages/elements/locales/zh-CN/pharmacy.ts';
import en from '../../packages/elements/locales/en/pharmacy.ts';
import { checks, decided, ID, put, review, takeAway } from '../kit/pharmacy-desk.ts';
import { finding, people, reviewRx, seal, SIGNED_AT } from '../kit/prescription-fakes.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-pharmacy: decision', () => {
  afterEach(takeAway);

  it('passes with one key', async () => {
    const { open, press, posts, foot } = await put();
    await open();
    await press('a');
    await until(() => foot().includes('您已在'), 'the outcome');
    equal(posts(), [
      [
        `POST /prescriptions/${ID}/approve`,
        { rxHash: 'b'.repeat(64), alertSetHash: 'a'.repeat(64), walked: [], ticked: [] },
      ],
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
    for (let i = 0; i < 3; i++) await press('a');
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
    assert(root.textContent!.includes(zh.sealUnfit), zh.sealUnfit);
    await press('a');
    equal(posts().length, 0, 'passes');
  });

  it('walks legality, form and suitability in this order, and passes only with what could not be checked ticked', async () => {
    const rx = reviewRx({
      checks: checks(
        finding({ key: 'w', check: 'max-daily', severity: 'warn' }),
        finding({ key: 'u', check: 'renal', severity: 'unable_to_check' }),
      ),
    });
    const { open, press, posts, root, foot, element } = await put(rx);
    await open();
    const steps = () =>
      [...root.querySelectorAll('[part="step"]')].map((step) =>
        step.getAttribute('aria-current') ? 'now' : step.querySelector('h3 .green') ? 'done' : '',
      );
    equal(steps(), ['now', '', '']);
    assert(!root.querySelector('[part="approve"]'), 'no pass yet');
    await press('a');
    equal(steps(), ['done', 'now', '']);
    await press('a');
    equal(steps(), ['done', 'done', 'now']);
    await press('a');
    equal(posts().length, 0, 'passes without the tick');
    assert(foot().includes(zh.tickFirst(1)), foot());
    equal((root.activeElement as HTMLInputElement)?.name, 'tick', 'focus');
    await clean(element);
    (root.activeElement as HTMLInputElement).click();
    await press('a');
    await until(() => foot().includes('您已在'), 'the outcome');
    const [[, body]] = posts() as [[string, { walked: string[]; ticked: string[] }]];
    equal([body.walked, body.ticked], [['legality', 'form', 'suitability'], ['renal']]);
    equal(root.querySelectorAll('[part="ticked"]').length, 1, 'what was ticked is still seen');
    await until(() => root.querySelector('care-rx-export')?.shadowRoot?.querySelector('button'), 'the file');
  });

  it('begins the steps anew when the alerts have changed', async () => {
    const rx = reviewRx({ checks: checks(finding({ key: 'w', severity: 'warn' })) });
    const { care, open, press, root, posts } = await put(rx);
    await open();
    await press('a');
    await press('a');
    const changed = reviewRx({ checks: { ...rx.checks, alertSetHash: 'c'.repeat(64) } });
    care.answers[`POST /prescriptions/${ID}/approve`] = () => {
      throw new Problem(409, { code: 'version-conflict' });
    };
    care.answers[`GET /prescriptions/${ID}/review`] = review(changed);
    await press('a');
    await until(() => root.querySelector('[part="step"]')?.getAttribute('aria-current'), 'the first step');
    equal(posts().length, 1, 'tries');
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
        {
          ...{ rxHash: 'b'.repeat(64), alertSetHash: 'a'.repeat(64), reason: 'dose', note: '请减半' },
          ...{ walked: [], ticked: [] },
        },
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
    care.answers[`GET /prescriptions/${ID}/review`] = review(decided('returned', people.he), {
      lease: null,
    });
    await press('a');
    await until(() => foot().includes(zh.tooLate), 'the news');
    assert(foot().includes('何立新药师已在 10:25 退回医生。'), foot());
    assert(foot().includes('剂量或用法不适宜'), foot());
  });

  it('has somebody else review one’s own prescription', async () => {
    const rx = reviewRx({ prescriber: people.gao });
    const { open, press, posts, foot } = await put(rx, {
      answers: { 'POST /prescriptions/reviews/next': { review: review(rx, { lease: null, bar: 'own' }) } },
    });
    await open();
    assert(foot().includes(zh.bars['own']!), foot());
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
});
