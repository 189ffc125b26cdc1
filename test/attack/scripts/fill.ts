/** The world of the scripts: what every page of ours can show of people's texts, and where those pages are. */
import type { RouteId } from '@care-elements/contract/routes.ts';
import { jpeg, upload } from '../../kit/files.ts';
import { ORIGIN } from '../../kit/open-test-app.ts';
import { pathOf, ROUTE_CASES } from '../../kit/route-cases.ts';
import { ROLES, type RouteWorld } from '../../kit/route-world.ts';
import { counterToken } from '../../server/dispensing/kit.ts';
import { invitedGuest } from '../../server/invitations/kit.ts';
import { inConsult } from '../../server/prescriptions/kit.ts';
import { caseOf, withoutTriage, writeCases, type Cases } from './cases.ts';
import { textOf } from './corpus.ts';
import { putHospital, type Texts } from './hospital.ts';
import { writeFormulary, writeKeys, writeMeeting, writeProtocol, writeShelf } from './lists.ts';
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
  /** Where it is not renhe. */
  hospital?: string;
}
/** Writes what the pages show, and says which pages. */
export async function fill(world: RouteWorld, document: Document, texts: Texts): Promise<Shown[]> {
  const { t, f, ours } = world;
  /** For a field that is no field of a JSON body. */
  const next = (field: string, most: number): string => {
    texts.take(field);
    return texts.next(field, most)!;
  };
  await putHospital(t, document, texts);
  const visit = `/renhe/visits/${f.visitId}`;
  for (const token of [ours.patient, ours.doctor])
    for (let n = 0; n < 8; n++)
      await t.call('POST', `${visit}/messages`, {
        ...{ token, body: { messageId: t.deps.newId(), kind: 'text', text: 'x' } },
      });
  for (let n = 0; n < 6; n++) {
    const file = await upload(t, visit, ours.patient, {
      ...{ bytes: jpeg(), name: `${next('uploadAttachment?name', 200)}.jpg` },
    });
    if (file.status !== 201) throw new Error(`a file: ${JSON.stringify(file.body)}`);
    await t.call('POST', `${visit}/messages`, {
      token: ours.patient,
      body: { messageId: t.deps.newId(), kind: 'attachment', attachmentId: file.body.attachmentId },
    });
  }
  await writeTheme(world);
  for (const key of ['visit.name', 'consult.enterPatient', 'guests.invite', 'queue.checkStart'])
    await t.call('PUT', '/renhe/wording', {
      ...{ token: ours.administrator, body: { language: 'zh-CN', key, sentence: 'x' } },
    });
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, { operationId }] of Object.entries(methods)) {
      const body = ROUTE_CASES[operationId as RouteId]?.body?.(f);
      if (method === 'get' || body === undefined || ENDS.test(operationId)) continue;
      for (const role of ROLES)
        await t.call(method.toUpperCase(), pathOf(path.replace(/^\/v1/, ''), 'renhe', f), {
          ...{ token: ours[role], body },
        });
    }
  await writeFormulary(world);
  await writeProtocol(world, () => next('uploadContent/content', 100));
  const decided = await writeKeys(world);
  await writeShelf(world);
  const meeting = await writeMeeting(world);
  const cases = { ...(await writeCases(world)), decided: caseOf(decided) };
  await withoutTriage(world);
  // Into a visit that no page of ours ends, by a link that is opened: it opens once, and each page is looked at twice.
  const { visitId, patientToken } = await inConsult(t);
  const guest = await invitedGuest(t, 'renhe', visitId, patientToken);
  await putHospital(t, document, texts, 'x-2');
  return pages(world, cases, meeting, guest);
}

/** A theme by its name; what could leave its declaration is refused. */
async function writeTheme({ t, ours }: RouteWorld): Promise<void> {
  const put = (theme: object) =>
    t.call('PUT', '/renhe/theme', { token: ours.administrator, body: { theme } });
  const { status, body } = await put({ name: 'x', tokens: { '--care-color-brand': '#0b5c4f' } });
  if (status !== 200) throw new Error(`a theme: ${JSON.stringify(body)}`);
  for (const [of, token, value] of [
    ['tokens', '--care-color-brand', `red;}</style>${textOf(0, 99)}`],
    ['tokens', '--care-font', textOf(8, 99)],
    ['tokens', '--care-font', "'a', url(//canary.test/99)"],
    ['tokens', '--care-shadow', 'none;background:url(//canary.test/99)'],
    ['tokens', '--care-radius', '1px}*{background:url(//canary.test/99)'],
    ['tokens', 'background', 'url(//canary.test/99)'],
    ['tokens', '__proto__', 'url(//canary.test/99)'],
    ['dark', '--care-color-ink', textOf(17, 99)],
  ] as const) {
    const theme = { name: 'x', tokens: {}, [of]: JSON.parse(JSON.stringify({ [`${token}`]: value })) };
    // A table's key `__proto__` is dropped with what stands under it.
    const { status, body } = await put(theme);
    if (status < 400 && JSON.stringify(body).includes(value)) throw new Error(`the theme takes ${value}`);
  }
}

async function pages(
  { t, f, ours, theirs }: RouteWorld,
  cases: Cases,
  meeting: { secret: string; host: string; listener: string },
  guest: { secret: string; token: string },
) {
  const { url } = await t.listen();
  const patient = (token: string, visitId: string): Shown['session'] => ['patient', { token, visitId }];
  const embedded = (name: string, tag: string, width: number, session: Shown['session']) => ({
    ...{ name, url: `${ORIGIN}/`, html: `<${tag} hospital="renhe"></${tag}>`, width, session },
  });
  const own = (name: string, path: string, width: number, session: Shown['session'] = ['none', {}]) => ({
    ...{ name, url: `${url}/${path}`, width, session },
  });
  const desk = (name: string, tag: string, scope: string, token: string) =>
    embedded(name, tag, 1280, [scope, { token }]);
  const script = `<script type="module" src="${url}/care.js"></script>`;
  const all: Omit<Shown, 'care'>[] = [
    embedded('visit', 'care-visit', 390, patient(ours.patient, f.visitId)),
    embedded('visit of nobody yet', 'care-visit', 390, ['none', {}]),
    desk('desk', 'care-desk', 'desk', ours.doctor),
    ...Object.entries(cases).flatMap(([name, c]) => [
      embedded(`visit of ${name}`, 'care-visit', 390, patient(c.patient.token, c.patient.visitId)),
      ...(c.doctor === ours.doctor ? [] : [desk(`desk of ${name}`, 'care-desk', 'desk', c.doctor)]),
    ]),
    {
      ...desk('desk without triage', 'care-desk', 'desk', theirs.doctor),
      ...{ hospital: 'lakeside', html: '<care-desk hospital="lakeside"></care-desk>' },
    },
    desk('pharmacy', 'care-pharmacy', 'pharmacy', ours.pharmacist),
    desk('pharmacy of the partner', 'care-pharmacy', 'pharmacy', await counterToken(t, 'partner')),
    desk('protocols', 'care-protocols', 'content', ours.administrator),
    desk('desk of the host', 'care-desk', 'desk', meeting.host),
    desk('formulary', 'care-formulary', 'formulary', ours.pharmacist),
    {
      ...desk('formulary from a file', 'care-formulary', 'formulary', theirs.pharmacist),
      ...{ hospital: 'lakeside', html: '<care-formulary hospital="lakeside"></care-formulary>' },
    },
    own('setup', 'setup.html?hospital=renhe', 1280, ['setup', { token: ours.administrator }]),
    own('studio', 'studio.html?hospital=renhe', 1280, ['setup', { token: ours.administrator }]),
    own('guest', `guest.html#renhe.${guest.secret}`, 390, [
      ...(['guest', { token: guest.token, secret: guest.secret }] as const),
    ]),
    own('meeting', `meeting.html#renhe.${meeting.secret}`, 390),
    own('meeting of a listener', `meeting.html#renhe.${meeting.secret}`, 390, [
      ...(['listener', { token: meeting.listener }] as const),
    ]),
    {
      ...{ name: 'embed', url: `${ORIGIN}/`, width: 390, session: patient(ours.patient, f.visitId) },
      html: `<iframe width="390" height="800" src="${url}/embed/visit?hospital=renhe"></iframe>`,
    },
  ];
  return all.map(({ html, ...page }): Shown => ({
    ...{ ...page, care: url },
    ...(html === undefined ? {} : { html: html.startsWith('<iframe') ? html : script + html }),
  }));
}
