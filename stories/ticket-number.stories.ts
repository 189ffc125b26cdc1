import { ticketNumber } from '../packages/elements/controls/ticket-number.ts';
import { control } from './story.ts';

const LABEL = { 'zh-CN': '您的号码', en: 'Your number' };

export default { title: 'Controls/Ticket number', tags: ['phone'] };

export const Usual = control((lang) => ticketNumber(LABEL[lang], 'N017'));
export const LateInTheDay = control((lang) => ticketNumber(LABEL[lang], 'N1284'));
