/** What a hospital's sentence may be, without schemas: the server refuses by it, and the page that it is typed in says it at once. */
import { isBlank, seenOf } from './unseen.ts';

/** Sentences of one hospital over all languages: they are fetched in one go. */
export const MOST_SENTENCES = 300;
export const LONGEST_SENTENCE = 400;
/** What the patient's screens speak. */
export const TONGUES = ['zh-CN', 'zh-TW', 'zh-HK', 'en', 'ar'] as const;

export interface SentenceFault {
  fault: 'empty' | 'too-long' | 'markup' | 'blanks';
  /** Blanks of ours that it lacks, and what stands in braces and is none: by name, for `blanks`. Neither where a brace stands alone. */
  missing: string[];
  unknown: string[];
}

/** Letters, signs and spaces: no line breaks, nothing that Unicode has no sign for. */
const NO_SIGN = /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/u;

/** Why a sentence can't stand for ours with these blanks; null for one that can. */
export function sentenceFault(blanks: readonly string[], sentence: string): SentenceFault | null {
  const wrong = (
    fault: SentenceFault['fault'],
    missing: string[] = [],
    unknown: string[] = [],
  ): SentenceFault => ({ fault, missing, unknown });
  if (isBlank(sentence)) return wrong('empty');
  if (sentence.length > LONGEST_SENTENCE) return wrong('too-long');
  if (/[<>]|&#?\w+;/.test(sentence) || NO_SIGN.test(sentence) || seenOf(sentence) !== sentence)
    return wrong('markup');
  const found = (sentence.match(/\{[^{}]*\}/g) ?? []).map((blank) => blank.slice(1, -1));
  const missing = blanks.filter((name) => !found.includes(name));
  const unknown = [...new Set(found.filter((name) => !blanks.includes(name)))];
  const alone = /[{}]/.test(sentence.replace(/\{[^{}]*\}/g, ''));
  return alone || missing.length || unknown.length ? wrong('blanks', missing, unknown) : null;
}

/**
 * What somebody's safety or consent hangs on: when to call whom, what the levels of triage ask of a patient, how a medicine must not be
 * taken, and what is agreed to. A hospital that words it anew answers for it.
 */
export const SAFETY = [
  /^first\.(consent\w*|urgent|noVisit)/,
  /^first\.unreachable/,
  /^(triage-result|to-a-human)\.\w+/,
  /^visit-heard\.urgentFirst/,
  /^visit-guardian\.(why|childWhy)/,
  /^visit-stage\.closedMore/,
  /^prescription\.(warnings|stopIf|notToUse)/,
  /^prescription\.standings\.(returned|rejected|voided)\.next/,
  /^(recording|snapshot)\.(question|agree|refuse)/,
  /^guests\.(askPatient|agree|disagree)/,
  /^meeting\.agree/,
  /^refill\.(question|such|nothing|something)/,
].map(({ source }) => new RegExp(`${source}(\\.|$)`));
export const isSafety = (key: string): boolean => SAFETY.some((one) => one.test(key));
