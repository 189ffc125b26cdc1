/** What of a text nobody sees: one list, Unicode's, for what people type and for what a hospital words anew. Without schemas. */

const NOTHING = /[\s\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What turns the reading of the words beside it, or is not seen at all: it comes along with what is pasted, and on a desk or a paper
 * it would show another text than the one that is kept and signed. Marks and joiners, which languages, emoji and the variants of a
 * Chinese character are written with, are not among it.
 */
const UNSEEN = /(?![\p{M}\u061c\u200c-\u200f])\p{Default_Ignorable_Code_Point}/gu;

export const isBlank = (text: string): boolean => !text.replaceAll(NOTHING, '');

/** The text without what is unseen; empty where nothing would be seen. */
export const seenOf = (text: string): string => (isBlank(text) ? '' : text.replaceAll(UNSEEN, ''));
