/** A hospital's own words for our sentences: which can be said otherwise, what a sentence may be, and who sets it. */
import { z } from 'zod';
import { HospitalId } from './common.ts';
import { route } from './route.ts';
import KEYS from './wording.keys.json' with { type: 'json' };

/** Sentences of one hospital over all languages: they are fetched in one go. */
export const MOST_SENTENCES = 300;
export const LONGEST_SENTENCE = 400;
/** What the patient's screens speak. */
export const TONGUES = ['zh-CN', 'zh-TW', 'zh-HK', 'en', 'ar'] as const;
export const Tongue = z.enum(TONGUES);

/** The names of the blanks by key; undefined for what is no sentence of the patient's screens, or must stay as it is. */
export const blanksOf = (key: string): readonly string[] | undefined =>
  Object.hasOwn(KEYS, key) ? (KEYS as Record<string, readonly string[]>)[key] : undefined;

/** Why a sentence can't stand for the one at `key`; null for one that can. */
export type WordingFault = 'unknown-key' | 'empty' | 'too-long' | 'markup' | 'blanks';

/** Letters, signs and spaces; no line breaks, and nothing unseen that turns or hides what stands beside it. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cn}\u200b\u2028-\u202e\u2060-\u206f\ufeff]/u;

export function wordingFault(key: string, sentence: string): WordingFault | null {
  const blanks = blanksOf(key);
  if (!blanks) return 'unknown-key';
  if (!sentence.trim()) return 'empty';
  if (sentence.length > LONGEST_SENTENCE) return 'too-long';
  if (/[<>]|&#?\w+;/.test(sentence) || UNSEEN.test(sentence)) return 'markup';
  const found = (sentence.match(/\{[^{}]*\}/g) ?? []).map((blank) => blank.slice(1, -1));
  const others = sentence.replace(/\{[^{}]*\}/g, '');
  return /[{}]/.test(others) ||
    blanks.some((name) => !found.includes(name)) ||
    found.some((name) => !blanks.includes(name))
    ? 'blanks'
    : null;
}

const Key = z.string().min(1).max(100);
const Sentence = z.object({
  language: Tongue,
  key: Key,
  sentence: z.string().max(LONGEST_SENTENCE),
  /** In the order of the original's parameters: what stands in for `{name}`. */
  blanks: z.array(z.string().max(40)).max(8),
});
export type Sentence = z.infer<typeof Sentence>;

export const Wording = z.object({
  /** Grows with each change. */
  version: z.int().min(0),
  sentences: z.array(Sentence).max(MOST_SENTENCES),
});
export type Wording = z.infer<typeof Wording>;

const SetSentence = z
  .object({ language: Tongue, key: Key, sentence: z.string().max(4000).nullable() })
  .superRefine(({ key, sentence }, context) => {
    // What was set before we changed the original can still be taken back.
    const fault = sentence === null ? null : wordingFault(key, sentence);
    if (fault)
      context.addIssue({
        ...{ code: 'custom', path: [fault === 'unknown-key' ? 'key' : 'sentence'], params: { fault } },
        message: `${fault}; blanks: ${(blanksOf(key) ?? []).map((name) => `{${name}}`).join(' ') || 'none'}`,
      });
  });

export const wordingRoutes = {
  getWording: route({
    id: 'getWording',
    method: 'get',
    path: '/hospitals/{hospitalId}/wording',
    summary:
      'The hospital’s own words for our sentences, as they are now. Under the number that the hospital’s configuration names, the answer may be kept for good.',
    callers: ['public'],
    params: z.object({ hospitalId: HospitalId }),
    query: z.object({ version: z.coerce.number().int().min(0).max(2_147_483_647).optional() }),
    answer: Wording,
    problems: ['hospital-unknown'],
  }),
  setSentence: route({
    id: 'setSentence',
    method: 'put',
    path: '/hospitals/{hospitalId}/wording',
    summary: `Say a sentence of the patient’s screens in the hospital’s words, in one language; null takes ours again. At most ${MOST_SENTENCES}. Pages have it from their next opening on.`,
    callers: ['administrator'],
    params: z.object({ hospitalId: HospitalId }),
    body: SetSentence,
    answer: Wording,
    problems: ['state-conflict'],
    perMinute: 60,
  }),
};
