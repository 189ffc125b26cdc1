/** Starts the demo around a running server: its data, the two hospitals' sites on origins of their own, the staff's pages. */
import { fileURLToPath } from 'node:url';
import { serveSite } from '../../demo/serve.ts';
import type { Deps } from '../deps.ts';
import { DEMO_HOSPITALS, DEMO_PASSWORD } from './hospitals.ts';
import { seedMeeting } from './meetings.ts';
import { seedDemo } from './seed.ts';

interface DemoOptions {
  deps: Deps;
  publicUrl: string;
  /** Of the Care server; the sites take the three after it. */
  port: number;
  say: (line: string) => void;
}

interface OpenDemo {
  /** Where a visitor begins: at Renhe, at Lakeside, among the staff's pages. */
  sites: string[];
  /** Stops them. */
  close(): Promise<void>;
}

export async function startDemo({ deps, publicUrl, port, say }: DemoOptions): Promise<OpenDemo> {
  const site = (name: string, at: number) =>
    serveSite({
      dir: fileURLToPath(new URL(`../../demo/${name}`, import.meta.url)),
      port: port === 0 ? 0 : port + at,
      careUrl: publicUrl,
      log: () => {},
    });
  const renhe = await site('renhe', 1);
  const lakeside = await site('lakeside', 2);
  const staff = await site('staff', 3);
  // A page on localhost and one on 127.0.0.1 are two origins to a browser.
  const both = (url: string) =>
    ['localhost', '127.0.0.1'].map((host) => `http://${host}:${new URL(url).port}`);
  await seedDemo(deps, {
    renhe: [...both(renhe.url), ...both(staff.url)],
    lakeside: [...both(lakeside.url), ...both(staff.url)],
  });
  const meeting = async (hospitalId: string, host: string) =>
    `${publicUrl}/meeting.html#${hospitalId}.${await seedMeeting(deps, hospitalId, host)}`;
  const meetings = [await meeting('renhe', 'zhao'), await meeting('lakeside', 'delgado')];
  const accounts = DEMO_HOSPITALS.map(({ hospitalId, clinicians }) => {
    const of = (role: string) =>
      clinicians
        .filter((c) => c.role === role)
        .map((c) => c.username)
        .join(' ');
    return `  ${hospitalId.padEnd(9)} doctors ${of('doctor')} · pharmacists ${of('pharmacist')} · at a partner's counter ${of('pharmacy')} · medical lead ${of('medical_lead')} · administrator ${of('administrator')}`;
  });
  const sites = [
    `${renhe.url}/internet-hospital.html`,
    `${lakeside.url}/virtual-visit.html`,
    `${staff.url}/`,
  ];
  const { state, detail } = deps.media?.status() ?? { state: 'absent', detail: 'switched off' };
  say(
    [
      '',
      '────────────────────────────────────────────────────────────────────',
      'Care Elements is running. Demo data: nobody here is real.',
      '',
      `  Hospital (中文)     ${sites[0]}`,
      `  Hospital (English)  ${sites[1]}  (in a frame: framed-visit.html)`,
      `  Doctor's desk       ${staff.url}/desk.html      (English: ?hospital=lakeside)`,
      `  Pharmacy            ${staff.url}/pharmacy.html  (English: ?hospital=lakeside)`,
      `  Triage content      ${staff.url}/protocols.html (English: ?hospital=lakeside)`,
      `  Formulary           ${staff.url}/formulary.html (English: ?hospital=lakeside)`,
      `  Website setup       ${publicUrl}/setup.html?hospital=renhe (English: ?hospital=lakeside)`,
      `  Theme studio        ${publicUrl}/studio.html`,
      `  Group meeting (中文) ${meetings[0]}`,
      `  Group meeting       ${meetings[1]}`,
      '                      (their hosts zhao and delgado begin them at the desk)',
      `  API                 ${publicUrl}/v1/openapi.json`,
      '  Storybook           npm run storybook',
      '',
      `Accounts, all with the password ${DEMO_PASSWORD}`,
      ...accounts,
      ...(state === 'ready' ? [] : ['', `Video is not available: ${detail}`]),
      '────────────────────────────────────────────────────────────────────',
    ].join('\n'),
  );
  return {
    sites,
    async close() {
      await Promise.all([renhe.close(), lakeside.close(), staff.close()]);
    },
  };
}
