/** The recording's place in a call, on a fake server: what each side reads and is offered, what a press asks for, that axe is content. */
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { Recording, RecordingState } from '@care-elements/contract/recording.ts';
import '../../packages/elements/widgets/call-recording.ts';
import type { CareRecording } from '../../packages/elements/widgets/call-recording.ts';
import '../../packages/elements/widgets/desk-recordings.ts';
import en from '../../packages/elements/locales/en/recording.ts';
import zh from '../../packages/elements/locales/zh-CN/recording.ts';
import { fakeCare, refuse, type Answers, type Asked } from '../../stories/fake-care.ts';
import { RECORDING_CONSENT } from '../../stories/recording-facts.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

const TOPIC = `recording:${VISIT_ID}`;
const FILE: NonNullable<Recording['file']> = {
  ...{ type: 'video/mp4', bytes: 5, sha256: 'c3'.repeat(32), seconds: 187.4 },
  retainUntil: '2029-11-28T02:03:07.000Z',
};
const recordingIn = (state: RecordingState, more: Partial<Recording> = {}): Recording => ({
  ...{ recordingId: '0190aaaa-0000-7000-8000-000000000071', state, consentVersion: '1', stoppedBy: null },
  ...{ askedAt: '2026-11-28T02:00:00.000Z', answeredAt: null, startedAt: null, endedAt: null },
  ...{ failure: null, file: null },
  ...(state === 'on' || state === 'stopping' ? { startedAt: new Date().toISOString() } : {}),
  ...more,
});

let made: HTMLElement | undefined;

async function put(
  as: ConsultRole,
  latest: Recording | null,
  {
    consent = RECORDING_CONSENT as typeof RECORDING_CONSENT | null,
    answers = {} as Answers,
    lang = 'zh-CN',
  } = {},
) {
  const asked: [string, unknown][] = [];
  const hear =
    (name: string, state: RecordingState) =>
    ({ body }: Asked): Recording => {
      asked.push([name, body]);
      return recordingIn(state);
    };
  const care = fakeCare({
    live: { [TOPIC]: { recording: { recording: { consent, latest } } } },
    answers: {
      askRecording: hear('ask', 'asked'),
      answerRecording: hear('answer', 'starting'),
      stopRecording: hear('stop', 'stopping'),
      ...answers,
    } as Answers,
  });
  const element = document.createElement('care-recording') as CareRecording;
  Object.assign(element, { care, lang, visit: VISIT_ID, as });
  element.style.background = '#101817';
  document.body.append((made = element));
  await element.updateComplete;
  await new Promise((done) => setTimeout(done, 20));
  const root = element.shadowRoot!;
  const text = () => root.textContent!.replace(/\s+/g, ' ').trim();
  const press = async (words: string) => {
    const all = [...root.querySelectorAll('button')];
    const found = all.find((button) => button.textContent!.includes(words));
    assert(found, `no button says ${words}: ${all.map((b) => b.textContent!.trim()).join(', ')}`);
    found.click();
    await element.updateComplete;
  };
  const push = async (next: Recording | null) => {
    care.push(TOPIC, 'recording', { recording: { consent, latest: next } });
    await element.updateComplete;
  };
  return { care, element, root, asked, text, press, push };
}

describe('care-recording', () => {
  afterEach(() => made?.remove());

  it('is nothing at all where nothing is recorded, for either side', async () => {
    for (const as of ['doctor', 'patient'] as const) {
      const { text, root, element } = await put(as, null, { consent: null });
      equal(text(), '');
      equal(root.querySelectorAll('button').length, 0);
      assert(!element.wide, 'and takes no line');
      element.remove();
    }
  });

  it('the doctor reads what will happen before asking, and may take the question back', async () => {
    const { text, press, asked, element, push } = await put('doctor', null);
    await press(zh.record);
    assert(text().includes(zh.recordWhy), text());
    equal(asked, [], 'nothing is asked by looking');
    await clean(element);
    await press(zh.cancel);
    await press(zh.record);
    await press(zh.askPatient);
    await until(() => text().includes(zh.asked), 'the doctor waits');
    equal(asked, [['ask', undefined]]);
    await press(zh.takeBack);
    await until(() => asked.length === 2, 'taken back');
    await push(recordingIn('withdrawn'));
    assert(text() === zh.record, text());
  });

  it('the patient is asked with the hospital’s text; yes and no weigh the same; the version goes with the answer', async () => {
    for (const [lang, t] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const { text, press, asked, root, element } = await put('patient', recordingIn('asked'), { lang });
      assert(text().includes(t.question), text());
      assert(text().includes(RECORDING_CONSENT.text[lang].split('\n')[0]!), text());
      const [yes, no] = [...root.querySelectorAll<HTMLElement>('.two button')];
      equal([yes!.className, yes!.offsetHeight], [no!.className, no!.offsetHeight], 'both answers');
      assert(no!.offsetHeight >= 44, 'large enough to hit');
      await clean(element);
      await press(t.refuse);
      await until(() => asked.length === 1, 'answered');
      equal(asked[0], ['answer', { agreed: false, version: '1' }]);
      element.remove();
    }
    const { press, asked } = await put('patient', recordingIn('asked'));
    await press(zh.agree);
    await until(() => asked.length === 1, 'answered');
    equal(asked[0], ['answer', { agreed: true, version: '1' }]);
  });

  it('while it is on both see the sign, hear of it once, and can stop it; it is on only when the server says so', async () => {
    for (const as of ['doctor', 'patient'] as const) {
      const { text, press, push, asked, root, element } = await put(as, recordingIn('starting'));
      assert(!root.querySelector('[part~="recording-sign"]'), 'no sign before it is on');
      assert(text().includes(zh.starting), text());
      await push(recordingIn('on', { startedAt: new Date(Date.now() - 187_000).toISOString() }));
      const sign = root.querySelector('[part~="recording-sign"]')!;
      assert(sign.textContent!.includes(zh.on), 'in words');
      assert(sign.closest('[role="status"]'), 'read out');
      assert(!sign.closest('[role="status"]')!.textContent!.includes('3:0'), 'the seconds are not read out');
      assert(text().includes('3:07'), text());
      equal(getComputedStyle(root.querySelector('.dot')!).backgroundColor, 'rgb(255, 67, 55)');
      await clean(element);
      await press(zh.stop);
      await until(() => asked.length === 1, 'stopped');
      await until(() => text().includes(zh.stopping), 'saving');
      element.remove();
    }
  });

  it('says what became of it, until it was read; a recording of before is no news', async () => {
    const doctor = await put('doctor', recordingIn('on'));
    await doctor.push(
      recordingIn('failed', { failure: 'lost', startedAt: '2026-11-28T02:00:01.000Z', file: FILE }),
    );
    assert(doctor.text().includes(zh.failedKept), doctor.text());
    await clean(doctor.element);
    await doctor.press(zh.ok);
    equal(doctor.text(), zh.record);
    doctor.element.remove();
    const refused = await put('doctor', recordingIn('asked'));
    await refused.push(recordingIn('refused'));
    assert(refused.text().includes(zh.refused), refused.text());
    await refused.press(zh.ok);
    equal(refused.text(), '', 'a no is a no: it is not offered again');
    refused.element.remove();
    const patient = await put('patient', recordingIn('on'));
    await patient.push(recordingIn('stored', { startedAt: '2026-11-28T02:00:01.000Z', file: FILE }));
    assert(patient.text().includes(zh.storedPatient), patient.text());
    patient.element.remove();
    equal((await put('patient', recordingIn('stored', { file: FILE }))).text(), '');
  });

  it('a guest sees the sign, and is asked and offered nothing', async () => {
    const { text, root, push } = await put('relative', recordingIn('asked'));
    equal(text(), '');
    await push(recordingIn('on'));
    assert(root.querySelector('[part~="recording-sign"]'), 'the sign');
    equal(root.querySelectorAll('button').length, 0);
    await push(recordingIn('stored', { file: FILE }));
    equal(text(), '');
  });

  it('a request that fails is said, and may be tried again', async () => {
    const { text, press } = await put('patient', recordingIn('on'), {
      answers: { stopRecording: refuse('internal') },
    });
    await press(zh.stop);
    await until(() => text().includes(zh.trouble), 'said');
    await press(zh.stop);
  });
});

describe('care-desk-recordings', () => {
  afterEach(() => made?.remove());

  it('lists what was recorded with its length, hash and date, and plays it under an address made for that', async () => {
    let opened = 0;
    const kept = recordingIn('stored', { startedAt: '2026-11-28T02:00:01.000Z', file: FILE });
    const care = fakeCare({
      live: { [TOPIC]: { recording: { recording: { consent: RECORDING_CONSENT, latest: kept } } } },
      answers: {
        listRecordings: { recordings: [kept, recordingIn('refused')] },
        openRecording: () => {
          opened++;
          return { url: '/v1/nowhere', expiresAt: '2026-11-28T04:00:00.000Z' };
        },
      },
    });
    const element = document.createElement('care-desk-recordings');
    Object.assign(element, { care, lang: 'zh-CN', visit: VISIT_ID, timeZone: 'Asia/Shanghai' });
    document.body.append((made = element));
    const root = () => element.shadowRoot!;
    await until(() => root()?.querySelectorAll('li').length === 1, 'one with a file');
    const text = root().textContent!.replace(/\s+/g, ' ');
    for (const part of ['10:00', '3:07', '2029年11月28日', 'SHA-256 c3c3c3c3c3c3'])
      assert(text.includes(part), `${part}: ${text}`);
    await clean(element);
    equal(root().querySelector('video'), null);
    // There is no film at that address: the player may be gone again before anybody looks.
    let played = '';
    new MutationObserver(() => (played ||= root().querySelector('video')?.src ?? '')).observe(root(), {
      childList: true,
      subtree: true,
    });
    root().querySelector('button')!.click();
    await until(() => played, 'the player');
    equal(played, 'https://care.example/v1/nowhere');
    equal(opened, 1);
    root().querySelector('video')?.dispatchEvent(new Event('error'));
    await until(() => root().textContent!.includes(zh.noPlay), 'that it does not open is said');
    equal(root().querySelector('video'), null);
  });
});
