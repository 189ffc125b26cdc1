/** The world of the scripts: what every page of ours can show of people's texts, and where those pages are. */
import type { RouteId } from '@care-elements/contract/routes.ts';
import { NOTHING_KNOWN } from '../../../server/clinical-facts/service.ts';
import { jpeg, upload } from '../../kit/files.ts';
import { ORIGIN } from '../../kit/open-test-app.ts';
import { pathOf, ROUTE_CASES } from '../../kit/route-cases.ts';
import { ROLES, type RouteWorld } from '../../kit/route-world.ts';
import { approved, claimed, counterToken, onClaim, pharmacyId } from '../../server/dispensing/kit.ts';
import { decide, inConsult, inHand, rxPath, signed } from '../../server/prescriptions/kit.ts';
import { CORPUS, payload } from './corpus.ts';
import type { Document } from './poison.ts';

/** What ends something that a page is to show. */
const ENDS =
  /^(close|leave|finish|end|delete|remove|miss|void|decline|revoke|retire|cancel|withdraw|fail|release|settle|transfer|hold|call|lower|return|take|stop|publish|rotate|join|enter|answer|set(Meeting|Visit|Signing|Theme|Sentence)|pick|approve|reject|revise|sign|complete|dispense|claim)/;
export interface Shown {
  name: string;
  /** The Care server. */
  care: string;
  url: string;
  /** Markup of a hospital's page around the widget; none for a page of ours. */
  html?: string;
  session: [scope: string, value: Record<string, unknown>];
  width: number;
  /** The page has texts of people from its opening on. */
  tells: boolean;
}

/** Writes what the pages show, and says which pages. */
export async function fill(world: RouteWorld, document: Document): Promise<Shown[]> {
  const { t, f, ours } = world;
  const { url } = await t.listen();
  const visits = `/renhe/visits/${f.visitId}`;
  const text = (n: number) => payload(n, 200)!;
  for (const token of [ours.patient, ours.doctor])
    for (let n = 0; n < CORPUS.length; n += 3)
      await t.call('POST', `${visits}/messages`, {
        ...{ token, body: { messageId: t.deps.newId(), kind: 'text', text: text(n) } },
      });
  for (let n = 0; n < CORPUS.length; n += 4) {
    const file = await upload(t, visits, ours.patient, { bytes: jpeg(), name: `${text(n)}.jpg` });
    if (file.status !== 201) throw new Error(`a file: ${JSON.stringify(file.body)}`);
    await t.call('POST', `${visits}/messages`, {
      token: ours.patient,
      body: { messageId: t.deps.newId(), kind: 'attachment', attachmentId: file.body.attachmentId },
    });
  }
  await t.call('PUT', '/renhe/theme', {
    token: ours.administrator,
    body: { theme: { name: 'x', tokens: { '--care-color-brand': '#00aa55' } } },
  });
  for (const [token, value] of [
    ['--care-color-brand', `red;}</style><img src=x onerror=__ran(99)>`],
    ['--care-font', `url(javascript:__ran(99))`],
    ['--care-color-ink', `expression(__ran(99))`],
  ] as const) {
    const { status } = await t.call('PUT', '/renhe/theme', {
      token: ours.administrator,
      body: { theme: { name: 'x', tokens: { [token]: value } } },
    });
    if (status < 400) throw new Error(`the theme takes ${value}`);
  }
  for (const key of ['visit.name', 'visit.start', 'shared.next', 'queue.checkStart'])
    for (const sentence of ['javascript:__ran(8)//', `' onfocus=__ran(3) autofocus x='`, text(0)])
      await t.call('PUT', '/renhe/wording', {
        ...{ token: ours.administrator, body: { language: 'zh-CN', key, sentence } },
      });
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { operationId }] of Object.entries(methods)) {
      const body = ROUTE_CASES[operationId as RouteId].body?.(f);
      if (method === 'get' || body === undefined || ENDS.test(operationId)) continue;
      for (const role of ROLES)
        await t.call(method.toUpperCase(), pathOf(path.replace(/^\/v1/, ''), 'renhe', f), {
          ...{ token: ours[role], body },
        });
    }
  await more(world);
  const invited = await t.call('POST', `${visits}/invitations`, {
    ...{ token: ours.patient, body: { role: 'relative', name: '女儿' } },
  });
  const desk = (tag: string, scope: string, token: string, tells = true): Omit<Shown, 'care'> => ({
    ...{ name: tag, url: `${ORIGIN}/`, html: `<${tag} hospital="renhe"></${tag}>`, width: 1280, tells },
    session: [scope, { token }],
  });
  const patient = { token: ours.patient, visitId: f.visitId };
  const pages: Omit<Shown, 'care'>[] = [
    {
      ...{ name: 'care-visit', url: `${ORIGIN}/`, html: '<care-visit hospital="renhe"></care-visit>' },
      ...{ session: ['patient', patient] as Shown['session'], width: 390, tells: true },
    },
    desk('care-desk', 'desk', ours.doctor),
    desk('care-pharmacy', 'pharmacy', ours.pharmacist),
    desk('care-protocols', 'content', ours.administrator, false),
    desk('care-formulary', 'formulary', ours.pharmacist, false),
    {
      ...{ name: 'setup', url: `${url}/setup.html?hospital=renhe`, width: 1280, tells: false },
      session: ['setup', { token: ours.administrator }],
    },
    {
      ...{ name: 'guest', url: `${url}/guest.html#renhe.${invited.body.secret}`, width: 390, tells: false },
      session: ['none', {}],
    },
    {
      ...{ name: 'embed', url: `${ORIGIN}/`, width: 390, tells: true, session: ['patient', patient] },
      html: `<iframe width="390" height="800" src="${url}/embed/visit?hospital=renhe"></iframe>`,
    },
  ];
  const script = `<script type="module" src="${url}/care.js"></script>`;
  return pages.map(({ html, ...page }) => ({
    ...{ ...page, care: url },
    ...(html === undefined ? {} : { html: /^<iframe/.test(html) ? html : script + html }),
  }));
}

/** What a text needs a state or a fuller body for. What the server refuses is not counted as written. */
async function more({ t, ours }: RouteWorld): Promise<void> {
  const x = 'x';
  const allergies = { status: 'some', items: [x, x] };
  const guardian = { name: x, phone: '12345', relation: 'parent' };
  await t.openVisit('renhe', { birthDate: '2020-01-01', guardian, allergies });
  const leaving = await t.openVisit('renhe', { allergies });
  await t.call('POST', `/renhe/visits/${leaving.visitId}/close`, {
    token: leaving.token,
    body: { reason: x },
  });
  const facts = structuredClone(NOTHING_KNOWN) as { medicines: { status: string; items: unknown[] } };
  facts.medicines = { status: 'some', items: [{ drugId: null, text: x }] };
  // One that waits for its review, one that came back with a note, and what was said about it.
  const pharmacist = await t.tokenOf('renhe', 'he', 'pharmacist');
  const waiting = await inConsult(t, { patient: { allergies } });
  await t.call('PUT', `/renhe/encounters/${waiting.encounterId}/clinical-facts`, {
    ...{ token: waiting.doctor.token, body: { rowVersion: 0, facts } },
  });
  const { prescriptionId } = await signed(t, waiting);
  await inHand(t, waiting, prescriptionId, ours.pharmacist);
  await t.call('POST', rxPath(waiting, prescriptionId, 'review/messages'), {
    ...{ token: ours.pharmacist, body: { messageId: t.deps.newId(), text: x } },
  });
  await t.call('DELETE', rxPath(waiting, prescriptionId, 'review/lease'), { token: ours.pharmacist });
  const back = await inConsult(t);
  await decide(t, back, (await signed(t, back)).prescriptionId, pharmacist, 'return');
  const never = await inConsult(t);
  await decide(t, never, (await signed(t, never)).prescriptionId, pharmacist, 'reject');
  const withdrawn = await inConsult(t);
  await t.call('POST', rxPath(withdrawn, (await signed(t, withdrawn)).prescriptionId, 'void'), {
    ...{ token: withdrawn.doctor.token, body: { reason: 'other', note: x } },
  });
  const passed = await approved(t);
  await t.call('PUT', `/renhe/visits/${passed.visitId}/fulfilment`, {
    token: passed.patientToken,
    body: {
      ...{ prescriptionId: passed.prescriptionId, pharmacyId: pharmacyId('own'), way: 'delivery' },
      delivery: { recipient: x, phone: '12345', address: x },
    },
  });
  const held = await approved(t);
  const partner = await counterToken(t, 'partner');
  await onClaim(t, partner, await claimed(t, partner, held), 'decline', { reason: 'other', note: x });
}
