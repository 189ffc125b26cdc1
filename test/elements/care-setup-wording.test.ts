/** A hospital's own words on the setup's page: found, said, checked while they are typed, refused where a colleague was faster, and never lost. */
import { WORDING_KEYS, type OwnSentence } from '@care-elements/contract/wording.ts';
import '../../packages/elements/widgets/care-setup.ts';
import '../../packages/elements/widgets/care-setup-wording.ts';
import en from '../../packages/elements/locales/en/setup-wording.ts';
import setup from '../../packages/elements/locales/en/setup.ts';
import { deep } from '../../stories/act.ts';
import { both, WORLDS } from '../../stories/facts.ts';
import { fakeCare, refuse, type Answers, type Asked, type FakeCare } from '../../stories/fake-care.ts';
import { equal, until } from '../kit/expect.ts';

const KEY = 'queue.title';
const OURS = 'You are waiting for {department}';
const by = (name: string) => both(name, name);
const said = (
  sentence: string,
  name = 'Fang Lin',
  key = KEY,
  language: OwnSentence['language'] = 'en',
): OwnSentence => ({
  ...{ language, key, sentence, fits: true, setAt: '2026-11-20T02:15:00.000Z', setBy: by(name) },
});

/** A server that keeps what it is told, and its hospital's setup, opened at the words. */
async function open(own: OwnSentence[] = [], more: Answers = {}) {
  const sent: Asked<'setSentence'>['body'][] = [];
  const { hospital, pharmacist } = WORLDS.en;
  const server = { own };
  const clinician = { ...pharmacist, role: 'administrator' as const };
  const care: FakeCare = fakeCare({
    session: { token: 'a' },
    answers: {
      ...{ getHospital: hospital, getSession: clinician, listOrigins: { origins: [] } },
      createSession: () => ({
        ...{ token: 'b', expiresAt: '2026-11-29T00:00:00.000Z', clinician },
      }),
      listWordingKeys: { keys: WORDING_KEYS },
      listOwnSentences: () => ({ sentences: server.own }),
      setSentence: ({ body }) => {
        sent.push(body);
        const { language, key, sentence, instead } = body;
        const at = server.own.find((one) => one.key === key && one.language === language);
        if ((at?.sentence ?? null) !== (instead ?? null)) throw refuse('version-conflict');
        server.own = server.own.filter((one) => one !== at);
        if (sentence !== null) server.own.push(said(sentence, 'Me', key, language));
        return { version: 1, sentences: [] };
      },
      ...more,
    },
  });
  const element = Object.assign(document.createElement('care-setup'), {
    ...{ lang: 'en', care, place: 'words', previewOf: () => document.createElement('p') },
  });
  document.body.append(element);
  const find = (selector: string) => [...deep(element)].find((one) => one.matches(selector));
  const there = async (selector: string) => {
    await until(() => find(selector));
    return find(selector)!;
  };
  const type = async (selector: string, text: string) => {
    const field = (await there(selector)) as HTMLTextAreaElement;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const keys = () => [...deep(element)].flatMap((one) => one.dataset['key'] ?? []);
  const edit = async (key: string) => {
    await type('#q', key);
    await until(() => keys().includes(key));
    (await there(`[data-key="${key}"] .turn`)).click();
    await there('#words');
  };
  const text = (selector: string) => find(selector)?.textContent?.trim();
  const active = () => {
    let one: Element | null = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };
  return { care, server, sent, element, find, there, type, keys, edit, text, active };
}

describe('the page of a hospital’s own words', () => {
  afterEach(() => document.querySelector('care-setup')?.remove());

  it('finds a sentence by words, key, screen, and by what was changed, a page at a time', async () => {
    const { there, find, type, keys, text, active } = await open([said('Your turn at {department}')]);
    await there('#found');
    await until(() => keys().length === 20);
    const first = keys();
    find('.pages button:last-child')!.click();
    await until(() => keys().length === 20 && keys()[0] !== first[0]);
    equal(active()?.id, 'found');
    equal(
      keys().filter((key) => first.includes(key)),
      [],
    );
    await type('#q', 'waiting FOR');
    await until(() => keys().includes(KEY) && keys().length < 20);
    await type('#q', 'your turn at');
    await until(() => `${keys()}`.includes(KEY));
    await type('#q', '');
    find('#only')!.click();
    await until(() => `${keys()}` === KEY);
    equal(text('dd.own'), 'Your turn at {department}');
    equal(text('dd.muted')?.startsWith('Fang Lin, '), true);
    find('#only')!.click();
    const where = find('#where') as HTMLSelectElement;
    where.value = 'rating';
    where.dispatchEvent(new Event('change'));
    await until(() => keys().length > 0 && keys().every((key) => key.startsWith('rating.')));
  });

  it('shows how it reads, says what is wrong at once, sends nothing wrong, and saves by Enter', async () => {
    const { edit, type, text, find, sent, active } = await open();
    await edit(KEY);
    equal([active()?.id, (active() as HTMLTextAreaElement).value], ['words', OURS]);
    equal(text('.reads'), 'You are waiting for Dermatology');
    for (const [typed, words] of [
      ['Please wait', en.missing('{department}')],
      ['{department} {name}', en.unknown('{name}')],
      ['{department} }', en.brace],
      ['<b>{department}</b>', en.markup],
      ['{department}\nnow', en.markup],
      [`{department}${'x'.repeat(400)}`, en.tooLong(12)],
      [' ', en.empty],
    ] as const) {
      await type('#words', typed);
      await until(() => text('#words-wrong') === words);
      equal(find('#words')!.getAttribute('aria-invalid'), 'true');
      find('.save')!.click();
    }
    equal(sent, []);
    await type('#words', '');
    find('.insert')!.click();
    await until(() => (find('#words') as HTMLTextAreaElement).value === '{department}');
    await type('#words', ' Next: {department} ');
    const enter = (more: KeyboardEventInit = {}) =>
      find('#words')!.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }),
      );
    enter({ isComposing: true });
    equal(sent, []);
    enter();
    await until(() => text('.acts [role=status]') === en.saved);
    equal(sent, [{ language: 'en', key: KEY, sentence: 'Next: {department}', instead: null }]);
    equal(text('dd.own'), 'Next: {department}');
    equal(find('.save')!.getAttribute('aria-disabled'), 'true');
  });

  it('goes back to ours, once it is asked', async () => {
    const { edit, find, there, sent, text, active } = await open([said('Your turn at {department}')]);
    await edit(KEY);
    find('.back')!.click();
    await until(() => active()?.matches('.sure'));
    equal(sent, []);
    (await there('.sure .quiet')).click();
    await until(() => text('.acts [role=status]') === en.isBack);
    equal(
      sent.map(({ sentence, instead }) => [sentence, instead]),
      [[null, 'Your turn at {department}']],
    );
    equal([(find('#words') as HTMLTextAreaElement).value, active()?.id], [OURS, 'words']);
  });

  it('does not overwrite what a colleague said meanwhile, says whose it is, and does when asked again', async () => {
    const { edit, type, find, server, sent, text, keys } = await open();
    await edit(KEY);
    await type('#words', 'Mine, {department}');
    server.own = [said('Theirs, {department}', 'Zhou')];
    find('.save')!.click();
    await until(() => text('.band[role=alert]')?.includes('Zhou'));
    equal(text('dd.own'), 'Theirs, {department}');
    equal(
      [(find('#words') as HTMLTextAreaElement).value, server.own[0]!.sentence],
      ['Mine, {department}', 'Theirs, {department}'],
    );
    find('.save')!.click();
    await until(() => text('.acts [role=status]') === en.saved);
    equal(
      sent.map(({ instead }) => instead),
      [null, 'Theirs, {department}'],
    );
    equal(keys(), [KEY]);
  });

  it('keeps what was typed when it can’t be sent, and over a session that has ended', async () => {
    const { care, edit, type, find, there, text } = await open();
    const { setSentence } = care.answers;
    await edit('queue.stay');
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    equal(asks(), false);
    await type('#words', 'Wait on');
    equal(asks(), true);
    for (const [code, words] of [
      ['state-conflict', en.problems['state-conflict']],
      ['too-many-requests', en.problems['too-many-requests']],
      ['internal', en.notSaved],
    ] as const) {
      care.answers.setSentence = refuse(code);
      find('.save')!.click();
      await until(() => text('.band[role=alert]') === words);
      equal((find('#words') as HTMLTextAreaElement).value, 'Wait on');
    }
    care.answers.setSentence = refuse('token-expired');
    find('.save')!.click();
    await until(() => text('form.sign-in .band') === setup.problems['token-expired']);
    equal(care.session.get(), null);
    care.answers.setSentence = setSentence!;
    for (const name of ['username', 'password']) ((await there(`#${name}`)) as HTMLInputElement).value = 'x';
    find('form.sign-in .act')!.click();
    await edit('queue.stay');
    equal((find('#words') as HTMLTextAreaElement).value, 'Wait on');
    find('.save')!.click();
    await until(() => text('.acts [role=status]') === en.saved);
    equal(asks(), false);
  });

  it('warns before a sentence of safety or consent, and shows each language in its own direction', async () => {
    const { edit, find, text, there } = await open();
    await edit('triage-result.call');
    equal(text('.edit .band'), en.safetyMore);
    const tongue = find('#tongue') as HTMLSelectElement;
    tongue.value = 'ar';
    tongue.dispatchEvent(new Event('change'));
    await there('dd[lang=ar][dir=rtl]');
    await edit('triage-result.call');
    equal([find('#words')!.lang, find('#words')!.dir], ['ar', 'rtl']);
    equal(text('[data-key="triage-result.call"] dd[lang=en]'), 'Call {number}');
  });
});
