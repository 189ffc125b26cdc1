/** Owns the studio's controls of a theme: the few that make most of a look, then every colour and every other token. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  THEMES,
  TOKENS,
  type Kind,
  type ThemeData,
  type ThemeName,
  type TokenName,
} from '@care-elements/contract/theme.tokens.ts';
import type { StudioWords } from '../locales/en/studio.ts';

const BRAND = '--care-color-brand';
const isColour = (token: string): boolean => TOKENS[token as keyof typeof TOKENS] === 'color';
const COLOURS = Object.keys(TOKENS).filter((token) => isColour(token) && token !== BRAND);
const OTHERS = Object.keys(TOKENS).filter((token) => !isColour(token));

export const FONTS: Record<string, string> = {
  page: 'page',
  serif: "Georgia, 'Songti SC', 'Noto Serif CJK SC', SimSun, serif",
  kai: "'Kaiti SC', KaiTi, STKaiti, serif",
};

export interface LookState {
  theme: ThemeData;
  /** What the theme's base sets, where it sets it. */
  under: Readonly<Record<string, string>>;
  /** What stands where nothing is set, light and dark. */
  derived: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
  /** Values that were typed and do not fit, by token. */
  wrong: Readonly<Record<string, string>>;
  /** A font of one's own is being typed. */
  ownFont: boolean;
}
export interface LookActs {
  rename(name: string): void;
  base(base: ThemeName | undefined): void;
  font(choice: string): void;
  /** `value` empty takes the token off. */
  set(token: string, value: string, dark?: boolean): void;
  radius(px: number): void;
  startOver(): void;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

const range = (
  id: string,
  label: string,
  said: string,
  [min, max, step]: [number, number, number],
  value: number,
  set: (value: number) => void,
): TemplateResult => html`<div class="field range">
  <label for=${id}>${label} <output for=${id}>${said}</output></label>
  <input type="range" id=${id} min=${min} max=${max} step=${step} .value=${`${value}`} aria-valuetext=${said} @input=${(event: Event) => set(+valueOf(event))} />
</div>`;

export function lookPart(state: LookState, t: StudioWords, on: LookActs): TemplateResult {
  const { theme, under, wrong, ownFont } = state;
  const { tokens } = theme;
  const now = (token: string, standard: string) => tokens[token] ?? under[token] ?? standard;
  const brand = now(BRAND, '#0b6b69');
  const radius = parseFloat(now('--care-radius', '12px')) || 0;
  const density = parseFloat(now('--care-density', '1'));
  const font = tokens['--care-font'];
  const choice = ownFont
    ? 'own'
    : font === undefined
      ? ''
      : (Object.keys(FONTS).find((key) => FONTS[key] === font) ?? 'own');
  return html`<section class="card stack" part="look" aria-labelledby="look">
    <h2 id="look">${t.lookTitle}</h2>
    <div class="field"><label for="name">${t.themeName}</label>
      <input id="name" maxlength="80" autocomplete="off" placeholder=${t.untitled} .value=${theme.name} @change=${(event: Event) => on.rename(valueOf(event))} /></div>
    <div class="field"><label for="base">${t.base}</label>
      <select id="base" .value=${theme.base ?? ''} @change=${(event: Event) => on.base((valueOf(event) || undefined) as ThemeName | undefined)}>
        ${['', ...THEMES].map((one) => html`<option value=${one} ?selected=${one === (theme.base ?? '')}>${t.bases[one]}</option>`)}
      </select></div>
    <div class="field brand"><label for="brand">${t.brand}</label>
      <div class="two-in-line">
        <input type="color" id="brand" .value=${long(brand)} @input=${(event: Event) => on.set(BRAND, valueOf(event))} />
        <input id="brand-hex" class="code" aria-label=${t.brandHex} autocomplete="off" spellcheck="false" maxlength="7" .value=${wrong[BRAND] ?? brand}
          aria-invalid=${BRAND in wrong} @change=${(event: Event) => on.set(BRAND, valueOf(event).trim())} />
      </div>
      ${BRAND in wrong ? html`<span class="wrong" role="alert">${t.notFit}</span>` : nothing}
    </div>
    ${range('radius', t.radius, t.px(`${radius}`), [0, 32, 1], radius, on.radius)}
    ${range('density', t.density, t.share(`${Math.round(density * 100)}`), [0.75, 1.5, 0.05], density, (value) => on.set('--care-density', `${+value.toFixed(2)}`))}
    <div class="field"><label for="font">${t.font}</label>
      <select id="font" .value=${choice} @change=${(event: Event) => on.font(valueOf(event))}>
        ${['', ...Object.keys(FONTS), 'own'].map((one) => html`<option value=${one} ?selected=${one === choice}>${t.fonts[one]}</option>`)}
      </select></div>
    ${choice === 'own' ? tokenField('--care-font', state, t, on, 'own-font', t.ownFont) : nothing}
    ${coloursPart(state, t, on)}
    <details>
      <summary>${t.more}</summary>
      <p class="note">${t.moreHint}</p>
      <div class="tokens">${OTHERS.map((token) => tokenField(token, state, t, on))}</div>
    </details>
    <button class="link" @click=${on.startOver}>${t.startOver}</button>
  </section>`;
}

/** What a colour field takes: six digits. */
const long = (hex: string): string => (hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex);

/** What a token may be, in its own writing; undefined for a font. */
function formOf(token: string): string | undefined {
  const kind = TOKENS[token as TokenName] as Kind;
  if (kind === 'weight') return '100 … 900';
  if (kind === 'shadow') return 'none; 0 4px 12px #00000033';
  if (typeof kind === 'string') return undefined;
  const [least, most, unit] = kind;
  return `${least}${unit} … ${most}${unit}${token.startsWith('--care-radius') ? '; page' : ''}`;
}

function tokenField(
  token: string,
  { theme, under, wrong }: LookState,
  t: StudioWords,
  on: LookActs,
  id = `t${token}`,
  label = token,
  hint = formOf(token) ?? t.ownFontHint,
): TemplateResult {
  const bad = token in wrong;
  return html`<div class="field"><label for=${id} class=${label === token ? 'code' : ''}>${label}</label>
    <span id="${id}-about" class=${bad ? 'wrong' : 'note'}>${bad ? `${t.notFit} ` : nothing}${hint}</span>
    <input id=${id} class="code" autocomplete="off" spellcheck="false" .value=${wrong[token] ?? theme.tokens[token] ?? ''} placeholder=${under[token] ?? nothing}
      aria-invalid=${bad} aria-describedby="${id}-about" @change=${(event: Event) => on.set(token, valueOf(event).trim())} />
  </div>`;
}

function coloursPart({ theme, derived }: LookState, t: StudioWords, on: LookActs): TemplateResult {
  const one = (token: string, dark: boolean) => {
    const set = (dark ? theme.dark : theme.tokens)?.[token];
    const scheme = dark ? t.inDark : t.inLight;
    return html`<td>
      <input type="color" aria-label="${token}, ${scheme}" .value=${long(set ?? derived[+dark as 0 | 1][token] ?? '#000000')} @input=${(event: Event) => on.set(token, valueOf(event), dark)} />
      ${set ? html`<button class="link" aria-label=${t.resetOf(token, scheme)} @click=${() => on.set(token, '', dark)}>${t.reset}</button>` : nothing}
    </td>`;
  };
  return html`<details>
    <summary>${t.colours}</summary>
    <p class="note">${t.coloursHint}</p>
    <table class="colours">
      <thead><tr><td></td><th scope="col">${t.inLight}</th><th scope="col">${t.inDark}</th></tr></thead>
      <tbody>${COLOURS.map((token) => html`<tr><th scope="row" class="code">${token.slice(13)}</th>${one(token, false)}${one(token, true)}</tr>`)}</tbody>
    </table>
  </details>`;
}
