/** Where no questions can be asked: where to turn, and waiting for a human all the same. */
export interface ToAHumanWords {
  humanTitle: string;
  humanOthers: string;
  humanBack: string;
  humanWhy: string;
  humanUrgent: string;
  humanCall: (number: string) => string;
  humanAsk: string;
  humanPhone: (number: string) => string;
  humanWhere: string;
  humanNowhere: string;
}

const words: ToAHumanWords = {
  humanTitle: 'A doctor will ask you directly',
  humanOthers: 'None of these? A doctor can ask you directly',
  humanBack: 'Choose another complaint',
  humanWhy:
    'This hospital has not yet signed the questions for this, so no program decides how urgent it is. Choose a department and wait for a doctor.',
  humanUrgent: 'Chest pain, trouble breathing, confusion or heavy bleeding: call now, do not wait here.',
  humanCall: (number) => `Call ${number}`,
  humanAsk: 'You would rather ask somebody first?',
  humanPhone: (number) => `Call the hospital: ${number}`,
  humanWhere: 'Where would you like to wait?',
  humanNowhere: 'No department is open at the moment. Please call the hospital.',
};

export default words;
