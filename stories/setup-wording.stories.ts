import { WORDING_KEYS, type OwnSentence } from '@care-elements/contract/wording.ts';
import { find, press, type } from './act.ts';
import { both, type World } from './facts.ts';
import { refuse, unreachable, type Answers } from './fake-care.ts';
import { setupPage } from './setup.stories.ts';
import { inBothLanguages } from './story.ts';

export default {
  title: 'Desks/Website setup: our own words',
  tags: ['desk', 'blanks'],
  globals: { viewport: { value: 'desk' } },
};

const said = (
  language: OwnSentence['language'],
  key: string,
  sentence: string,
  more: Partial<OwnSentence> = {},
): OwnSentence => ({
  ...{ language, key, sentence, fits: true },
  ...{ setAt: '2026-11-20T02:15:00.000Z', setBy: both('方琳', 'Fang Lin') },
  ...more,
});
const OWN: OwnSentence[] = [
  said('zh-CN', 'queue.title', '请在{department}候诊'),
  said('en', 'queue.title', 'Your turn at {department} is near'),
  said('zh-CN', 'chat.old', '旧的说法', { fits: false }),
  said('en', 'chat.old', 'An old sentence', { fits: false }),
  said('zh-CN', 'queue.ahead', '前面有{count}位', { fits: false }),
  said('en', 'queue.ahead', '{count} before you', { fits: false }),
];

const page = (more: Answers, act?: (box: HTMLElement, world: World) => Promise<void>) =>
  inBothLanguages(
    setupPage(
      { listWordingKeys: { keys: WORDING_KEYS }, listOwnSentences: { sentences: OWN }, ...more },
      async (box, world) => {
        await press(box, '.place:last-child');
        await act?.(box, world);
      },
    ),
  );
const seek = (box: HTMLElement, words: string) => type(box, '#q', words);
async function change(box: HTMLElement, key: string, text?: string): Promise<void> {
  await seek(box, key);
  await press(box, `[data-key="${key}"] .turn`);
  if (text !== undefined) await type(box, '#words', text);
}
const inWords = ({ lang }: World, zh: string, en: string) => (lang === 'en' ? en : zh);

export const Words = page({});
export const Changed = page({}, (box) => press(box, '#only'));
export const NothingFound = page({}, (box) => seek(box, 'no such words'));
export const BlankMissing = page({}, (box, world) =>
  change(box, 'queue.title', inWords(world, '请在{place}稍候', 'Please wait at {place}')),
);
export const Safety = page({}, (box) => change(box, 'first.consentAgree'));
export const Arabic = page({}, async (box) => {
  const select = (await find(box, '#tongue')) as HTMLSelectElement;
  select.value = 'ar';
  select.dispatchEvent(new Event('change'));
  await change(box, 'triage-result.call');
});
export const Saved = page({ setSentence: { version: 4, sentences: [] } }, async (box, world) => {
  await change(box, 'queue.stay', inWords(world, '继续等', 'Wait on'));
  await press(box, '.save');
});
export const ChangedByAColleague = page({ setSentence: refuse('version-conflict') }, async (box, world) => {
  await change(box, 'queue.title', inWords(world, '{department}：请稍候', 'Please wait for {department}'));
  await press(box, '.save');
});
export const NoConnection = page({ setSentence: unreachable() }, async (box, world) => {
  await change(box, 'queue.stay', inWords(world, '继续等', 'Wait on'));
  await press(box, '.save');
});
export const GoingBack = page({}, async (box) => {
  await change(box, 'queue.title');
  await press(box, '.back');
});
export const NotRead = page({ listOwnSentences: unreachable() });
