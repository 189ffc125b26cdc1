/**
 * Owns the look of the prescription on paper. Every length hangs on `--u`, a millimetre of the sheet, so that it fits a phone and
 * prints as A5; every letter on `--t`, the same unless a desk asks for larger ones.
 */
import { css } from 'lit';

export const paperStyles = css`
  .paper {
    --u: 1mm;
    --t: var(--u);
    --_red-seal: #b3261e;
    position: relative;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    width: calc(148 * var(--u));
    min-height: calc(210 * var(--u));
    padding: calc(8 * var(--u)) calc(10 * var(--u)) calc(6 * var(--u));
    background: #fff;
    color: #111;
    color-scheme: light;
    font: calc(3.5 * var(--t)) / 1.45 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
    overflow-wrap: break-word;
  }
  :where(.paper, .paper *) {
    box-sizing: border-box;
    margin: 0;
  }
  :where(.paper :is(dl, dd, ol)) {
    padding: 0;
    list-style: none;
  }
  :where(.paper b) {
    font-weight: 600;
  }
  .paper-head {
    position: relative;
    text-align: center;
    padding-block-start: calc(4 * var(--u));
  }
  .paper-hospital,
  .paper-title {
    font-family: 'Songti SC', STSong, SimSun, 'Noto Serif CJK SC', Georgia, serif;
    font-weight: 600;
    line-height: 1.3;
  }
  .paper:lang(zh) :is(.paper-hospital, .paper-title) {
    font-family: 'Songti SC', STSong, SimSun, 'Noto Serif CJK SC', 'WenQuanYi Micro Hei', serif;
  }
  .paper-hospital {
    font-size: calc(5 * var(--t));
  }
  .paper-title {
    font-size: calc(6.6 * var(--t));
  }
  .paper-number {
    position: absolute;
    inset-block-start: calc(-1 * var(--u));
    inset-inline-start: 0;
    font-size: calc(2.9 * var(--t));
  }
  .paper-number span + span {
    margin-inline-start: calc(3 * var(--u));
  }
  .paper-kind {
    position: absolute;
    inset-block-start: calc(-1 * var(--u));
    inset-inline-end: 0;
    padding: calc(0.6 * var(--u)) calc(3 * var(--u));
    border: calc(0.3 * var(--u)) solid #111;
    font-size: calc(3.6 * var(--t));
    font-weight: 600;
    line-height: 1.3;
  }
  .paper-fields {
    display: grid;
    grid-template-columns: 1.2fr 1.1fr 1fr;
    gap: calc(1.2 * var(--u)) calc(4 * var(--u));
    margin-block-start: calc(3 * var(--u));
    padding-block: calc(3 * var(--u));
    border-block-start: calc(0.5 * var(--u)) solid #111;
  }
  .paper:lang(en) .paper-fields {
    grid-template-columns: 1fr auto auto;
  }
  .paper-fields > div,
  .paper-signs > div {
    display: flex;
    gap: calc(1.5 * var(--u));
    align-items: baseline;
    min-width: 0;
  }
  .paper-fields .wide {
    grid-column: 1 / -1;
  }
  .paper-fields dt,
  .paper-signs dt {
    flex: none;
    color: #444;
  }
  .paper-fields dd,
  .paper-signs .by-hand {
    flex: 1;
    min-width: 0;
    padding-inline: calc(1 * var(--u));
    border-block-end: calc(0.2 * var(--u)) solid #999;
  }
  .paper-body {
    position: relative;
    flex: 1;
    display: flex;
    flex-direction: column;
    padding-block: calc(2.5 * var(--u)) calc(1 * var(--u));
    border-block: calc(0.5 * var(--u)) solid #111;
  }
  /* Five medicines, the most that one may hold in China, still fit the page. */
  .full .paper-body {
    font-size: calc(3.3 * var(--t));
  }
  .full:lang(en) .paper-body {
    font-size: calc(3 * var(--t));
  }
  .full .paper-items {
    gap: calc(1.7 * var(--u));
    margin-block-start: calc(1.2 * var(--u));
  }
  .paper-rp {
    font: italic 600 calc(5.4 * var(--t)) / 1.2 Georgia, 'Times New Roman', serif;
  }
  .paper-items {
    display: flex;
    flex-direction: column;
    gap: calc(2.6 * var(--u));
    margin-block-start: calc(2 * var(--u));
    padding-inline-start: calc(5 * var(--u));
  }
  .paper-herbs {
    margin-block: calc(2 * var(--u)) calc(3 * var(--u));
    padding-inline-start: calc(5 * var(--u));
    font-size: 1.1em;
  }
  .paper-herbs .herb-list {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: calc(2.4 * var(--u)) calc(5 * var(--u));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .paper:lang(en) .paper-herbs .herb-list {
    grid-template-columns: 1fr 1fr;
  }
  .paper-herbs li {
    display: flex;
    justify-content: space-between;
    gap: calc(2 * var(--u));
    break-inside: avoid;
  }
  .paper-herbs li span {
    min-width: 0;
  }
  .paper-herbs b {
    flex: none;
    white-space: nowrap;
  }
  /* Thirty herbs, the most of a sheet, still fit the page. */
  .full .paper-herbs {
    margin-block: calc(1 * var(--u));
    padding-inline-start: 0;
    font-size: 1em;
  }
  .full .paper-herbs .herb-list {
    row-gap: calc(0.8 * var(--u));
  }
  .paper-herbs sup {
    margin-inline-start: calc(0.6 * var(--u));
    font-size: 0.72em;
    line-height: 1;
  }
  .paper-items li {
    break-inside: avoid;
  }
  .paper-drug {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: calc(4 * var(--u));
  }
  .paper-drug b {
    font-size: 1.1em;
  }
  .paper-quantity {
    margin-inline-start: auto;
    font-weight: 600;
    white-space: nowrap;
  }
  .paper-sig {
    padding-inline-start: calc(5 * var(--u));
  }
  .paper-sig i {
    margin-inline-end: calc(1.5 * var(--u));
    font-family: Georgia, 'Times New Roman', serif;
  }
  .paper-sig span {
    display: block;
    color: #444;
  }
  /* The rest of the page is struck out, so that nobody can add a line. */
  .paper-blank {
    position: relative;
    flex: 1;
    min-height: calc(9 * var(--u));
    margin-block-start: calc(2.5 * var(--u));
    text-align: center;
    color: #444;
    font-size: calc(3 * var(--t));
  }
  .paper-blank svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .paper-blank path {
    fill: none;
    stroke: #777;
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .paper-blank span {
    position: relative;
    padding-inline: calc(2 * var(--u));
    background: #fff;
  }
  .paper-stamp {
    position: absolute;
    inset: auto 0 calc(3 * var(--u));
    display: grid;
    place-items: center;
    pointer-events: none;
  }
  .paper-stamp span {
    padding: calc(2 * var(--u)) calc(6 * var(--u));
    border: calc(1 * var(--u)) solid;
    border-radius: calc(2 * var(--u));
    color: var(--_red-seal);
    font-size: calc(9 * var(--t));
    font-weight: 600;
    line-height: 1.2;
    opacity: 0.72;
    transform: rotate(-14deg);
  }
  .paper-foot {
    display: flex;
    gap: calc(4 * var(--u));
    align-items: start;
    padding-block-start: calc(2.5 * var(--u));
    break-inside: avoid;
  }
  .paper-signs {
    flex: 1;
    display: grid;
    grid-template-columns: 1fr 1.16fr;
    gap: calc(2.4 * var(--u)) calc(4 * var(--u));
    min-width: 0;
  }
  /* Names and roles are longer in English: one below the other. */
  .paper:lang(en) .paper-signs {
    grid-template-columns: 1fr;
    gap: calc(1.2 * var(--u));
  }
  .paper:lang(en) .paper-signs dt {
    width: calc(24 * var(--t));
  }
  .paper-signs > div {
    align-items: center;
  }
  .paper-signs dd:not(.by-hand) {
    display: flex;
    align-items: center;
    gap: calc(1.5 * var(--u));
    min-width: 0;
  }
  .paper-signs .by-hand {
    min-height: calc(6 * var(--u));
    color: #666;
  }
  .paper-seal {
    padding: calc(0.8 * var(--u)) calc(1.6 * var(--u));
    border: calc(0.5 * var(--u)) solid var(--_red-seal);
    border-radius: calc(0.8 * var(--u));
    color: var(--_red-seal);
    font-family: 'Songti SC', STSong, SimSun, 'Noto Serif CJK SC', 'WenQuanYi Micro Hei', Georgia, serif;
    font-size: calc(3.7 * var(--t));
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
  }
  .paper-seal.invalid {
    border-style: dashed;
    text-decoration: line-through;
  }
  .paper-verdict {
    font-size: calc(2.5 * var(--t));
    line-height: 1.3;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .paper-code {
    flex: none;
    width: calc(27 * var(--u));
    text-align: center;
    font-size: calc(2.2 * var(--t));
    line-height: 1.25;
    text-wrap: balance;
    font-variant-numeric: tabular-nums;
  }
  .paper-qr {
    display: block;
    width: 100%;
    height: auto;
    background: #fff;
    forced-color-adjust: none;
  }
  .paper-note {
    margin-block-start: calc(2 * var(--u));
    font-size: calc(2.6 * var(--t));
    line-height: 1.4;
    color: #444;
  }
  .paper-note b {
    color: var(--_red-seal);
  }
`;

/** On screen the sheet takes the width of its frame. Needs a `.paper-frame` around it. */
export const paperOnScreen = css`
  .paper-frame {
    container-type: inline-size;
    border: 1px solid var(--_line);
    border-radius: 4px;
    overflow: hidden;
  }
  /* Where a container can't be asked: a phone's width, less the margins around it. */
  .paper-frame .paper {
    --u: calc((min(100vw, 520px) - 64px) / 148);
  }
  @supports (width: 1cqi) {
    .paper-frame .paper {
      --u: calc(100cqi / 148);
    }
  }
`;

/** The printed document: one A5 sheet a page, without the browser's own head and foot. */
export const paperInPrint = css`
  @page {
    size: 148mm 210mm;
    margin: 0;
  }
  html,
  body {
    margin: 0;
    padding: 0;
    background: #fff;
  }
`;
