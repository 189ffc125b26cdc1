/** What was measured at home. */
const words = {
  title: 'Did you measure anything at home?',
  why: 'Fill in what you have, or skip. A number sometimes says more than a feeling.',
  last: 'This is the last step.',
  names: {
    temp: 'Temperature (°C or °F)',
    hr: 'Pulse (beats a minute)',
    sbp: 'Upper pressure (systolic)',
    dbp: 'Lower pressure (diastolic)',
    spo2: 'Oxygen saturation (%)',
    rr: 'Breaths (a minute)',
    glucose: 'Blood sugar (mmol/L)',
    pain: 'Pain (0 to 10)',
  } as Record<string, string>,
  hints: { rr: 'Count for a minute at rest', pain: '0 is none, 10 is the worst' } as Record<string, string>,
  usual: (name: string, least: number, most: number) =>
    `${name}: please enter a number from ${least} to ${most}`,
  fahrenheit: (celsius: number) => `Taken as °F: ${celsius} °C`,
  milligrams: (millimoles: number) => `That looks like mg/dL. In mmol/L it is ${millimoles}`,
  pressure: 'The lower pressure should be below the upper one. Please check',
  heard: 'From what you wrote: please check',
  skip: 'Nothing measured, skip',
  send: 'See the result',
  check: 'Please check a number',
};

export default words;
export type TriageMeasuresWords = typeof words;
