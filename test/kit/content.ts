/** Triage content in tests: a protocol file as an administrator would edit it, and the ways of its owners. */
import { builtIn } from '../../server/triage/library.ts';
import type { Protocol } from '../../packages/triage/protocol.ts';
import type { Answer, Call, TestApp } from './open-test-app.ts';

/** A protocol of the program with another version, and what else is to be changed. */
export const protocolFile = (id: string, change: Partial<Protocol> = {}): Protocol => ({
  ...structuredClone(builtIn().protocols.get(id)!.protocol),
  version: '9.0.0',
  ...change,
});
export const builtInHash = (id: string): string => builtIn().protocols.get(id)!.hash;

export const builtInVersion = (id: string): string => builtIn().protocols.get(id)!.protocol.version;

export const upload = (
  t: { call: Call },
  token: string,
  content: unknown,
  hospital = 'renhe',
): Promise<Answer> => t.call('POST', `/${hospital}/triage-content/protocol`, { token, body: { content } });

/** The administrator and the medical lead of a hospital, each with the one thing they do. */
export async function owners(t: TestApp, hospital: 'renhe' | 'lakeside' = 'renhe') {
  const [admin, lead] = hospital === 'renhe' ? ['fang', 'wu'] : ['novak', 'hayes'];
  const administrator = await t.tokenOf(hospital, admin!, 'administrator');
  const medicalLead = await t.tokenOf(hospital, lead!, 'medical_lead');
  const path = (id: string, hash: string) => `/${hospital}/triage-content/protocol/${id}/${hash}`;
  return {
    administrator,
    medicalLead,
    upload: (content: unknown) => upload(t, administrator, content, hospital),
    get: (id: string, hash: string) => t.call('GET', path(id, hash), { token: medicalLead }),
    list: () => t.call('GET', `/${hospital}/triage-content`, { token: administrator }),
    publish: (id: string, hash: string) =>
      t.call('POST', `${path(id, hash)}/publish`, { token: administrator }),
    retire: (id: string, hash: string) =>
      t.call('POST', `${path(id, hash)}/retire`, { token: administrator }),
    sign: (id: string, hash: string, version: string, shown = {}) =>
      t.call('POST', `${path(id, hash)}/sign`, {
        token: medicalLead,
        body: { contentId: id, version, hash, ...shown },
      }),
    trial: (id: string, hash: string, body: object) =>
      t.call('POST', `${path(id, hash)}/try`, {
        token: administrator,
        body: { age: 34, sex: 'male', text: '', answers: {}, ...body },
      }),
  };
}
