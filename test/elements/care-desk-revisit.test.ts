/** The evidence of a revisit at the desk: what could show it, what the doctor decides, and the way to a clinic. */
import type { CareDeskSearch } from '../../packages/elements/widgets/care-desk-search-box.ts';
import zh from '../../packages/elements/locales/zh-CN/revisit.ts';
import {
  all,
  button,
  choose,
  clean,
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
  CODE,
  department,
  EARLIER,
  encounter,
  ENCOUNTER,
  fakeDesk,
  FIRST_VISIT,
  WHOLE,
  type FakeDesk,
} from '../kit/desk-fakes.ts';
import { idOf } from '../kit/prescription-fakes.ts';
import { clinician } from '../kit/desk-fakes.ts';
import { assert, equal, until } from '../kit/expect.ts';

const current = () => encounter({ note: WHOLE });
const FILE = {
  attachmentId: idOf(71),
  kind: 'image',
  name: '病历.jpg',
  sentAt: '2026-11-22T02:12:00.000Z',
} as const;
const there = () => until(() => all('[part~=revisit]').length, 'the revisit');
const open = async () => {
  one('[part~=revisit] summary').click();
  await settled();
};
const body = (care: FakeDesk, call: string) =>
  care.calls.filter(([name]) => name === call).at(-1)?.[1] as never;

describe('care-desk, the evidence of a revisit', () => {
  afterEach(takeDown);

  it('says that nothing was checked, and asks for a record', async () => {
    await show(fakeDesk({ current: current() }));
    await there();
    await says('[part~=evidence]', zh.standing.none);
    await open();
    await says('[part~=revisit]', zh.recordsNone);
    await clean();
  });

  it('takes an earlier visit here, and says whose decision it was', async () => {
    const revisit = { ...FIRST_VISIT, earlier: [EARLIER] };
    const care = await show(fakeDesk({ current: current(), revisit }));
    await there();
    await open();
    assert(!one<HTMLInputElement>('#common').checked, 'the doctor says so, not we');
    one('#common').click();
    one('[part~=take]').click();
    await says('[part~=evidence]', zh.standing.confirmed);
    await says('[part~=evidence]', zh.checkedBy('赵启明'));
    equal(body(care, `POST /encounters/${ENCOUNTER}/revisit/confirm`), {
      evidence: { kind: 'encounter', encounterId: EARLIER.encounterId },
      common: true,
    });
    assert(!textOf(one('[part~=revisit]')).includes(zh.other), 'the same diagnosis');
    await clean();
  });

  it('a record is confirmed once hospital, date and diagnosis were read off it', async () => {
    const revisit = { ...FIRST_VISIT, state: 'offered' as const, records: [FILE] };
    const care = await show(fakeDesk({ current: current(), revisit }));
    await there();
    await says('[part~=evidence]', zh.standing.offered);
    await open();
    one<HTMLInputElement>('input[name=file]').click();
    await settled();
    const call = `POST /encounters/${ENCOUNTER}/revisit/confirm`;
    one('[part~=confirm]').click();
    await says('[part~=revisit]', zh.missing);
    equal(care.count(call), 0);
    type(one('#institution'), '第一医院');
    type(one('#on'), '2026-01-05');
    const search = all('[role=combobox]').find(
      (box) => ((box.getRootNode() as ShadowRoot).host as CareDeskSearch).label === zh.diagnosis,
    ) as HTMLInputElement;
    type(search, 'jxyy');
    await until(() => search.getAttribute('aria-expanded') === 'true', 'the results');
    press('Enter', search);
    await settled();
    await clean();
    one('#common').click();
    one('[part~=confirm]').click();
    await says('[part~=evidence]', zh.standing.confirmed);
    equal(body(care, call), {
      evidence: {
        ...{ kind: 'record', attachmentId: FILE.attachmentId, codes: [CODE.code] },
        ...{ on: '2026-01-05', institution: '第一医院' },
      },
      common: true,
    });
  });

  it('another diagnosis than that of the evidence is said', async () => {
    const evidence = {
      ...{ kind: 'encounter', encounterId: EARLIER.encounterId, department: EARLIER.department },
      ...{ on: EARLIER.on, institution: EARLIER.department, diagnoses: [{ ...CODE, code: 'I10' }] },
    } as const;
    const revisit = { ...FIRST_VISIT, state: 'confirmed', evidence, common: true } as const;
    await show(fakeDesk({ current: current(), revisit: revisit as never }));
    await there();
    await says('[part~=revisit]', zh.other);
  });

  it('refers to a clinic in one sheet, whatever else stands', async () => {
    const care = await show(fakeDesk({ current: current() }));
    await there();
    await open();
    choose(one('#refusal'), 'other-illness');
    one('[part~=refuse]').click();
    await says('[part~=evidence]', zh.standing.refused);
    one('[part~=refer]').click();
    await until(() => all('care-desk-referral form').length || all('form #department').length, 'the sheet');
    await clean();
    type(one('#department'), '');
    one('[part~=save]').click();
    await says('form', zh.noDepartment);
    type(one('#department'), '呼吸内科');
    one('[part~=save]').click();
    await says('[part~=referred]', zh.referred('呼吸内科'));
    equal(body(care, `PUT /encounters/${ENCOUNTER}/referral`), {
      ...{ reason: 'first-visit', urgency: 'days', department: '呼吸内科', bring: zh.bringUsual, text: '' },
    });
    assert(button(zh.referAgain), 'it can be changed');
  });

  it('where no law asks, or without the right to treat, only the way to a clinic stands there', async () => {
    await show(fakeDesk({ current: current(), revisit: { ...FIRST_VISIT, asked: false } }));
    await there();
    equal(all('[part~=evidence]').filter((s) => textOf(s).includes(zh.title)).length, 0);
    assert(button(zh.refer), 'refer');
    takeDown();
    const departments = [{ ...department, treatmentRight: false }];
    await show(fakeDesk({ current: current(), clinician: { ...clinician, departments } }));
    await there();
    equal(all('[part~=evidence]').filter((s) => textOf(s).includes(zh.title)).length, 0);
    assert(button(zh.refer), 'refer');
  });
});
