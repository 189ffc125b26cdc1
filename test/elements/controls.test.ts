/** The controls: named for assistive technology, complete by keyboard, true to what they are given. */
import { encode } from 'uqr';
import { html, render } from 'lit';
import { CareElement } from '../../packages/elements/base/care-element.ts';
import { define } from '../../packages/elements/base/define.ts';
import { askOnce } from '../../packages/elements/controls/ask-once.ts';
import { dayDose } from '../../packages/elements/controls/day-dose.ts';
import { field, radioRows } from '../../packages/elements/controls/fields.ts';
import { levelBand } from '../../packages/elements/controls/level-band.ts';
import type { CareLevelMeter } from '../../packages/elements/controls/level-meter.ts';
import '../../packages/elements/controls/level-meter.ts';
import type { CareQr } from '../../packages/elements/controls/qr-code.ts';
import '../../packages/elements/controls/qr-code.ts';
import { statusChip } from '../../packages/elements/controls/status-chip.ts';
import { steps, stepsStyles } from '../../packages/elements/controls/steps.ts';
import { ticketNumber, ticketStyles } from '../../packages/elements/controls/ticket-number.ts';
import { buttons, forms, surfaces } from '../../packages/elements/theme/common.ts';
import { equal } from '../kit/expect.ts';
import { clean as cleanElement } from '../kit/axe.ts';

/** A ground as in a widget. */
class TestBox extends CareElement {
  static override styles = [CareElement.styles, buttons, forms, surfaces, stepsStyles, ticketStyles];
}
define('test-box', TestBox);

const made: Element[] = [];
async function box(content: unknown): Promise<ShadowRoot> {
  const element = document.createElement('test-box') as TestBox;
  made.push(element);
  document.body.append(element);
  await element.updateComplete;
  const main = document.createElement('main');
  element.shadowRoot!.append(main);
  render(content, main);
  return element.shadowRoot!;
}
const clean = (root: ShadowRoot) => cleanElement(root.host);

describe('controls', () => {
  afterEach(() => made.splice(0).forEach((element) => element.remove()));

  it('a field has its label, hint or error, and says that it is wrong', async () => {
    const root = await box(html`
      ${field({ name: 'a', label: 'Name', hint: 'As on the card', value: 'Wang' })}
      ${field({ name: 'b', label: 'Story', hint: 'Long', error: 'Enter it', lines: 3 })}
      ${field({ name: 'c', label: 'Nickname', optional: true })}
    `);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => root.querySelector<HTMLInputElement>(`[name=${name}]`)!);
    equal([a!.labels![0]!.textContent, a!.value, a!.required, c!.required], ['Name', 'Wang', true, false]);
    const said = (input: HTMLInputElement) =>
      root.getElementById(input.getAttribute('aria-describedby')!)?.textContent;
    equal([said(a!), said(b!), c!.hasAttribute('aria-describedby')], ['As on the card', 'Enter it', false]);
    equal(
      [a!.getAttribute('aria-invalid'), b!.getAttribute('aria-invalid'), b!.localName],
      ['false', 'true', 'textarea'],
    );
    await clean(root);
  });

  it('rows are radio buttons of full width and 56 px, one answer for all, told by name', async () => {
    const told: string[][] = [];
    const draw = (value = '') => {
      const r = { name: 'sex', label: 'Sex', value };
      return radioRows({
        ...r,
        options: [
          ['m', 'Male'],
          ['f', 'Female'],
        ],
      });
    };
    const root = await box(draw());
    root.addEventListener('input', ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      told.push([name, value]);
    });
    const [male, female] = root.querySelectorAll<HTMLInputElement>('input');
    equal(root.querySelector('fieldset legend')!.textContent, 'Sex');
    for (const row of root.querySelectorAll('.row')) {
      const { height, width } = row.getBoundingClientRect();
      equal([height >= 56, width >= 300], [true, true], `a row of ${width} × ${height}`);
    }
    female!.closest('label')!.click();
    equal(told, [['sex', 'f']]);
    render(draw('f'), root.querySelector('main')!);
    equal(
      [male!.checked, female!.checked, female!.closest('.row')!.classList.contains('on')],
      [false, true, true],
    );
    await clean(root);
  });

  it('the meter shows how loud it is, within its scale', async () => {
    const root = await box(html`<care-level-meter label="Microphone"></care-level-meter>`);
    const meter = root.querySelector('care-level-meter') as CareLevelMeter;
    for (const [level, bars] of [
      [0, 0],
      [0.34, 3],
      [1, 10],
      [7, 10],
      [-1, 0],
    ] as const) {
      meter.level = level;
      await meter.updateComplete;
      const inner = meter.shadowRoot!.querySelector('[role=meter]')!;
      equal(
        [inner.getAttribute('aria-valuenow'), meter.shadowRoot!.querySelectorAll('.on').length],
        [`${bars}`, bars],
      );
    }
    await clean(root);
  });

  it('the QR is the code’s own picture, with its quiet zone, on white, and follows its value', async () => {
    const root = await box(html`<care-qr label="Collect with this code"></care-qr>`);
    const qr = root.querySelector('care-qr') as CareQr;
    for (const value of ['RX7Q2K9', 'ANOTHER-CODE-THAT-IS-LONGER-0123456789']) {
      qr.value = value;
      const { data, size } = encode(value, { ecc: 'M', border: 4 });
      for (
        let i = 0;
        i < 100 && qr.shadowRoot!.querySelector('svg')?.getAttribute('viewBox') !== `0 0 ${size} ${size}`;
        i++
      )
        await new Promise((done) => setTimeout(done, 10));
      const svg = qr.shadowRoot!.querySelector('svg')!;
      const runs = svg
        .querySelector('path')!
        .getAttribute('d')!
        .matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g);
      const drawn = new Set(
        [...runs].flatMap(([, x, y, long]) => Array.from({ length: +long! }, (_, i) => `${+x! + i},${y}`)),
      );
      const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${x},${y}`] : [])));
      equal([...drawn].sort(), dark.sort());
      equal(
        [drawn.has('3,3'), drawn.has('4,4'), getComputedStyle(svg).backgroundColor],
        [false, true, 'rgb(255, 255, 255)'],
      );
    }
    qr.value = '';
    await new Promise((done) => setTimeout(done, 20));
    await qr.updateComplete;
    equal(qr.shadowRoot!.querySelector('svg'), null, 'nothing to show for nothing');
    await clean(root);
  });

  it('a level, a step, a ticket, a state and a dose are words as well as looks', async () => {
    const root = await box(html`
      <h1>All</h1>
      ${([1, 2, 3, 4] as const).map((level) => levelBand(level, `level ${level}`))}
      ${steps(['Tell', 'Wait', 'See'], 1)} ${ticketNumber('Your number', 'A017')}
      ${(['green', 'amber', 'red', 'plain', 'pending'] as const).map((tone) => statusChip(tone, `it is ${tone}`))}
      ${dayDose(['1', '', '½', ''], ['Morning', 'Noon', 'Evening', 'Bedtime'], 'One in the morning, a half in the evening')}
    `);
    for (const level of root.querySelectorAll('[part=level]'))
      equal([!!level.querySelector('svg'), /level/.test(level.textContent!)], [true, true]);
    equal(
      [...root.querySelectorAll('[aria-current=step]')].map((step) => step.textContent!.trim()),
      ['Wait'],
    );
    equal(
      root.querySelector('.dose')!.getAttribute('aria-label'),
      'One in the morning, a half in the evening',
    );
    equal(root.querySelectorAll('.dose .on').length, 2);
    equal(root.querySelectorAll('[role=status] svg').length, 5, 'none speaks by colour alone');
    await clean(root);
  });

  it('a question before a step that can’t be taken back offers staying first', async () => {
    const log: string[] = [];
    const root = await box(
      askOnce(
        'Leave the queue?',
        'Yes, leave',
        'No, stay',
        () => log.push('left'),
        () => log.push('stayed'),
      ),
    );
    const [stay, leave] = root.querySelectorAll('button');
    equal([stay!.textContent, leave!.textContent], ['No, stay', 'Yes, leave']);
    stay!.click();
    leave!.click();
    equal(log, ['stayed', 'left']);
    await clean(root);
  });
});
