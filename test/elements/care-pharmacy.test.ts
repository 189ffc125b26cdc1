/** The pharmacist's desk: sign-in, the list, the sheet and the checks, its keys, and one column on a phone. */
import { Problem } from '@care-elements/client/problem.ts';
import zh from '../../packages/elements/locales/zh-CN/pharmacy.ts';
import en from '../../packages/elements/locales/en/pharmacy.ts';
import { ago, checks, ID, lease, listOf, OTHER, put, review, takeAway } from '../kit/pharmacy-desk.ts';
import { finding, people, reviewRx } from '../kit/prescription-fakes.ts';
import { entryOf } from '../kit/review-fakes.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

describe('care-pharmacy', () => {
  afterEach(takeAway);

  for (const [lang, words] of [
    ['zh-CN', zh],
    ['en', en],
  ] as const) {
    it(`is clean in ${lang}: sign-in, list, prescription, reason, help`, async () => {
      const out = await put(undefined, { lang, token: false });
      assert(out.root.textContent!.includes(words.signInTitle), words.signInTitle);
      await clean(out.element);
      out.element.remove();
      const { element, open, press, root } = await put(undefined, { lang });
      await clean(element);
      await open();
      await clean(element);
      await press('r');
      assert(root.textContent!.includes(words.returnTitle), words.returnTitle);
      await clean(element);
      await press('Escape');
      await press('?');
      assert(root.querySelector('dialog')?.open, 'help');
      await clean(element);
    });
  }

  it('asks for name and password, and says which is missing', async () => {
    const { root, element } = await put(undefined, { token: false });
    root.querySelector<HTMLElement>('form .act')!.click();
    await element.updateComplete;
    assert(root.textContent!.includes(zh.missingUsername), zh.missingUsername);
    await until(() => root.activeElement?.id === 'username', 'focus on the name');
  });

  it('says when name and password do not match', async () => {
    const { root } = await put(undefined, {
      token: false,
      answers: {
        'POST /sessions': () => {
          throw new Problem(401, { code: 'wrong-credentials' });
        },
      },
    });
    root.querySelector<HTMLInputElement>('#username')!.value = 'gao';
    root.querySelector<HTMLInputElement>('#password')!.value = 'x';
    root.querySelector<HTMLElement>('form .act')!.click();
    await until(() => root.textContent!.includes(zh.problems['wrong-credentials']!), 'the reason');
  });

  it('shows how long each waits: in words, and longer in colour', async () => {
    const { root } = await put();
    const waits = [...root.querySelectorAll('[part="wait"]')].map((mark) => [
      mark.classList.contains('red') ? 'red' : mark.classList.contains('amber') ? 'amber' : '',
      mark.querySelector('.hush')!.textContent,
    ]);
    equal(waits, [
      ['red', '已等待 31 分钟'],
      ['amber', '已等待 12 分钟'],
      ['', '等待不到 1 分钟'],
    ]);
  });

  it('reads the list again when the stream says so', async () => {
    const { care, root } = await put();
    care.answers['GET /prescriptions/reviews'] = listOf();
    care.push('reviews', 'reviews', { at: ago(0) });
    await until(() => root.textContent!.includes(zh.empty), 'an empty list');
  });

  it('shows the sheet beside allergies, triage, and checks with their source and what nobody verified', async () => {
    const order = [
      finding({ key: 'i', severity: 'info', confidence: 'computed' }),
      finding({ key: 'w', severity: 'warn', confidence: 'recall' }),
      finding({ key: 'u', severity: 'unable_to_check', confidence: 'law-unreviewed' }),
    ];
    const { open, root } = await put(reviewRx({ checks: checks(...order) }));
    await open();
    assert(root.querySelector('.paper')!.textContent!.includes('阿莫西林胶囊'), 'the medicine');
    const heard = [...root.querySelectorAll('[part=heard]')].map((mark) => mark.parentElement!.textContent);
    equal(heard, [`越来越重${zh.answerHeard}`], 'what nobody asked is marked');
    assert(root.querySelector('[part="allergies"]')!.textContent!.includes('磺胺、头孢克洛'), 'allergies');
    assert(root.textContent!.includes('嗓子疼，昨天开始发烧'), 'the patient’s own words');
    const found = [...root.querySelectorAll('.finding')];
    equal(
      found.map((one) => one.className.replace('finding ', '')),
      ['warn', 'unable_to_check', 'info'],
      'in order of danger',
    );
    const marks = found.map((one) => one.querySelector('.note .amber')?.textContent?.trim() ?? '');
    equal(marks, [zh.confidences.recall, zh.confidences['law-unreviewed'], ''], 'not verified');
    assert(found[0]!.textContent!.includes('US label (DailyMed/openFDA)'), 'source');
  });

  it('walks the list by keys, and leaves keys pressed elsewhere in the page alone', async () => {
    const { press, root, posts } = await put();
    const current = () => root.querySelector<HTMLElement>('[aria-current="true"]')?.dataset['id'];
    await press('j');
    equal(current(), ID);
    await press('j');
    equal(current(), OTHER);
    await press('k');
    equal(current(), ID);
    const field = document.createElement('input');
    document.body.append(field);
    await press('a', {}, field);
    await press('Escape', {}, field);
    field.remove();
    equal(current(), ID);
    equal(posts().length, 0, 'passes');
    await press('a', { ctrlKey: true });
    equal(posts().length, 0, 'passes');
  });

  it('says in the list who has what in hand, and whose doctor was asked', async () => {
    const { care, root, element } = await put();
    const rx = reviewRx();
    care.answers['GET /prescriptions/reviews'] = {
      ...listOf(
        entryOf(rx, { lease: lease(people.he) }),
        entryOf(rx, { prescriptionId: OTHER, lease: lease(people.gao, ago(2)) }),
      ),
      ...{ next: OTHER, counts: { waiting: 60, held: 1, asked: 1 } },
    };
    care.push('reviews', 'reviews', { at: ago(0) });
    await until(() => root.querySelectorAll('[part="holder"]').length === 2, 'who holds them');
    equal(
      [...root.querySelectorAll('[part="holder"]')].map((one) => one.textContent!.trim()),
      ['正在由 何立新药师 审核', '高文静主管药师已询问医生，等待答复'],
    );
    assert(root.textContent!.includes(zh.waitingCount(60)), 'the count');
    assert(root.textContent!.includes(zh.inHandCount(1, 1)), 'of these in hand');
    assert(root.textContent!.includes(zh.showMore), 'more behind it');
    await clean(element);
  });

  it('reads what a colleague has in hand, and decides nothing; takes it once it came free', async () => {
    const rx = reviewRx({ checks: checks() });
    const held = review(rx, { lease: lease(people.he), bar: 'held' });
    const { care, open, press, posts, foot, root, element } = await put(rx, {
      answers: { 'POST /prescriptions/reviews/next': { review: held } },
    });
    await open();
    assert(foot().includes('正在由 何立新药师 审核'), foot());
    await clean(element);
    for (const key of ['a', 'r', 'x']) await press(key);
    equal(posts().length, 0, 'decisions');
    care.answers[`GET /prescriptions/${ID}/review`] = review(rx, { lease: null, bar: 'free' });
    care.push('reviews', 'reviews', { at: ago(0) });
    await until(() => root.querySelector('#take'), 'that it is free');
    root.querySelector<HTMLElement>('#take')!.click();
    await until(() => root.querySelector('#pass'), 'the hand');
    await press('a');
    await until(() => posts().length === 1, 'the pass');
  });

  it('says why a pharmacist may read and not review', async () => {
    const rule = finding({
      check: 'cn.rx.reviewer',
      step: 'legality',
      severity: 'block',
      what: { 'zh-CN': '审方药师的调剂年限不足 3 年。', en: 'Less than 3 years of dispensing.' },
    });
    const rx = reviewRx({ checks: checks(rule) });
    const { open, press, posts, foot } = await put(rx, {
      answers: {
        'POST /prescriptions/reviews/next': { review: review(rx, { lease: null, bar: 'not-qualified' }) },
      },
    });
    await open();
    assert(foot().includes(`${zh.bars['not-qualified']}审方药师的调剂年限不足 3 年。`), foot());
    for (const key of ['a', 'r', 'x']) await press(key);
    equal(posts().length, 0, 'decisions');
  });

  it('puts away what it has in hand when the next is opened, and when it leaves the page', async () => {
    const { care, open, press, element, root } = await put();
    const left = () => care.calls.filter(([name]) => name.startsWith('DELETE')).map(([name]) => name);
    await open();
    await press('j');
    await until(
      () => root.querySelector<HTMLElement>('[aria-current="true"]')?.dataset['id'] === OTHER,
      'it',
    );
    await until(() => left().length === 1, 'the first put away');
    await until(() => root.querySelector('#pass'), 'the second in hand');
    element.remove();
    await until(() => left().length === 2, 'the second put away');
    equal(
      left(),
      [ID, OTHER].map((id) => `DELETE /prescriptions/${id}/review/lease`),
    );
  });

  it('lets a person turn the single keys off', async () => {
    const { open, press, posts, root, element } = await put();
    await open();
    await press('?');
    root.querySelector<HTMLInputElement>('dialog input')!.click();
    root.querySelector<HTMLElement>('dialog .act')!.click();
    await element.updateComplete;
    assert(!root.querySelector('dialog'), 'closed');
    await press('a');
    equal(posts().length, 0, 'passes');
    root.querySelector<HTMLElement>('[part="approve"]')!.click();
    await until(() => posts().length === 1, 'the pass');
  });

  it('is one column on a phone: the list, or the prescription with a way back', async () => {
    const { open, root, element } = await put(undefined, { width: '390px' });
    const seen = (selector: string) => !!root.querySelector<HTMLElement>(selector)?.offsetParent;
    assert(seen('.list') && !seen('.paper'), 'the list');
    await open();
    assert(!seen('.list') && seen('.paper') && seen('[part="approve"]'), 'the prescription');
    const wide = [...root.querySelectorAll<HTMLElement>('.cols > *')].filter((e) => e.scrollWidth > 391);
    equal(wide.length, 0, 'too wide');
    root.querySelector<HTMLElement>('.to-list')!.click();
    await element.updateComplete;
    assert(seen('.list') && !seen('.paper'), 'the list again');
  });

  it('on a phone the focus goes on from the list to the prescription, and back: neither is left on what is hidden', async () => {
    const { root } = await put(undefined, { width: '390px' });
    const tap = (selector: string) => {
      const button = root.querySelector<HTMLElement>(selector)!;
      button.focus();
      button.click();
    };
    tap('.entry');
    await until(() => root.querySelector('.paper'), 'the sheet');
    await until(() => root.activeElement?.matches('.sheet'), 'the focus at the prescription');
    tap('.to-list');
    await until(() => root.activeElement?.matches('.entry'), 'the focus in the list');
  });
});
