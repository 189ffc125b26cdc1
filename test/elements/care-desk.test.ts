/** The doctor's desk on a faked server, in both languages: what each state shows and offers, and that axe finds nothing. */
import { createNoteStore } from '@care-elements/client/note-store.ts';
import zh from '../../packages/elements/locales/zh-CN/desk.ts';
import en from '../../packages/elements/locales/en/desk.ts';
import {
  all,
  button,
  choose,
  clean,
  focused,
  one,
  press,
  says,
  show,
  takeDown,
  textOf,
  type,
} from './care-desk-kit.ts';
import { alarm, encounter, entry, fakeDesk, queueOf, WHOLE } from '../kit/desk-fakes.ts';
import { idOf, people, reviewRx } from '../kit/prescription-fakes.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk', () => {
  afterEach(takeDown);

  for (const [lang, t] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const)
    // prettier-ignore
    describe(lang, () => {
      it('asks who it is; says what is missing, then what is wrong', async () => {
        const care = await show(fakeDesk({}, false), lang);
        await clean();
        one<HTMLFormElement>('form').requestSubmit();
        await says('main', t.missingUsername);
        equal(focused(), one('#username'));
        await clean();
        type(one('#username'), 'zhao');
        type(one('#password'), 'wrong');
        one<HTMLFormElement>('form').requestSubmit();
        await says('[role=alert]', t.problems['wrong-credentials']!);
        type(one('#password'), 'right');
        one('#password').focus();
        one<HTMLFormElement>('form').requestSubmit();
        await says('care-desk-queue', t.queue);
        assert(focused() !== document.body, 'the focus went with the form');
        equal(care.count('POST /sessions'), 2);
      });

      it('shows the queue as the server sends it, an alarm on top, and calls with N', async () => {
        const entries = [
          entry(1, { flags: ['epidemic'], level: 2, patientName: '张三' }),
          entry(75, { level: 3, patientName: '李四' }),
          entry(3, { state: 'in_consult', clinicianId: idOf(99), patientName: '王五' }),
        ];
        const care = await show(fakeDesk({ queue: queueOf(entries, [alarm()]) }), lang);
        const rows = all('[part~=entry]').map(textOf);
        equal(rows.map((row) => /张三|李四|王五/.exec(row)![0]), ['张三', '李四', '王五']); // prettier-ignore
        assert(rows[0]!.includes(t.levels[1]!) && rows[0]!.includes(t.flags['epidemic']!), rows[0]!);
        assert(rows[1]!.includes(t.waited(75)), rows[1]!);
        assert(rows[2]!.includes(t.colleagues), rows[2]!);
        const bar = one('[part~=alarms]');
        equal(bar.getAttribute('role'), 'alert');
        equal(one<HTMLAnchorElement>('.alarm a').href, 'tel:13900000000');
        await clean();
        button(t.takeOver).focus();
        button(t.takeOver).click();
        await until(() => !all('.alarm').length, 'the alarm taken over');
        equal(focused() === one('[part~=taken] a'), true, 'the focus on the call to make');
        equal(care.count(`POST /alarms/${idOf(50)}/acknowledge`), 1);
        // Who took it over has a call to make: the number stays until that is done.
        equal(one<HTMLAnchorElement>('[part~=taken] a').href, 'tel:13900000000');
        button(t.takenDone).focus();
        button(t.takenDone).click();
        await until(() => !all('[part~=taken]').length, 'dealt with');
        equal(focused() === one('[part~=queue-column]'), true, 'the focus on the queue');
        press('n');
        await says('care-desk-visit', t.didNotCome);
      });

      it('a visit: allergies in view, the story, the note that saves itself', async () => {
        const care = await show(fakeDesk({ current: encounter(), queue: queueOf([]) }), lang);
        assert(textOf(one('care-desk-visit [part~=allergies], [part~=allergies]')).includes('磺胺'), 'allergies');
        // In the call, and out of it, the button that led there is gone.
        for (const fact of ['care-consult-entered', 'care-consult-left']) {
          (focused() as HTMLElement).blur();
          one('care-consult').dispatchEvent(new Event(fact));
          assert(one('care-consult').shadowRoot!.activeElement, `the focus, ${fact}`);
          // One of its own would close all within to the Tab key.
          equal(one('care-consult').hasAttribute('tabindex'), false, 'a tabindex');
        }
        await says('[part~=story]', encounter().triage!.reasons[0]!.why[lang]);
        // What was heard in the words stands apart from what was asked and answered.
        const { answers } = encounter().triage!;
        const listAfter = (title: string) =>
          all('[part~=story] h3').find((h) => textOf(h).trim() === title)!
            .nextElementSibling!;
        for (const { question, heard } of answers) {
          const [there, elsewhere] = heard ? [t.heardAnswers, t.answers] : [t.answers, t.heardAnswers];
          assert(textOf(listAfter(there)).includes(question[lang]), `${question[lang]} under ${there}`);
          assert(!textOf(listAfter(elsewhere)).includes(question[lang]), `${question[lang]} not there, too`);
        }
        type(one('#findings'), '咽部充血');
        await says('[part~=saved]', t.unsaved);
        await until(() => care.world.current!.note.findings === '咽部充血', 'the note saved');
        await says('[part~=saved]', t.saved('').trim());
        await clean();
      });

      it('what is missing at the end is said, led to, and then not', async () => {
        const care = await show(fakeDesk({ current: encounter() }), lang);
        button(t.finish).click();
        await says('care-desk-note', t.missing.diagnoses);
        await until(() => focused()?.getAttribute('role') === 'combobox', 'focus on the diagnosis');
        await clean();
        care.use(createNoteStore).edit(WHOLE);
        button(t.finish).click();
        await until(() => focused()?.matches('.sure'), 'asked once');
        equal(care.count(`POST /encounters/${encounter().encounterId}/finish`), 0, 'not ended yet');
        await clean();
        button(t.finishStay).click();
        await until(() => focused()?.matches('[part~=finish]'), 'back at the button');
        button(t.finish).click();
        await until(() => all('.sure').length, 'asked again');
        button(t.finishNow).click();
        await says('care-desk-visit', t.lastFinished);
      });

      it('a prescription from search to signature', async () => {
        const care = await show(fakeDesk({ current: encounter({ note: WHOLE }) }), lang);
        button(t.newRx).click();
        const medicines = () =>
          all('[role=combobox]').find((input) =>
            textOf((input.getRootNode() as ShadowRoot).host).includes(t.formularySearch),
          ) as HTMLInputElement | undefined;
        await until(() => medicines() && focused() === medicines(), 'focus in the first field');
        const search = medicines()!;
        type(search, 'dyxaj');
        await until(() => search.getAttribute('aria-expanded') === 'true', 'the results');
        await clean();
        press('Enter', search);
        await until(() => focused()?.id.endsWith('-dose'), 'focus on the dose');
        type(focused() as HTMLElement, '1');
        choose(one('.frequency select'), 'tid');
        type(one('.days input'), '3');
        await says('[part~=directions]', lang === 'en' ? 'Take 1 tablet (500 mg) by mouth, 3 times a day' : '每次 1 片（500 mg），每日 3 次');
        await clean();
        press('Enter', document.body, { ctrlKey: true });
        await until(() => all('care-desk-sheet').length, 'the confirmation');
        await says('[part~=paper]', people.zhao && '王秀兰');
        await until(() => focused()?.matches('[part~=sign-now]'), 'focus on the one action');
        await clean();
        press('n');
        equal(care.calls.some(([name]) => name.endsWith('/call-next')), false, 'N behind a dialog'); // prettier-ignore
        press('Enter', document.body, { ctrlKey: true });
        await says('[part~=state]', t.states.pending_review);
        equal(all('care-desk-sheet').length, 0);
        await until(() => focused()?.matches('h2'), 'the focus is kept: the buttons that were pressed are gone');
        await clean();
      });

      it('a returned prescription: the coded reason, the pharmacist’s words, the next revision', async () => {
        const returned = reviewRx({
          state: 'returned',
          review: { decision: 'returned', pharmacist: people.gao, reason: 'dose', note: '请按体重', at: '2026-11-22T02:40:00.000Z' },
        });
        await show(fakeDesk({ current: encounter({ note: WHOLE }), prescriptions: [returned] }), lang);
        await says('[part~=review]', lang === 'en' ? 'Dose or use unsuitable' : '剂量或用法不适宜');
        await says('[part~=review]', '请按体重');
        await clean();
        button(t.revise).focus();
        button(t.revise).click();
        await says('care-desk-rx', t.revision(2));
        await until(() => focused()?.matches('h2'), 'the focus at the next revision');
      });

      it('both texts of a conflict, side by side', async () => {
        const care = await show(fakeDesk({ current: encounter() }), lang);
        care.world.current = { ...encounter(), rowVersion: 4, note: { ...encounter().note, findings: '那边写的' } };
        type(one('#findings'), '这边写的');
        await says('care-desk-note', t.conflictNote);
        await says('.both', '那边写的');
        await clean();
        button(t.keepBoth).click();
        await until(() => one<HTMLTextAreaElement>('#findings').value === '那边写的\n这边写的', 'both texts');
        await until(() => care.world.current!.note.findings.includes('这边写的'), 'both saved');
      });

      it('help, with the single keys to turn off', async () => {
        await show(fakeDesk(), lang);
        press('?');
        await says('care-desk-sheet', t.keys.n);
        await clean();
      });
    });
});
