/** A hospital's own words for our sentences: which can be said otherwise, what a sentence may be, and who sets it. */
import { z } from 'zod';
import { HospitalId, Instant, Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';
import {
  isSafety,
  LONGEST_SENTENCE,
  MOST_SENTENCES,
  sentenceFault,
  TONGUES,
  type SentenceFault,
} from './wording.faults.ts';
import KEYS from './wording.keys.json' with { type: 'json' };

/** All that can be said otherwise. */
const MOST_KEYS = 4000;
export { LONGEST_SENTENCE, MOST_SENTENCES } from './wording.faults.ts';
export const Tongue = z.enum(TONGUES);

/** The names of the blanks by key; undefined for what is no sentence of the patient's screens, or must stay as it is. */
export const blanksOf = (key: string): readonly string[] | undefined =>
  Object.hasOwn(KEYS, key) ? (KEYS as Record<string, readonly string[]>)[key] : undefined;

/** Why a sentence can't stand for the one at `key`; null for one that can. */
function wordingFault(key: string, sentence: string): 'unknown-key' | SentenceFault['fault'] | null {
  const blanks = blanksOf(key);
  return blanks ? (sentenceFault(blanks, sentence)?.fault ?? null) : 'unknown-key';
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

/** A sentence that can be said otherwise: its blanks in order, and whether somebody's safety or consent hangs on it. */
export const WordingKey = z.object({
  key: Key,
  blanks: z.array(z.string().max(40)).max(8),
  safety: z.boolean(),
});
export type WordingKey = z.infer<typeof WordingKey>;
export const WORDING_KEYS: WordingKey[] = Object.entries(KEYS).map(([key, blanks]) => ({
  ...{ key, blanks: [...blanks], safety: isSafety(key) },
}));

/** A hospital's sentence as its administrators see it. */
export const OwnSentence = z.object({
  language: Tongue,
  key: Key,
  sentence: z.string().max(LONGEST_SENTENCE),
  /** False where we have dropped or changed ours since: it is not shown. */
  fits: z.boolean(),
  setAt: Instant,
  /** Null for somebody who is gone. */
  setBy: Text.nullable(),
});
export type OwnSentence = z.infer<typeof OwnSentence>;

const SetSentence = z
  .object({
    ...{ language: Tongue, key: Key, sentence: z.string().max(4000).nullable() },
    /** What the hospital said there, null for ours, when the change was begun; left out, whatever it says gives way. */
    instead: z.string().max(4000).nullable().optional(),
  })
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
  listWordingKeys: route({
    id: 'listWordingKeys',
    method: 'get',
    path: '/hospitals/{hospitalId}/wording/keys',
    summary: 'Every sentence of the patient’s screens that the hospital may say otherwise, with its blanks.',
    callers: ['administrator'],
    params: HospitalParams,
    answer: z.object({ keys: z.array(WordingKey).max(MOST_KEYS) }),
    problems: [],
  }),
  listOwnSentences: route({
    id: 'listOwnSentences',
    method: 'get',
    path: '/hospitals/{hospitalId}/wording/own',
    summary:
      'What the hospital says in its own words, by whom and since when; what no longer fits ours, too.',
    callers: ['administrator'],
    params: HospitalParams,
    answer: z.object({ sentences: z.array(OwnSentence).max(MOST_SENTENCES) }),
    problems: [],
  }),
  setSentence: route({
    id: 'setSentence',
    method: 'put',
    path: '/hospitals/{hospitalId}/wording',
    summary: `Say a sentence of the patient’s screens in the hospital’s words, in one language; null takes ours again. At most ${MOST_SENTENCES}. Pages have it from their next opening on. \`instead\` refuses with \`version-conflict\` where somebody else has changed it meanwhile.`,
    callers: ['administrator'],
    params: z.object({ hospitalId: HospitalId }),
    body: SetSentence,
    answer: Wording,
    problems: ['state-conflict', 'version-conflict'],
    perMinute: 60,
  }),
};
