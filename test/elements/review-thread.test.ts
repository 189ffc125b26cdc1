/** The clarification as the pharmacist and the doctor see it: asking, what is new, answering, and what did not go through. */
import type { ReviewThread } from '@care-elements/contract/review.thread.ts';
import { Problem } from '@care-elements/client/problem.ts';
import '../../packages/elements/widgets/review-thread.ts';
import type { CareReviewThread } from '../../packages/elements/widgets/review-thread.ts';
import zh from '../../packages/elements/locales/zh-CN/review-thread.ts';
import { ago, checks, ID, put, takeAway } from '../kit/pharmacy-desk.ts';
import { fakeCare, people, reviewRx, summaryOf } from '../kit/prescription-fakes.ts';
import { threadOf } from '../kit/review-fakes.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

const PATH = `/prescriptions/${ID}/review/messages`;
const said = (
  seq: number,
  from: 'pharmacist' | 'doctor',
  text: string,
): ReviewThread['messages'][number] => ({
  ...{ messageId: `0190aaaa-0000-7000-8000-00000000010${seq}`, seq, from, text, sentAt: ago(5 - seq) },
  author: from === 'doctor' ? people.zhao : people.gao,
});
const ASKED = threadOf(ID, {
  ...{ messages: [said(1, 'pharmacist', '剂量请核对')], last: 1 },
  ...{ read: { pharmacist: 1, doctor: 0 }, unread: { pharmacist: 0, doctor: 1 } },
});
const ANSWERED = threadOf(ID, {
  ...{ messages: [...ASKED.messages, said(2, 'doctor', '按说明书上限')], last: 2 },
  ...{ read: { pharmacist: 1, doctor: 2 }, unread: { pharmacist: 1, doctor: 0 } },
});
const bodies = (care: { calls: [string, unknown][] }, name: string) =>
  care.calls.filter(([call]) => call === name).map(([, body]) => body as { text: string; messageId: string });

describe('a clarification', () => {
  let made: HTMLElement | undefined;
  afterEach(() => {
    takeAway();
    made?.remove();
  });

  it('is asked at the pharmacy, stands as sent, and shows the answer when it comes', async () => {
    const { care, root, open, element, posts } = await put(reviewRx({ checks: checks() }));
    await open();
    const talk = root.querySelector<CareReviewThread>('care-review-thread')!;
    await until(() => talk.shadowRoot?.querySelector('#ask'), 'the button');
    talk.shadowRoot!.querySelector<HTMLElement>('#ask')!.click();
    await until(() => talk.shadowRoot!.activeElement?.localName === 'textarea', 'the field');
    const field = talk.shadowRoot!.querySelector('textarea')!;
    const send = () => talk.shadowRoot!.querySelector<HTMLElement>('form .act')!.click();
    send();
    await until(() => talk.shadowRoot!.textContent!.includes(zh.empty), 'that it is empty');
    field.value = '剂量请核对';
    // Letters in it are letters.
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, composed: true }));
    equal(posts().length, 0, 'passes');
    care.answers[`POST ${PATH}`] = () => {
      throw new Problem(0, {});
    };
    send();
    await until(() => talk.shadowRoot!.textContent!.includes(zh.failed), 'that it failed');
    equal(field.value, '剂量请核对', 'kept');
    care.answers[`POST ${PATH}`] = ASKED;
    const keys = { key: 'Enter', ctrlKey: true, bubbles: true, composed: true, cancelable: true };
    field.dispatchEvent(new KeyboardEvent('keydown', keys));
    await until(() => talk.shadowRoot!.textContent!.includes(zh.waitsForDoctor), 'that it waits');
    const [first, second] = bodies(care, `POST ${PATH}`);
    equal(second!.messageId, first!.messageId, 'one message');
    await clean(element);
    care.answers[`GET ${PATH}`] = ANSWERED;
    care.answers[`PUT ${PATH}/marks`] = { ...ANSWERED, unread: { pharmacist: 0, doctor: 0 } };
    care.push('reviews', 'reviews', { at: ago(0) });
    await until(() => talk.shadowRoot!.textContent!.includes('按说明书上限'), 'the answer');
    await until(() => bodies(care, `PUT ${PATH}/marks`).length === 1, 'the mark');
    await until(() => talk.shadowRoot!.textContent!.includes(zh.doctorAnswered), 'that it was answered');
    assert(!talk.shadowRoot!.textContent!.includes(zh.askMore), 'what was said before the answer');
  });

  it('reaches the doctor’s desk with a sign, and is answered there', async () => {
    const care = fakeCare(
      {
        'GET /prescriptions/questions': {
          questions: [{ prescription: summaryOf(reviewRx()), thread: ASKED }],
        },
        [`POST ${PATH}`]: { ...ANSWERED, unread: { pharmacist: 1, doctor: 0 } },
        [`PUT ${PATH}/marks`]: { ...ASKED, unread: { pharmacist: 0, doctor: 0 } },
      },
      { token: 't' },
    );
    const element = document.createElement('care-review-thread') as CareReviewThread;
    Object.assign(element, { lang: 'zh-CN', care, side: 'doctor', timeZone: 'Asia/Shanghai' });
    document.body.append(element);
    made = element;
    const root = () => element.shadowRoot!;
    await until(() => root()?.querySelector('[part=new]'), 'the sign');
    assert(root().textContent!.includes(zh.unread(1)), 'how many');
    assert(root().textContent!.includes('剂量请核对'), 'the question');
    await clean(element);
    const field = root().querySelector('textarea')!;
    field.focus();
    await until(() => bodies(care, `PUT ${PATH}/marks`).length === 1, 'the mark');
    field.value = ' 按说明书上限 ';
    root().querySelector<HTMLElement>('form .act')!.click();
    await until(() => root().textContent!.includes(`${zh.you} ·`), 'the answer');
    equal(bodies(care, `POST ${PATH}`)[0]!.text, '按说明书上限');
    care.session.set(null);
    await until(() => !root().querySelector('[part=talk]'), 'nothing for whoever comes next');
  });
});
