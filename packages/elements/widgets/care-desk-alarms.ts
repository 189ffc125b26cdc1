/** Owns the bar that nobody at the desk can miss, and its sound: once for each alarm. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Alarm } from '@care-elements/contract/queue.ts';
import type { DeskState } from '@care-elements/client/desk-store.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconCheck, iconPhone } from '../controls/icons.ts';
import { minutesSince, problemWords, type T } from './care-desk-words.ts';

export function alarmBar(
  { queue, busy, problem }: DeskState,
  now: number,
  t: T,
  language: Lang,
  takeOver: (alarm: Alarm) => void,
  taken: { alarms: readonly Alarm[]; done(alarmId: string): void },
): TemplateResult | typeof nothing {
  const alarms = queue?.alarms ?? [];
  // Whoever took one over has promised to call: name and number stay until they say that it is done.
  const mine = taken.alarms.filter(({ alarmId }) => !alarms.some((one) => one.alarmId === alarmId));
  if (!alarms.length && !mine.length) return nothing;
  return html`${mine.map((alarm) => yours(alarm, t, language, taken.done))}${
    alarms.length
      ? html`<section class="alarms" part="alarms" role="alert">
    ${alarms.map((alarm) => one(alarm, now, t, language, busy.includes(`alarm:${alarm.alarmId}`), takeOver, problem))}
  </section>`
      : nothing
  }`;
}

function yours(
  { alarmId, reason, patientName, ageYears, sex, phone }: Alarm,
  t: T,
  language: Lang,
  done: (alarmId: string) => void,
) {
  return html`<div class="band amber yours" part="taken" role="status">
    ${iconAlert(18)}
    <span class="grow"><b>${t.takenByYou}</b> ${reason[language]} · <b>${patientName}</b> ${t.who(t.age(ageYears), t.sexes[sex])}</span>
    <a class="act quiet" href="tel:${phone}" aria-label="${t.call(phone)}, ${patientName}">${iconPhone(18)}<span class="num">${phone}</span></a>
    <button class="act quiet" aria-label="${t.takenDone}, ${patientName}" @click=${() => done(alarmId)}>${iconCheck(18)}${t.takenDone}</button>
  </div>`;
}

function one(
  alarm: Alarm,
  now: number,
  t: T,
  language: Lang,
  pending: boolean,
  takeOver: (alarm: Alarm) => void,
  problem: DeskState['problem'],
) {
  const { alarmId, kind, flags = [], reason, patientName, ageYears, sex, phone, raisedAt } = alarm;
  const failed = problem?.action === `alarm:${alarmId}` ? problem.problem : null;
  const named = flags.map((flag) => t.flags[flag] ?? flag).join(t.comma);
  const title = kind === 'emergency' ? t.alarmTitle : named || t.flagTitle;
  return html`<div class="alarm ${kind}">
    ${iconAlert()}
    <p class="grow">
      <b>${title}${t.listIntro}${reason[language]}</b>
      <span><b>${patientName}</b> ${t.who(t.age(ageYears), t.sexes[sex])} · <span class="num">${t.alarmSince(minutesSince(raisedAt, now))}</span></span>
      ${failed ? html`<b>${problemWords(failed, t)}</b>` : nothing}
    </p>
    <a class="act" href="tel:${phone}" aria-label="${t.call(phone)}, ${patientName}">${iconPhone(18)}<span class="num">${phone}</span></a>
    <button class="act taken" aria-disabled=${pending ? 'true' : 'false'} aria-label="${t.takeOver}, ${patientName}" @click=${() => takeOver(alarm)}>
      ${iconCheck(18)}${t.takeOver}
    </button>
  </div>`;
}

export const alarmStyles = css`
  .alarms {
    flex: none;
    max-height: 40%;
    overflow: auto;
  }
  .yours {
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    padding: 8px 16px;
    border-radius: 0;
  }
  .yours .act {
    width: auto;
    min-height: 44px;
  }
  .alarm {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
    padding: 8px 16px;
    background: var(--_red);
    color: var(--_surface);
  }
  .alarm.flag {
    background: var(--_amber);
  }
  .alarm + .alarm {
    border-block-start: 1px solid currentColor;
  }
  .alarm p {
    flex: 1 1 300px;
    display: flex;
    flex-wrap: wrap;
    gap: 0 24px;
  }
  .alarm .act {
    min-height: 44px;
    background: var(--_surface);
    color: var(--_red);
  }
  .alarm.flag .act {
    color: var(--_amber);
  }
  .alarm .act:hover {
    background: var(--_red-soft);
  }
  .alarm :focus-visible {
    outline-color: var(--_surface);
  }
`;

/** Two falling tones, soft, once for each alarm that was not heard before. */
export function createBell(): (alarms: readonly Alarm[]) => void {
  const heard = new Set<string>();
  let context: AudioContext | undefined;
  return (alarms) => {
    const fresh = alarms.filter(({ alarmId }) => !heard.has(alarmId));
    for (const { alarmId } of fresh) heard.add(alarmId);
    if (!fresh.length || !('AudioContext' in globalThis)) return;
    context ??= new AudioContext();
    if (context.state === 'running') return ring(context);
    // Browsers keep a page silent before its first gesture; the bar itself is there at once.
    const wake = () => {
      stop();
      void context?.resume().then(() => ring(context!));
    };
    const stop = () => {
      for (const name of ['pointerdown', 'keydown']) removeEventListener(name, wake, true);
    };
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, wake, true);
    void context.resume().then(() => {
      stop();
      ring(context!);
    });
  };
}

function ring(context: AudioContext): void {
  [880, 660].forEach((pitch, i) => {
    const at = context.currentTime + i * 0.32;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.18, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.62);
  });
}
