/** Each way in which a device can be missing, in both languages: what is said, and what to do in Chromium on Android, Safari and WeChat. */
import type { BrowserFacts } from '@care-elements/client/browser-kind.ts';
import { problemOf, type DeviceHost } from '@care-elements/client/consult-devices.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { DeviceHelp } from '../../packages/elements/widgets/device-help.ts';
import '../../packages/elements/widgets/device-help.ts';
import en from '../../packages/elements/locales/en/consult.ts';
import enHelp from '../../packages/elements/locales/en/device-help.ts';
import zh from '../../packages/elements/locales/zh-CN/consult.ts';
import zhHelp from '../../packages/elements/locales/zh-CN/device-help.ts';
import { clean } from '../kit/axe.ts';
import { equal } from '../kit/expect.ts';
import { clear, CONNECTED, put } from './care-consult-kit.ts';

const ANDROID = 'Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15';
const BROWSERS = [
  ['chrome-android', 'android', `${ANDROID} Chrome/124.0.0.0 Mobile Safari/537.36`, 1],
  ['safari-ios', 'ios', `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, 5],
  [
    'safari-mac',
    'mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
    0,
  ],
  ['wechat-android', 'android', `${ANDROID} Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49`, 1],
  ['wechat-ios', 'ios', `${IPHONE} Mobile/15E148 MicroMessenger/8.0.49`, 5],
] as const;
/** What browsers throw, and what it is. */
const THROWN = [
  ['NotAllowedError', 'Permission denied', 'denied', 'denied'],
  ['NotAllowedError', 'Permission denied by system', 'denied', 'denied-by-system'],
  ['NotAllowedError', 'Permission dismissed', 'prompt', 'dismissed'],
  ['NotReadableError', 'Could not start video source', 'granted', 'in-use'],
  ['NotFoundError', 'Requested device not found', 'granted', 'not-found'],
] as const;
const host: DeviceHost = { mediaDevices: undefined, allows: () => true };

for (const [lang, words, help] of [
  ['zh-CN', zh, zhHelp],
  ['en', en, enHelp],
] as const)
  describe(`${lang}: a device that can’t be had`, () => {
    afterEach(clear);

    for (const [name, message, permission, problem] of THROWN)
      it(`${name} “${message}” is said in the call, for each device and for both`, async () => {
        const found = problemOf(Object.assign(new Error(message), { name }), 'camera', host, permission);
        equal(found, problem);
        const { root, show, element } = await put(CONNECTED, { lang });
        const said = () => [...root.querySelectorAll('[role=alert]')].map((p) => p.textContent!.trim());
        const missing = { face: 'denied', problem } as const;
        for (const [state, device] of [
          [{ camera: missing }, 'camera'],
          [{ microphone: missing }, 'microphone'],
          [{ camera: missing, microphone: missing }, 'both'],
        ] as const) {
          await show({ ...CONNECTED, ...state } as ConsultState);
          equal(said(), [words.problem[problem](device)]);
        }
        await clean(element);
      });

    for (const [browser, system, userAgent, maxTouchPoints] of BROWSERS)
      it(`${browser}: the steps to the browser’s permission, and to the system’s`, async () => {
        const facts: BrowserFacts = { userAgent, maxTouchPoints };
        const element = Object.assign(document.createElement('care-device-help') as DeviceHelp, {
          lang,
          facts,
        });
        document.body.append(element);
        for (const [problem, steps] of [
          ['denied', help.browser[browser]],
          ['denied-by-system', help.system[system]],
        ] as const) {
          element.problem = problem;
          await element.updateComplete;
          equal(
            [...element.renderRoot.querySelectorAll('li')].map((li) => li.textContent!.trim()),
            steps,
          );
        }
        // No setting helps.
        element.problem = 'in-use';
        await element.updateComplete;
        equal(element.renderRoot.querySelector('li'), null);
        element.remove();
      });
  });
