/** Every operation of the OpenAPI document × every role × another hospital, another patient and nobody: nothing of ours comes back. */
import { v7 } from 'uuid';
import type { RouteId } from '@care-elements/contract/routes.ts';
import { invitedGuest } from '../server/invitations/kit.ts';
import { waitingPatient } from '../kit/flow.ts';
import { pathOf, ROUTE_CASES, type Fixture } from '../kit/route-cases.ts';
import { ROLES } from '../kit/route-world.ts';
import { joined, plannedMeeting } from '../server/meetings/kit.ts';
import { addPerson } from '../server/prescriptions/kit.ts';
import { othersTopics } from './routes/topics.ts';
import { worldOf, type Attack, type Attempt } from './attack.ts';

interface Operation {
  id: RouteId;
  method: string;
  path: string;
  isPublic: boolean;
}
/** Ends the caller's own session: asked last, or nobody could ask anything after it. */
const ENDS = ['deleteSession', 'leaveAsGuest', 'leaveMeeting'];
/** Every pharmacist of a hospital reviews: a prescription is theirs to read once it was signed (server/prescriptions/read.ts). */
const REVIEWERS: RouteId[] = ['getMedicationRequest', 'getMedication'];
/** No patient's: what a hospital asks and which rules it keeps. */
const OWN_LISTS = /\/(triage-content|rules)\//;

export const attack: Attack = async ({ long, world }) => {
  const { t, f, ours, theirs, ourPatientId, close } = await worldOf(world);
  try {
    const document = (await (await t.app.request('/v1/openapi.json')).json()) as {
      paths: Record<string, Record<string, { operationId: RouteId; security?: unknown }>>;
    };
    const operations: Operation[] = Object.entries(document.paths)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId, security }]) => ({
          ...{ id: operationId, method: method.toUpperCase(), path: path.replace(/^\/v1/, '') },
          isPublic: !security,
        })),
      )
      .sort((a, b) => Number(ENDS.includes(a.id)) - Number(ENDS.includes(b.id)));
    const closed = operations.filter(({ isPublic }) => !isPublic);
    const marks = [ourPatientId, '王秀英', '138 0000 0000', f.accessCode];

    /** Another patient of the same hospital, and whom they invited. */
    const stranger = await waitingPatient(t, { patient: { name: 'Stranger', phone: '010 5550 0001' } });
    const strangers = {
      patient: stranger.token,
      guest: (await invitedGuest(t, 'renhe', stranger.visitId, stranger.token)).token,
    };
    const ask = (
      { id, method, path }: Operation,
      hospitalId: string,
      token: string | undefined,
      ids: Fixture = f,
    ) => {
      const body = ROUTE_CASES[id].body?.(ids);
      return t.call(method, pathOf(path, hospitalId, ids) + (ROUTE_CASES[id].query?.(ids) ?? ''), {
        ...{ token, ...(body === undefined ? {} : { body }) },
      });
    };
    const walk = async (
      attempt: string,
      operationsOf: Operation[],
      people: Record<string, string | undefined>,
      hospitalId: string,
      /** What else than a refusal is no leak. */
      allowed: (operation: Operation, status: number, role: string) => boolean = () => false,
    ): Promise<Attempt> => {
      const findings: string[] = [];
      let tried = 0;
      for (const operation of operationsOf)
        for (const [role, token] of Object.entries(people)) {
          const { status, body, headers } = await ask(operation, hospitalId, token);
          tried++;
          const said = JSON.stringify(body);
          const refused =
            [401, 403, 404].includes(status) &&
            /^application\/problem\+json/.test(headers.get('content-type') ?? '') &&
            typeof body.code === 'string';
          const may = !refused && allowed(operation, status, role);
          if (!refused && !may) findings.push(`${operation.id} as ${role}: ${status} ${said.slice(0, 120)}`);
          for (const mark of may ? [f.accessCode] : marks)
            if (said.includes(mark)) findings.push(`${operation.id} as ${role} reads ${mark}`);
        }
      return { attempt, tried, findings };
    };
    const names = ({ id, path }: Operation) =>
      path.replace('{hospitalId}', '').includes('{') || (id !== 'openLive' && !!ROUTE_CASES[id].query);
    /** What it answers says nothing of any patient, or it fails before it looks at anything. */
    const harmless = ({ id }: Operation) => !!ROUTE_CASES[id].common || !!ROUTE_CASES[id].lacks;
    const colleagues = {
      'a doctor of another department': await t.tokenOf('renhe', 'zhou'),
      'another pharmacy’s counter': await t.tokenOf('renhe', 'mei', 'pharmacy'),
      'a pharmacist at no counter': (await addPerson(t, { role: 'pharmacist' })).token,
    };
    const officials = {
      administrator: await t.tokenOf('renhe', 'fang', 'administrator'),
      'medical lead': await t.tokenOf('renhe', 'wu', 'medical_lead'),
    };
    const host = (await addPerson(t)).token;
    const listener = {
      'a listener of another meeting': (await joined(t, await plannedMeeting(t, host), 'Elsewhere')).token,
    };
    const ofPatients = closed.filter((o) => names(o) && !harmless(o));
    const everyRole = Object.fromEntries(ROLES.map((role) => [role, theirs[role]]));
    const invented = v7();
    return [
      await walk('without a token', closed, { nobody: undefined }, 'renhe'),
      // The tests of the routes walk these each time; here the document says what there is to walk.
      ...(long
        ? [
            await walk('people of another hospital, at ours', closed, everyRole, 'renhe'),
            await walk(
              'people of another hospital, our ids under theirs',
              closed.filter(({ id }) => !ENDS.includes(id)),
              everyRole,
              'lakeside',
              harmless,
            ),
          ]
        : []),
      await walk('another patient and their guest, our ids', ofPatients, strangers, 'renhe'),
      await walk(
        'colleagues who have nothing to do with the patient, our ids',
        // An emergency rings at every desk of the hospital, and whoever hears it takes it over.
        ofPatients.filter(({ id }) => id !== 'acknowledgeAlarm'),
        colleagues,
        'renhe',
        ({ id }, status, role) => role.includes('pharmacist') && REVIEWERS.includes(id) && status === 200,
      ),
      await walk(
        'administrator and medical lead, our ids',
        ofPatients.filter(({ path }) => !OWN_LISTS.test(path)),
        officials,
        'renhe',
      ),
      await walk('a listener of another meeting, our ids', ofPatients, listener, 'renhe'),
      await othersTopics(t, f, ours.patient, {
        ...{ 'another patient': strangers.patient, 'their guest': strangers.guest },
        ...{ ...colleagues, ...officials, ...listener },
      }),
      await walk(
        'a hospital that is not there',
        operations,
        { nobody: undefined },
        `x-${invented}`.slice(0, 38),
      ),
    ];
  } finally {
    await close();
  }
};
