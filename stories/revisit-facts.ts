/** Evidence of a revisit and a referral in person, for stories. */
import type { RevisitView, SavedReferral } from '@care-elements/contract/revisit.ts';
import { idOf, inMinutes, type World } from './facts.ts';
import { DIAGNOSES } from './rx-facts.ts';

const dayBefore = (days: number) => inMinutes(-days * 24 * 60).slice(0, 10);

/** Somebody who was here before: found, and not decided on. */
export const revisit = (world: World, change: Partial<RevisitView> = {}): RevisitView => ({
  ...{ asked: true, state: 'none', evidence: null, common: null, refusal: null },
  ...{ checkedBy: null, checkedAt: null, records: [], referral: null },
  earlier: [
    {
      ...{ encounterId: idOf(81), on: dayBefore(40), department: world.hospital.departments[0]!.name },
      ...{ clinician: world.doctor, diagnoses: DIAGNOSES.slice(0, 1) },
    },
  ],
  ...change,
});

export const confirmed = (world: World): RevisitView => {
  const view = revisit(world);
  const [{ encounterId, on, department }] = view.earlier as [RevisitView['earlier'][number]];
  const { name } = world.hospital;
  return {
    ...view,
    ...{ state: 'confirmed', common: true, checkedBy: world.doctor, checkedAt: inMinutes(-2) },
    evidence: { kind: 'encounter', encounterId, on, department, diagnoses: DIAGNOSES, institution: name },
  };
};

export const offered = (world: World): RevisitView =>
  revisit(world, {
    ...{ state: 'offered', earlier: [] },
    records: [
      {
        ...{ attachmentId: idOf(82), kind: 'image', sentAt: inMinutes(-3) },
        name: world.lang === 'en' ? 'discharge-letter.jpg' : '出院小结.jpg',
      },
    ],
  });

export const referral = ({ lang, doctor }: World): SavedReferral => ({
  ...{ reason: 'first-visit', urgency: 'days', by: doctor, at: inMinutes(-1) },
  department: lang !== 'zh-CN' ? 'Ear, nose and throat' : '耳鼻咽喉科',
  bring: lang !== 'zh-CN' ? 'Identity card, insurance card, medicines in use' : '身份证、医保卡、正在用的药',
  text: lang !== 'zh-CN' ? 'A throat swab should be taken.' : '需要做咽拭子检查。',
});

export const referred = (world: World): RevisitView =>
  revisit(world, {
    ...{ state: 'refused', refusal: 'no-record', earlier: [], checkedBy: world.doctor },
    ...{ checkedAt: inMinutes(-2), referral: referral(world) },
  });
