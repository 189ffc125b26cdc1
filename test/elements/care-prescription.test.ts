/** The patient's prescription on a fake server: what each state says, the code, the seals, the sheet and its print. */
import { PRESCRIPTION_STATES } from '@care-elements/contract/prescription.machine.ts';
import type { PatientPrescription } from '@care-elements/contract/prescription.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import '../../packages/elements/widgets/care-prescription.ts';
import type { CarePrescription } from '../../packages/elements/widgets/care-prescription.ts';
import zh from '../../packages/elements/locales/zh-CN/prescription.ts';
import en from '../../packages/elements/locales/en/prescription.ts';
import {
  fakeCare,
  hospital,
  idOf,
  item,
  ITEMS,
  lakeside,
  patientRx,
  REVIEWED_AT,
  seal,
  SIGNED_AT,
  visitView,
} from '../kit/prescription-fakes.ts';
import { clean } from '../kit/axe.ts';
import { assert, equal, until } from '../kit/expect.ts';

const VISIT = `GET /visits/${idOf(2)}`;
let made: CarePrescription | undefined;

async function put(
  rx: PatientPrescription | null,
  { lang = 'zh-CN', at = hospital, token = true, dark = false } = {},
) {
  const care = fakeCare(
    { 'GET ': at, [VISIT]: visitView(rx) },
    token ? { token: 't', visitId: idOf(2) } : null,
  );
  const element = document.createElement('care-prescription') as CarePrescription;
  element.lang = lang;
  element.care = care;
  element.style.colorScheme = dark ? 'dark' : 'light';
  document.body.append(element);
  made = element;
  await until(() => element.shadowRoot?.querySelector('section'), 'the first render');
  await until(() => !/请稍候|One moment/.test(element.shadowRoot!.textContent!), 'the visit');
  const root = element.shadowRoot!;
  return {
    care,
    element,
    root,
    text: () => root.querySelector('section')!.textContent!.replace(/\s+/g, ' ').trim(),
    change: async (next: PatientPrescription) => {
      care.use(createVisitStore).accept(visitView(next, { version: 99 }));
      await element.updateComplete;
    },
  };
}

describe('care-prescription', () => {
  afterEach(() => {
    made?.remove();
    made = undefined;
    document.querySelectorAll('iframe').forEach((frame) => frame.remove());
  });

  for (const state of PRESCRIPTION_STATES)
    for (const [lang, words] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const)
      it(`says in ${lang} how it stands and what comes next: ${state}`, async () => {
        const { text, element } = await put(patientRx({ state }), { lang });
        const { title, next } = words.standings[state];
        assert(text().includes(title), title);
        assert(text().includes(next), next);
        await clean(element);
      });

  it('shows the code only while there is one to show, on white in the dark, too', async () => {
    const { root, change } = await put(patientRx(), { dark: true });
    const code = root.querySelector('care-qr')!;
    await until(() => code.shadowRoot?.querySelector('path')?.getAttribute('d'), 'the picture');
    equal(
      getComputedStyle(root.querySelector('.qr')!).backgroundColor,
      'rgb(255, 255, 255)',
      'behind the code',
    );
    equal(
      getComputedStyle(code.shadowRoot!.querySelector('svg')!).backgroundColor,
      'rgb(255, 255, 255)',
      'the code',
    );
    assert(root.textContent!.includes('7K3M Q2W9 XT4R BN6V 062H YTSJ 96B9 CPZZ'), 'the code can be read out');
    await change(patientRx({ state: 'pending_review' }));
    assert(!root.querySelector('care-qr'), 'no code before the pass');
  });

  it('follows the review live', async () => {
    const { text, change, root } = await put(patientRx({ state: 'pending_review' }));
    assert(text().includes(zh.reviewing), zh.reviewing);
    equal(root.querySelector('[aria-current="step"]')?.textContent?.trim(), zh.reviewing, 'the step');
    await change(patientRx({ state: 'returned', reason: 'dose', pharmacist: null }));
    assert(text().includes('剂量或用法不适宜'), 'the reason');
    assert(!root.querySelector('.steps'), 'a path that was left has no steps');
    await change(patientRx({ revision: 2 }));
    equal(root.querySelector('[aria-current="step"]')?.textContent?.trim(), zh.collect, 'the step');
  });

  it('shows a medicine that may not be used neither as a picture nor open', async () => {
    const { root } = await put(patientRx({ state: 'voided' }));
    assert(!root.querySelector('.dose'), 'no picture of the day');
    assert(!root.querySelector('details')!.open, 'closed');
    assert(root.querySelector('summary')!.textContent!.includes(zh.notToUse), zh.notToUse);
  });

  it('says each dose in words and as a picture of the day', async () => {
    const { root } = await put(patientRx());
    const [tid] = [...root.querySelectorAll('.med')];
    assert(tid!.textContent!.includes('每次 0.5 g（2 粒），每日 3 次，口服，共 7 天'), 'directions');
    const cells = [...tid!.querySelectorAll('.dose > div')].map((cell) =>
      cell.textContent!.replace(/\s+/g, ' ').trim(),
    );
    equal(cells, ['早2 粒', '中2 粒', '晚2 粒', '睡前–'], 'the day');
    equal(
      tid!.querySelector('.dose')!.getAttribute('aria-label'),
      ITEMS[0]!.directions!['zh-CN'],
      'for a reader',
    );
  });

  it('says of the seals what the server found, and claims nothing of its own', async () => {
    const { root, text, change } = await put(patientRx());
    equal(root.querySelectorAll('.seals .green').length, 2, 'valid seals');
    assert(text().includes(zh.sealWhat.seal), 'what a seal is');
    await change(
      patientRx({ seals: [seal('doctor', SIGNED_AT, 'invalid'), seal('pharmacist', REVIEWED_AT)] }),
    );
    equal(root.querySelectorAll('.seals .green').length, 1, 'valid seals');
    assert(root.querySelector('[role="alert"]')!.textContent!.includes(zh.sealBrokenNext), 'a warning');
    assert(
      !text().includes(zh.standings.approved.title) && !root.querySelector('care-qr'),
      'nothing to fetch',
    );
    assert(!root.querySelector('.act'), 'nothing to print');
    await change(patientRx({ seals: [] }));
    equal(root.querySelectorAll('.seals .green').length, 0, 'valid seals');
    // The pharmacist's seal under a return is genuine, and still no pass.
    await change(patientRx({ state: 'returned', reason: 'dose' }));
    equal(root.querySelectorAll('.seals .green').length, 1, 'valid seals');
    assert(text().includes(zh.sealNone), zh.sealNone);
  });

  it('speaks the patient’s language and prints in the hospital’s', async () => {
    const { root, element } = await put(patientRx(), { lang: 'en' });
    assert(root.textContent!.includes(en.standings.approved.title), 'English');
    root.querySelector<HTMLElement>('.act')!.click();
    await until(() => root.querySelector('.paper'), 'the sheet');
    assert(root.querySelector('.paper')!.textContent!.includes('处方笺'), 'the sheet is Chinese');
    equal(root.querySelector('.paper')!.getAttribute('lang'), 'zh-CN', 'language of the sheet');
    await clean(element);
  });

  it('shows the sheet, and comes back from it', async () => {
    const { root, element } = await put(patientRx(), { lang: 'en', at: lakeside });
    root.querySelector<HTMLElement>('.act')!.click();
    await until(() => root.querySelector('.paper'), 'the sheet');
    const sheet = root.querySelector('.paper')!.textContent!.replace(/\s+/g, ' ');
    for (const part of [
      'Lakeside Community Clinic',
      'Amoxicillin capsules',
      '2 boxes',
      'Zhao Qiming',
      '20261122-7F3A9C01',
    ])
      assert(sheet.includes(part), part);
    equal(root.activeElement?.tagName, 'H1', 'focus');
    root.querySelector<HTMLElement>('.act.quiet')!.click();
    await element.updateComplete;
    assert(!root.querySelector('.paper'), 'back');
  });

  it('puts the sheet away when the doctor takes the prescription back', async () => {
    const { root, change } = await put(patientRx());
    root.querySelector<HTMLElement>('.act')!.click();
    await until(() => root.querySelector('.paper'), 'the sheet');
    await change(patientRx({ state: 'voided' }));
    assert(!root.querySelector('.paper'), 'nothing to print');
  });

  it('prints a document of its own that holds the sheet alone', async () => {
    const { root } = await put(patientRx());
    root.querySelector<HTMLElement>('.act')!.click();
    await until(() => root.querySelector('.paper'), 'the sheet');
    root.querySelector<HTMLElement>('.act')!.click();
    await until(
      () => document.querySelector('iframe')?.contentDocument?.querySelector('.paper'),
      'the print',
    );
    const page = document.querySelector('iframe')!.contentDocument!;
    equal(page.body.children.length, 1, 'what is printed');
    equal(page.querySelectorAll('script, style').length, 0, 'inline code');
    equal(page.documentElement.lang, 'zh-CN', 'language');
    assert(page.querySelector('.paper-qr'), 'the code');
    equal(page.querySelectorAll('.paper-items > li').length, 3, 'medicines');
    const rules = [...page.adoptedStyleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .map((rule) => rule.cssText);
    assert(
      rules.some((rule) => rule.startsWith('@page') && rule.includes('148mm 210mm')),
      'A5',
    );
  });

  it('says that a demo prescription is none, on the paper, too', async () => {
    const { root } = await put(patientRx(), { at: { ...hospital, demo: true } });
    root.querySelector<HTMLElement>('.act')!.click();
    await until(() => root.querySelector('.paper'), 'the sheet');
    assert(root.querySelector('.paper')!.textContent!.includes(zh.paper.demo), zh.paper.demo);
  });

  it('has words for no visit, no prescription, and no server', async () => {
    const none = await put(null);
    assert(none.text().includes(zh.paperNone), none.text());
    assert(none.root.querySelector('slot[name=empty]'), 'in the page’s own words, if it has some');
    none.element.remove();
    const stranger = await put(null, { token: false });
    assert(stranger.text().includes(zh.noVisit), stranger.text());
    stranger.element.remove();
    const lost = document.createElement('care-prescription') as CarePrescription;
    lost.lang = 'en';
    document.body.append((made = lost));
    await until(() => lost.shadowRoot?.textContent?.includes(en.noHospitalNamed), 'words without a hospital');
  });

  it('stays inside 320 px', async () => {
    const five = [
      ...ITEMS,
      item(4, {
        zh: '阿仑膦酸钠片',
        en: 'Alendronate',
        dose: ['70', 'mg'],
        frequency: 'qw',
        days: 28,
        strength: ['70', 'mg'],
      }),
      item(5, {
        zh: '左氧氟沙星片',
        en: 'Levofloxacin',
        dose: ['0.5', 'g'],
        frequency: 'q8h',
        days: 3,
        strength: ['500', 'mg'],
      }),
    ];
    const { element, root } = await put(patientRx({ items: five }), { lang: 'en' });
    element.style.width = '320px';
    await element.updateComplete;
    const wide = [...root.querySelectorAll<HTMLElement>('section *')].filter(
      (e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0,
    );
    equal(
      wide.map((e) => e.outerHTML.slice(0, 80)),
      [],
      'clipped',
    );
  });
});
