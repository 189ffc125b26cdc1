/** Elder mode: what its bar says, and that there is time. */
const words = {
  label: 'Help with reading',
  person: 'Call a person',
  read: 'Read aloud',
  stop: 'Stop reading',
  smaller: 'Smaller text',
  larger: 'Larger text',
  size: (px: number) => `Text size ${px}`,
  back: 'Back',
  of: (at: number, all: number) => `${at} of ${all}`,
  more: 'Show more here',
  less: 'Show less here',
  time: 'Take your time. You can stop and go on later.',
  called: 'If you can’t come in time, you can get a new place in the queue.',
};

export default words;
export type VisitElderWords = typeof words;
