import { html } from 'lit';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import { createMessageStore } from '@care-elements/client/message-store.ts';
import '../packages/elements/widgets/care-consult.ts';
import '../packages/elements/widgets/chat-button.ts';
import '../packages/elements/widgets/care-chat-view.ts';
import '../packages/elements/widgets/device-help.ts';
import { find, press } from './act.ts';
import { fakeCare } from './fake-care.ts';
import { CONNECTED, fakeConsult, IN_CALL } from './fake-consult.ts';
import { fakeMessages, messagesOf } from './fake-messages.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/Conversation',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const DENIED = { face: 'denied', problem: 'denied' } as const;
const said = {
  'zh-CN': ['您好，我看到您的分诊情况了。', '咳嗽五天了，夜里比较厉害。', '吃过什么药？一天几次？'],
  en: [
    'Hello, I have read your answers.',
    'Five days. It is worse at night.',
    'Which medicines, and how many?',
  ],
};

/** On a phone, beside the picture. */
const talk = (state: Partial<ConsultState> = {}) =>
  story(
    ({ doctor, lang }, { elder }) => {
      const [first, second, third] = said[lang];
      const messages = messagesOf([
        ['doctor', first!, 4],
        ['patient', second!, 3],
        ['doctor', third!, 1],
      ]);
      return html`<care-consult
        ?elder=${elder === 'on'}
        lang=${lang}
        visit=${VISIT_ID}
        other=${doctor.name[lang]}
        .care=${fakeCare({ stores: [[createMessageStore, fakeMessages({ messages })]] })}
        .consult=${fakeConsult({ ...CONNECTED, inCall: IN_CALL, ...state })}
      ></care-consult>`;
    },
    async (box) => {
      await press(box, '[part~=chat]');
      await find(box, 'textarea');
    },
  );

export const Open = talk();
export const OpenBothDenied = talk({ microphone: DENIED, camera: DENIED });
