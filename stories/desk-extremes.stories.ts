/** What the desks have to bear: long names, text at 200 %, a page from right to left. */
import * as Doctor from './care-desk.stories.ts';
import * as Pharmacist from './care-pharmacy.stories.ts';
import * as Counter from './care-counter.stories.ts';
import { within, type Story } from './story.ts';

export default {
  title: 'Extremes/Desks',
  tags: ['desk'],
  globals: { viewport: { value: 'desk' } },
};

const longNames = (of: Story) => within(of, 'long names', { names: 'long' });
/** WebKit's container queries do not see a zoom of CSS, and leave the columns beside each other: there on half the page, which lays out the same. */
const TWICE = 'currentCSSZoom' in Element.prototype ? 'zoom: 2' : 'width: 50%';
const textTwice = (of: Story) => within(of, '200 %', {}, TWICE);
const rightToLeft = (of: Story) => within(of, 'right to left', {}, '', 'rtl');

export const QueueLongNames = longNames(Doctor.Queue);
export const VisitLongNames = longNames(Doctor.Visit);
export const ReviewLongNames = longNames(Pharmacist.Review);
export const CounterLongNames = longNames(Counter.Taken);
export const QueueTextTwice = textTwice(Doctor.Queue);
export const VisitTextTwice = textTwice(Doctor.Visit);
export const ReviewTextTwice = textTwice(Pharmacist.Review);
export const CounterTextTwice = textTwice(Counter.Taken);
export const QueueRightToLeft = rightToLeft(Doctor.Queue);
export const VisitRightToLeft = rightToLeft(Doctor.Visit);
export const ReviewRightToLeft = rightToLeft(Pharmacist.Review);
export const CounterRightToLeft = rightToLeft(Counter.Taken);
