/** The triage content desk: who may do what, what exactly is signed, the lint's words, and a trial answered by hand. */
import { Problem } from '@care-elements/client/problem.ts';
import zh from '../../packages/elements/locales/zh-CN/protocols.ts';
import en from '../../packages/elements/locales/en/protocols.ts';
import '../../packages/elements/widgets/care-protocols.ts';
import type { CareProtocols } from '../../packages/elements/widgets/care-protocols.ts';
import {
  detail,
  draft,
  FAULTS,
  HASH,
  review,
  summary,
  trialAsking,
  trialDone,
  unsigned,
} from '../../stories/content-facts.ts';
import sources from '@care-elements/triage/sources.json' with { type: 'json' };
import { sourceWords } from '../../packages/elements/widgets/care-protocols-words.ts';
import { WORLDS } from '../../stories/facts.ts';
import { fakeCare, refuse, type Answers, type Asked } from '../../stories/fake-care.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-protocols', () => {
  let element: CareProtocols | undefined;
  afterEach(() => element?.remove());

  async function put(
    role: 'administrator' | 'medical_lead',
    {
      lang = 'en' as 'en' | 'zh-CN',
      answers = {} as Answers,
      token = true,
      unsignedServed = true,
      width = '1280px',
    } = {},
  ) {
    const asked: { id: string; body: unknown; params: unknown }[] = [];
    const note =
      <T>(id: string, answer: T) =>
      ({ body, params }: Asked) => {
        asked.push({ id, body, params });
        if (answer instanceof Problem) throw answer;
        return answer;
      };
    const items = [draft(), unsigned(unsignedServed), summary()];
    const care = fakeCare({
      session: token ? { token: 't' } : null,
      answers: {
        getHospital: WORLDS[lang].hospital,
        getSession: { ...WORLDS[lang].pharmacist, role },
        listContent: { items, unsignedServed },
        getContent: ({ params }) => detail(items.find(({ hash }) => hash === params['hash'])!),
        signContent: note('sign', detail(draft({ review: review('0.2.0', HASH.draft) }))),
        publishContent: note('publish', detail(draft({ state: 'published', served: true }))),
        retireContent: note('retire', detail(draft({ state: 'retired' }))),
        uploadContent: note('upload', refuse('invalid-input', { errors: FAULTS })),
        tryContent: ({ body }) => {
          asked.push({ id: 'try', body, params: null });
          return Object.keys(body.answers).length ? trialDone : trialAsking;
        },
        ...answers,
      } as Answers,
    });
    element = document.createElement('care-protocols') as CareProtocols;
    Object.assign(element, { lang, care });
    Object.assign(element.style, { width, height: '800px' });
    document.body.append(element);
    await until(() => element!.shadowRoot?.querySelector('.entry, form'), 'the desk');
    const root = element.shadowRoot!;
    const click = async (selector: string) => {
      const found = root.querySelector<HTMLElement>(selector);
      assert(found, `there is no ${selector}`);
      found.click();
      await new Promise((done) => setTimeout(done));
      await element!.updateComplete;
    };
    const open = async (id = 'chest-pain') => {
      await click(`[data-id=${id}]`);
      await until(() => root.querySelector('[part=lines]'), 'the version');
    };
    const key = async (name: string) => {
      const on = root.activeElement ?? root.querySelector('.entry')!;
      on.dispatchEvent(
        new KeyboardEvent('keydown', { key: name, bubbles: true, composed: true, cancelable: true }),
      );
      await new Promise((done) => setTimeout(done));
      await element!.updateComplete;
    };
    const said = (selector: string) =>
      root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    return { element, root, asked, click, open, key, said };
  }

  for (const [lang, words] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const)
    it(`is clean in ${lang}: sign-in, list, a version, the question, an upload refused, a trial`, async () => {
      const out = await put('medical_lead', { lang, token: false });
      assert(out.said('form').includes(words.signInTitle), words.signInTitle);
      await clean(out.element);
      out.element.remove();
      const lead = await put('medical_lead', { lang });
      await clean(lead.element);
      await lead.open();
      await lead.click('#sign');
      await clean(lead.element);
      lead.element.remove();
      const admin = await put('administrator', { lang });
      await admin.click('.list-head .act');
      const source = admin.root.querySelector<HTMLTextAreaElement>('#source')!;
      source.value = '{"id":"chest-pain"}';
      source.dispatchEvent(new InputEvent('input'));
      await admin.click('[part=upload] .act:not(.quiet)');
      await until(() => admin.root.querySelector('[part=faults]'), 'the faults');
      await clean(admin.element);
      await admin.open();
      await admin.click('[part=trial] form .act');
      await until(() => admin.root.querySelector('[part=asked]'), 'the question');
      await clean(admin.element);
    });

  it('names every source in words to who signs, with its page', () => {
    for (const t of [en, zh])
      equal(
        Object.keys(sources).filter((key) => !t.sources[key]),
        [],
      );
    equal(sourceWords(en, 'NHS chest-pain; K'), 'NHS: chest-pain; clinical consensus, no published source');
  });

  it('lists drafts and the unsigned first, each with state, version and who signed; searches and filters', async () => {
    const { root, said, element, click } = await put('medical_lead');
    const rows = () =>
      [...root.querySelectorAll('.entry')].map(
        (row) => `${(row as HTMLElement).dataset['id']} ${(row as HTMLElement).dataset['state']}`,
      );
    equal(rows(), ['chest-pain draft', 'chest-pain published', 'cold published']);
    assert(said('[data-state=published]').includes('Signed by Wu Jianguo'), 'who signed');
    assert(said('[data-id=cold]').includes(en.unsigned), 'nobody signed');
    await click('.filters button:nth-child(2)');
    equal(rows(), ['chest-pain draft', 'cold published']);
    const search = root.querySelector<HTMLInputElement>('#search')!;
    search.value = 'runny';
    search.dispatchEvent(new InputEvent('input'));
    await element.updateComplete;
    equal(rows(), ['cold published']);
  });

  it('shows each rule with level, source and confidence, and marks what is unconfirmed', async () => {
    const { open, root } = await put('medical_lead');
    await open();
    const rule = (key: string) =>
      root.querySelector(`[part=lines] [data-key='${key}']`)!.textContent!.replace(/\s+/g, ' ');
    assert(
      /Emergency.*spreads to arm.*When: .*NHS: chest-pain.*seen on its page/.test(rule('chest-pain.spreads')),
      rule('chest-pain.spreads'),
    );
    assert(
      /Routine.*Worse on coughing.*common knowledge, unconfirmed/.test(rule('chest-pain.cough')),
      rule('chest-pain.cough'),
    );
    const marks = root.querySelectorAll("[part=lines] [data-key='chest-pain.cough'] .amber");
    assert(marks.length === 1, 'the unconfirmed one has a mark with words');
  });

  it('shows what changed since the last signed version, level by level', async () => {
    const { open, said, root } = await put('medical_lead');
    await open();
    assert(said('[part=changes]').includes(en.changesTitle('0.1.0')), 'since which');
    equal(
      [...root.querySelectorAll('[data-change]')].map((li) => (li as HTMLElement).dataset['change']),
      ['changed', 'added', 'moved'],
    );
    assert(
      /Before.*Self-care.*Now.*Routine/.test(said('[data-change=changed]')),
      said('[data-change=changed]'),
    );
  });

  it('signs exactly what it shows, after one question', async () => {
    const { open, click, said, asked, root } = await put('medical_lead');
    await open();
    for (const shown of ['chest-pain', '0.2.0', HASH.draft])
      assert(said('.signed-what').includes(shown), shown);
    await click('#sign');
    equal(asked, [], 'nothing is sent before the answer');
    assert(root.activeElement?.classList.contains('sure'), 'the question has the focus');
    await click('.sure .quiet');
    await until(() => root.querySelector('[part=sign] .green'), 'the signature');
    equal(
      asked.map(({ id, body }) => [id, body]),
      [['sign', { contentId: 'chest-pain', version: '0.2.0', hash: HASH.draft }]],
    );
  });

  it('offers the lead no upload and no publication, the administrator no signature', async () => {
    const lead = await put('medical_lead');
    await lead.open();
    assert(!lead.root.querySelector('.list-head .act, #publish, #retire'), 'the lead only signs');
    lead.element.remove();
    const admin = await put('administrator');
    await admin.open();
    assert(
      admin.root.querySelector('#publish') && admin.root.querySelector('#retire'),
      'publishes and retires',
    );
    assert(!admin.root.querySelector('#sign'), 'signs nothing');
  });

  it('says that an unsigned version can’t be published where only signed ones are served', async () => {
    const { open, root, said } = await put('administrator', { unsignedServed: false });
    await open();
    assert(!root.querySelector('#publish'), 'no button');
    assert(said('[part=publish]').includes(en.publishNeeds), 'but a reason');
    assert(said('[data-id=cold]').includes(en.waits), 'and the list says what waits');
  });

  it('refuses with the lint’s words, keeps the text, and opens the draft once it is right', async () => {
    let good = false;
    const { click, root, said, element } = await put('administrator', {
      answers: {
        uploadContent: () => {
          if (!good) throw refuse('invalid-input', { errors: FAULTS });
          return detail(draft());
        },
      },
    });
    await click('.list-head .act');
    const write = async (text: string) => {
      const source = root.querySelector<HTMLTextAreaElement>('#source')!;
      source.value = text;
      source.dispatchEvent(new InputEvent('input'));
      await element.updateComplete;
    };
    await click('[part=upload] .act:not(.quiet)');
    assert(said('[part=upload]').includes(en.nothingToUpload), 'nothing to upload');
    await write('{"id": ');
    await click('[part=upload] .act:not(.quiet)');
    assert(said('.work [role=alert]').includes(en.problems['malformed-body']!), 'no JSON');
    await write('{"id":"chest-pain"}');
    await click('[part=upload] .act:not(.quiet)');
    await until(() => root.querySelector('[part=faults]'), 'the faults');
    assert(
      said('[part=faults]').includes(
        'rules/chest-pain.spreadsIts source NOWHERE is not in the list. Add it to sources.json.',
      ),
      said('[part=faults]'),
    );
    equal(root.querySelector<HTMLTextAreaElement>('#source')!.value, '{"id":"chest-pain"}');
    good = true;
    await click('[part=upload] .act:not(.quiet)');
    await until(() => root.querySelector('[part=lines]'), 'the draft');
  });

  it('tries a version: words, a question with several answers, the result', async () => {
    const { open, click, asked, root, said } = await put('administrator');
    await open();
    root.querySelector<HTMLTextAreaElement>('#says')!.value = 'my chest hurts';
    await click('[part=trial] form .act');
    await until(() => root.querySelector('[part=asked]'), 'the question');
    assert(said('[part=result]').startsWith(en.soFar), 'not final');
    await click('[part=asked] input');
    await click("[part=asked] [data-code='arm']");
    await until(() => !root.querySelector('[part=asked]'), 'the end');
    assert(/^Result.*Emergency.*spreads to arm/.test(said('[part=result]')), said('[part=result]'));
    equal(
      asked.map(({ body }) => body),
      [
        { age: 40, sex: 'unknown', text: 'my chest hurts', answers: {} },
        { age: 40, sex: 'unknown', text: 'my chest hurts', answers: { 'pain-spread': ['arm'] } },
      ],
    );
  });

  it('by keyboard: J and K through the list, / to the search, U uploads, Esc closes', async () => {
    const { key, root } = await put('administrator');
    await key('j');
    await until(() => root.querySelector('[part=lines]'), 'the first version');
    equal(root.querySelector('[aria-current=true]')?.getAttribute('data-state'), 'draft');
    await key('j');
    await until(
      () => root.querySelector('[aria-current=true]')?.getAttribute('data-state') === 'published',
      'the next',
    );
    await key('/');
    equal(root.activeElement?.id, 'search');
    await key('u');
    assert(!root.querySelector('#source'), 'letters are letters in a field');
    await key('Escape');
    assert(!root.querySelector('[part=lines]'), 'closed');
    root.querySelector<HTMLElement>('.entry')!.focus();
    await key('u');
    assert(root.querySelector('#source'), 'the upload');
  });

  it('gives each part of a line room for its words, on a desk and on a phone', async () => {
    for (const width of ['1280px', '1000px', '390px']) {
      const { root, open } = await put('medical_lead', { width });
      await open();
      const narrow = [...root.querySelectorAll('.sheet .lines > li > *')].filter(
        (cell) => cell.getBoundingClientRect().width < 100,
      );
      equal(
        narrow.map(({ textContent }) => textContent!.trim()),
        [],
        `squeezed at ${width}`,
      );
      element!.remove();
    }
  });

  it('is one column on a phone, with the way back', async () => {
    const { open, root, element } = await put('medical_lead', { width: '390px' });
    await open();
    assert(getComputedStyle(root.querySelector('.list')!).display === 'none', 'the list makes room');
    assert(element.scrollWidth <= 390, `${element.scrollWidth} px wide`);
    root.querySelector<HTMLElement>('.to-list')!.click();
    await until(() => getComputedStyle(root.querySelector('.list')!).display !== 'none', 'the list');
  });
});
