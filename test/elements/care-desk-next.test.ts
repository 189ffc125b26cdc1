/** The next patient at the desk, after one whose prescription came back: called and seen, whatever is still under way. */
import { createNoteStore } from '@care-elements/client/note-store.ts';
import consult from '../../packages/elements/locales/en/consult.ts';
import en from '../../packages/elements/locales/en/desk.ts';
import { ENCOUNTER, encounter, entry, fakeDesk, NOTHING_KNOWN, queueOf, WHOLE } from '../kit/desk-fakes.ts'; // prettier-ignore
import { idOf, people, reviewRx } from '../kit/prescription-fakes.ts';
import { all, button, one, press, says, show, takeDown, textOf } from './care-desk-kit.ts';
import { equal, until } from '../kit/expect.ts';

const NEXT = idOf(5);
const next = () =>
  encounter({
    ...{ encounterId: NEXT, visitId: idOf(6), entryId: idOf(32), ticket: 'N018' },
    ...{ queueState: 'called', state: 'planned', startedAt: null },
    patient: { ...encounter().patient, name: '李四' },
  });

describe('care-desk, the next patient', () => {
  afterEach(takeDown);

  it('is called and can be seen after a revision was signed, though the end of the last visit is still being answered', async () => {
    const returned = reviewRx({
      state: 'returned',
      review: {
        ...{ decision: 'returned', pharmacist: people.gao, reason: 'dose' },
        ...{ note: '请按体重', at: '2026-11-22T02:40:00.000Z' },
      },
    });
    const care = fakeDesk({
      ...{ current: encounter({ note: WHOLE }), prescriptions: [returned] },
      queue: queueOf([entry(1)]),
    });
    const { answers, world } = care;
    Object.assign(answers, {
      [`GET /encounters/${NEXT}/prescriptions`]: { prescriptions: [] },
      [`GET /encounters/${NEXT}/clinical-facts`]: { facts: NOTHING_KNOWN, rowVersion: 0, savedAt: null },
      [`GET /encounters/${NEXT}/revisit`]: world.revisit,
      [`POST /departments/${world.queue.department.departmentId}/call-next`]() {
        world.current = next();
        return {};
      },
    });
    const finish = answers[`POST /encounters/${ENCOUNTER}/finish`] as (body: unknown) => unknown;
    let answer!: () => void;
    const held = new Promise<void>((done) => (answer = done));
    answers[`POST /encounters/${ENCOUNTER}/finish`] = async (body: unknown) => {
      const said = finish(body);
      await held;
      return said;
    };
    await show(care, 'en');
    await until(() => all('button').some((each) => textOf(each).includes(en.revise)), 'what came back');
    button(en.revise).click();
    await says('care-desk-rx', en.revision(2));
    press('Enter', document.body, { ctrlKey: true });
    await until(() => all('[part~=sign-now]').length, 'the confirmation');
    one('[part~=sign-now]').click();
    await says('[part~=state]', en.states.pending_review);
    equal(all('care-desk-sheet').length, 0, 'nothing stands before the desk');
    await until(() => care.use(createNoteStore).get().note, 'the note');
    button(en.finish).click();
    await until(() => all('.sure').length, 'asked once');
    button(en.finishNow).click();
    await until(() => !world.current, 'ended on the server');
    care.told();
    await says('care-desk-visit', en.lastFinished);
    one('[part~=call-next]').click();
    answer();
    await says('care-desk-visit', '李四');
    await until(
      () => all('[part~=action]').some((each) => textOf(each).includes(consult.enterDoctor)),
      'the way into the call',
    );
    equal(all('care-desk-work .other').length, 0, 'the last one’s prescription is gone');
  });
});
