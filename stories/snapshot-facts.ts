/** What patients of the stories are asked before a picture is taken, the snapshots that come of it, and a server that has them. */
import type { Snapshot, SnapshotConsent, SnapshotState } from '@care-elements/contract/snapshot.ts';
import { createSnapshotStore } from '@care-elements/client/snapshot-store.ts';
import { idOf } from './facts.ts';
import { fakeCare, pending, type Answers, type FakeCare } from './fake-care.ts';
import { VISIT_ID } from './visit-facts.ts';

const SNAPSHOT_CONSENT: SnapshotConsent = {
  version: '1',
  text: {
    'zh-CN': [
      '您同意以后才会拍，只拍一张您当时的视频画面，没有声音。',
      '照片存入您这次就诊的病历，您和为您看诊的医生可以看到。',
      '您可以不同意，看诊照常进行。',
    ].join('\n'),
    en: [
      'One still of your video is taken, without sound, and only if you agree.',
      'It goes into the record of this visit. You and the clinicians who see you can look at it.',
      'You may say no: the visit goes on just the same.',
    ].join('\n'),
  },
};
export const PURPOSE = { 'zh-CN': '左前臂皮疹，留作对比', en: 'Rash on the left forearm, to compare' };

export const snapshotIn = (
  state: SnapshotState,
  {
    lang = 'zh-CN' as keyof typeof PURPOSE,
    ...more
  }: Partial<Snapshot> & { lang?: keyof typeof PURPOSE } = {},
): Snapshot => ({
  ...{ snapshotId: idOf(81), state, purpose: PURPOSE[lang], consentVersion: '1' },
  askedAt: '2026-11-28T02:00:00.000Z',
  answeredAt: state === 'asked' ? null : '2026-11-28T02:00:09.000Z',
  picture:
    state === 'stored'
      ? {
          ...{ attachmentId: idOf(82), storedAt: '2026-11-28T02:00:12.000Z', bytes: 1000 },
          ...{ width: 640, height: 480, sha256: 'd4'.repeat(32) },
        }
      : null,
  ...more,
});

/** Skin with a rash, drawn. */
async function picture(): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#e0b394';
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = '#c6604f';
  for (let i = 0; i < 40; i++) {
    pen.beginPath();
    pen.ellipse(
      320 + 170 * Math.sin(i * 2.4) * (i / 40),
      240 + 150 * Math.cos(i * 2.4) * (i / 40),
      9,
      7,
      i,
      0,
      7,
    );
    pen.fill();
  }
  return new Promise((done) => canvas.toBlob((blob) => done(blob!), 'image/jpeg'));
}

export const SNAPSHOT_TOPIC = `snapshot:${VISIT_ID}`;
export const told = (latest: Snapshot | null, consent: SnapshotConsent | null = SNAPSHOT_CONSENT) => ({
  snapshot: { consent, latest },
});

/** A page's connection to a hospital that takes snapshots; `push` on the second is heard by the first. */
export function snapshotCare(
  latest: Snapshot | null,
  all: Snapshot[] = [],
  answers: Answers = {},
): { care: FakeCare; stream: FakeCare } {
  const options = {
    live: { [SNAPSHOT_TOPIC]: { snapshot: told(latest) } },
    answers: { askSnapshot: pending, listSnapshots: { snapshots: all }, ...answers },
  };
  const stream = fakeCare(options);
  const fetch = async (_: unknown, init?: RequestInit) =>
    init?.method === 'POST' ? pending() : new Response(await picture());
  const store = createSnapshotStore(stream, { fetch: fetch as typeof globalThis.fetch });
  return { care: fakeCare({ ...options, stores: [[createSnapshotStore, store]] }), stream };
}
