/** Owns what stands where a microphone or a camera of a meeting can't be had: why, and the steps that allow it. */
import { html, type TemplateResult } from 'lit';
import type { MeetingCallState } from '@care-elements/client/meeting-call.ts';
import type { DeviceWords } from '../locales/en/devices.ts';
import { askPart } from './ask-part.ts';
import { problemsOf } from './care-consult-words.ts';

const askDeviceHelp = askPart(() => import('./device-help.ts'));

export function meetingTroubles(
  t: DeviceWords,
  room: Pick<MeetingCallState, 'microphone' | 'camera'>,
  lang: string,
): TemplateResult[] {
  const problems = new Set([room.microphone.problem, room.camera.problem].filter((one) => one !== null));
  // Its own chunk: most people never need it.
  if (problems.size) askDeviceHelp();
  return [
    ...problemsOf(t, room).map((words) => html`<p class="wrong" role="alert">${words}</p>`),
    ...[...problems].map(
      (problem) => html`<care-device-help .problem=${problem} lang=${lang} fold></care-device-help>`,
    ),
  ];
}
