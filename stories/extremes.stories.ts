/** What a patient's screens have to bear: long names, text at 200 %, a page from right to left, elder mode. */
import * as Triage from './care-triage.stories.ts';
import * as Queue from './care-queue.stories.ts';
import * as Call from './care-consult.stories.ts';
import * as Rx from './care-prescription.stories.ts';
import * as Visit from './care-visit.stories.ts';
import * as Guests from './guests.stories.ts';
import * as Meeting from './meeting.stories.ts';
import type { Lang } from '../packages/elements/base/words.ts';
import { within, type Story } from './story.ts';

export default {
  title: 'Extremes/Patient',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const longNames = (of: Story) => within(of, 'long names', { names: 'long' });
const textTwice = (of: Story) => within(of, '200 %', {}, '--care-scale: 2');
/** In Arabic, on a page that is written from right to left. */
const rightToLeft = (of: Story): Story => ({
  ...within(of, 'right to left', { lang: 'ar' as Lang }, '', 'rtl'),
  tags: ['both-languages', 'arabic'],
});
const elder = (of: Story) => within(of, 'elder mode', { elder: 'on' });

export const VisitLongNames = longNames(Visit.ChooseDepartment);
export const RegisterLongNames = longNames(Visit.RegisterWho);
export const TriageLongNames = longNames(Triage.FirstQuestion);
export const QueueLongNames = longNames(Queue.Waiting);
export const CalledLongNames = longNames(Queue.Called);
export const CallLongNames = longNames(Call.OtherMuted);
export const PrescriptionLongNames = longNames(Rx.Approved);
export const VisitTextTwice = textTwice(Visit.ChooseDepartment);
export const RegisterTextTwice = textTwice(Visit.RegisterWho);
export const TriageTextTwice = textTwice(Triage.FirstQuestion);
export const QueueTextTwice = textTwice(Queue.Waiting);
export const CalledTextTwice = textTwice(Queue.Called);
export const CallTextTwice = textTwice(Call.OtherMuted);
export const PrescriptionTextTwice = textTwice(Rx.Approved);
export const VisitRightToLeft = rightToLeft(Visit.ChooseDepartment);
export const RegisterRightToLeft = rightToLeft(Visit.RegisterWho);
export const TriageRightToLeft = rightToLeft(Triage.FirstQuestion);
export const QueueRightToLeft = rightToLeft(Queue.Waiting);
export const CalledRightToLeft = rightToLeft(Queue.Called);
export const CallRightToLeft = rightToLeft(Call.OtherMuted);
export const PrescriptionRightToLeft = rightToLeft(Rx.Approved);
export const ReferralRightToLeft = rightToLeft(Visit.ConcludedReferred);
export const MeetingRightToLeft = rightToLeft(Meeting.HandUp);
export const VisitElder = elder(Visit.ChooseDepartment);
export const RegisterElder = elder(Visit.RegisterWho);
export const TriageElder = elder(Triage.FirstQuestion);
export const QueueElder = elder(Queue.Waiting);
export const CalledElder = elder(Queue.Called);
export const CallElder = elder(Call.OtherMuted);
export const PrescriptionElder = elder(Rx.Approved);
export const GuestElder = elder(Guests.GuestMayEnter);
export const MeetingElder = elder(Meeting.HandUp);
