/** Owns what can be chosen in a call that stands: how much of it is wanted, and which camera, microphone and speaker. */
import { html, type nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { InCall, InCallState } from '@care-elements/client/consult-incall.ts';
import { PINS, type Pin } from '@care-elements/client/consult-ladder.ts';
import { isChoice } from '@care-elements/client/device-list.ts';
import { DEVICE_KINDS } from '@care-elements/client/device-memory.ts';
import type { CallMoreWords } from '../locales/en/call-more.ts';

type Part = TemplateResult | typeof nothing;
const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;

/** `write` opens the conversation; absent where there is none, as for guests. */
export function rungChoice(
  t: CallMoreWords,
  { pinned }: InCallState,
  beside: () => InCall | undefined,
  write: (() => void) | undefined,
): TemplateResult {
  const now = pinned ?? 'auto';
  const pick = (event: Event) => {
    const chosen = valueOf(event);
    if (chosen === 'text') write?.();
    void beside()?.pin(PINS.find((rung: Pin) => rung === chosen) ?? null);
  };
  const offered = ['auto', ...PINS.filter((rung) => rung !== 'text' || write)] as const;
  return html`<label class="row"
      ><span>${t.carry}</span
      ><select part="rung" aria-describedby="rung-note" @change=${pick}>
        ${offered.map((rung) => html`<option value=${rung} .selected=${live(rung === now)}>${t.rungs[rung]}</option>`)}
      </select></label
    >
    <p class="note" id="rung-note" role="status">${t.rungNotes[now]}</p>`;
}

/** A picker for each kind of which there is more than one. */
export function deviceChoices(
  t: CallMoreWords,
  { choices, using }: InCallState,
  beside: () => InCall | undefined,
): Part[] {
  return DEVICE_KINDS.filter((kind) => isChoice(choices[kind])).map(
    (kind) =>
      html`<label class="row"
        ><span>${t.device[kind]}</span
        ><select part="device" data-kind=${kind} @change=${(event: Event) => void beside()?.choose(kind, valueOf(event))}>
          ${choices[kind].map(
            ({ id, label }, i) =>
              html`<option value=${id} .selected=${live(id === using[kind])}>${label || `${t.device[kind]} ${i + 1}`}</option>`,
          )}
        </select></label
      >`,
  );
}
