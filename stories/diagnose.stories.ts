import { html } from 'lit';
import type { Finding } from '../packages/client/diagnose.ts';
import '../packages/elements/widgets/care-diagnose.ts';
import { story } from './story.ts';

export default {
  title: 'Widgets/Diagnose (care-diagnose)',
  component: 'care-diagnose',
  tags: ['desk', 'autodocs'],
};

const url = 'wss://livekit.example';
const origin = 'https://www.hospital.example';
const GOOD: Finding[] = [
  { check: 'version', mark: 'ok', as: 'current', facts: { version: '0.1.0 (19c14c65)' } },
  { check: 'origin', mark: 'ok', as: 'registered', facts: { origin, hospital: 'renhe' } },
  { check: 'csp', mark: 'ok', as: 'open' },
  { check: 'trustedTypes', mark: 'ok', as: 'allowed' },
  { check: 'secure', mark: 'ok', as: 'secure' },
  { check: 'permissionsPolicy', mark: 'ok', as: 'allowed' },
  { check: 'frame', mark: 'ok', as: 'top' },
  { check: 'camera', mark: 'ok', as: 'asks' },
  { check: 'microphone', mark: 'ok', as: 'granted' },
  { check: 'media', mark: 'ok', as: 'video', facts: { url } },
  { check: 'clock', mark: 'ok', as: 'right' },
  { check: 'language', mark: 'ok', as: 'said', facts: { said: 'zh-CN', speaks: 'zh-CN' } },
  { check: 'contrast', mark: 'ok', as: 'enough', facts: { least: '5.9' } },
];
const panel = (...changes: Finding[]) =>
  story(
    () =>
      html`<care-diagnose
        inline
        .rows=${GOOD.map((row) => changes.find(({ check }) => check === row.check) ?? row)}
      ></care-diagnose>`,
  );

export const NothingWrong = panel();
export const Framed = panel(
  { check: 'frame', mark: 'bad', as: 'withheld', facts: { missing: 'camera, microphone', origin } },
  { check: 'camera', mark: 'bad', as: 'forbidden' },
  { check: 'microphone', mark: 'bad', as: 'forbidden' },
  { check: 'media', mark: 'ok', as: 'reached', facts: { url } },
);
export const NotRegistered = panel(
  {
    check: 'origin',
    mark: 'bad',
    as: 'origin-not-registered',
    facts: { origin, hospital: 'renhe', setup: 'https://care.example/setup.html?hospital=renhe' },
  },
  { check: 'media', mark: 'open', as: 'unknown' },
  { check: 'clock', mark: 'open', as: 'unknown' },
);
export const Strict = panel(
  {
    check: 'csp',
    mark: 'bad',
    as: 'stopped',
    facts: { places: url, line: `connect-src 'self' https://care.example https://livekit.example ${url};` },
  },
  { check: 'trustedTypes', mark: 'bad', as: 'taken' },
  { check: 'permissionsPolicy', mark: 'bad', as: 'forbidden', facts: { missing: 'camera' } },
  { check: 'camera', mark: 'bad', as: 'forbidden' },
  { check: 'media', mark: 'bad', as: 'stopped', facts: { url } },
);
export const Unready = panel(
  {
    check: 'version',
    mark: 'look',
    as: 'several',
    facts: { count: '2', scripts: 'https://care.example/care.js' },
  },
  { check: 'secure', mark: 'bad', as: 'insecure', facts: { origin: 'http://www.hospital.example' } },
  { check: 'camera', mark: 'bad', as: 'impossible' },
  { check: 'microphone', mark: 'look', as: 'none' },
  { check: 'media', mark: 'bad', as: 'text', facts: { url } },
  { check: 'clock', mark: 'bad', as: 'behind', facts: { seconds: '420' } },
  { check: 'language', mark: 'look', as: 'unknown', facts: { said: 'fr', speaks: 'en' } },
  { check: 'contrast', mark: 'bad', as: 'low', facts: { pairs: 'ink/surface 1.6 : 1 (4.5)' } },
);
