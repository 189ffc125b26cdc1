/** Owns the ticket: the number a waiting patient looks for, huge. */
import { css, html, type TemplateResult } from 'lit';

export const ticketNumber = (label: string, ticket: string): TemplateResult => html`
  <p class="ticket" part="ticket"><span class="note">${label}</span><span class="ticket-no num">${ticket}</span></p>
`;

export const ticketStyles = css`
  .ticket {
    display: flex;
    flex-direction: column;
    align-items: center;
    width: 100%;
    container-type: inline-size;
  }
  .ticket-no {
    font-size: 56px;
    /* Five signs stay in one line at 200 % text, too. */
    font-size: min(56px, 28cqi);
    font-weight: 600;
    line-height: 1.15;
    color: var(--_brand);
  }
`;
