/** Who speaks, and the floating picture, in the call view on a faked store. */
import { IDLE, type ConsultState, type OtherView } from '@care-elements/client/consult-state.ts';
import type { ConsultStore } from '@care-elements/client/consult-store.ts';
import { createStore } from '@care-elements/client/store.ts';
import '../../packages/elements/widgets/call-float.ts';
import '../../packages/elements/widgets/care-consult.ts';
import type { CareConsult } from '../../packages/elements/widgets/care-consult.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import floatZh from '../../packages/elements/locales/zh-CN/float.ts';
import { equal, until } from '../kit/expect.ts';
import { clean } from '../kit/axe.ts';

const VISIT = '0190aaaa-0000-7000-8000-000000000001';
const ON = { face: 'on', problem: null } as const;
const doctor: OtherView = {
  ...{ identity: 'p_doctor', role: 'doctor', name: null, presence: 'present', active: true },
  ...{ microphone: 'on', camera: 'on', speaking: false, level: 0, quality: 'good' },
};
const CONNECTED: ConsultState = {
  ...{ ...IDLE, phase: 'connected', visitId: VISIT, role: 'patient', microphone: ON, camera: ON },
  ...{ quality: 'good', others: [doctor] },
};

describe('in the call', () => {
  it('says who speaks in a sign and in words, and lets the picture float where the browser can', async () => {
    const state = createStore<ConsultState>(CONNECTED);
    const nothing = () => () => {};
    const consult = {
      ...{
        get: state.get,
        subscribe: state.subscribe,
        level: createStore(0),
        warm() {},
        cool() {},
        leave() {},
      },
      ...{ attachLocal: nothing, attachRemote: nothing },
    } as unknown as ConsultStore;
    const element = document.createElement('care-consult') as CareConsult;
    Object.assign(element, { visit: VISIT, as: 'patient', lang: 'zh-CN', consult, other: '' });
    document.body.append(element);
    await element.updateComplete;
    const root = element.shadowRoot!;
    const show = async (next: ConsultState) => {
      state.set(next);
      await element.updateComplete;
    };
    equal(root.querySelector('.name [role=img]'), null);
    await show({ ...CONNECTED, others: [{ ...doctor, speaking: true }] });
    equal(root.querySelector('.name [role=img]')!.getAttribute('aria-label'), zh.speaking);
    equal(!!root.querySelector('.name [role=img] svg'), true, 'a sign, not only a colour');
    await clean(element);

    const float = root.querySelector<HTMLElement & { updateComplete: Promise<boolean> }>('care-float')!;
    await float.updateComplete;
    if (!document.pictureInPictureEnabled) {
      // WebKitGTK; a button that does nothing must not be there.
      equal(/Chrome/.test(navigator.userAgent), false, 'Chromium can');
      equal(float.shadowRoot!.querySelector('button'), null, 'this browser cannot');
      return element.remove();
    }
    await until(() => float.shadowRoot?.querySelector('button'));
    const button = float.shadowRoot!.querySelector('button')!;
    const video = root.querySelector<HTMLVideoElement>('video[part=remote]')!;
    let asked = 0;
    video.requestPictureInPicture = () => {
      asked++;
      return Promise.reject(new DOMException('no picture yet', 'InvalidStateError'));
    };
    button.click();
    equal(asked, 1);
    equal(button.getAttribute('aria-label'), floatZh.float, 'a refusal leaves all as it is');
    video.dispatchEvent(new Event('enterpictureinpicture'));
    await float.updateComplete;
    equal(button.getAttribute('aria-label'), floatZh.unfloat);
    video.dispatchEvent(new Event('leavepictureinpicture'));
    await float.updateComplete;
    equal(button.getAttribute('aria-label'), floatZh.float);

    await show({ ...CONNECTED, others: [{ ...doctor, camera: 'off' }] });
    equal(root.querySelector('care-float'), null, 'there is no picture to float');
    element.remove();
  });
});
