/** Routes of group meetings. */
import { meetingRoutes as routes } from '@care-elements/contract/meeting.routes.ts';
import { mount, type Mounting } from '../http/route.ts';
import * as seats from './seats.ts';
import {
  createHostTicket,
  createMeeting,
  endMeeting,
  listAudience,
  listMeetings,
  openMeeting,
  setDoor,
} from './service.ts';

export function mountMeetings(m: Mounting): void {
  const { deps } = m;
  const { media } = deps;
  mount(m, routes.createMeeting, ({ work, actor, body }) => createMeeting(work, deps, actor, body));
  mount(m, routes.listMeetings, ({ work, actor }) => listMeetings(work, deps, actor));
  mount(m, routes.openMeeting, ({ work, actor, params }) =>
    openMeeting(work, media, actor, params.meetingId),
  );
  mount(m, routes.endMeeting, ({ work, actor, params }) => endMeeting(work, actor, params.meetingId));
  mount(m, routes.setMeetingDoor, ({ work, actor, params, body }) =>
    setDoor(work, actor, params.meetingId, body.closed),
  );
  mount(m, routes.createHostTicket, ({ work, actor, params }) =>
    createHostTicket(work, media, actor, params.meetingId),
  );
  mount(m, routes.listAudience, ({ work, actor, params }) => listAudience(work, actor, params.meetingId));
  mount(m, routes.giveWord, ({ work, actor, params: { meetingId, seatId } }) =>
    seats.giveWord(work, media, actor, meetingId, seatId),
  );
  mount(m, routes.takeWord, ({ work, actor, params: { meetingId, seatId } }) =>
    seats.takeWord(work, deps, actor, meetingId, seatId),
  );
  mount(m, routes.lowerHand, ({ work, actor, params: { meetingId, seatId } }) =>
    seats.lowerHand(work, actor, meetingId, seatId),
  );
  mount(m, routes.muteSeat, ({ work, actor, params: { meetingId, seatId } }) =>
    seats.mute(work, media, actor, meetingId, seatId),
  );
  mount(m, routes.removeSeat, ({ work, actor, params: { meetingId, seatId } }) =>
    seats.removeSeat(work, actor, meetingId, seatId),
  );

  mount(m, routes.openMeetingLink, ({ work, body }) => seats.look(work, deps, body.secret));
  mount(m, routes.joinMeeting, ({ work, body }) => seats.join(work, deps, body));

  mount(m, routes.getSeat, ({ work, actor }) => seats.getSeat(work, actor));
  mount(m, routes.enterMeeting, ({ work, actor }) => seats.enter(work, media, actor));
  mount(m, routes.raiseHand, ({ work, actor }) => seats.raise(work, actor));
  mount(m, routes.lowerOwnHand, ({ work, actor }) => seats.lowerOwn(work, actor));
  mount(m, routes.returnWord, ({ work, actor }) => seats.returnWord(work, deps, actor));
  mount(m, routes.leaveMeeting, ({ work, actor }) => seats.leave(work, actor));
}
