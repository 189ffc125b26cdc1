import { html } from 'lit';
import { Problem } from '@care-elements/client/problem.ts';
import type { MessageState, Outgoing } from '@care-elements/client/message-state.ts';
import '../packages/elements/widgets/care-chat-view.ts';
import { idOf, type World } from './facts.ts';
import { fakeMessages, messagesOf } from './fake-messages.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Patient/Messages (care-chat)',
  tags: ['phone'],
  excludeStories: ['chat', 'out'],
  globals: { viewport: { value: 'phone' } },
};

const words = {
  'zh-CN': {
    hello: '您好，我看到您的分诊情况了。咳嗽有几天了？',
    days: '五天了，夜里比较厉害，有一点痰。',
    ask: '有没有做过检查？有的话请拍给我看看。',
    here: '昨天在社区拍的片子报告。',
    listen: '好的，我看一下，请稍等。',
    draft: '请问需要忌口吗？',
    report: '社区医院报告.jpg',
    pdf: '血常规.pdf',
    unsent: '还有点胸闷。',
  },
  en: {
    hello: 'Hello, I have read your triage answers. How long have you been coughing?',
    days: 'Five days. It is worse at night, with a little phlegm.',
    ask: 'Have you had any tests? If so, please send me a photo.',
    here: 'This is the report from yesterday.',
    listen: 'Thank you. I am reading it, one moment please.',
    draft: 'Should I avoid any food?',
    report: 'X-ray report.jpg',
    pdf: 'Blood count.pdf',
    unsent: 'My chest feels tight, too.',
  },
};
const talk = ({ lang }: World) => {
  const t = words[lang];
  return messagesOf([
    ['doctor', t.hello, 14],
    ['patient', t.days, 12],
    ['doctor', t.ask, 11],
    ['patient', { name: t.report }, 9],
    ['patient', { kind: 'pdf', type: 'application/pdf', name: t.pdf, width: null, height: null }, 8],
    [
      'patient',
      { kind: 'voice', type: 'audio/webm', name: 'voice.webm', width: null, height: null, seconds: 12 },
      7,
    ],
    ['patient', t.here, 6],
    ['doctor', t.listen, 1],
  ]);
};
/** Handed over: the second doctor's words carry their name. */
const twoDoctors = (world: World) =>
  talk(world).map((message, i) =>
    i === 7 ? { ...message, author: { 'zh-CN': '孙宁', en: 'Sun Ning' } } : message,
  );
const READ = { patient: { delivered: 8, read: 8 }, doctor: { delivered: 8, read: 8 } };

export const chat = (
  state: (world: World) => Partial<MessageState>,
  more: (world: World) => Parameters<typeof fakeMessages>[1] & { as?: 'patient' | 'doctor' } = () => ({}),
) =>
  story((world) => {
    const { as = 'patient', ...rest } = more(world);
    return html`<div style="height: 560px">
      <care-chat
        lang=${world.lang}
        as=${as}
        visit=${VISIT_ID}
        other=${as === 'patient' ? world.doctor.name[world.lang] : world.patient.name}
        panel
        .chat=${fakeMessages({ side: as, ...state(world) }, rest)}
      ></care-chat>
    </div>`;
  });
export const out = (lang: World['lang'], change: Partial<Outgoing>): Outgoing => ({
  ...{ messageId: idOf(7000), kind: 'text', text: words[lang].unsent, name: '', seconds: null },
  ...{ state: 'sending', problem: null },
  ...change,
});

export const Empty = chat(() => ({}));
export const Loading = chat(() => ({ phase: 'loading', writable: false }));
export const Unreachable = chat(() => ({ phase: 'unreachable', writable: false }));
export const Talking = chat((world) => ({ messages: talk(world), marks: READ }));
export const Delivered = chat((world) => ({
  messages: talk(world).slice(0, 7),
  marks: { ...READ, doctor: { delivered: 7, read: 4 } },
}));
export const HandedOver = chat((world) => ({ messages: twoDoctors(world), marks: READ }));
export const OtherWrites = chat((world) => ({ messages: talk(world), marks: READ, typing: true }));
export const Sending = chat((world) => ({
  messages: talk(world),
  marks: READ,
  outgoing: [out(world.lang, {})],
}));
export const Waiting = chat((world) => ({
  messages: talk(world),
  marks: READ,
  outgoing: [out(world.lang, { state: 'waiting' })],
}));
export const Refused = chat((world) => ({
  messages: talk(world),
  marks: READ,
  outgoing: [
    out(world.lang, {
      ...{ kind: 'pdf', text: '', name: words[world.lang].pdf, state: 'failed' },
      problem: new Problem(422, { code: 'file-refused', current: 'locked' }),
    }),
  ],
}));
export const Writing = chat(
  (world) => ({ messages: talk(world), marks: READ }),
  ({ lang }) => ({ draft: words[lang].draft }),
);
export const TooLong = chat(
  (world) => ({ messages: talk(world), marks: READ }),
  ({ lang }) => ({ draft: words[lang].draft.repeat(300) }),
);
export const Recording = chat(
  (world) => ({ messages: talk(world), marks: READ }),
  () => ({ voice: { phase: 'recording', seconds: 12 } }),
);
export const MicrophoneDenied = chat(
  (world) => ({ messages: talk(world), marks: READ }),
  () => ({ voice: { problem: 'denied' } }),
);
export const Closed = chat((world) => ({ messages: talk(world), marks: READ, writable: false }));
export const DoctorsSide = chat(
  (world) => ({ messages: talk(world), marks: READ }),
  () => ({ as: 'doctor' }),
);
