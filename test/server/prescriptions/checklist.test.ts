/** The checklist of a review: every rule and check in its step, and a pass only for what was walked in order. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Finding } from '@care-elements/contract/prescription.ts';
import type { Checklist, OpenReview } from '@care-elements/contract/review.ts';
import { CHECKS } from '../../../server/prescriptions/checks/run.ts';
import { assertWalked, checklistOf, KINDS } from '../../../server/prescriptions/review/checklist.ts';
import { rulesOn } from '../../../server/rules/law.ts';
import { lawOf } from '../../../server/rules/registry.ts';
import { openTestApp, type TestApp } from '../../kit/open-test-app.ts';
import { addPerson, asShown, inConsult, inHand, rxPath, signed, type Consult } from './kit.ts';

const DAY = '2026-11-22';
const law = lawOf(['cn']);
const finding = (check: string, change: Partial<Finding> = {}): Finding => ({
  ...{ key: `${check}:1`, check, step: 'suitability', severity: 'warn', line: 1 },
  ...{ what: { 'zh-CN': '', en: '' }, why: { 'zh-CN': '', en: '' }, instead: { 'zh-CN': '', en: '' } },
  ...{ source: '', confidence: 'computed', overridable: false, overridden: false },
  ...change,
});
const of = (...findings: Finding[]) => checklistOf({ findings }, law, DAY);
const line = ({ lines }: Checklist, id: string) => lines.find((one) => one.id === id);
const refused = (checklist: Checklist, walked: string[], ticked: string[] = []) => {
  try {
    assertWalked(checklist, { walked: walked as never, ticked });
    return null;
  } catch (error) {
    return (error as { extra?: object; code: string }).code;
  }
};
const STEPS = ['legality', 'form', 'suitability'];

describe('the checklist', () => {
  it('has a line for each rule of the pass and each check, in the order of review', () => {
    const { lines, clean } = of();
    assert.equal(clean, true);
    assert.deepEqual(
      lines.map(({ step }) => step),
      [...lines.map(({ step }) => step)].sort((a, b) => STEPS.indexOf(a) - STEPS.indexOf(b)),
    );
    assert.ok(line({ lines, clean }, 'cn.rx.reviewer')?.source?.includes('处方审核规范'));
    for (const rule of rulesOn(law, DAY).filter(
      ({ at, subject }) => at.includes('rx.approve') && subject === 'prescription',
    ))
      assert.equal(line({ lines, clean }, rule.id)?.step, rule.step, rule.id);
    const named = Object.values(KINDS).flatMap(({ by }) => by);
    assert.deepEqual(
      Object.keys(CHECKS).filter((name) => !named.includes(name)),
      [],
      'checks without a line',
    );
  });

  it('says the worst of a line, takes what a reason has lifted for a warning, and loses no finding', () => {
    const list = of(
      finding('allergy-cross', { key: 'a' }),
      finding('allergy', { key: 'b', severity: 'unable_to_check' }),
      finding('interaction', { key: 'c', severity: 'block', overridden: true }),
      finding('check-failed', { key: 'd', severity: 'unable_to_check' }),
      finding('pregnancy', { key: 'e', severity: 'info' }),
      finding('cn.rx.days', { key: 'f', step: 'form', severity: 'block' }),
    );
    assert.deepEqual([line(list, 'allergy')!.verdict, line(list, 'allergy')!.keys], ['unable', ['a', 'b']]);
    assert.equal(line(list, 'pregnancy')!.verdict, 'info');
    assert.equal(line(list, 'cn.rx.days')!.verdict, 'block');
    assert.deepEqual(line(list, 'other:suitability')!.keys.includes('d'), true);
    assert.equal(list.clean, false);
    assert.deepEqual(list.lines.flatMap(({ keys }) => keys).sort(), ['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('is confirmed at once where it is clean, else step by step in order, with every tick', () => {
    assert.equal(refused(of(finding('pregnancy', { severity: 'info' })), []), null);
    const warned = of(finding('dose-x', { severity: 'warn' }));
    assert.equal(refused(warned, []), 'review-incomplete');
    for (const walked of [
      ['legality'],
      ['legality', 'form'],
      ['form', 'legality', 'suitability'],
      ['suitability'],
    ])
      assert.equal(refused(warned, walked), 'review-incomplete', walked.join());
    assert.equal(refused(warned, STEPS), null);
    const unable = of(finding('allergy', { severity: 'unable_to_check' }));
    assert.equal(refused(unable, STEPS), 'review-incomplete');
    assert.equal(refused(unable, STEPS, ['duplicate']), 'review-incomplete');
    assert.equal(refused(unable, STEPS, ['allergy']), null);
  });
});

describe('a pass by the checklist', () => {
  let t: TestApp;
  let who: { clinicianId: string; token: string };
  let c: Consult;
  let open: OpenReview;
  before(async () => {
    t = await openTestApp({ now: () => new Date('2026-11-22T02:00:00Z') });
    who = await addPerson(t, { role: 'pharmacist' });
    c = await inConsult(t);
    open = await inHand(t, c, (await signed(t, c)).prescriptionId, who.token);
  });
  after(() => t.close());

  it('is refused out of order and without the ticks, and sealed with what was walked, by the pack of the day', async () => {
    const { prescription } = open;
    const approve = (change: object) =>
      t.call('POST', rxPath(c, prescription.prescriptionId, 'approve'), {
        token: who.token,
        body: { ...asShown(open), ...change },
      });
    // Weak kidneys and medicines in use are not on record of this patient.
    const unable = open.checklist.lines.filter(({ verdict }) => verdict === 'unable').map(({ id }) => id);
    assert.ok(unable.length > 0);
    const early = await approve({ walked: ['legality', 'suitability'] });
    assert.deepEqual([early.status, early.body.code], [409, 'review-incomplete']);
    assert.deepEqual(early.body.current.steps, ['form', 'suitability']);
    const unticked = await approve({ ticked: [] });
    assert.deepEqual(unticked.body.current, { steps: [], lines: unable });
    assert.equal((await approve({})).status, 200);
    const sealed = await t.deps.db.tenant('renhe', async (tx) =>
      (await tx.execute(`SELECT payload FROM prescription_seals WHERE role = 'pharmacist'`)).rows.map(
        ({ payload }) => JSON.parse(String(payload)),
      ),
    );
    const { checklist } = sealed[0];
    assert.deepEqual([checklist.walked, checklist.ticked], [STEPS, unable]);
    assert.equal(checklist.rulePack.id, 'cn');
    assert.deepEqual(
      checklist.lines,
      open.checklist.lines.map(({ id, verdict }) => ({ id, verdict })),
    );
  });
});
