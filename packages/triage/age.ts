/** A patient's age as the engine counts it: years with decimals, exact on birthdays and on the day a month is full. */

/** Both days as YYYY-MM-DD; 0 on the day of birth, 0.25 at three months, 14 on the fourteenth birthday. */
export function ageAt(birthDate: string, today: string): number {
  const [years, months, days] = today.split('-').map((part, i) => +part - +birthDate.split('-')[i]!) as [
    number,
    number,
    number,
  ];
  return Math.max(0, (years * 12 + months + days / 31) / 12);
}
