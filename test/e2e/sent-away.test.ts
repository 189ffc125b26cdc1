/** A guest who was sent away and comes back with the token in hand, by LiveKit's own client: out again at once, with nothing seen or heard. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { startConsultWorker, type ConsultWorker } from '../../server/consult/worker.ts';
import { takenVisit } from '../server/consult/kit.ts';
import { invitedGuest } from '../server/invitations/kit.ts';
import { launchSmall } from '../kit/small-camera.ts';
import { openCallHouse, type CallHouse } from './call-house.ts';
import { press, startSite, until, untilPictures } from './call-kit.ts';
import type { Enter, Stay } from './sent-away-page.ts';

/** LiveKit tells of somebody once their media path is up; then they are put out in one request. */
const AT_ONCE_MS = 5000;
const MOST_MS = 15_000;

let house: CallHouse;
let worker: ConsultWorker;
let site: Awaited<ReturnType<typeof startSite>>;
before(async () => {
  house = await openCallHouse(undefined, launchSmall);
  worker = await startConsultWorker(house.app.deps);
  site = await startSite(
    'away',
    'test/e2e/sent-away-page.ts',
    () => '<script src="/away.js" type="module"></script>',
  );
});
after(async () => {
  await worker?.close();
  await house?.close();
  await site?.stop();
});

test('who was sent away is out again as often as they come back', { timeout: 200_000 }, async () => {
  const visit = await takenVisit(house.app, { state: 'in_consult' });
  const [doctor, patient] = [await house.sit(visit, 'doctor'), await house.sit(visit, 'patient')];
  for (const page of [doctor, patient]) await press(page, 'action');
  await untilPictures(doctor, 'the doctor');
  const { invitationId, token } = await invitedGuest(house.app, 'renhe', visit.visitId, visit.token);
  const invitation = `/renhe/visits/${visit.visitId}/invitations/${invitationId}`;
  const doctorDoes = (what: string) =>
    house.app.call('POST', `${invitation}/${what}`, { token: visit.doctor });
  await doctorDoes('admit');
  const { body: ticket } = await house.app.call('POST', visit.path, { token });
  const page: Page = await (await house.context()).newPage();
  await page.goto(site.origin);
  const enter = (): Promise<Stay> =>
    page.evaluate(
      ([url, secret, most]) =>
        (globalThis as unknown as { enter: Enter }).enter(String(url), String(secret), Number(most)),
      [ticket.url, ticket.token, MOST_MS],
    );

  const first = enter();
  await until(async () => (await doctor.locator('video[part=remote]').count()) === 2, 'the guest is there');
  await doctorDoes('end');
  const stay = await first;
  assert.ok(stay.got && stay.ms! < MOST_MS, `sent away: ${JSON.stringify(stay)}`);
  for (let i = 0; i < 3; i++) {
    const again = await enter();
    assert.ok((again.ms ?? 0) < AT_ONCE_MS, `still there: ${JSON.stringify(again)}`);
  }
  await untilPictures(doctor, 'the doctor, who goes on with the patient,');
});
