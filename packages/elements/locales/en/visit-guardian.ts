/** Who is with a child, or speaks for somebody else. */
const words = {
  childTitle: 'Which adult is with the child?',
  childWhy: (age: number) => `Patients under ${age} come with an adult.`,
  title: 'Who are you?',
  why: 'The doctor will know that you answer for somebody else.',
  name: 'Your full name',
  phone: 'Your phone number',
  relation: 'You are the patient’s',
  relations: {
    parent: 'Parent',
    grandparent: 'Grandparent',
    child: 'Son or daughter',
    spouse: 'Husband, wife or partner',
    other: 'Other',
  } as Record<string, string>,
};

export default words;
export type VisitGuardianWords = typeof words;
