/** `<care-triage>` where its page names no protocol: what is wrong is asked first, in words, from a list or on the picture. */
import '../../packages/elements/widgets/care-triage.ts';
import type { CareTriage } from '../../packages/elements/widgets/care-triage.ts';
import { clean } from '../kit/axe.ts';
import { equal, until } from '../kit/expect.ts';
import { button, fake, labels, made, realFetch, root, title } from './triage-page.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const COMPLAINTS = [
  ['cough', '咳嗽', 'Cough'],
  ['cold', '感冒', 'Cold'],
  ['general', '别的', 'Something else'],
].map(([id, zh, en]) => ({ complaintId: id, protocolId: id, name: both(zh!, en!), synonyms: {} }));

describe('care-triage without a protocol', () => {
  afterEach(() => {
    made.splice(0).forEach((element) => element.remove());
    window.fetch = realFetch;
  });

  async function mount(lang: string): Promise<{ element: CareTriage; choice: Element; asked: string[] }> {
    const { care } = await fake();
    const asked: string[] = [];
    const { get } = care.api;
    Object.assign(care.api, {
      get: (path: string, options?: { query?: { q?: string } }) => {
        if (path !== '/complaints') return get(path, options);
        asked.push(options?.query?.q ?? '');
        return Promise.resolve({ complaints: COMPLAINTS, heard: [] });
      },
    });
    const element = document.createElement('care-triage') as CareTriage;
    Object.assign(element, { care, lang });
    made.push(element);
    document.body.append(element);
    const choice = () => root(element)?.querySelector('care-triage-choice');
    await until(() => !!choice()?.shadowRoot?.querySelector('.row'));
    return { element, choice: choice()!, asked };
  }

  for (const [lang, first, what] of [
    ['zh-CN', '感冒', '哪里不舒服？'],
    ['en', 'Cold', 'What is wrong?'],
  ] as const)
    it(`asks what is wrong, then the questions, and goes back to it (${lang})`, async () => {
      const { element, choice, asked } = await mount(lang);
      equal(title(choice), what);
      await clean(element);
      const words = root(choice).querySelector('textarea')!;
      words.value = 'sniffles';
      words.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await until(() => asked.includes('sniffles'));
      button(choice, first).click();
      await until(() => title(element) !== '');
      equal([element.protocolId, element.text], ['cold', 'sniffles']);
      root(element).querySelector<HTMLElement>('button')!.click();
      const again = () => root(element).querySelector('care-triage-choice');
      await until(() => !!again()?.shadowRoot?.activeElement);
      equal(root(again()!).querySelector('textarea')!.value, 'sniffles');
      button(again()!, first).click();
      await until(() => title(element) !== '');
    });

  it('shows the picture of the body, which leads to the questions, too', async () => {
    const { element, choice } = await mount('en');
    button(choice, 'Find it on a picture of the body').click();
    const map = () => root(choice).querySelector('care-body-map');
    await until(() => !!map()?.shadowRoot?.querySelector('.row'));
    button(map()!, 'Chest').click();
    await until(() => labels(map()!).includes('Cough'));
    button(map()!, 'Cough').click();
    await until(() => title(element) !== '');
    equal(element.protocolId, 'cough');
  });

  it('goes on with the interview that a reload cut short', async () => {
    const { element, choice } = await mount('en');
    button(choice, 'Cough').click();
    await until(() => title(element) !== '');
    const { care } = element;
    element.remove();
    const other = document.createElement('care-triage') as CareTriage;
    Object.assign(other, { care, lang: 'en' });
    made.push(other);
    document.body.append(other);
    await until(() => other.protocolId === 'cough' && title(other) !== '');
  });
});
