/** Who tabs to a field that lies under a foot that sticks, or is pushed there by what comes late, sees it. */
import type { ReactiveControllerHost } from 'lit';
import { FocusSeen } from '../../packages/elements/base/focus-seen.ts';

it('what has the focus is not covered by the foot, nor pushed under it by what comes late', async () => {
  const box = document.createElement('div');
  const renderRoot = box.attachShadow({ mode: 'open' });
  renderRoot.innerHTML = `<p></p>${'<input style="display: block; height: 40px" />'.repeat(60)}
    <div class="foot" style="position: sticky; bottom: 0; height: 100px; background: white"></div>`;
  const life = {
    ...{ renderRoot, addController() {}, removeController() {} },
    ...{ requestUpdate() {}, updateComplete: Promise.resolve(true) },
  };
  const host = Object.assign(box, life) as unknown as HTMLElement &
    ReactiveControllerHost & { renderRoot: ShadowRoot };
  document.body.append(host);
  new FocusSeen(host, '.foot').hostConnected();
  const field = renderRoot.querySelectorAll('input')[Math.floor(innerHeight / 40) - 2]!;
  const foot = () => renderRoot.querySelector('.foot')!.getBoundingClientRect().top;
  const covered = () => field.getBoundingClientRect().bottom > foot();
  const seen = async (what: string) => {
    for (let i = 0; i < 100 && covered(); i++) await new Promise((done) => setTimeout(done, 20));
    if (covered()) throw new Error(what);
  };
  if (!covered()) throw new Error('the field lies under the foot to begin with');
  field.focus({ preventScroll: true });
  await seen('covered by the foot');
  renderRoot.querySelector('p')!.style.height = `${innerHeight}px`;
  scrollTo(0, 0);
  await seen('pushed under the foot');

  // Checks that take a second, and are told in the foot.
  const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const grow = (height: number) => {
    renderRoot.querySelector<HTMLElement>('.foot')!.style.height = `${height}px`;
  };
  await wait(700);
  scrollBy(0, field.getBoundingClientRect().bottom - foot());
  if (covered()) throw new Error('the field lies just above the foot');
  grow(220);
  if (!covered()) throw new Error('the foot grows over the field');
  await seen('covered by a foot that grew');
  scrollTo(0, 0);
  grow(240);
  await wait(100);
  if (scrollY) throw new Error('who has scrolled away is called back');
  host.remove();
});
