/** A sheet of Chinese herbs while the doctor writes it. */
const words = {
  herbs: 'Herbs in one packet',
  none: 'No herb yet. Search by name or pinyin initials; Enter in the grams leads back to the search.',
  grams: (name: string) => `${name}: grams in one packet`,
  usual: (from: string, to: string) =>
    from ? `usually ${from}–${to} g a day` : `usually at most ${to} g a day`,
  footnote: (name: string) => `${name}: footnote`,
  noFootnote: 'no footnote',
  usualFootnote: (what: string) => `usually: ${what}`,
  inAll: (n: number, each: string) => `${n} ${n === 1 ? 'herb' : 'herbs'}, ${each} g in one packet`,
  together: (grams: string) => `${grams} g in all packets`,
  packets: 'Packets',
  pace: 'How many',
  method: 'How to boil',
  volume: 'Down to (mL)',
  portions: 'Portions',
  warmth: 'How to drink',
  anyWarmth: 'any',
};
export type HerbsWords = typeof words;
export default words;
