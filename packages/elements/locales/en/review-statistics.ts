/** Four-eyes statistics: who reviewed whose prescriptions. */
const words = {
  title: 'Who reviewed whose prescriptions',
  from: 'From',
  to: 'To',
  show: 'Show',
  close: 'Close',
  reading: 'Counting…',
  failed: 'The figures could not be read. Please try again.',
  wrongDays: (days: number) => `Choose a first and a later last day, ${days} days at most.`,
  empty: 'No prescription was reviewed in these days.',
  byPharmacist: 'By pharmacist',
  byPair: 'Pharmacist and prescriber',
  byReason: 'Why prescriptions were returned or rejected',
  pharmacist: 'Pharmacist',
  prescriber: 'Prescriber',
  all: 'Everybody',
  reviewed: 'Reviewed',
  passed: 'Passed',
  returned: 'Returned',
  rejected: 'Rejected',
  overrides: 'Overrides accepted',
  wait: 'Signed to decided (median)',
  hand: 'In hand (median)',
  passedShare: 'Share passed',
  prescriberShare: 'Share of the prescriber’s',
  shareMore: 'Share of the prescriber’s: of all their prescriptions that were decided in these days.',
  reason: 'Reason',
  biggest: (n: number) => `The ${n} biggest rows.`,
  percent: (share: number) => `${Math.round(share * 100)} %`,
  time: (seconds: number | null) => {
    if (seconds === null) return '–';
    const s = Math.round(seconds);
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
    return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  },
};

export default words;
export type ReviewStatisticsWords = typeof words;
