/** What a text needs a state for: patients, doctors and pharmacies half-way through everything, each with `x` where people write. */
import { NOTHING_KNOWN } from '../../../server/clinical-facts/service.ts';
import { builtInHash, owners } from '../../kit/content.ts';
import { jpeg, upload } from '../../kit/files.ts';
import { callAndEnter, NOTE, waitingPatient } from '../../kit/flow.ts';
import { departmentId, type Answer } from '../../kit/open-test-app.ts';
import type { RouteWorld } from '../../kit/route-world.ts';
import {
  all,
  approved,
  claimed,
  counterToken,
  onClaim,
  pharmacyId,
  type Approved,
} from '../../server/dispensing/kit.ts';
import {
  addPerson,
  create,
  decide,
  inConsult,
  inHand,
  line,
  rxPath,
  save,
  sign,
  signed,
  type Consult,
} from '../../server/prescriptions/kit.ts';
import { granted } from '../../server/refills/kit.ts';

const x = 'x';
const ALLERGIES = { status: 'some', items: [x, x] };
/** Two of one substance, which no text is written over: what may be done with a reason. */
const TWICE = [
  line('ambroxol-tablet-30mg', { dose: { value: '1', unit: 'tablet' }, days: 3, note: x }),
  line('ambroxol-oral-solution-6mg', {
    ...{ dose: { value: '5', unit: 'ml' }, frequency: 'qd', days: 3, note: x },
  }),
];
const well = (answer: Answer, what: string): Answer => {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** By what they are called in the pages' list: whose patient, and whose desk. */
export type Cases = Record<string, { patient: { token: string; visitId: string }; doctor: string }>;
export const caseOf = (c: Consult): Cases[string] => ({
  patient: { token: c.patientToken, visitId: c.visitId },
  doctor: c.doctor.token,
});

export async function writeCases(world: RouteWorld): Promise<Cases> {
  const { t, ours } = world;
  const child = { birthDate: '2020-01-01', guardian: { name: x, phone: '12345', relation: 'parent' } };
  const minor = await inConsult(t, { patient: { ...child, allergies: ALLERGIES } });
  const leaving = await t.openVisit('renhe', { allergies: ALLERGIES });
  const left = { token: leaving.token, body: { reason: x } };
  well(await t.call('POST', `/renhe/visits/${leaving.visitId}/close`, left), 'left');
  return {
    handedOver: await handedOver(world),
    rated: await rated(world),
    referred: await referred(world),
    revisit: await revisit(world),
    ...(await reviewed(world)),
    sent: await sent(world),
    ...(await kept(world)),
    child: caseOf(minor),
    refill: caseOf((await granted(t)).c),
    left: { patient: leaving, doctor: ours.doctor },
  };
}

async function handedOver({ t }: RouteWorld): Promise<Cases[string]> {
  const doctor = await addPerson(t);
  const patient = await waitingPatient(t, { code: '02' });
  const { entryId, encounterId } = await callAndEnter(t, doctor.token, patient, { code: '02' });
  await t.call('PUT', `/renhe/encounters/${encounterId}/note`, {
    ...{ token: doctor.token, body: { rowVersion: 0, note: { ...NOTE, findings: x } } },
  });
  const to = { departmentId: departmentId('renhe', '02'), reason: 'second-opinion', text: x };
  well(
    await t.call('POST', `/renhe/queue-entries/${entryId}/transfer`, { token: doctor.token, body: to }),
    'handed over',
  );
  const colleague = await addPerson(t);
  await callAndEnter(t, colleague.token, patient, { code: '02' });
  return { patient, doctor: colleague.token };
}

/** Where no questions are in use, a human asks, and the patient's own words stand in the queue. */
export async function withoutTriage({ t }: RouteWorld): Promise<void> {
  const { retire } = await owners(t, 'lakeside');
  well(await retire('general', builtInHash('general')), 'retired');
  const visit = await t.openVisit('lakeside');
  const body = { departmentId: departmentId('lakeside', '02'), text: x };
  well(
    await t.call('POST', `/lakeside/visits/${visit.visitId}/queue-entries`, { token: visit.token, body }),
    'in the queue',
  );
}

async function rated({ t }: RouteWorld): Promise<Cases[string]> {
  const c = await inConsult(t);
  const path = `/renhe/encounters/${c.encounterId}`;
  const done = { token: c.doctor.token, body: { rowVersion: 1 } };
  well(await t.call('POST', `${path}/finish`, done), 'finished');
  const body = { stars: 2, wrong: ['bad-sound'], text: x };
  well(await t.call('PUT', `/renhe/visits/${c.visitId}/rating`, { token: c.patientToken, body }), 'rated');
  return caseOf(c);
}

async function referred({ t }: RouteWorld): Promise<Cases[string]> {
  const c = await inConsult(t, { revisit: false });
  const body = { reason: 'first-visit', department: x, urgency: 'days', bring: x, text: x };
  well(
    await t.call('PUT', `/renhe/encounters/${c.encounterId}/referral`, { token: c.doctor.token, body }),
    'referred',
  );
  return caseOf(c);
}

async function revisit({ t }: RouteWorld): Promise<Cases[string]> {
  const c = await inConsult(t, { revisit: false });
  const file = await upload(t, `/renhe/visits/${c.visitId}`, c.patientToken, { bytes: jpeg() });
  const messageId = t.deps.newId();
  const { attachmentId } = file.body as { attachmentId: string };
  await t.call('POST', `/renhe/visits/${c.visitId}/messages`, {
    ...{ token: c.patientToken, body: { messageId, kind: 'attachment', attachmentId } },
  });
  const evidence = { kind: 'record', attachmentId, codes: ['J06.9'], on: '2026-01-05', institution: x };
  const body = { evidence, common: true };
  well(
    await t.call('POST', `/renhe/encounters/${c.encounterId}/revisit/confirm`, {
      ...{ token: c.doctor.token, body },
    }),
    'revisit',
  );
  return caseOf(c);
}

/** A prescription with a reason for each thing that wants one. */
async function reasoned({ t }: RouteWorld, c: Consult) {
  const first = (await save(t, c, await create(t, c), TWICE)).body;
  const overrides = (first.checks.findings as { key: string; overridable: boolean }[])
    .filter(({ overridable }) => overridable)
    .map(({ key }) => ({ key, reason: 'no-alternative', text: x }));
  const saved = well(await save(t, c, first, TWICE, { overrides, longReason: x }), 'reasoned');
  return saved.body;
}

/** One that waits for its review, and those that came back, were refused, or were withdrawn, with what was said about them. */
async function reviewed(world: RouteWorld): Promise<Cases> {
  const { t, ours } = world;
  const facts = structuredClone(NOTHING_KNOWN) as { medicines: { status: string; items: unknown[] } };
  facts.medicines = { status: 'some', items: [{ drugId: null, text: x }] };
  const pharmacist = await t.tokenOf('renhe', 'he', 'pharmacist');
  const waiting = await inConsult(t, { patient: { allergies: ALLERGIES } });
  well(
    await t.call('PUT', `/renhe/encounters/${waiting.encounterId}/clinical-facts`, {
      ...{ token: waiting.doctor.token, body: { rowVersion: 0, facts } },
    }),
    'facts',
  );
  const draft = await reasoned(world, waiting);
  const { prescriptionId } = well(await sign(t, waiting, draft), 'signed').body;
  const review = await inHand(t, waiting, prescriptionId, ours.pharmacist);
  for (const token of [ours.pharmacist, waiting.doctor.token])
    well(
      await t.call('POST', rxPath(waiting, prescriptionId, 'review/messages'), {
        ...{ token, body: { messageId: t.deps.newId(), text: x } },
      }),
      'asked',
    );
  await t.call('DELETE', rxPath(waiting, prescriptionId, 'review/lease'), {
    ...{ token: ours.pharmacist, body: { leaseId: review.lease!.leaseId } },
  });
  const said = { reason: 'dose', note: x };
  const back = await inConsult(t);
  well(await decide(t, back, (await signed(t, back)).prescriptionId, pharmacist, 'return', said), 'returned');
  const never = await inConsult(t);
  well(
    await decide(t, never, (await signed(t, never)).prescriptionId, pharmacist, 'reject', said),
    'refused',
  );
  const withdrawn = await inConsult(t);
  well(
    await t.call('POST', rxPath(withdrawn, (await signed(t, withdrawn)).prescriptionId, 'void'), {
      ...{ token: withdrawn.doctor.token, body: { reason: 'other', note: x } },
    }),
    'withdrawn',
  );
  const being = await inConsult(t);
  await reasoned(world, being);
  return {
    ...{ waiting: caseOf(waiting), back: caseOf(back), never: caseOf(never) },
    ...{ withdrawn: caseOf(withdrawn), being: caseOf(being) },
  };
}

/** Packed with its receipt and on its way. */
async function sent({ t }: RouteWorld): Promise<Cases[string]> {
  const rx = await approved(t);
  const partner = await counterToken(t, 'partner');
  const fulfilmentId = await toHome({ t }, rx);
  const claim = await t.call('POST', '/renhe/claims', { token: partner, body: { fulfilmentId } });
  const given = { ...all(claim.body), lot: x };
  well(await onClaim(t, partner, claim.body, 'dispenses', { lines: [given] }), 'given');
  well(
    await t.call('POST', `/renhe/fulfilments/${fulfilmentId}/courier`, {
      ...{ token: partner, body: { name: x, number: x } },
    }),
    'sent',
  );
  const over = { token: rx.doctor.token, body: { rowVersion: 1 } };
  well(await t.call('POST', `/renhe/encounters/${rx.encounterId}/finish`, over), 'over');
  return caseOf(rx);
}
async function toHome({ t }: Pick<RouteWorld, 't'>, rx: Approved): Promise<string> {
  const chosen = await t.call('PUT', `/renhe/visits/${rx.visitId}/fulfilment`, {
    token: rx.patientToken,
    body: {
      ...{ prescriptionId: rx.prescriptionId, pharmacyId: pharmacyId('partner'), way: 'delivery' },
      delivery: { recipient: x, phone: '12345', address: x },
    },
  });
  return well(chosen, 'to be sent').body.fulfilment.fulfilmentId as string;
}

/** Chosen and not taken yet; declined; and asked back in vain. */
async function kept({ t }: RouteWorld): Promise<Cases> {
  await toHome({ t }, await approved(t));
  const declined = await approved(t);
  const partner = await counterToken(t, 'partner');
  const why = { reason: 'other', note: x };
  well(await onClaim(t, partner, await claimed(t, partner, declined), 'decline', why), 'declined');
  const rx = await approved(t);
  const longer = { token: rx.doctor.token, body: { days: 2, reason: x } };
  await t.call('POST', rxPath(rx, rx.prescriptionId, 'extension'), longer);
  const own = await counterToken(t, 'own');
  const claim = await claimed(t, own, rx);
  // Answered with 409, and kept.
  await t.call('POST', rxPath(rx, rx.prescriptionId, 'void'), { token: rx.doctor.token, body: why });
  well(await onClaim(t, own, claim, 'void-request', { accept: false, ...why }), 'not given back');
  return { kept: caseOf(rx), declined: caseOf(declined) };
}
