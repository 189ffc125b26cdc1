/** One suite over LitElement and the light element that stands for it: what our widgets rely on is the same in both. */
import {
  html,
  LitElement,
  css as litCss,
  type PropertyDeclarations,
  type PropertyValues,
  type ReactiveController,
} from 'lit';
import { css, LightElement } from '../../../packages/elements/base/light-element.ts';
import { equal } from '../../kit/expect.ts';

let count = 0;
const made: Element[] = [];
const put = <E extends HTMLElement>(element: E): E => (
  made.push(element),
  document.body.append(element),
  element
);

for (const [name, Base] of [
  ['LitElement', LitElement],
  ['LightElement', LightElement],
] as const) {
  const tagOf = () => `base-${name.toLowerCase()}-${++count}`;

  describe(name, () => {
    afterEach(() => made.splice(0).forEach((element) => element.remove()));

    /** A widget that writes down what happens to it. */
    const define = () => {
      class Parent extends (Base as typeof LitElement) {
        static override properties: PropertyDeclarations = {
          word: {},
          lang: { reflect: true },
          inner: { state: true },
        };
        declare word: string;
        declare inner: string;
      }
      class Widget extends Parent {
        static override properties: PropertyDeclarations = {
          open: { type: Boolean, reflect: true },
          size: { type: Number },
          thing: { attribute: false },
          longName: { attribute: 'long-name' },
        };
        static override styles = [litCss`p { color: rgb(1, 2, 3) }`, [litCss`p { margin: 4px }`]];
        declare open: boolean;
        declare size: number;
        declare thing: unknown;
        declare longName: string;
        log: string[] = [];
        constructor() {
          super();
          this.word = 'first';
          this.open = false;
        }
        protected override willUpdate(changed: PropertyValues) {
          this.log.push(`will ${[...changed.keys()].map(String).sort()}`);
          if (this.word === 'derive') this.inner = 'derived';
        }
        protected override firstUpdated() {
          this.log.push('first');
        }
        protected override updated(changed: PropertyValues) {
          this.log.push(`updated ${String(changed.get('word'))}`);
          if (this.word === 'again') this.word = 'after';
        }
        override render() {
          if (this.word === 'throw') throw new Error('render');
          return html`<p>${this.word} ${this.inner}</p><button @click=${this.press}>x</button>`;
        }
        press() {
          this.log.push(`press ${this.localName}`);
        }
      }
      const tag = tagOf();
      return {
        /** Of the class only once it is defined. */
        create: () => document.createElement(tag) as Widget,
        now: () => customElements.define(tag, Widget),
      };
    };
    const make = () => {
      const { create, now } = define();
      now();
      return create();
    };
    const text = (element: Element) => element.shadowRoot!.querySelector('p')!.textContent!.trim();

    it('draws when it is connected, and not before', async () => {
      const element = make();
      await Promise.resolve();
      equal(element.hasUpdated, false);
      put(element);
      equal(await element.updateComplete, true);
      equal(text(element), 'first');
      equal(element.log, ['will open,word', 'first', 'updated undefined']);
    });

    it('gathers changes into one update, with the values before', async () => {
      const element = put(make());
      await element.updateComplete;
      element.log = [];
      element.word = 'second';
      element.word = 'third';
      element.size = 3;
      equal(element.isUpdatePending, true);
      await element.updateComplete;
      equal(element.log, ['will size,word', 'updated first']);
      equal(text(element), 'third');
      element.word = 'third';
      equal(element.isUpdatePending, false, 'the same value changes nothing');
    });

    it('reads attributes by type, and reflects what is asked', async () => {
      const element = put(make());
      element.setAttribute('word', 'said');
      element.setAttribute('size', '7');
      element.setAttribute('open', '');
      element.setAttribute('long-name', 'n');
      element.setAttribute('thing', 'ignored');
      equal(
        [element.word, element.size, element.open, element.longName, element.thing],
        ['said', 7, true, 'n', undefined],
      );
      element.open = false;
      element.lang = 'en';
      await element.updateComplete;
      equal(
        [element.hasAttribute('open'), element.getAttribute('lang'), element.hasAttribute('inner')],
        [false, 'en', false],
      );
      element.open = true;
      await element.updateComplete;
      equal(element.getAttribute('open'), '');
      element.removeAttribute('open');
      element.removeAttribute('word');
      equal([element.open, element.word], [false, null]);
    });

    it('keeps what was set before it was defined', async () => {
      const { create, now } = define();
      const element = put(create());
      const thing = {};
      element.thing = thing;
      element.word = 'early';
      element.setAttribute('size', '2');
      now();
      await element.updateComplete;
      equal(
        [element.thing === thing, element.word, element.size, text(element)],
        [true, 'early', 2, 'early'],
      );
      element.word = 'later';
      await element.updateComplete;
      equal(text(element), 'later', 'the property is reactive');
    });

    it('takes a change made in willUpdate into the same drawing, one made in updated into the next', async () => {
      const element = put(make());
      element.word = 'derive';
      await element.updateComplete;
      equal(text(element), 'derive derived');
      element.word = 'again';
      equal(await element.updateComplete, false, 'more to come');
      await element.updateComplete;
      equal(text(element), 'after derived');
    });

    it('goes on after a render that threw', async () => {
      const element = put(make());
      await element.updateComplete;
      element.word = 'throw';
      let thrown = '';
      await element.updateComplete.catch((error: Error) => (thrown = error.message));
      equal(thrown, 'render');
      element.word = 'well';
      await element.updateComplete;
      equal(text(element), 'well');
    });

    it('tells its controllers when it comes, draws and goes', async () => {
      const element = make();
      const log: string[] = [];
      const say = (what: string) => () => void log.push(what);
      const controller: ReactiveController = {
        hostConnected: say('connected'),
        hostUpdate: say('update'),
        hostUpdated: say('updated'),
        hostDisconnected: say('disconnected'),
      };
      element.addController(controller);
      put(element);
      await element.updateComplete;
      element.remove();
      put(element);
      equal(log, ['connected', 'update', 'updated', 'disconnected', 'connected']);
      const late: string[] = [];
      element.addController({ hostConnected: () => void late.push('connected') });
      equal(late, ['connected'], 'a late one is told at once');
      element.removeController(controller);
      element.remove();
      equal(log.length, 5);
    });

    it('calls listeners on itself, and is styled from its sheets in order', async () => {
      const element = put(make());
      await element.updateComplete;
      element.shadowRoot!.querySelector('button')!.click();
      equal(element.log.at(-1), `press ${element.localName}`);
      const { color, marginTop } = getComputedStyle(element.shadowRoot!.querySelector('p')!);
      equal([color, marginTop], ['rgb(1, 2, 3)', '4px']);
    });

    it('can wait before it draws', async () => {
      let go!: () => void;
      const gate = new Promise<void>((open) => (go = open));
      class Waits extends (Base as typeof LitElement) {
        protected override async scheduleUpdate() {
          await gate;
          super.scheduleUpdate();
        }
        override render() {
          return html`<p>drawn</p>`;
        }
      }
      const tag = tagOf();
      customElements.define(tag, Waits);
      const element = put(document.createElement(tag)) as Waits;
      await new Promise((done) => setTimeout(done));
      equal(element.shadowRoot!.querySelector('p'), null);
      element.requestUpdate();
      go();
      await element.updateComplete;
      equal(text(element), 'drawn');
    });
  });
}

describe('css', () => {
  it('is shared by all that use it, and lit’s own stands beside it', async () => {
    const sheet = css`
      p {
        color: rgb(9, 9, 9);
      }
    `;
    class One extends LightElement {
      static override styles = [sheet, litCss`p { margin: 5px }`];
      protected override render() {
        return html`<p></p>`;
      }
    }
    customElements.define('base-css-one', One);
    const a = put(document.createElement('base-css-one') as One);
    const b = put(document.createElement('base-css-one') as One);
    await Promise.all([a.updateComplete, b.updateComplete]);
    const { color, marginTop } = getComputedStyle(b.shadowRoot!.querySelector('p')!);
    equal([color, marginTop], ['rgb(9, 9, 9)', '5px']);
    equal(
      a.shadowRoot!.adoptedStyleSheets[0] === b.shadowRoot!.adoptedStyleSheets[0],
      true,
      'one sheet for both',
    );
    made.splice(0).forEach((element) => element.remove());
  });
});
