/** What the triage found. Never a disease: a level, a department, and why. */
const words = {
  callTitle: 'This cannot wait. Call for help now.',
  call: (number: string) => `Call ${number}`,
  called: 'We are alerting the hospital’s doctors on duty, too. That does not replace your call.',
  ended: 'The online visit has ended: this needs help on the spot.',
  meanwhile: 'Until help comes',
  todayTitle: 'See a doctor today',
  routineTitle: 'See a doctor in the coming days',
  selfCareTitle: 'You can care for this at home',
  level: (roman: string) => `Triage level ${roman} (Ⅰ most urgent, Ⅳ least)`,
  whyNow: 'What cannot wait',
  whyToday: 'What should be seen today',
  why: 'Why we suggest a doctor',
  whyHome: 'Why home is safe for now',
  moreReasons: (n: number) => (n > 1 ? `${n} more reasons` : 'One more reason'),
  because: (complaints: string[]) => `It sees people with: ${complaints.join('; ')}.`,
  /** What the department is for: the reason of a rule, or the complaint. */
  reason: (why: string) => `Because of: ${why}.`,
  talk: (number: string) => `Call the crisis line, ${number}`,
  apart: 'This may be catching. Keep apart from others, wear a mask, and do not come in yet.',
  correct: 'Made a mistake? Change an answer',
  correctSure:
    'We will ask again, with your details and earlier answers filled in. The hospital has been alerted already, and that stands. If it is urgent, call first.',
  correctYes: 'Answer again',
  correctNo: 'Leave it as it is',
  noReason: 'None of your answers points to something that needs faster help.',
  department: 'Department',
  insteadOf: (name: string, why: string) =>
    `${name} would fit best. ${why || 'This hospital does not have it online.'}`,
  howToMeet: 'How do you want to see the doctor?',
  modes: {
    video: 'By video',
    text: 'In writing, with pictures',
    phone: 'The doctor phones me',
  } as Record<string, string>,
  noVideo:
    'Video calls are not possible in this browser. You can write with the doctor or be phoned, or open this page in Chrome, Edge, Safari or Firefox.',
  join: (name: string) => `Wait for ${name}`,
  joinAnyway: 'See a doctor anyway',
  otherDepartments: 'Other departments',
  advice: 'What you can do now',
  again: 'Come back or call for help if',
  noDiagnosis: 'This is advice on where to go, not a diagnosis.',
  draft: 'It is a draft that no clinician has approved yet.',
  noDepartment: 'This hospital has no department open for it online.',
};

export default words;
export type TriageResultWords = typeof words;
