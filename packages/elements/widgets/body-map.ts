/** Owns the picture of the body, for whom words are hard: where it hurts leads to what to choose. Fetched when it is asked for. */
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Complaint, triageRoutes } from '@care-elements/contract/triage.routes.ts';
import type { Answer } from '@care-elements/client/api.ts';
import { createVisitStore, type VisitState } from '@care-elements/client/visit-store.ts';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
import { css } from '../base/light-element.ts';
import { StoreController } from '../base/store-controller.ts';
import { Words, type Catalog } from '../base/words.ts';
import { iconNext } from '../controls/icons-first.ts';
import type { BodyMapWords } from '../locales/en/body-map.ts';
import { buttons, forms } from '../theme/common.ts';
import { figure, type Side } from './body-figure.ts';

/** Region -> complaints, the likeliest first. A list that offers too much is better than one that lacks something. */
const REGIONS: Record<Side, Record<string, string>> = {
  front: {
    head: 'headache dizziness head-injury faint confusion seizure',
    face: 'eye ear nosebleed cold dental weakness-numbness allergy',
    throat: 'sore-throat neck-pain cough foreign-body',
    chest: 'chest-pain breathless palpitations cough',
    belly: 'abdominal-pain vomit-diarrhoea dyspepsia constipation gi-bleeding',
    groin: 'urinary gynaecology vaginal-bleeding testicle pregnancy',
    arm: 'limb-injury joint-pain weakness-numbness wound skin-infection',
    leg: 'limb-injury joint-pain leg-swelling weakness-numbness wound',
    skin: 'rash allergy skin-infection burn bite-sting',
    whole: 'fever fatigue general low-mood insomnia diabetes',
  },
  back: {
    head: 'headache dizziness head-injury',
    nape: 'neck-pain headache',
    upper: 'back-pain chest-pain',
    loin: 'back-pain urinary',
    seat: 'gi-bleeding constipation back-pain skin-infection',
    arm: 'limb-injury joint-pain weakness-numbness wound skin-infection',
    leg: 'limb-injury joint-pain leg-swelling weakness-numbness wound',
    skin: 'rash allergy skin-infection burn bite-sting',
    whole: 'fever fatigue general low-mood insomnia diabetes',
  },
};

const mapWords: Catalog<BodyMapWords> = {
  'zh-CN': () => import('../locales/zh-CN/body-map.ts'),
  en: () => import('../locales/en/body-map.ts'),
  'zh-TW': () => import('../locales/zh-TW/body-map.ts'),
  'zh-HK': () => import('../locales/zh-HK/body-map.ts'),
  ar: () => import('../locales/ar/body-map.ts'),
};

export class CareBodyMap extends CareElement {
  static override properties: PropertyDeclarations = {
    choose: { attribute: false },
    side: { state: true },
    region: { state: true },
    complaints: { state: true },
  };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    css`
      .map {
        display: flex;
        flex-direction: column;
        gap: 16px;
      }
      .both {
        display: flex;
        gap: 16px;
        align-items: start;
      }
      .picture {
        flex: 1 1 130px;
        max-width: 190px;
        padding: 8px;
        border-radius: var(--_card);
        background: var(--_sunk);
      }
      .both > .rows {
        flex: 2 1 150px;
      }
      .both .row {
        min-height: var(--_tap);
        padding: 6px 12px;
      }
      svg {
        width: 100%;
        height: auto;
      }
      .row svg {
        width: 20px;
      }
      path {
        fill: var(--_surface);
        stroke: var(--_edge);
        stroke-width: 1.5;
        stroke-linejoin: round;
        cursor: pointer;
      }
      path:hover {
        fill: var(--_brand-soft);
      }
      path.here {
        fill: var(--_brand);
        stroke: var(--_brand);
      }
      .row path {
        fill: none;
        stroke: currentColor;
      }
    `,
  ];

  /** Called with the protocol of the complaint that was found. */
  declare choose: (protocolId: string) => void;
  declare side: Side;
  /** Undefined until they are there. */
  declare complaints: Complaint[] | undefined;
  /** Empty until one is chosen. */
  declare region: string;
  override readonly words = new Words(mapWords);
  private state = new StoreController<VisitState>(this, () => this.care?.use(createVisitStore));

  constructor() {
    super();
    this.side = 'front';
    this.region = '';
  }

  protected override firstUpdated(): void {
    void this.fetch();
    this.renderRoot.querySelector('h2')?.focus();
  }

  /** The words may have narrowed the visit's choice; here all of it is needed. */
  private async fetch(): Promise<void> {
    const { age, sex } = this.state.value!.view!.patient;
    try {
      const { complaints } = await this.care!.api.get<Answer<typeof triageRoutes.listComplaints>>(
        '/complaints',
        { query: { age, sex } },
      );
      this.complaints = complaints;
    } catch {
      // What the visit knows has to do.
    }
  }

  private point = (region: string): void => {
    this.region = region;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#found')?.focus());
  };

  override render(): TemplateResult | typeof nothing {
    const { view, complaints } = this.state.value || {};
    if (!view) return nothing;
    const offered = this.complaints || complaints || [];
    const { t } = this.words;
    const { side, region } = this;
    const known = REGIONS[side];
    const fitting = (known[region] || '')
      .split(' ')
      .flatMap((id) => offered.filter(({ complaintId }) => complaintId === id));
    return html`<div class="map">
      <div><h2 tabindex="-1">${t.title}</h2><p class="muted">${t.how}</p></div>
      <div class="rows two" role="group" aria-label=${t.title}>
        ${(['front', 'back'] as const).map((one) => html`<button class="row" aria-pressed=${side === one} @click=${() => ((this.side = one), (this.region = ''))}>${t[one]}</button>`)}
      </div>
      <div class="both">
        <div class="picture">${figure(side, view.patient.age < 12, region, this.point)}</div>
        <div class="rows" role="group" aria-label=${t.title}>
          ${Object.keys(known).map((one) => html`<button class="row" aria-pressed=${region === one} @click=${() => this.point(one)}>${t.regions[one]}</button>`)}
        </div>
      </div>
      ${
        region
          ? html`<div class="rows">
              <b id="found" tabindex="-1">${t.found(t.regions[region]!)}</b>
              ${fitting.map(({ name, protocolId }) => html`<button class="row" @click=${() => this.choose(protocolId)}><span>${name[this.language]}</span>${iconNext(20)}</button>`)}
            </div>`
          : nothing
      }
    </div>`;
  }
}
define('care-body-map', CareBodyMap);
