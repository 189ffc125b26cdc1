/** The picture for the record in a call, on a fake server: what each side reads and is offered, and that nothing is taken too early. */
import type { SnapshotState } from '@care-elements/contract/snapshot.ts';
import { createSnapshotStore } from '@care-elements/client/snapshot-store.ts';
import '../../packages/elements/widgets/call-snapshot.ts';
import type { CallSnapshot } from '../../packages/elements/widgets/call-snapshot.ts';
import '../../packages/elements/widgets/visit-snapshots.ts';
import type { VisitSnapshots } from '../../packages/elements/widgets/visit-snapshots.ts';
import en from '../../packages/elements/locales/en/snapshot.ts';
import zh from '../../packages/elements/locales/zh-CN/snapshot.ts';
import { PURPOSE, snapshotCare, snapshotIn, SNAPSHOT_TOPIC, told } from '../../stories/snapshot-facts.ts';
import { VISIT_ID } from '../../stories/visit-facts.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

let made: HTMLElement | undefined;

async function put(as: 'patient' | 'doctor' | 'relative', first: SnapshotState | null, lang = 'zh-CN') {
  const asked: [string, unknown][] = [];
  const hear =
    (name: string, state: SnapshotState) =>
    ({ body }: { body: unknown }) => {
      asked.push([name, body]);
      return snapshotIn(state, name === 'withdraw' ? { answeredAt: null } : {});
    };
  const { care, stream } = snapshotCare(first && snapshotIn(first), [], {
    askSnapshot: hear('ask', 'asked'),
    answerSnapshot: hear('answer', 'agreed'),
    withdrawSnapshot: hear('withdraw', 'withdrawn'),
  } as never);
  const stills: string[] = [];
  const store = {
    get: () => ({
      others: [
        { identity: 'p_guest', role: 'relative' },
        { identity: 'p_pat', role: 'patient' },
      ],
    }),
    beside: () => ({
      still: (identity: string) => {
        stills.push(identity);
        return new Promise(() => {});
      },
    }),
  };
  const element = document.createElement('care-call-snapshot') as CallSnapshot;
  Object.assign(element, { care, call: { store }, lang, visit: VISIT_ID, as });
  element.style.background = '#101817';
  document.body.append((made = element));
  await until(() => element.shadowRoot?.querySelector('[role=status]'), 'drawn');
  const root = element.shadowRoot!;
  const said = () => root.querySelector('[role=status]')!.textContent!.trim();
  if (first) await until(said, 'said');
  const part = <E extends HTMLElement>(name: string) => root.querySelector<E>(`[part~="${name}"]`);
  const press = (words: string) => {
    const found = [...root.querySelectorAll('button')].find((one) => one.textContent!.includes(words));
    assert(found, `no button says ${words}`);
    found.click();
  };
  const push = async (state: SnapshotState, more = {}) => {
    stream.push(SNAPSHOT_TOPIC, 'snapshot', told({ ...snapshotIn(state), ...more }));
    await element.updateComplete;
  };
  return { element, root, asked, stills, said, part, press, push, care };
}

describe('a picture for the record', () => {
  afterEach(() => made?.remove());

  it('the doctor says what for, first; then asks, and can take the question back', async () => {
    const { element, part, press, asked, said, root } = await put('doctor', null);
    await until(() => part('snapshot'), 'the button');
    part('snapshot')!.click();
    await until(() => root.activeElement === part('purpose'), 'the purpose has the focus');
    await clean(element);
    part('ask-snapshot')!.click();
    await until(() => root.textContent!.includes(zh.purposeMissing), 'it says what is missing');
    equal(asked, [], 'nothing is asked without a purpose');
    part<HTMLInputElement>('purpose')!.value = ` ${PURPOSE['zh-CN']} `;
    part('ask-snapshot')!.click();
    await until(() => said() === zh.asked, 'it waits');
    equal(asked, [['ask', { purpose: PURPOSE['zh-CN'] }]]);
    press(zh.takeBack);
    await until(() => asked.length === 2, 'taken back');
    equal(asked[1]![0], 'withdraw');
    await until(() => part('snapshot'), 'the button is back');
  });

  it('the still is the patient’s, and is taken after the yes alone, once', async () => {
    const { stills, push, said } = await put('doctor', 'asked');
    equal(stills, []);
    await push('agreed');
    await until(() => stills.length, 'taken');
    equal(said(), zh.taking);
    await push('agreed', { consentVersion: '1 ' });
    equal(stills, ['p_pat']);
  });

  it('nobody but the doctor’s page takes it', async () => {
    const { stills, push, said } = await put('patient', 'asked');
    await push('agreed');
    equal([said(), stills], [zh.hold, []]);
  });

  for (const lang of ['zh-CN', 'en'] as const)
    it(`the patient reads the purpose and the hospital’s text; yes and no weigh the same (${lang})`, async () => {
      const { element, root, part, asked } = await put('patient', 'asked', lang);
      const t = lang === 'en' ? en : zh;
      assert(root.textContent!.includes(t.for(PURPOSE['zh-CN'])), 'the purpose');
      await clean(element);
      const [yes, no] = [part('agree')!, part('refuse')!].map((one) => one.getBoundingClientRect());
      equal([yes!.height >= 44, Math.abs(yes!.width - no!.width) <= 1], [true, true]);
      equal(
        getComputedStyle(part('agree')!).backgroundColor,
        getComputedStyle(part('refuse')!).backgroundColor,
      );
      part('refuse')!.click();
      await until(() => asked.length, 'answered');
      equal(asked, [['answer', { agreed: false, version: '1' }]]);
    });

  for (const [state, doctor, patient] of [
    ['refused', zh.refused, zh.refusedPatient],
    ['stored', zh.stored, zh.storedPatient],
    ['failed', zh.failed, zh.failedPatient],
    ['withdrawn', zh.withdrawn, zh.withdrawnPatient],
  ] as const)
    it(`${state}: both read it, until they have read it; whoever comes later is told nothing`, async () => {
      for (const [as, words] of [
        ['doctor', doctor],
        ['patient', patient],
      ] as const) {
        const { said, push, press, part } = await put(as, 'asked');
        await push(state, { answeredAt: '2026-11-28T02:00:09.000Z' });
        equal(said(), words);
        press(zh.ok);
        await until(() => said() === '', 'read');
        if (as === 'doctor') await until(() => part('snapshot'), 'another can be asked for');
        made!.remove();
      }
      const late = await put('doctor', null);
      await late.push(state);
      equal(late.said(), '');
    });

  it('where the hospital has no text to ask with, there is no button', async () => {
    const { care, part, element } = await put('doctor', null);
    await until(() => part('snapshot'), 'the button');
    const store = care.use(createSnapshotStore);
    equal(!!store.get().consent, true);
    made!.remove();
    const { stream, care: other } = snapshotCare(null);
    stream.push(SNAPSHOT_TOPIC, 'snapshot', told(null, null));
    Object.assign(element, { care: other });
    document.body.append((made = element));
    await until(() => !part('snapshot'), 'no button');
  });

  it('the record shows each picture with its purpose and time, and enlarges it', async () => {
    const { care } = snapshotCare(snapshotIn('stored'), [snapshotIn('stored'), snapshotIn('refused')]);
    const element = document.createElement('care-visit-snapshots') as VisitSnapshots;
    Object.assign(element, { care, lang: 'zh-CN', visit: VISIT_ID, as: 'doctor', timeZone: 'Asia/Shanghai' });
    document.body.append((made = element));
    await until(() => element.shadowRoot?.querySelector('care-chat-picture[drawn]'), 'drawn');
    const root = element.shadowRoot!;
    equal(root.querySelectorAll('li').length, 1, 'what was refused is no picture');
    const text = root.textContent!.replace(/\s+/g, ' ');
    assert(text.includes(PURPOSE['zh-CN']) && text.includes(zh.takenAt('10:00')), text);
    await clean(element);
    root.querySelector('care-chat-picture')!.shadowRoot!.querySelector('button')!.click();
    await until(
      () => root.querySelector('care-chat-lightbox')?.shadowRoot?.querySelector('dialog[open]'),
      'large',
    );
  });
});
