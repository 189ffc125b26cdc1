/** What `npm run hospital -- list` says. */
import type { Whole } from '../../server/setting-up/people.ts';

export const shortList = ({ hospital, departments, people, pharmacies }: Whole): string =>
  `${hospital.hospitalId.padEnd(20)} ${hospital.name[hospital.language]}: ${departments.length} departments, ${people.length} people (${people.filter(({ active }) => active).length} active), ${pharmacies.length} pharmacies${hospital.demo ? '; demo' : ''}`;

export function wholeList(whole: Whole): string {
  const { hospital, departments, people, pharmacies, origins } = whole;
  const { language, timeZone, rulePacks } = hospital;
  const codes = new Map(departments.map(({ departmentId, code }) => [departmentId, code]));
  const usernames = new Map(people.map(({ clinicianId, username }) => [clinicianId, username]));
  const part = (title: string, lines: string[]) => ['', title, ...(lines.length > 0 ? lines : ['  none'])];
  return [
    shortList(whole),
    `  ${language}, ${timeZone}, rules ${rulePacks.join(', ')}`,
    ...part(
      'Departments',
      departments.map(({ code, letter, name, open, online }) =>
        row([code, letter, name[language], open ? `online: ${online}` : 'not in use']),
      ),
    ),
    ...part(
      'People',
      people.map(({ username, role, name, title, posts, pharmacyLead, active }) =>
        row([
          username,
          role,
          active ? 'active' : 'CLOSED',
          `${name[language]}, ${title[language]}`,
          ...posts.map((post) => `${codes.get(post.departmentId)} ${rightsOf(post)}`),
          ...(pharmacyLead ? ['signs the formulary'] : []),
          ...(role === 'medical_lead' ? ['signs the protocols'] : []),
        ]),
      ),
    ),
    ...part(
      'Pharmacies',
      pharmacies.map(({ name, own, active, staff }) =>
        row([
          name[language],
          own ? 'own' : 'partner',
          active ? 'active' : 'CLOSED',
          `counter: ${staff.map((id) => usernames.get(id)).join(', ') || 'nobody'}`,
        ]),
      ),
    ),
    ...part(
      'Origins',
      origins.map((origin) => `  ${origin}`),
    ),
  ].join('\n');
}

const rightsOf = ({ consultRight, treatmentRight }: { consultRight: boolean; treatmentRight: boolean }) =>
  [consultRight && 'consults', treatmentRight && 'prescribes'].filter(Boolean).join(' and ') || 'no rights';

const row = (cells: string[]): string => `  ${cells.join(' · ')}`;
