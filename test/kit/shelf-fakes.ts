/** The faked server's shelf: what is kept stands on it, what is let go does not. */
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { RxShelf, ShelfLine } from '@care-elements/contract/rx-shelf.ts';
import { idOf, ITEMS } from './prescription-fakes.ts';

/** A line of the fakes' own prescriptions, as the formulary holds it. */
export function shelfLine(i: number, change: Partial<ItemInput> = {}): ShelfLine {
  const { line: _, drug, quantity: __, directions: ___, ...item } = ITEMS[i]!;
  return { item: { ...item, ...change }, drug, standing: 'held' };
}
const lineOf = (item: ItemInput): ShelfLine => ({
  ...{ item, drug: ITEMS.find(({ drugId }) => drugId === item.drugId)!.drug, standing: 'held' },
});

const FAVOURITE = idOf(301);
const TEMPLATE = idOf(302);

export const shelfAnswers = (shelf: RxShelf) => ({
  'POST /rx-shelf/favourites'({ item }: { item: ItemInput }) {
    const kept = { favouriteId: FAVOURITE, line: lineOf(item) };
    shelf.favourites = [kept, ...shelf.favourites];
    return kept;
  },
  [`DELETE /rx-shelf/favourites/${FAVOURITE}`]() {
    shelf.favourites = shelf.favourites.filter(({ favouriteId }) => favouriteId !== FAVOURITE);
  },
  'POST /rx-shelf/templates'(body: {
    name: string;
    codes: string[];
    items: ItemInput[];
    departmentId: string | null;
  }) {
    const kept = {
      ...{ templateId: TEMPLATE, name: body.name, lines: body.items.map(lineOf) },
      diagnoses: body.codes.map((code) => ({ code, name: { 'zh-CN': code, en: code } })),
      ...{ shared: !!body.departmentId, own: true, fits: true, ownerName: { 'zh-CN': '赵', en: 'Zhao' } },
    };
    shelf.templates = [kept, ...shelf.templates];
    return kept;
  },
  [`DELETE /rx-shelf/templates/${TEMPLATE}`]() {
    shelf.templates = shelf.templates.filter(({ templateId }) => templateId !== TEMPLATE);
  },
});
