/** Owns what the call view says for a state: pure, so that each sentence can be tested without a call. */
import type { ConsultState, OtherView } from '@care-elements/client/consult-state.ts';
import type { Tone } from '../controls/status-chip.ts';
import type { ConsultWords } from '../locales/en/consult.ts';

/** The guest's name where there is one, else whom they are to the visit. */
export const whoIs = (t: ConsultWords, other: Pick<OtherView, 'role' | 'name'> | undefined): string =>
  other?.name || t.who[other?.role ?? 'unknown'];

/** The chip over the picture: the one thing about the connection worth knowing now, or nothing. */
export function chipOf(t: ConsultWords, state: ConsultState): { tone: Tone; words: string } | undefined {
  const { phase, reconnecting, failure, quality, others } = state;
  if (phase === 'reconnecting') {
    if (failure === 'media-unavailable') return { tone: 'amber', words: t.mediaUnavailable };
    return { tone: 'pending', words: reconnecting === 'signal' ? t.reconnectingSignal : t.reconnectingMedia };
  }
  if (phase !== 'connected') return undefined;
  const lost = others.find(({ presence }) => presence === 'lost');
  if (lost) return { tone: 'amber', words: t.lost(whoIs(t, lost)) };
  // What was chosen, or sound alone by the network: the ladder says so before anything else is guessed.
  const { rung, pinned } = state.inCall ?? {};
  if (pinned && pinned === rung) return { tone: 'amber', words: t.soundChosen };
  if (rung === 'text') return { tone: 'amber', words: t.soundBarely };
  if (/audio/.test(rung!)) return { tone: 'amber', words: t.soundAlone };
  if (others.some(({ camera }) => camera === 'paused')) return { tone: 'amber', words: t.picturePaused };
  if (/poor|lost/.test(quality)) return { tone: 'amber', words: t.slow };
  const slow = others.find((other) => other.quality === 'poor');
  return slow && { tone: 'amber', words: t.slowOther(whoIs(t, slow)) };
}

/** What stands in the frame instead of a participant's picture; undefined while the picture is there. */
export function coverOf(t: ConsultWords, other: OtherView): string | undefined {
  const who = whoIs(t, other);
  const { presence, camera } = other;
  // The others have sentences of their own name: `awaited`, `connecting`, `gone`.
  if (presence !== 'present' && presence !== 'lost') return t[presence](who);
  // Why there is no picture their own page tells.
  const why = other.told?.['cam'];
  if (why === 'network' && camera === 'off') return t.cameraNetwork(who);
  if (why === 'chosen') return t.cameraChosen(who);
  if (why && camera !== 'on') return t.cameraTrouble(who);
  if (camera === 'off') return t.cameraOff(who);
  if (camera === 'none') return t.noCamera(who);
  return undefined;
}

/** What is wrong with the devices, and what to do: one sentence when both have the same problem. */
export function problemsOf(
  t: Pick<ConsultWords, 'problem'>,
  { microphone, camera }: Pick<ConsultState, 'microphone' | 'camera'>,
): string[] {
  if (microphone.problem && microphone.problem === camera.problem)
    return [t.problem[microphone.problem]('both')];
  const said: string[] = [];
  if (microphone.problem) said.push(t.problem[microphone.problem]('microphone'));
  if (camera.problem) said.push(t.problem[camera.problem]('camera'));
  return said;
}

/** Why one does not hear them, as far as their own page tells; else that they are muted. */
export const silenceOf = (t: ConsultWords, other: OtherView): string =>
  other.told?.['mic'] ? t.micTrouble(whoIs(t, other)) : t.muted(whoIs(t, other));
