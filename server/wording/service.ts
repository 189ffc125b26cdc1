/** A hospital's own words for our sentences: set by an administrator, seen by everybody, each change in the trail. */
import type { Text } from '@care-elements/contract/common.ts';
import {
  blanksOf,
  MOST_SENTENCES,
  WORDING_KEYS,
  type OwnSentence,
  type Sentence,
  type Wording,
  type WordingKey,
} from '@care-elements/contract/wording.ts';
import { publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { lockHospital, requireHospital, setWordingState } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

export async function getWording(work: Work): Promise<Authorized<Wording>> {
  const { wordingVersion } = await requireHospital(work);
  const rows = await repo.listSentences(work.tx, work.hospitalId);
  return publicRecord({ version: wordingVersion, sentences: rows.flatMap(shown) });
}

/** Nothing for a sentence that we have dropped or changed since it was set: what we say now stands. */
function shown({ language, key, sentence }: repo.SentenceRow): Sentence[] {
  const blanks = blanksOf(key);
  const has = (name: string) => sentence.includes(`{${name}}`);
  const filled =
    sentence.match(/\{[^{}]*\}/g)?.every((blank) => blanks?.includes(blank.slice(1, -1))) ?? true;
  return blanks?.every(has) && filled ? [{ language, key, sentence, blanks: [...blanks] }] : [];
}

export const listWordingKeys = (): Promise<Authorized<{ keys: WordingKey[] }>> =>
  Promise.resolve(publicRecord({ keys: WORDING_KEYS }));

/** The names of clinicians by id; who is gone is left out. */
export type NameOf = (work: Work, clinicianIds: string[]) => Promise<Map<string, Text>>;

export async function listOwnSentences(
  work: Work,
  nameOf: NameOf,
): Promise<Authorized<{ sentences: OwnSentence[] }>> {
  const rows = await repo.listSentences(work.tx, work.hospitalId);
  const by = await nameOf(work, [...new Set(rows.map(({ setBy }) => setBy))]);
  const sentences = rows.map((row) => ({
    ...{ language: row.language, key: row.key, sentence: row.sentence, fits: shown(row).length > 0 },
    ...{ setAt: row.setAt.toISOString(), setBy: by.get(row.setBy) ?? null },
  }));
  return publicRecord({ sentences });
}

export async function setSentence(
  work: Work,
  { clinicianId }: ClinicianActor,
  {
    language,
    key,
    sentence,
    instead,
  }: {
    language: Sentence['language'];
    key: string;
    sentence: string | null;
    instead?: string | null | undefined;
  },
): Promise<Authorized<Wording>> {
  const { tx, hospitalId, now } = work;
  // One at a time, so that two at once don't both take the last place, and the number grows.
  await lockHospital(work);
  const place = { hospitalId, language, key };
  const before = await repo.getSentence(tx, place);
  const said = sentence?.trim() ?? null;
  const stands = before?.sentence ?? null;
  if (stands === said) return getWording(work);
  if (instead !== undefined && instead !== stands)
    throw problem('version-conflict', 'Somebody else has changed this sentence.', { current: stands });
  const { wordingVersion, wordingCount } = await requireHospital(work);
  const count = wordingCount + (said === null ? -1 : before ? 0 : 1);
  if (count > MOST_SENTENCES)
    throw problem('state-conflict', `At most ${MOST_SENTENCES} sentences; take one back first.`);
  if (said === null) await repo.deleteSentence(tx, place);
  else await repo.putSentence(tx, { ...place, sentence: said, setAt: now, setBy: clinicianId });
  await setWordingState(work, { wordingVersion: wordingVersion + 1, wordingCount: count });
  await record(work, {
    ...{ action: 'wording.set', resourceType: 'Sentence', resourceId: `${language} ${key}` },
    ...{ before: { sentence: before?.sentence ?? null }, after: { sentence: said }, topics: [] },
  });
  return getWording(work);
}
