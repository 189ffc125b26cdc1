/** The review desk's parts for element and store tests. */
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { Checklist, ChecklistLine, ReviewEntry } from '@care-elements/contract/review.ts';
import type { ReviewThread } from '@care-elements/contract/review.thread.ts';
import { summaryOf } from './prescription-fakes.ts';

/** The review list's row of a prescription: in nobody's hand. */
export const entryOf = (rx: Prescription, change: Partial<ReviewEntry> = {}): ReviewEntry => ({
  ...summaryOf(rx),
  lease: null,
  talk: null,
  ...change,
});

/** A line for each finding, by its check; without findings it is clean. */
export function checklistFor({ checks }: Prescription): Checklist {
  const lines: ChecklistLine[] = checks.findings.map(({ check, key, step, severity, overridden }) => ({
    ...{
      id: check,
      step,
      title: { 'zh-CN': `核对 ${check}`, en: `Check ${check}` },
      source: null,
      keys: [key],
    },
    verdict: overridden ? 'warn' : severity === 'unable_to_check' ? 'unable' : severity,
  }));
  const passed: ChecklistLine[] = (['legality', 'form', 'suitability'] as const).map((step) => ({
    ...{ id: `passed-${step}`, step, title: { 'zh-CN': '无异议', en: 'Fine' }, source: '法 1', keys: [] },
    verdict: 'pass',
  }));
  return { lines: [...lines, ...passed], clean: lines.every(({ verdict }) => verdict === 'info') };
}

/** Nothing said yet. */
export const threadOf = (prescriptionId: string, change: Partial<ReviewThread> = {}): ReviewThread => ({
  ...{ prescriptionId, messages: [], last: 0, writable: true },
  ...{ read: { pharmacist: 0, doctor: 0 }, unread: { pharmacist: 0, doctor: 0 } },
  ...change,
});
