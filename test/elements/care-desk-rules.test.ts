/** What the desk must never get wrong: whose patient it is, what stops a signature, what a key does, what is kept. */
import { createNoteStore } from '@care-elements/client/note-store.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { createRxStore } from '@care-elements/client/rx-editor-store.ts';
import zh from '../../packages/elements/locales/zh-CN/desk.ts';
import {
  all,
  button,
  choose,
  clean,
  focused,
  made,
  one,
  press,
  says,
  settled,
  show,
  takeDown,
  textOf,
  type,
} from './care-desk-kit.ts';
import {
  alarm,
  block,
  clinician,
  CODE,
  department,
  draftRx,
  encounter,
  entry,
  fakeDesk,
  otherDepartment,
  queueOf,
  WHOLE,
} from '../kit/desk-fakes.ts';
import { finding, idOf, reviewRx } from '../kit/prescription-fakes.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-desk, its rules', () => {
  afterEach(takeDown);

  it('shortcuts are letters while somebody types, and can be turned off', async () => {
    const care = await show(fakeDesk({ queue: queueOf([entry(1)]), current: encounter() }));
    press('?', one('#findings'));
    equal(all('care-desk-sheet').length, 0, 'help while typing');
    press('?');
    await says('care-desk-sheet', zh.keys.m);
    one<HTMLInputElement>('care-desk-sheet .check input').click();
    button(zh.keys ? '关闭' : '').click();
    await until(() => !all('care-desk-sheet').length, 'the help closed');
    care.world.current = null;
    care.told();
    await settled();
    press('n');
    await settled();
    equal(care.calls.some(([name]) => name.endsWith('/call-next')), false, 'N turned off'); // prettier-ignore
  });

  it('N does nothing while there is a patient, or nobody waits', async () => {
    const care = await show(fakeDesk({ queue: queueOf([]) }));
    press('n');
    care.push(`queue:${department.departmentId}`, 'queue', { queue: queueOf([entry(1)]) });
    care.world.current = encounter();
    care.told();
    await settled();
    press('n');
    await settled();
    equal(care.calls.some(([name]) => name.endsWith('/call-next')), false); // prettier-ignore
  });

  it('a doctor of two departments is asked which', async () => {
    await show(fakeDesk({ clinician: { ...clinician, departments: [department, otherDepartment] } }));
    await says('main', zh.chooseDepartment);
    await clean();
    button(otherDepartment.name['zh-CN']).click();
    await says('care-desk-queue', zh.queueLoading);
  });

  it('the called patient has a time to come, then can be missed', async () => {
    const called = (respondBy: number) =>
      encounter({
        queueState: 'called',
        startedAt: null,
        respondBy: new Date(Date.now() + respondBy).toISOString(),
      });
    const care = await show(fakeDesk({ current: called(125_000) }));
    await says('[role=timer]', '2:0');
    assert(one('[part~=miss]').classList.contains('quiet'), 'early, it is not the strongest');
    equal(all('[part~=finish]').length, 0);
    care.world.current = called(-1000);
    care.told();
    await says('[role=timer]', zh.late);
    await clean();
    one('[part~=miss]').click();
    await says('care-desk-visit', zh.lastMissed);
  });

  const ALLERGIES = [
    ['some', 'red', '青霉素'],
    ['unknown', 'amber', zh.allergiesUnknown],
    ['none', '', zh.allergiesNone],
  ] as const;
  for (const [status, tone, words] of ALLERGIES)
    it(`allergies ${status} are said in words${tone && `, ${tone}`}`, async () => {
      const { patient } = encounter();
      const allergies = { status, items: status === 'some' ? ['青霉素'] : [] };
      await show(fakeDesk({ current: encounter({ patient: { ...patient, allergies } }) }));
      const band = one('[part~=allergies]');
      assert(textOf(band).includes(words), textOf(band));
      equal(band.classList.contains('red'), tone === 'red');
      equal(band.classList.contains('amber'), tone === 'amber');
      await clean();
    });

  it('without the right to treat there is no prescription to write', async () => {
    const departments = [{ ...department, treatmentRight: false }, otherDepartment];
    await show(fakeDesk({ current: encounter(), clinician: { ...clinician, departments } }));
    equal(all('[part~=new]').length, 0, 'the right to treat in another department is none in this one');
    assert(!textOf(one('care-desk-rx')).includes(zh.rx), 'no heading either');
  });

  it('without the right to consult nobody is called, and it says so', async () => {
    const departments = [{ ...department, consultRight: false, treatmentRight: false }];
    const fake = fakeDesk({ queue: queueOf([entry(1)]), clinician: { ...clinician, departments } });
    await show(fake);
    await says('.top', zh.mayNotConsult);
    equal(one('[part~=call-next]').getAttribute('aria-disabled'), 'true');
    (one('[part~=call-next]') as HTMLButtonElement).click();
    equal(fake.count(`POST /departments/${department.departmentId}/call-next`), 0);
    await clean();
  });

  it('a block stands at its medicine, stops the signature, and is led to', async () => {
    const checks = { ...draftRx().checks, findings: [block, finding({ severity: 'info' })], signable: false };
    await show(fakeDesk({ current: encounter({ note: WHOLE }), prescriptions: [draftRx({ checks })] }));
    await says('[part~=item]', zh.severities.block);
    await says('[part~=checked]', zh.blocked(block.what['zh-CN'], 0));
    await clean();
    one('[part~=blocked]').click();
    await until(() => focused()?.closest('[part~=item]'), 'led to by its name');
    (focused() as HTMLElement).blur();
    one('[part~=sign]').click();
    await until(() => focused()?.closest('[part~=item]'), 'focus in the row');
    equal(all('care-desk-sheet').length, 0);
  });

  it('a coded reason lifts a block that allows it', async () => {
    const duplicate = { ...block, key: 'duplicate:x', check: 'duplicate', overridable: true };
    const checks = { ...draftRx().checks, findings: [duplicate], signable: false };
    const care = await show(
      fakeDesk({ current: encounter({ note: WHOLE }), prescriptions: [draftRx({ checks })] }),
    );
    await says('[part~=finding]', zh.override);
    choose(one('.finding select'), 'specialist-advice');
    await until(() => care.world.prescriptions[0]!.overrides.length, 'the reason saved');
    equal(care.world.prescriptions[0]!.overrides, [
      { key: 'duplicate:x', reason: 'specialist-advice', text: '' },
    ]);
  });

  it('what is not written yet is quiet until the doctor wants to sign', async () => {
    const incomplete = finding({ key: 'i', check: 'incomplete', step: 'form', severity: 'block' });
    const checks = { ...draftRx().checks, findings: [incomplete], signable: false };
    await show(fakeDesk({ current: encounter({ note: WHOLE }), prescriptions: [draftRx({ checks })] }));
    await until(() => all('[part~=item]').length, 'the row');
    equal(all('[part~=finding]').length, 0);
    one('[part~=sign]').click();
    await until(() => all('[part~=finding]').length, 'the finding');
  });

  it('finishing with an unsigned prescription asks; discarding it ends the visit', async () => {
    const care = await show(fakeDesk({ current: encounter({ note: WHOLE }), prescriptions: [draftRx()] }));
    await until(() => all('[part~=item]').length, 'the row');
    button(zh.finish).click();
    await says('care-desk-sheet', zh.rxUnsignedMore(1));
    await clean();
    button(zh.finishWithout).click();
    await says('care-desk-visit', zh.lastFinished);
    equal(care.world.prescriptions[0]!.state, 'voided');
  });

  it('another patient’s prescription never stands beside this patient’s note', async () => {
    const theirs = reviewRx({ prescriptionId: idOf(8), encounterId: idOf(99), state: 'returned' });
    theirs.patient = { ...theirs.patient, name: '赵六' };
    const care = await show(fakeDesk({ current: encounter(), prescriptions: [theirs] }));
    await says('care-desk-queue', '赵六');
    button('赵六').click();
    await says('[role=alert]', zh.otherPatient('赵六'));
    equal(all('care-desk-note').length, 0);
    equal(all('[part~=finish]').length, 0);
    await clean();
    button(zh.backToPatient).click();
    await until(() => all('care-desk-note').length, 'the note again');
    equal(care.use(createRxStore).get().open, null);
  });

  it('diagnoses by keyboard: found, added once, taken out', async () => {
    const care = await show(fakeDesk({ current: encounter() }));
    const search = one<HTMLInputElement>('[role=combobox]');
    for (let i = 0; i < 2; i++) {
      type(search, 'jxyy');
      await until(() => search.getAttribute('aria-expanded') === 'true', 'the results');
      equal(search.getAttribute('aria-activedescendant'), 'o0');
      press('ArrowDown', search);
      press('Enter', search);
      await settled();
    }
    equal(care.use(createNoteStore).get().note!.value.diagnoses, [CODE]);
    one('.code button').click();
    equal(care.use(createNoteStore).get().note!.value.diagnoses, []);
    type(search, 'x');
    care.answers['GET /terminology/icd10'] = () => ({ codes: [] });
    await says('care-desk-search', zh.noMatch);
    press('Escape', search);
    await until(() => !all('.none').length, 'the list closed');
  });

  it('signing out with unsaved text asks first', async () => {
    const care = await show(fakeDesk({ current: encounter() }));
    care.answers[`PUT /encounters/${encounter().encounterId}/note`] = () => {
      throw new Problem(0, { code: 'network' });
    };
    type(one('#findings'), '未保存');
    button(zh.signOut).click();
    await says('care-desk-sheet', zh.signOutUnsaved);
    equal(care.count('DELETE /sessions/current'), 0);
    await clean();
    button(zh.signOutAnyway).click();
    await says('main', zh.signInTitle);
    assert(
      Object.keys(sessionStorage).some((key) => key.startsWith('care:note:')),
      'the text stays in the tab',
    );
  });

  it('says what a flag is about', async () => {
    const flags = ['epidemic', 'self-harm', 'new-one'];
    await show(fakeDesk({ queue: queueOf([entry(1)], [alarm({ kind: 'flag', flags })]) }));
    await says('[part~=alarms]', '疑似疫情接触史');
    await says('[part~=alarms]', 'new-one');
  });

  it('rings once for each alarm, not for each event', async () => {
    let rings = 0;
    const real = globalThis.AudioContext;
    globalThis.AudioContext = class extends real {
      override createOscillator() {
        rings++;
        return super.createOscillator();
      }
    };
    try {
      const care = await show(fakeDesk());
      const topic = `queue:${department.departmentId}`;
      for (let i = 0; i < 3; i++) care.push(topic, 'queue', { queue: queueOf([entry(i)], [alarm()]) });
      // A browser that wants a gesture first gets one.
      made!.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      await until(() => rings === 2, 'two tones');
      care.push(topic, 'queue', {
        queue: queueOf([], [alarm(), alarm({ alarmId: idOf(52), patientName: '周七' })]),
      });
      await until(() => rings === 4, 'two more for the second');
      await says('[part~=alarms]', '周七');
      equal(rings, 4);
    } finally {
      globalThis.AudioContext = real;
    }
  });

  it('a broken connection is said, and the list stays', async () => {
    const care = await show(fakeDesk({ queue: queueOf([entry(1)]) }));
    care.liveState.set('reconnecting');
    await says('[part~=status]', zh.reconnecting);
    equal(all('[part~=entry]').length, 1);
  });

  it('columns are moved by arrow keys and remembered', async () => {
    await show(fakeDesk());
    made!.style.width = '1280px';
    await settled();
    const before = one('.queue').offsetWidth;
    press('ArrowRight', one('.split'));
    await settled();
    equal(one('.queue').offsetWidth, before + 16);
    made!.remove();
    await show(fakeDesk());
    made!.style.width = '1280px';
    await settled();
    equal(one('.queue').offsetWidth, before + 16, 'after a reload');
  });
});
