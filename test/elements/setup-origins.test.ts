/** The registering of a page on the setup's page: what was registered is not said beside what was refused. */
import { render } from 'lit';
import type { SetupState } from '@care-elements/client/setup-store.ts';
import en from '../../packages/elements/locales/en/setup.ts';
import { originsPart } from '../../packages/elements/widgets/setup-parts.ts';
import { find, press, type } from '../../stories/act.ts';
import { WORLDS } from '../../stories/facts.ts';
import { Ready } from '../../stories/setup.stories.ts';
import { equal } from '../kit/expect.ts';

const first = 'https://a.example';
const state: SetupState = {
  ...{ phase: 'ready', hospital: WORLDS.en.hospital, clinician: null, origins: [], registered: first },
  ...{ busy: null, problem: null },
};
const hands = { type() {}, add() {}, ask() {}, remove() {} };

function told(error: string | undefined): string {
  const box = document.createElement('div');
  const say = { t: { ...en, loading: '', retry: '' }, lang: 'en' } as const;
  render(originsPart(state, { text: '', origin: null, error }, null, say, hands), box);
  return box.querySelector('[role=status]')!.textContent!;
}

it('what was registered is said, and no longer beside an address that is refused', () => {
  equal(told(undefined), en.registered(first), 'after the registering');
  equal(told('refused'), '', 'beside a refusal');
});

it('an address that only begins as one’s own machine is told what it lacks, and no server is asked', async () => {
  const box = document.createElement('div');
  document.body.append(box);
  render(Ready.render({}, { globals: { lang: 'en' } }), box);
  const wrong = async (typed: string) => {
    await type(box, '#origin', typed);
    await press(box, 'form.add .act');
    return (await find(box, '#origin-about.wrong')).textContent!.trim();
  };
  for (const typed of [
    'http://localhost.example.org',
    'http://127.0.0.1.example',
    'http://www.renhe.example',
  ])
    equal(await wrong(typed), en.originHttp, typed);
  equal(await wrong('https://a_b.example'), en.originWrong);
  box.remove();
});
