/** Words where a page's address is not registered for the hospital. */
const words = {
  title: 'This page can’t open online visits yet',
  patient: 'The website is not fully set up. Please phone the hospital.',
  webmaster: 'For whoever runs this website',
  why: (hospital: string) =>
    `The Care server lets only registered pages call for the hospital “${hospital}”. This page is not one of them:`,
  nowhere:
    'This page has no address that could be registered: it was opened from a file, or stands in a sandboxed frame. Serve it from a web server.',
  how: 'An administrator of the hospital registers it here. Then load this page again.',
  register: 'Register this page',
  reload: 'Load again',
};

export default words;
export type RefusedWords = typeof words;
