/** A hospital's file against what stands in the database: nothing that it does not speak of is touched, and nobody waits for it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { SYSTEM } from '../../../server/actor.ts';
import { addPharmacy, listStaffed, putPharmacy } from '../../../server/dispensing/pharmacies.ts';
import { findHospital, putDepartment, putHospital } from '../../../server/hospitals/set-up.ts';
import { listDepartments } from '../../../server/hospitals/service.ts';
import { closeAccount, findAccount, putAccount } from '../../../server/sessions/accounts.ts';
import { HospitalFile } from '../../../server/setting-up/file.ts';
import { putFile } from '../../../server/setting-up/put.ts';
import { inHospital, type Work } from '../../../server/work.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';

const ID = 'riverside';
const example = readFileSync(new URL('../../../scripts/hospital/example.json', import.meta.url), 'utf8');
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests change the file as they like
type Change = (file: any) => void;

describe('putting a hospital’s file', () => {
  let t: TestApp;
  before(async () => {
    t = await openTestApp({ demo: false });
    await put(() => {});
  });
  after(() => t.close());

  async function put(change: Change): Promise<string[]> {
    const file = JSON.parse(example);
    change(file);
    return (await putFile(t.deps, HospitalFile.parse(file), () => 'quiet-otter-brook')).changes;
  }
  const inside = <T>(fn: (work: Work) => Promise<T>) =>
    inHospital(t.deps, ID, { doer: SYSTEM, requestId: null }, fn);
  const counters = () =>
    inside(async (work) =>
      Object.fromEntries((await listStaffed(work)).map(({ phone, staff }) => [phone, staff.length])),
    );

  it('keeps two pharmacies of one name apart', async () => {
    const both: Change = ({ pharmacies: [own, partner] }) => {
      partner.name = own.name;
    };
    assert.deepEqual(await put(both), ['pharmacy partner changed']);
    const three: Change = (file) => {
      both(file);
      file.pharmacies.unshift({ ...file.pharmacies[1], key: 'west', phone: '010-5550-0193', staff: [] });
    };
    assert.deepEqual(await put(three), ['pharmacy west added']);
    assert.deepEqual(await put(three), []);
    // Those that the file leaves out, too.
    const north: Change = (file) => {
      three(file);
      file.pharmacies = [{ ...file.pharmacies[0], key: 'north', phone: '010-5550-0194' }];
    };
    assert.deepEqual(await put(north), ['pharmacy north added']);
    const all = { '010-5550-0191': 1, '010-5550-0192': 1, '010-5550-0193': 0, '010-5550-0194': 0 };
    assert.deepEqual(await counters(), all);
  });

  it('takes one that was set up otherwise by its name, for one key', async () => {
    const name = { 'zh-CN': '老药房', en: 'The old pharmacy' };
    const pharmacyId = t.deps.newId();
    await inside(async (work) => {
      const [{ staff: _, ...row }] = (await listStaffed(work)) as [
        Awaited<ReturnType<typeof listStaffed>>[0],
      ];
      await addPharmacy(work, { ...row, pharmacyId, name }, []);
    });
    const two: Change = (file) => {
      const [old] = file.pharmacies.splice(0, 2);
      const phones = ['010-5550-0196', '010-5550-0197'];
      for (const phone of phones) file.pharmacies.push({ ...old, key: phone, name, phone, staff: [] });
    };
    const said = ['pharmacy 010-5550-0196 changed', 'pharmacy 010-5550-0197 added'];
    assert.deepEqual(await put(two), said);
    assert.deepEqual(await put(two), []);
  });

  it('leaves who was moved to another counter there, where the file says nothing of the old one’s staff', async () => {
    const moved: Change = ({ pharmacies }) => {
      pharmacies.reverse();
      pharmacies[0].staff = ['ma', 'xu'];
      delete pharmacies[1].staff;
      pharmacies[1].phone = '010-5550-0195';
    };
    assert.deepEqual(await put(moved), ['pharmacy partner changed', 'pharmacy own changed']);
    const { '010-5550-0192': partner, '010-5550-0195': own } = await counters();
    assert.deepEqual([partner, own], [2, 0]);
    assert.deepEqual(await put(moved), []);
  });

  it('leaves the departments in their order where it names some of them', async () => {
    const order = () => inside(async (work) => (await listDepartments(work)).map(({ code }) => code));
    const some: Change = (file) => {
      file.clinicians = [];
      file.pharmacies = [];
      file.departments = [file.departments[1], { ...file.departments[1], code: '04', letter: 'C' }];
    };
    assert.deepEqual(await put(some), ['department 04 added']);
    assert.deepEqual(await order(), ['02', '03', '04']);
    await put((file) => {
      some(file);
      file.departments.push({ ...file.departments[1], code: '02', letter: 'A' });
    });
    assert.deepEqual(await order(), ['03', '04', '02']);
  });

  it('opens no account that somebody closes at that moment', async () => {
    const there = (await inside((work) => findAccount(work, 'guo')))!;
    await inside((work) => closeAccount(work, there));
    await inside((work) => putAccount(work, there, { ...there, title: there.name }, undefined));
    const { active, title } = (await inside((work) => findAccount(work, 'guo')))!;
    assert.deepEqual([active, title], [false, there.name]);
  });

  it('lets sign-ins and visits go on while it works', async () => {
    await inside(async (work) => {
      const there = (await findHospital(work))!;
      await putHospital(work, there, { ...there, phone: '010-5550-0199' });
      const [department] = await listDepartments(work);
      await putDepartment(work, department, { ...department!, open: false });
      const [pharmacy] = await listStaffed(work);
      await putPharmacy(work, pharmacy, { ...pharmacy!, phone: '010-5550-0199' });
      // What every row that refers to them asks for.
      await t.deps.db.tenant(ID, async (tx) => {
        await tx.execute('SELECT FROM hospitals FOR KEY SHARE NOWAIT');
        await tx.execute('SELECT FROM departments FOR KEY SHARE NOWAIT');
        await tx.execute('SELECT FROM pharmacies FOR KEY SHARE NOWAIT');
      });
    });
  });

  it('takes no more departments than a hospital’s list holds, and none that triage would not find', async () => {
    const own = { letter: 'X', name: { 'zh-CN': '专科', en: 'Special' } };
    const many: Change = (file) => {
      file.clinicians = [];
      file.departments = Array.from({ length: 198 }, (_, i) => ({ ...own, code: `x${i}`, covers: ['03'] }));
    };
    await assert.rejects(put(many), /at most 200 departments/);
    const lost: Change = (file) => (file.departments = [{ ...own, code: 'x1' }]);
    await assert.rejects(put(lost), /x1 is not of the standard catalogue/);
    const found: Change = (file) => {
      file.clinicians = file.pharmacies = [];
      file.departments = [{ ...own, code: 'x1', covers: ['03'] }];
    };
    assert.ok((await put(found)).includes('department x1 added'));
  });
});
