/** The patient's medicine plan: a table for the fridge, and a file for the calendar. */
const words = {
  planTitle: 'My medicine plan',
  planMore: 'A table to print and put up, and reminders for your calendar.',
  first: 'First day',
  from: (first: string, last: string) => (first === last ? first : `${first} to ${last}`),
  when: ['Morning', 'Noon', 'Evening', 'Bedtime'],
  everyDay: 'Once a day, always at the same time',
  every: (days: number): string => (days === 2 ? 'every other day' : 'once a week'),
  atHours: (hours: string): string => `at ${hours}`,
  planPrint: 'Print, or save as PDF',
  calendar: 'Save reminders for my calendar',
  calendarMore: (hours: string) =>
    `Reminders come at ${hours}. Medicines taken only when needed have none. You can change the times in your calendar.`,
  reminder: (medicine: string, amount: string) => `Medicine: ${medicine}, ${amount}`,
  noReminders: 'These medicines have no fixed times, so there is nothing to put into a calendar.',
  number: 'Prescription',
};

export default words;
export type MedicinePlanWords = typeof words;
