/** The hospital's own lists, a text wherever they take one: drugs, questions, words, keys, meetings. */
import { starter } from '../../../server/formulary/starter.ts';
import { csvOf } from '../../../server/formulary/csv.ts';
import { authenticator } from '../../kit/authenticator.ts';
import { protocolFile, upload } from '../../kit/content.ts';
import { joined, plannedMeeting } from '../../server/meetings/kit.ts';
import {
  addPerson,
  AMOXICILLIN,
  asShown,
  inConsult,
  inHand,
  rxPath,
  signed,
  type Consult,
} from '../../server/prescriptions/kit.ts';
import type { RouteWorld } from '../../kit/route-world.ts';

const x = 'x';
const both = { 'zh-CN': x, en: x };

/** One row of the hospital's own list with a text wherever it takes one; and, elsewhere, a list that came as a file. */
export async function writeFormulary({ t, ours, theirs }: RouteWorld): Promise<void> {
  const { drugs } = starter();
  const file = Buffer.from(csvOf(drugs)).toString('base64');
  const there = theirs.administrator;
  const shown = await t.call('POST', '/lakeside/formulary/import/preview', { token: there, body: { file } });
  const { fileHash, refused } = shown.body;
  const taken = await t.call('POST', '/lakeside/formulary/import', {
    ...{ token: there, body: { file, fileHash, leaveOut: refused, note: x } },
  });
  if (taken.status !== 201) throw new Error(`a formulary: ${JSON.stringify(taken.body)}`);
  // The first of the list, which no prescription here is for: its codes are none any more.
  const [drug] = drugs.toSorted((a, b) => (a.drugId < b.drugId ? -1 : 1));
  const row = {
    ...{ ...drug!, brand: both, strengthBasis: x, note: x, strengthText: x },
    pack: { ...drug!.pack, text: x },
    ...{ allergyGroups: [x], classes: [x], source: [x], productSource: [x], ingredients: [x] },
  };
  const token = ours.administrator;
  const { newest } = (await t.call('GET', '/renhe/formulary/versions', { token })).body;
  const edited = await t.call('PUT', `/renhe/formulary/versions/${newest.version}/rows/${drug!.drugId}`, {
    ...{ token, body: { drug: row, note: x } },
  });
  if (edited.status !== 200) throw new Error(`a row: ${JSON.stringify(edited.body)}`);
}

/** What a doctor keeps of their own, with its note. */
export async function writeShelf({ t, ours }: RouteWorld): Promise<void> {
  const item = { ...AMOXICILLIN, days: 5, note: x };
  for (const [path, body] of [
    ['favourites', { item }],
    ['templates', { name: x, codes: ['J06.9'], items: [item], departmentId: null }],
  ] as const) {
    const { status, body: said } = await t.call('POST', `/renhe/rx-shelf/${path}`, {
      token: ours.doctor,
      body,
    });
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(said)}`);
  }
}

/** A protocol whose texts are of the corpus wherever they may be: a question that others ask too stays what it is. */
export async function writeProtocol({ t, ours }: RouteWorld, text: () => string): Promise<void> {
  const stays = new Set<string>();
  const told = (value: unknown, at: string): unknown => {
    if (stays.has(at)) return value;
    // Its Chinese has to have Chinese in it.
    if (typeof value === 'string')
      return at.endsWith('/zh-CN') ? `问${text()}` : at.endsWith('/en') ? `Ask ${text()}` : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((inner, n) => told(inner, `${at}/${n}`));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, told(inner, `${at}/${key}`)]),
    );
  };
  for (let tries = 0; ; tries++) {
    const content = told(protocolFile('cold', { version: '8.1.0' }), '/content');
    const { status, body } = await upload(t, ours.administrator, content);
    if (status === 201) return;
    const wrong = ((body.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);
    if (tries === 9 || !wrong.length) throw new Error(`a protocol: ${JSON.stringify(body).slice(0, 2000)}`);
    for (const pointer of wrong) stays.add(pointer);
  }
}

/** A device's key, named by its owner; and what a pharmacist says who decides with theirs. */
export async function writeKeys({ t, ours }: RouteWorld): Promise<Consult> {
  const site = 'https://desk.renhe.example';
  const headers = { Origin: site, Host: new URL(site).host };
  const post = (path: string, token: string, body: object) => t.call('POST', path, { token, body, headers });
  const register = async (token: string) => {
    const device = authenticator(site);
    const { body } = await post('/renhe/signing/keys/begin', token, { name: x });
    const answer = { beginId: body.beginId, answer: device.register(body.ask) };
    const done = await post('/renhe/signing/keys/complete', token, answer);
    if (done.status !== 201) throw new Error(`a key: ${JSON.stringify(done.body)}`);
    return device;
  };
  await register(ours.doctor);
  const device = await register(ours.pharmacist);
  const c = await inConsult(t);
  const { prescriptionId } = await signed(t, c);
  const shown = asShown(await inHand(t, c, prescriptionId, ours.pharmacist));
  const body = { ...shown, decision: 'return', reason: 'dose', note: x };
  const begun = await post(rxPath(c, prescriptionId, 'review/begin'), ours.pharmacist, body);
  const done = await post(rxPath(c, prescriptionId, 'review/complete'), ours.pharmacist, {
    ...{ beginId: begun.body.beginId, answer: device.assert(begun.body.ask) },
  });
  if (done.status !== 200) throw new Error(`a decision: ${JSON.stringify([begun.body, done.body])}`);
  return c;
}

/** One that somebody sits in, with its host and its link. */
export async function writeMeeting({ t }: RouteWorld) {
  const { token } = await addPerson(t);
  const { meetingId, secret } = await plannedMeeting(t, token, { title: both });
  await t.call('POST', `/renhe/meetings/${meetingId}/open`, { token });
  return { secret, host: token, listener: (await joined(t, { secret }, x)).token };
}
