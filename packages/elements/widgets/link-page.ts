/** Owns what the pages that a link opens share: how the link is read, and their looks. */
import { css } from '../base/light-element.ts';
import type { CareElement } from '../base/care-element.ts';
import { handOnParts } from '../controls/patient-parts.ts';

/** Takes hospital and secret from the page's address where the page was not given them; to be called once it stands. */
export function takeLink(page: CareElement & { secret: string | undefined }, link: RegExp): void {
  handOnParts(page);
  // Our own page speaks its reader's language; a page of the hospital's says which it speaks.
  document.documentElement.lang ||= page.language;
  const found = page.secret ? null : link.exec(location.hash);
  if (!found) return;
  page.hospital ??= found[1]!;
  page.secret = found[2]!;
}

export const linkPage = css`
  :host {
    background: var(--_surface);
  }
  :host([whole]) {
    min-height: 100vh;
  }
  .screen {
    display: flex;
    flex-direction: column;
    gap: 16px;
    max-width: 640px;
    margin-inline: auto;
    padding: 24px 16px;
  }
  .screen.inside {
    max-width: 960px;
  }
`;
