/** Routes of conversations. */
import { messageRoutes } from '@care-elements/contract/messages.ts';
import { mount, type Mounting } from '../http/route.ts';
import { hintTyping, listMessages, markMessages, sendMessage } from './service.ts';

export function mountMessages(m: Mounting): void {
  mount(m, messageRoutes.listMessages, ({ work, actor, params, query }) =>
    listMessages(work, actor, params.visitId, query),
  );
  mount(m, messageRoutes.sendMessage, ({ work, actor, params, body }) =>
    sendMessage(work, actor, params.visitId, body),
  );
  mount(m, messageRoutes.markMessages, ({ work, actor, params, body }) =>
    markMessages(work, actor, params.visitId, body),
  );
  mount(m, messageRoutes.hintTyping, ({ work, actor, params }) => hintTyping(work, actor, params.visitId));
}
