/** A prescription needs the evidence of a revisit, of the same diagnosis and confirmed by the doctor; who has none is sent to a clinic. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { confirmedRevisit } from '../../kit/revisit.ts';
import { AMOXICILLIN, create, inConsult, save, sign, signed, type Consult } from '../prescriptions/kit.ts';

const FIRST = { revisit: false } as const;
const REFERRAL = {
  reason: 'first-visit',
  department: '呼吸内科',
  urgency: 'days',
  bring: '身份证、医保卡、既往病历',
  text: '请做胸片检查。',
};

describe('revisits', () => {
  let t: TestApp;
  before(async () => void (t = await openTestApp()));
  after(() => t.close());

  const path = (c: Consult, rest: string) => `/${c.hospitalId}/encounters/${c.encounterId}/${rest}`;
  const revisit = async (c: Consult) =>
    (await t.call('GET', path(c, 'revisit'), { token: c.doctor.token })).body;
  const confirm = (c: Consult, evidence: unknown, common = true, token = c.doctor.token) =>
    t.call('POST', path(c, 'revisit/confirm'), { token, body: { evidence, common } });
  const refuse = (c: Consult, reason = 'no-record') =>
    t.call('POST', path(c, 'revisit/refuse'), { token: c.doctor.token, body: { reason } });
  const refer = (c: Consult, more = {}, token = c.doctor.token) =>
    t.call('PUT', path(c, 'referral'), { token, body: { ...REFERRAL, ...more } });
  const trySign = async (c: Consult) => {
    const saved = await save(t, c, await create(t, c), [AMOXICILLIN]);
    return sign(t, c, saved.body);
  };
  const blocks = ({ body }: { body: { current: { findings: { check: string; severity: string }[] } } }) =>
    body.current.findings.filter(({ severity }) => severity === 'block').map(({ check }) => check);
  const finish = async (c: Consult) => {
    const { body } = await t.call('GET', `/${c.hospitalId}/encounters/${c.encounterId}`, {
      token: c.doctor.token,
    });
    const done = await t.call('POST', path(c, 'finish'), {
      ...{ token: c.doctor.token, body: { rowVersion: body.rowVersion } },
    });
    assert.equal(done.status, 200, JSON.stringify(done.body));
  };
  const actionsOf = async (c: Consult) =>
    t.deps.db.tenant('renhe', async (tx) =>
      (
        await tx.execute(`SELECT action FROM audit_entries WHERE visit_id = '${c.visitId}' ORDER BY at`)
      ).rows.map(({ action }) => String(action)),
    );

  it('a first visit is stopped at the signature, with the law’s words', async () => {
    const c = await inConsult(t, FIRST);
    assert.deepEqual([(await revisit(c)).asked, (await revisit(c)).state], [true, 'none']);
    const refused = await trySign(c);
    assert.deepEqual([refused.status, refused.body.code], [409, 'checks-blocked']);
    assert.deepEqual(blocks(refused), ['cn.visit.revisit']);
    const [{ what, instead, source }] = refused.body.current.findings;
    assert.match(what['zh-CN'], /属首诊/);
    assert.match(instead.en, /refer the patient to a clinic in person/);
    assert.match(source, /第十六条/);
  });

  it('where another country’s law holds, nothing asks for it', async () => {
    const c = await inConsult(t, { ...FIRST, hospitalId: 'lakeside' });
    assert.equal((await revisit(c)).asked, false);
    await signed(t, c);
  });

  it('an earlier encounter here of the same person, confirmed, opens the way', async () => {
    const who = { name: '陈复诊', birthDate: '1961-02-03', phone: '139-1111-2222' };
    const earlier = await inConsult(t, { ...FIRST, patient: who });
    await finish(earlier);
    const c = await inConsult(t, { ...FIRST, patient: { ...who, phone: '139 1111 2222' } });
    const stranger = await inConsult(t, { ...FIRST, patient: { ...who, phone: '139 1111 2223' } });
    assert.deepEqual((await revisit(stranger)).earlier, [], 'another telephone number is another person');
    const [found] = (await revisit(c)).earlier;
    assert.equal(found.encounterId, earlier.encounterId);
    assert.deepEqual(
      found.diagnoses.map(({ code }: { code: string }) => code),
      ['J06.9'],
    );
    const evidence = { kind: 'encounter', encounterId: earlier.encounterId };
    assert.equal((await confirm(stranger, evidence)).status, 404);
    const { body } = await confirm(c, evidence);
    assert.deepEqual([body.state, body.evidence.kind, body.common], ['confirmed', 'encounter', true]);
    assert.equal((await trySign(c)).status, 200);
    assert.ok((await actionsOf(c)).includes('revisit.confirmed'));
  });

  it('an encounter that is not finished is no evidence', async () => {
    const who = { name: '未完成', birthDate: '1961-02-04', phone: '139-1111-3333' };
    await inConsult(t, { ...FIRST, patient: who });
    const c = await inConsult(t, { ...FIRST, patient: who });
    assert.deepEqual((await revisit(c)).earlier, []);
  });

  it('a record that the patient sent is offered, and counts once the doctor has read it', async () => {
    const c = await inConsult(t, FIRST);
    const attachmentId = await confirmedRevisit(t.deps, 'renhe', c.encounterId, ['J02.9']);
    const { state, evidence, records } = await revisit(c);
    assert.deepEqual([state, evidence.kind, records[0].attachmentId], ['confirmed', 'record', attachmentId]);
    const other = await trySign(c);
    assert.deepEqual(blocks(other), ['cn.visit.revisit'], 'J06 is not J02');
    assert.match(other.body.current.findings[0].what.en, /not that of the earlier visit/);
    const input = {
      kind: 'record',
      attachmentId,
      codes: ['J06.9'],
      on: '2026-01-05',
      institution: '第一医院',
    };
    assert.equal((await confirm(c, { ...input, codes: ['X99.99'] })).body.code, 'invalid-input');
    assert.equal((await confirm(c, { ...input, on: '2999-01-01' })).body.code, 'invalid-input');
    assert.equal((await confirm(c, { ...input, attachmentId: c.visitId })).status, 404);
    const stranger = await inConsult(t, FIRST);
    assert.equal((await confirm(c, input, true, stranger.doctor.token)).status, 404);
    const confirmed = await confirm(c, input);
    assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
    const [rx] = (await t.call('GET', path(c, 'prescriptions'), { token: c.doctor.token })).body
      .prescriptions;
    const { body } = await t.call('GET', `/renhe/prescriptions/${rx.prescriptionId}`, {
      token: c.doctor.token,
    });
    assert.equal((await sign(t, c, body)).status, 200);
  });

  it('an illness that is neither common nor chronic stays outside, and so does what the doctor refused', async () => {
    const c = await inConsult(t);
    const { evidence } = await revisit(c);
    const { attachmentId, on } = evidence;
    await confirm(c, { kind: 'record', attachmentId, codes: ['J06.9'], on, institution: 'x' }, false);
    assert.deepEqual(blocks(await trySign(c)), ['cn.visit.revisit']);
    const d = await inConsult(t);
    assert.deepEqual((await refuse(d)).body.state, 'refused');
    assert.deepEqual(blocks(await trySign(d)), ['cn.visit.revisit', 'cn.visit.stop-and-refer']);
  });

  it('a file in the record is not forgotten with the uploads that nobody used', async () => {
    const { forgetUnused } = await import('../../../server/attachments/service.ts');
    const { inHospital } = await import('../../../server/work.ts');
    const c = await inConsult(t);
    await t.deps.db.tenant('renhe', (tx) => tx.execute('UPDATE attachments SET look_at = now()'));
    const who = { doer: { role: 'system', id: null } as const, requestId: null };
    await inHospital(t.deps, 'renhe', who, (work) => forgetUnused(work, t.deps));
    assert.equal((await revisit(c)).records.length, 1);
  });

  it('the referral is saved with the encounter, told to the patient, and stands in the trail; advice remains', async () => {
    const c = await inConsult(t, FIRST);
    await refuse(c);
    const stranger = await inConsult(t, FIRST);
    assert.equal((await refer(c, {}, stranger.doctor.token)).status, 404);
    assert.equal((await refer(c, { department: '' })).body.code, 'invalid-input');
    const { body } = await refer(c);
    assert.equal(body.referral.department, '呼吸内科');
    assert.equal((await refer(c, { urgency: 'today' })).body.referral.urgency, 'today');
    const told = `/renhe/visits/${c.visitId}/referral`;
    assert.equal((await t.call('GET', told, { token: stranger.patientToken })).status, 404);
    const { referral } = (await t.call('GET', told, { token: c.patientToken })).body;
    assert.deepEqual([referral.urgency, referral.bring], ['today', REFERRAL.bring]);
    assert.deepEqual(blocks(await trySign(c)), ['cn.visit.revisit', 'cn.visit.stop-and-refer']);
    await finish(c);
    assert.equal((await refer(c)).body.code, 'state-conflict', 'what was told at the end stays');
    const { rows } = await t.deps.db.tenant('renhe', (tx) =>
      tx.execute(
        `SELECT facts->'visit' AS visit, outcomes FROM rule_decisions WHERE action = 'consult.finish' AND visit_id = '${c.visitId}'`,
      ),
    );
    const { visit, outcomes } = rows[0] as never as {
      visit: Record<string, unknown>;
      outcomes: { ruleId: string; verdict: string }[];
    };
    assert.deepEqual([visit['judgedFirst'], visit['referredOffline']], [true, true]);
    assert.equal(outcomes.find(({ ruleId }) => ruleId === 'cn.visit.stop-and-refer')?.verdict, 'pass');
    assert.equal((await actionsOf(c)).filter((action) => action === 'referral.saved').length, 2);
  });
});
