/** The numbers of a group meeting, for server and browser: no zod here. */

/** Who listens at once, at most; the host comes on top. */
export const LISTENERS_AT_MOST = 50;
/** Who has the word at once, at most: their tiles stand beside the host. */
export const SPEAKERS_AT_MOST = 6;
/** Everybody who ever gave a name in one meeting; most of them may never come in. */
export const SEATS_AT_MOST = 300;
/** Of one host, not ended yet. */
export const MEETINGS_AT_MOST = 50;
/** Days that a meeting may lie ahead. */
export const PLANNED_DAYS = 366;
/** A meeting that nobody opened ends by itself this many hours after its time. */
export const UNOPENED_HOURS = 12;
/** Without its host an open meeting ends after this many minutes … */
export const HOSTLESS_MINUTES = 15;
/** … and after this many hours in any case. */
export const MEETING_HOURS = 6;
/**
 * The version of the rules that a listener agrees to; the text stands in the locales (`rules` of `meeting.ts`), and a test holds
 * both together.
 */
export const MEETING_RULES = '1';
