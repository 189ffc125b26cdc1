/** What a browser has to know of a conversation's limits. Imports no zod. */

/** Characters of one message at most. */
export const MESSAGE_LENGTH = 2000;
/** A voice message's length at most, in seconds. */
export const MAX_VOICE_SECONDS = 60;
