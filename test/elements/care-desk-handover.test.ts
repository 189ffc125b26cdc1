/** Hold, hand over, call back at the desk: asked first, said in words, and what the next doctor reads. */
import desk from '../../packages/elements/locales/en/desk.ts';
import unsigned from '../../packages/elements/locales/en/unsigned.ts';
import unsignedZh from '../../packages/elements/locales/zh-CN/unsigned.ts';
import deskZh from '../../packages/elements/locales/zh-CN/desk.ts';
import en from '../../packages/elements/locales/en/handover.ts';
import zh from '../../packages/elements/locales/zh-CN/handover.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createNoteStore } from '@care-elements/client/note-store.ts';
import { idOf, people } from '../kit/prescription-fakes.ts';
import {
  clinician,
  department,
  encounter,
  entry,
  fakeDesk,
  otherDepartment,
  queueOf,
  WHOLE,
} from '../kit/desk-fakes.ts';
import { all, button, choose, clean, one, says, show, takeDown, textOf, type } from './care-desk-kit.ts';
import { assert, equal, until } from '../kit/expect.ts';

const colleague = {
  clinicianId: idOf(91),
  name: { 'zh-CN': '孙若兰', en: 'Sun Ruolan' },
  title: people.zhao.title,
};
const COLLEAGUES = {
  departments: [
    {
      ...department,
      doctors: [
        colleague,
        { clinicianId: clinician.clinicianId, name: clinician.name, title: clinician.title },
      ],
    },
    { ...otherDepartment, doctors: [] },
  ],
};
const HELD = idOf(41);

for (const [lang, t, d, u] of [
  ['zh-CN', zh, deskZh, unsignedZh],
  ['en', en, desk, unsigned],
] as const)
  describe(`care-desk, handing over, ${lang}`, () => {
    afterEach(takeDown);

    it('on hold: asked first, the note saved before, and the patient is to be found in the list', async () => {
      const care = await show(fakeDesk({ current: encounter() }), lang);
      const calls: string[] = [];
      care.answers[`POST /queue-entries/${idOf(31)}/hold`] = () => {
        calls.push(care.world.current!.note.advice);
        care.world.current = null;
        return { entryId: HELD, state: 'waiting' };
      };
      await until(() => all('[part~=handover]').length, 'the buttons');
      await clean();
      care.use(createNoteStore).edit(WHOLE);
      button(t.hold).click();
      await says('care-desk-sheet', t.holdMore(10));
      equal(calls, []);
      await clean();
      (all('care-desk-sheet button')[0] as HTMLButtonElement).click();
      await says('care-desk-visit', d.lastHeld);
      equal(calls, [WHOLE.advice], 'what was saved by then');
      assert(!all('dialog[open]').length, 'the question is gone');
    });

    it('hands over to a colleague, not to oneself; another reason needs words; a refusal is said', async () => {
      const care = await show(fakeDesk({ current: encounter() }), lang);
      const bodies: unknown[] = [];
      let refuse = true;
      care.answers['GET /colleagues'] = () => COLLEAGUES;
      care.answers[`POST /queue-entries/${idOf(31)}/transfer`] = (body: unknown) => {
        bodies.push(body);
        if (refuse) throw new Problem(409, { code: 'state-conflict' });
        care.world.current = null;
        return { entryId: HELD, state: 'waiting' };
      };
      await until(() => all('[part~=handover]').length, 'the buttons');
      button(t.transfer).click();
      await until(() => all('select[name=doctor] option').length === 2, 'colleagues');
      equal(all('select[name=doctor] option').map((o) => textOf(o).trim().split(' ')[0]), [t.anyDoctor.split(' ')[0], colleague.name[lang].split(' ')[0]]); // prettier-ignore
      await clean();
      choose(one('select[name=doctor]'), colleague.clinicianId);
      choose(one('select[name=reason]'), 'other');
      const send = () => (all('care-desk-sheet form')[0] as HTMLFormElement).requestSubmit();
      send();
      await says('care-desk-sheet', t.textMissing);
      equal(bodies.length, 0);
      type(one('textarea[name=text]'), '皮疹');
      send();
      await says('care-desk-sheet', d.problems['state-conflict']!);
      refuse = false;
      send();
      await says('care-desk-visit', d.lastTransferred);
      equal(bodies[1], { departmentId: department.departmentId, reason: 'other', text: '皮疹', clinicianId: colleague.clinicianId }); // prettier-ignore
    });

    it('one’s own note of a patient who went on: in the list, finished, signed once it is whole, and then gone', async () => {
      const care = fakeDesk();
      const id = idOf(61);
      const name = '李四';
      const startedAt = '2026-11-22T02:00:00.000Z';
      let kept = encounter({
        encounterId: id,
        state: 'finished',
        note: { ...WHOLE, advice: '' },
        rowVersion: 3,
      });
      let notes = [
        {
          ...{ encounterId: id, visitId: idOf(62), ticket: 'A007', patientName: name, startedAt },
          ...{ departmentId: department.departmentId, finishedAt: startedAt },
        },
      ];
      const signs: unknown[] = [];
      Object.assign(care.answers, {
        'GET /unsigned-notes': () => ({ notes }),
        [`GET /encounters/${id}`]: () => kept,
        [`PUT /encounters/${id}/note`]({ rowVersion, note }: { rowVersion: number; note: typeof WHOLE }) {
          kept = { ...kept, note, rowVersion: rowVersion + 1 };
          return { rowVersion: rowVersion + 1, savedAt: startedAt };
        },
        [`POST /encounters/${id}/sign`](body: unknown) {
          signs.push(body, kept.note.advice);
          notes = [];
          return { ...kept, noteState: 'signed' };
        },
      });
      await show(care, lang);
      await says('care-desk-unsigned', name);
      await clean();
      one<HTMLButtonElement>('[part~=unsigned]').click();
      await until(() => all('textarea').length, 'the form');
      await clean();
      const sign = () => one<HTMLButtonElement>('care-desk-sheet [part~=sign]').click();
      sign();
      await until(() => all('#advice[aria-invalid=true]').length, 'what is missing');
      equal(signs, []);
      type(one('#advice'), WHOLE.advice);
      sign();
      await says('care-desk-unsigned', u.signed(kept.patient.name));
      equal(signs, [{ rowVersion: 4 }, WHOLE.advice], 'what is written was saved first');
      assert(!all('dialog[open], [part~=unsigned]').length, 'nothing is left to sign');
    });

    it('who waits again stands in the list with why; one presses to call back, a colleague’s patient is not offered', async () => {
      const returned = { why: 'hold' as const, from: clinician, to: clinician, reason: null };
      const until_ = new Date(Date.now() + 600_000).toISOString();
      const rows = [
        entry(1, { returned, waitsFor: { clinicianId: clinician.clinicianId, until: until_ } }),
        entry(2, {
          returned: { ...returned, to: colleague },
          waitsFor: { clinicianId: colleague.clinicianId, until: until_ },
        }),
      ];
      const care = await show(fakeDesk({ queue: queueOf(rows) }), lang);
      await until(() => all('[part~=call-back]').length === 1, 'one to call back');
      await says('[part~=entry]', t.waitsFor(colleague.name[lang]));
      await clean();
      care.answers[`POST /queue-entries/${HELD}/call-back`] = () => {
        throw new Problem(409, { code: 'already-decided' });
      };
      one('[part~=call-back]').click();
      await says('[part~=entry]', d.problems['already-decided']!);
    });

    it('the next doctor reads why, and what was written before', async () => {
      const returned = {
        why: 'transfer' as const,
        from: colleague,
        to: clinician,
        reason: { code: 'speciality' as const, text: '看皮疹' },
      };
      const earlier = [
        {
          encounterId: idOf(70),
          clinician: colleague,
          departmentId: department.departmentId,
          startedAt: null,
          note: WHOLE,
          noteState: 'unsigned' as const,
        },
      ];
      await show(fakeDesk({ current: encounter({ returned, earlier }) }), lang);
      await says('care-desk-handover', t.handedOver(colleague.name[lang]));
      await says('[part~=came]', '看皮疹');
      await says('[part~=earlier]', WHOLE.advice);
      await says('[part~=earlier]', t.draft);
      await clean();
    });
  });
