/** For tests of the conversation: a visit that a doctor has taken, and short ways to write and read as either side. */
import { v4 } from 'uuid';
import type { Conversation, Message } from '@care-elements/contract/messages.ts';
import type { Answer, TestApp } from '../../kit/open-test-app.ts';
import { takenVisit } from '../consult/kit.ts';

export async function talkingVisit(t: TestApp, options: Parameters<typeof takenVisit>[1] = {}) {
  const visit = await takenVisit(t, { state: 'in_consult', ...options });
  const path = `/${visit.hospitalId}/visits/${visit.visitId}/messages`;
  return {
    ...visit,
    path,
    say: (token: string, text: string, messageId = v4(), key?: string): Promise<Answer<Message>> =>
      t.call('POST', path, { token, body: { messageId, kind: 'text', text }, ...(key ? { key } : {}) }),
    read: async (token: string, query = ''): Promise<Conversation> =>
      (await t.call('GET', path + query, { token })).body,
    mark: (token: string, delivered: number, read: number) =>
      t.call('PUT', `${path}/marks`, { token, body: { delivered, read } }),
  };
}
