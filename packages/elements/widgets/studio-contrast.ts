/** Owns the studio's table of contrast: what can't be read, with what would mend it, then every pair in both lights. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import { sayRatio, type Mending, type Pair } from '@care-elements/contract/theme.contrast.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import type { StudioWords } from '../locales/en/studio.ts';
import { apca } from '../theme/apca.ts';

/** Colours as attributes of a drawing: our own policy allows no style in the markup. */
const sample = ({ colours: [on, ground], least }: Pair): TemplateResult =>
  html`<svg class="sample" viewBox="0 0 64 28" aria-hidden="true">
    <rect width="64" height="28" rx="4" fill=${ground}></rect>
    ${
      least < 4
        ? html`<svg><rect x="12" y="6" width="40" height="16" rx="3" fill="none" stroke=${on} stroke-width="2"></rect></svg>`
        : html`<svg><text x="32" y="20" text-anchor="middle" fill=${on}>Aa 文</text></svg>`
    }
  </svg>`;

const nameOf = ({ on, ground }: Pair, t: StudioWords): string => t.onGround(t.names[on]!, t.names[ground]!);

export function contrastPart(
  pairs: readonly Pair[],
  mendings: readonly (readonly [readonly Pair[], Mending | undefined])[],
  t: StudioWords,
  mend: (mending: Mending) => void,
): TemplateResult {
  const schemes = [false, true].filter((dark) => pairs.some((pair) => pair.dark === dark));
  const rows = pairs.filter(({ dark }) => dark === schemes[0]);
  const at = (pair: Pair, dark: boolean) =>
    pairs.find((one) => one.dark === dark && one.on === pair.on && one.ground === pair.ground)!;
  const low = mendings.flatMap(([of]) => of);
  return html`<section class="card stack" part="contrast" aria-labelledby="contrast" tabindex="-1" id="contrast-section">
    <h2 id="contrast">${t.contrastTitle}</h2>
    <p role="status" class="band ${low.length ? 'red' : 'green'}">${low.length ? iconAlert(18) : iconDone(18)}<span>${low.length ? t.illegible(low.length) : t.allLegible(pairs.length)}</span></p>
    ${
      low.length
        ? html`<ul class="low">${mendings.map(
            ([pairs, mending]) => html`<li>
              <div class="pairs-of">${pairs.map(
                (pair) =>
                  html`${sample(pair)}<p>${t.tooLow(nameOf(pair, t), pair.dark ? t.inDark : t.inLight, sayRatio(pair.ratio), `${pair.least}`)}</p>`,
              )}</div>
              ${
                mending
                  ? html`<button class="act quiet small" @click=${() => mend(mending)}>${t.mend(mending.token, mending.value)}</button>`
                  : html`<p class="note">${t.mendHand}</p>`
              }
            </li>`,
          )}</ul>`
        : nothing
    }
    <p class="note">${t.contrastLead}</p>
    <details open>
      <summary>${t.pairs}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${t.pairs}>
        <table class="pairs">
          <thead>
            <tr><th scope="col" rowspan="2">${t.pair}</th>${schemes.map((dark) => html`<th scope="colgroup" colspan="3">${dark ? t.dark : t.light}</th>`)}</tr>
            <tr>${schemes.map(() => html`<td></td><th scope="col">${t.ratio}</th><th scope="col">${t.lc}</th>`)}</tr>
          </thead>
          <tbody>${rows.map(
            (row) => html`<tr>
              <th scope="row">${nameOf(row, t)}</th>
              ${schemes.map((dark) => {
                const pair = at(row, dark);
                const bad = pair.ratio < pair.least;
                return html`<td>${sample(pair)}</td>
                  <td class=${bad ? 'wrong' : ''}>${bad ? iconAlert(14) : nothing}${sayRatio(pair.ratio)}</td>
                  <td>${Math.round(Math.abs(apca(...pair.colours)))}</td>`;
              })}
            </tr>`,
          )}</tbody>
        </table>
      </div>
    </details>
  </section>`;
}
