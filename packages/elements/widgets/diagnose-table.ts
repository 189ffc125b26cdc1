/** Owns the table of `diagnose()`: a row a check, in words, with its remedy; and the same as text. */
import type { Finding } from '@care-elements/client/diagnose.ts';
import type { DiagnoseWords } from '../locales/en/diagnose.ts';

type Say = Record<string, Record<string, (facts: Record<string, string>) => string> | undefined>;
const words = (of: object, { check, as, facts = {} }: Finding): string =>
  (of as Say)[check]?.[as]?.(facts) ?? '';

export const isBad = ({ mark }: Finding): boolean => mark === 'bad';

export function summary(rows: Finding[], t: DiagnoseWords): string {
  const bad = rows.filter(isBad).length;
  return bad ? t.trouble(bad) : t.fine;
}

export function textOf(rows: Finding[], t: DiagnoseWords): string {
  return [
    `Care Elements diagnose()`,
    `${location.href.replace(/[?#].*/, '')} · ${new Date().toISOString()}`,
    navigator.userAgent,
    summary(rows, t),
    ...rows.map((row) => {
      const todo = words(t.do, row);
      return `[${t.mark[row.mark]}] ${t.check[row.check]}: ${words(t.says, row)}${todo ? `\n    → ${todo}` : ''}`;
    }),
  ].join('\n');
}

export function make(tag: string, text = '', ...children: Node[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(...(text ? [text] : []), ...children);
  return element;
}

function header(text: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = make('th', text) as HTMLTableCellElement;
  cell.scope = scope;
  return cell;
}

/** The remedy; the address in it, where an administrator registers the page, leads there. */
function remedy(row: Finding, t: DiagnoseWords): HTMLElement {
  const text = words(t.do, row);
  const address = row.facts?.['setup'];
  if (!address || !text.includes(address)) return make('td', text);
  const link = make('a', address) as HTMLAnchorElement;
  link.href = address;
  link.target = '_blank';
  link.rel = 'noopener';
  const cell = make('td');
  cell.append(...text.split(address).flatMap((part, at) => (at ? [link, part] : [part])));
  return cell;
}

export function table(rows: Finding[], t: DiagnoseWords): HTMLElement {
  const { check, mark, says, do: todo } = t.columns;
  const anything = rows.some((row) => words(t.do, row));
  const heads = [check, mark, says, ...(anything ? [todo] : [])].map((text) => header(text, 'col'));
  const body = rows.map((row) => {
    const found = make('td', words(t.says, row)) as HTMLTableCellElement;
    const line = make('tr', '', header(t.check[row.check], 'row'), make('td', t.mark[row.mark]), found);
    line.className = row.mark;
    // Where there is nothing to do, what was found has the room.
    if (words(t.do, row)) line.append(remedy(row, t));
    else if (anything) found.colSpan = 2;
    return line;
  });
  return make('table', '', make('thead', '', make('tr', '', ...heads)), make('tbody', '', ...body));
}
