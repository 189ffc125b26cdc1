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
  }
  .ticket-no {
    font-size: 56px;
    font-weight: 600;
    line-height: 1.15;
    color: var(--_brand);
  }
`;
