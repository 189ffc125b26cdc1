/** The call view on a faked store: what each state says and offers, what a press asks for, and that axe finds nothing. */
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type {
  CareConsult,
  CareConsultLeftEvent,
  CareDeviceRequestEvent,
} from '../../packages/elements/widgets/care-consult.ts';
import { fakeCare } from '../../stories/fake-care.ts';
import { IN_CALL } from '../../stories/fake-consult.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import en from '../../packages/elements/locales/en/consult.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal } from '../kit/expect.ts';
import { clear, CONNECTED, doctor, fakeStore, put, stand, VISIT } from './care-consult-kit.ts';

describe('care-consult', () => {
  afterEach(clear);

  it('goes ahead as soon as it stands there, enters when its page says that the click was, and lets go when it is gone', async () => {
    const { element, warmed, asked } = await put({});
    equal(warmed, [VISIT]);
    equal(asked, []);
    element.autojoin = true;
    await element.updateComplete;
    equal(
      asked.map(([what]) => what),
      ['enter'],
    );
    element.remove();
    await new Promise((done) => setTimeout(done));
    equal(asked.at(-1), ['cool']);
  });

  it('enters with one click, as who it is', async () => {
    const { button, asked, element, text } = await put({});
    assert(text().includes(zh.enterPatient), text());
    button('action')!.click();
    equal(asked, [['enter', { visitId: VISIT, role: 'patient', entryId: undefined }]]);
    await clean(element);
  });

  it('enters by itself where the page’s own button was the click', async () => {
    const fake = fakeStore();
    await stand(
      Object.assign(document.createElement('care-consult') as CareConsult, {
        ...{ visit: VISIT, entry: 'e1', as: 'doctor', autojoin: true, consult: fake.store },
      }),
    );
    equal(fake.asked, [['enter', { visitId: VISIT, role: 'doctor', entryId: 'e1' }]]);
  });

  it('is someone else’s call: another visit’s store state is not shown', async () => {
    const { text } = await put({ ...CONNECTED, visitId: '0190aaaa-0000-7000-8000-000000000002' });
    assert(text().includes(zh.enterPatient), text());
  });

  it('hands picture and sound elements to the store, and takes them back', async () => {
    const { attached, element, show, root } = await put(CONNECTED);
    equal(attached.map(({ identity, element }) => [identity, element.tagName]).sort(), [
      ['p_doctor', 'AUDIO'],
      ['p_doctor', 'VIDEO'],
      ['self', 'VIDEO'],
    ]);
    for (const video of root.querySelectorAll('video'))
      equal(video.muted, true, 'picture elements are silent');
    const remote = attached.find(({ identity }) => identity === 'p_doctor')!.element;
    await show({ ...CONNECTED, quality: 'poor' });
    assert(
      attached.some((entry) => entry.element === remote),
      'a new state must not take the picture away',
    );
    element.remove();
    equal(attached.length, 0, 'attached after removal');
  });

  it('leaves when it is removed, not when it is moved', async () => {
    const { element, asked, attached } = await put(CONNECTED);
    const there = document.createElement('div');
    document.body.append(there);
    there.append(element);
    await new Promise((done) => setTimeout(done, 20));
    equal(asked, []);
    equal(attached.length, 3, 'attached after the move');
    there.remove();
    await new Promise((done) => setTimeout(done, 20));
    equal(asked, [['leave']]);
  });

  const FACES = [
    ['on', zh.mute, false],
    ['off', zh.unmute, true],
    ['denied', zh.fixMicrophone, true],
  ] as const;
  for (const [face, label, asksFor] of FACES)
    it(`microphone ${face}: says “${label}” and asks for ${asksFor ? 'on' : 'off'}`, async () => {
      const problem = face === 'denied' ? 'denied' : null;
      const { button, asked, element } = await put({ ...CONNECTED, microphone: { face, problem } });
      const mic = button('microphone')!;
      assert(mic.textContent!.includes(label), mic.textContent!);
      equal(mic.dataset['face'], face);
      mic.click();
      equal(asked, [['setEnabled', 'microphone', asksFor]]);
      await clean(element);
    });

  it('a pending device says which it is, and can’t be asked again', async () => {
    const { button, asked } = await put({ ...CONNECTED, camera: { face: 'pending', problem: null } });
    equal(button('camera')!.textContent!.trim(), `${zh.wait}, ${zh.fixCamera}`);
    equal(button('camera')!.getAttribute('aria-disabled'), 'true');
    button('camera')!.click();
    equal(asked, []);
  });

  it('a page may hold back an intent', async () => {
    const { button, asked, element } = await put(CONNECTED);
    const seen: unknown[] = [];
    element.addEventListener('care-device-request', (event) => {
      seen.push((event as CareDeviceRequestEvent).device, (event as CareDeviceRequestEvent).on);
      event.preventDefault();
    });
    element.addEventListener('care-leave-request', (event) => event.preventDefault());
    button('camera')!.click();
    button('leave')!.click();
    equal(seen, ['camera', false]);
    equal(asked, []);
  });

  it('flips where there is a second camera, and mirrors only the front one', async () => {
    const { button, asked, show, root } = await put({ ...CONNECTED, inCall: IN_CALL });
    button('flip')!.click();
    equal(asked, [['flip']]);
    equal(root.querySelector('.self')!.classList.contains('back'), false);
    await show({ ...CONNECTED, inCall: IN_CALL, facing: 'environment' });
    equal(root.querySelector('.self')!.classList.contains('back'), true);
    await show({ ...CONNECTED, inCall: { ...IN_CALL, canFlip: false } });
    equal(button('flip'), null);
  });

  const PRESENCES = [
    [{ presence: 'awaited', camera: 'none' }, zh.awaited('医生')],
    [{ presence: 'connecting', camera: 'none' }, zh.connecting('医生')],
    [{ presence: 'gone', camera: 'none' }, zh.gone('医生')],
    [{ presence: 'present', camera: 'off' }, zh.cameraOff('医生')],
    [{ presence: 'present', camera: 'none' }, zh.noCamera('医生')],
    [{ presence: 'lost' }, zh.lost('医生')],
    [{ camera: 'paused' }, zh.picturePaused],
    [{ quality: 'poor' }, zh.slowOther('医生')],
    [{ microphone: 'off' }, zh.muted('医生')],
  ] as const;
  for (const [facts, words] of PRESENCES)
    it(`says of the other side: ${words}`, async () => {
      const { text, element } = await put({ ...CONNECTED, others: [{ ...doctor, ...facts }] });
      assert(text().includes(words), text());
      await clean(element);
    });

  it('a picture that is there has nothing in front of it', async () => {
    const { root } = await put(CONNECTED);
    equal(root.querySelectorAll('.cover').length, 0);
  });

  const NETWORK = [
    [{ phase: 'reconnecting', reconnecting: 'signal' }, zh.reconnectingSignal],
    [{ phase: 'reconnecting', reconnecting: 'media' }, zh.reconnectingMedia],
    [{ phase: 'reconnecting', reconnecting: 'rejoin' }, zh.reconnectingMedia],
    [{ phase: 'reconnecting', reconnecting: 'rejoin', failure: 'media-unavailable' }, zh.mediaUnavailable],
    [{ quality: 'poor' }, zh.slow],
    [{ phase: 'preparing', others: [] }, zh.preparing],
    [{ phase: 'joining', others: [] }, zh.joining],
    [{ phase: 'failed', failure: 'media-unavailable', others: [] }, zh.failed['media-unavailable']],
    [{ phase: 'failed', failure: 'unsupported', others: [] }, zh.failed.unsupported],
  ] as const;
  for (const [facts, words] of NETWORK)
    it(`says of the connection: ${words}`, async () => {
      const { text, element } = await put({ ...CONNECTED, ...facts } as ConsultState);
      assert(text().includes(words), text());
      await clean(element);
    });

  it('a failed call offers to try now; one that can’t heal does not', async () => {
    const failed: ConsultState = { ...CONNECTED, phase: 'failed', failure: 'media-unavailable', others: [] };
    const { button, asked, show } = await put(failed);
    button('action')!.click();
    equal(asked, [['retry']]);
    for (const failure of ['refused', 'unsupported'] as const) {
      await show({ ...failed, failure });
      equal(button('action'), null, failure);
      equal(button('microphone'), null, failure);
    }
  });

  it('where there is no call, it offers to go on in writing, to patient and doctor alone', async () => {
    const failed: ConsultState = { ...CONNECTED, phase: 'failed', failure: 'unsupported', others: [] };
    const asked: unknown[] = [];
    const care = fakeCare({
      answers: { setVisitMode: ({ params, body }) => (asked.push([params, body]), body) },
    });
    const { element, button, show } = await put(failed);
    equal(button('write'), null, 'without a server to ask');
    Object.assign(element, { care });
    await element.updateComplete;
    button('write')!.click();
    equal(asked, [[{ visitId: VISIT }, { mode: 'text' }]]);
    await show({ ...failed, failure: 'refused' });
    equal(button('write'), null, 'to somebody who is not of the visit');
    await show(CONNECTED);
    assert(
      element.renderRoot.querySelector('care-chat-button'),
      'in the call, the conversation is beside it',
    );
    element.as = 'interpreter';
    await element.updateComplete;
    assert(!element.renderRoot.querySelector('care-chat-button'), 'not for a guest');
  });

  it('names what is wrong with the devices, once when it is the same', async () => {
    const denied = { face: 'denied', problem: 'denied' } as const;
    const { root, show } = await put({ ...CONNECTED, microphone: denied, camera: denied });
    const said = () => [...root.querySelectorAll('[role=alert]')].map((p) => p.textContent!.trim());
    equal(said(), [zh.problem.denied('both')]);
    await show({ ...CONNECTED, microphone: denied, camera: { face: 'denied', problem: 'not-found' } });
    equal(said(), [zh.problem.denied('microphone'), zh.problem['not-found']('camera')]);
    await show(CONNECTED);
    equal(said(), []);
  });

  it('offers sound when the browser holds it back', async () => {
    const { root, asked } = await put({ ...CONNECTED, audioBlocked: true });
    root.querySelector<HTMLButtonElement>('.sound')!.click();
    equal(asked, [['startAudio']]);
  });

  it('tells when it was entered and left, once each', async () => {
    const { element, show } = await put({ ...CONNECTED, phase: 'joining', others: [] });
    const told: string[] = [];
    element.addEventListener('care-consult-entered', () => told.push('entered'));
    element.addEventListener('care-consult-left', (event) =>
      told.push((event as CareConsultLeftEvent).reason),
    );
    await show(CONNECTED);
    await show({ ...CONNECTED, phase: 'reconnecting', reconnecting: 'media' });
    await show(CONNECTED);
    await show({ ...CONNECTED, phase: 'left', left: 'self' });
    equal(told, ['entered', 'self']);
  });

  const LEFT = [
    ['self', zh.left.self, zh.returnToCall],
    ['elsewhere', zh.left.elsewhere, zh.continueHere],
    ['ended', zh.left.ended, zh.returnToCall],
    ['refused', zh.left.refused, undefined],
  ] as const;
  for (const [left, words, action] of LEFT)
    it(`left (${left}): ${action ? `offers “${action}”` : 'offers no way back'}`, async () => {
      const { text, button, asked, element } = await put({ ...CONNECTED, phase: 'left', left });
      assert(text().includes(words), text());
      equal(button('action')?.textContent?.trim(), action);
      button('action')?.click();
      equal(asked.length, action ? 1 : 0);
      await clean(element);
    });

  it('shows how loud the own microphone is', async () => {
    const { element, level } = await put(CONNECTED);
    level.set(0.5);
    equal(element.style.getPropertyValue('--_level'), '0.50');
  });

  it('speaks English, with names where the page has them', async () => {
    const { text, element, show } = await put(
      { ...CONNECTED, others: [{ ...doctor, role: 'patient' }] },
      { as: 'doctor', lang: 'en' },
    );
    element.other = 'Li Wei';
    await element.updateComplete;
    assert(text().includes('Li Wei'), text());
    await show({ ...CONNECTED, others: [{ ...doctor, role: 'patient', presence: 'gone' }] });
    assert(text().includes(en.gone('The patient')), text());
    await clean(element);
  });

  it('every target is at least 44 px, at 320 px width too', async () => {
    document.body.style.width = '320px';
    const { root } = await put({ ...CONNECTED, inCall: IN_CALL });
    for (const button of root.querySelectorAll('button')) {
      const { width, height, right } = button.getBoundingClientRect();
      assert(width >= 44 && height >= 44, `${button.textContent} is ${width}×${height}`);
      assert(right <= 330, `${button.textContent} is cut off at ${right}`);
    }
    document.body.style.width = '';
  });
});
