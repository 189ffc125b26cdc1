/** What a doctor need not type again: favourites, recent lines, templates, the patient's earlier prescriptions. */
const words = {
  title: 'Use again',
  more: 'Favourites, recent, templates, earlier prescriptions',
  loading: 'Reading …',
  tabs: { favourites: 'Favourites', recent: 'Recent', templates: 'Templates', history: 'Earlier' },
  none: {
    favourites: 'No favourites yet. Keep a line of this prescription below.',
    recent: 'You have signed nothing lately.',
    templates: 'No templates yet. Save this prescription as one below.',
    history: 'No earlier prescription of this patient here.',
  },
  put: 'Add',
  putAll: 'Add all',
  putSaid: (n: number) =>
    n === 1 ? 'One line added. Please check it.' : `${n} lines added. Please check them.`,
  leftSaid: (names: string) => `Not added: ${names}.`,
  overSaid: (n: number) => `${n} more did not fit: a prescription holds 20 lines.`,
  gone: 'No longer in the formulary',
  unknown: 'The formulary does not answer',
  incomplete: 'Directions not complete',
  keep: (name: string) => `Keep ${name}`,
  keepThese: 'Keep a line of this prescription:',
  drop: (name: string) => `Delete ${name}`,
  dropSure: 'Delete?',
  name: 'Name of the template',
  nameHint: 'Sore throat, adult',
  share: (department: string) => `Colleagues in ${department} may use it too`,
  saveTemplate: 'Save this prescription as a template',
  fits: 'Fits the diagnosis',
  shared: 'Shared',
  from: (name: string) => `From ${name}`,
  full: 'You keep as many as there is room for (50). Delete one first.',
};
export type RxShelfWords = typeof words;
export default words;
