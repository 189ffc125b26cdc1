/** Protocols for the lint's tests: a sound one, and for each fault how to break it in just that way. */
import type { Predicate, Protocol, Question, Rule } from '@care-elements/triage/protocol.ts';

export const text = (en: string, zh = '文字') => ({ 'zh-CN': zh, en });
export const around = {
  departments: new Set(['02', '20']),
  sources: new Set(['NHS']),
  complaints: new Set(['ache']),
};
export const rule = (id: string, level: Rule['level'], when: Predicate, more: Partial<Rule> = {}): Rule => ({
  ...{
    id,
    level,
    when,
    why: text('Why'),
    source: [{ src: 'NHS', page: 'ache' }],
    confidence: 'consensus-recall',
  },
  ...more,
});
export const list = (linkId: string, codes: string[], more: Partial<Question> = {}): Question => ({
  ...{ linkId, type: 'choice', repeats: true, text: text(linkId) },
  answerOption: codes.map((code) => ({ code, display: text(code) })),
  ...more,
});
export const degrees = (
  linkId: string,
  options: [string, number][],
  more: Partial<Question> = {},
): Question => ({
  ...{ linkId, type: 'choice', text: text(linkId) },
  answerOption: options.map(([code, value]) => ({ code, display: text(code), value })),
  ...more,
});

/** A sound protocol; each test breaks it in one way. */
export const sound = (): Protocol => ({
  ...{ id: 'ache', version: '0.1.0', complaint: 'ache', title: text('Ache'), who: { age: [1, 200] } },
  synonyms: { 'zh-CN': ['疼'], en: ['ache'] },
  questions: [
    list('danger', ['blue', 'bleeding']),
    degrees('severity', [
      ['mild', 2],
      ['moderate', 5],
      ['severe', 8],
    ]),
    list('with', ['fever', 'old-pain'], { enableWhen: [{ question: 'age', operator: '>=', answer: 5 }] }),
  ],
  rules: [
    rule('danger.blue', 1, { eq: ['danger', 'blue'] }),
    rule('danger.bleeding', 1, { eq: ['danger', 'bleeding'] }),
    rule('ache.severe', 2, { ge: ['severity', 8] }),
    rule('ache.fever', 2, { all: [{ eq: ['with', 'fever'] }, { age: [65, 200] }] }),
    rule('ache.moderate', 3, { any: [{ ge: ['severity', 5] }, { in: ['with', ['fever', 'old-pain']] }] }),
  ],
  otherwise: 4,
  outcomes: ([1, 2, 3, 4] as const).map((level) => ({
    ...{ level, departments: [{ code: level === 1 ? '20' : '02', weight: 9 }], advice: ['rest'] },
    ...(level > 1 && { callAgainIf: ['worse'] }),
  })),
  advice: { rest: text('Rest.'), worse: text('It gets worse.') },
  review: null,
});

export const question = (protocol: Protocol, linkId: string) =>
  protocol.questions.find((q) => q.linkId === linkId)!;
const ruleOf = (protocol: Protocol, id: string) => protocol.rules.find((r) => r.id === id)!;

/** What is wrong, how to make it so, and where it is found. */
export const BROKEN: [what: string, change: (p: Protocol) => void, where: string, problem: RegExp][] = [
  [
    'an epidemic flag that does not say what to tell the ambulance',
    (p) => Object.assign(ruleOf(p, 'ache.severe'), { flags: ['epidemic'], advice: ['rest'] }),
    ...(['rules/ache.severe', /what to tell the ambulance/] as const),
  ],
  ...(
    [
      ['reads an option that is not there', { eq: ['with', 'cough'] }, 'severity', /no option of with/],
      ['reads what no question asks', { eq: ['legs', 'both'] }, 'severity', /which no question asks/],
      ['reads one question alone', { le: ['severity', 5] }, 'severity', /one question alone/],
      ['asks again what it does not read', { eq: ['with', 'fever'] }, 'danger', /does not read it/],
      ['holds only in an emergency', { eq: ['danger', 'blue'] }, 'severity', /only in an emergency/],
    ] as const
  ).map(([what, beside, ask, problem]): (typeof BROKEN)[number] => [
    `a contradiction that ${what}`,
    (p) => {
      const when = { all: [{ le: ['severity', 2] }, beside] } as Predicate;
      p.contradictions = [{ when, ask, why: text('Please choose again.') }];
    },
    ...(['contradictions/0', problem] as const),
  ]),
  [
    'a question that no rule reads',
    (p) => void p.questions.push(list('idle', ['x'])),
    'questions/idle',
    /No rule reads/,
  ],
  [
    'a question for nobody',
    (p) =>
      (question(p, 'with').enableWhen = [
        { question: 'age', operator: '>=', answer: 5 },
        { question: 'age', operator: '<', answer: 5 },
      ]),
    ...(['questions/with', /Nobody is ever asked/] as const),
  ],
  [
    'a question for an age that the protocol is not for',
    (p) => (question(p, 'with').enableWhen = [{ question: 'age', operator: '<', answer: 1 }]),
    ...(['questions/with', /Nobody is ever asked/] as const),
  ],
  [
    'a question whose rules change nothing',
    (p) => {
      p.questions.push(list('idle', ['x']));
      p.rules.push(rule('ache.idle', 4, { eq: ['idle', 'x'] }));
    },
    ...(['questions/idle', /can change neither level nor flags nor department/] as const),
  ],
  [
    'two questions of one linkId',
    (p) => void p.questions.push(question(p, 'with')),
    'questions/with',
    /Two questions/,
  ],
  [
    'two options of one code',
    (p) => void question(p, 'with').answerOption.push(question(p, 'with').answerOption[0]!),
    ...(['questions/with', /Two options/] as const),
  ],
  [
    'an option without a value',
    (p) => delete question(p, 'severity').answerOption[0]!.value,
    'questions/severity',
    /an option has none/,
  ],
  [
    'a question in one language',
    (p) => (question(p, 'with').text = text('', '有吗')),
    'questions/with',
    /not there in English/,
  ],
  [
    'a question in the wrong language',
    (p) => (question(p, 'with').text = text('有吗')),
    'questions/with',
    /English has Chinese/,
  ],
  [
    'a circle of conditions',
    (p) => {
      question(p, 'with').enableWhen = [{ question: 'danger', operator: '=', answer: 'blue' }];
      question(p, 'danger').enableWhen = [{ question: 'with', operator: '=', answer: 'fever' }];
    },
    ...(['questions/with', /depends on itself/] as const),
  ],
  [
    'a rule that reads more than can be tried',
    (p) => p.rules.push(rule('ache.all', 2, { any: Array(400).fill({ eq: ['danger', 'blue'] }) })),
    ...(['rules', /They read \d+ answers/] as const),
  ],
  [
    'conditions on conditions that read more than can be tried',
    (p) => {
      const gates = (linkId: string, answer: string) =>
        Array(8).fill({ question: linkId, operator: '=', answer });
      question(p, 'severity').enableWhen = gates('danger', 'blue');
      question(p, 'with').enableWhen = gates('severity', 'mild');
      p.questions.push(list('more', ['x'], { enableWhen: gates('with', 'fever') }));
      p.rules.push(rule('ache.more', 2, { eq: ['more', 'x'] }));
    },
    ...(['rules', /with the conditions of the questions/] as const),
  ],
  [
    'a condition on a question that is not asked',
    (p) => (question(p, 'with').enableWhen = [{ question: 'gone', operator: '=', answer: 'x' }]),
    ...(['questions/with', /depends on gone/] as const),
  ],
  [
    'a condition on an option that is not there',
    (p) => (question(p, 'with').enableWhen = [{ question: 'danger', operator: '=', answer: 'x' }]),
    ...(['questions/with', /no option there/] as const),
  ],
  [
    'too many questions',
    (p) => {
      for (let i = 0; i < 12; i++) {
        p.questions.push(list(`q${i}`, ['x']));
        p.rules.push(rule(`ache.q${i}`, 3, { eq: [`q${i}`, 'x'] }));
      }
    },
    ...(['questions', /15 questions/] as const),
  ],
  [
    'a rule that cannot hold',
    (p) => (ruleOf(p, 'ache.severe').when = { all: [{ ge: ['severity', 8] }, { le: ['severity', 5] }] }),
    ...(['rules/ache.severe', /No answers can make this rule hold/] as const),
  ],
  [
    'a rule for an age that the protocol is not for',
    (p) => (ruleOf(p, 'ache.fever').when = { all: [{ eq: ['with', 'fever'] }, { age: [0, 1] }] }),
    ...(['rules/ache.fever', /No answers can make/] as const),
  ],
  [
    'a red flag that no question can reveal',
    (p) => void p.rules.push(rule('ache.hidden', 1, { all: [{ eq: ['with', 'fever'] }, { age: [1, 5] }] })),
    ...(['rules/ache.hidden', /No answers can reveal this red flag/] as const),
  ],
  [
    'a red flag of a measurement that contradicts itself',
    (p) => void p.rules.push(rule('ache.hr', 1, { all: [{ ge: ['hr', 130] }, { le: ['hr', 40] }] })),
    ...(['rules/ache.hr', /reveal this red flag/] as const),
  ],
  [
    'a rule that reads what nobody asks',
    (p) => (ruleOf(p, 'ache.fever').when = { eq: ['gone', 'x'] }),
    'rules/ache.fever',
    /reads gone/,
  ],
  [
    'a rule that reads no option',
    (p) => (ruleOf(p, 'ache.fever').when = { eq: ['with', 'x'] }),
    'rules/ache.fever',
    /no option of with/,
  ],
  ['two rules of one id', (p) => void p.rules.push(ruleOf(p, 'ache.fever')), 'rules/ache.fever', /Two rules/],
  ['a rule without source', (p) => (ruleOf(p, 'ache.fever').source = []), 'rules/ache.fever', /no source/],
  [
    'a source that nobody knows',
    (p) => (ruleOf(p, 'ache.fever').source = [{ src: 'X' }]),
    'rules/ache.fever',
    /source X/,
  ],
  [
    'why in one language',
    (p) => (ruleOf(p, 'ache.fever').why = text('Fever', '')),
    'rules/ache.fever',
    /not there in Chinese/,
  ],
  [
    'why in English twice',
    (p) => (ruleOf(p, 'ache.fever').why = text('Fever', 'Fever')),
    'rules/ache.fever',
    /no Chinese in it/,
  ],
  [
    'a department that is none',
    (p) => (ruleOf(p, 'ache.fever').departments = [{ code: '99', weight: 1 }]),
    'rules/ache.fever',
    /Department 99/,
  ],
  [
    'advice of a rule without text',
    (p) => (ruleOf(p, 'ache.fever').advice = ['gone']),
    'rules/ache.fever',
    /Advice gone/,
  ],
  [
    'a code where a number can stand',
    (p) => (ruleOf(p, 'ache.severe').when = { eq: ['severity', 'severe'] }),
    'rules/ache.severe',
    /can be measured/,
  ],
  ['a level without outcome', (p) => void p.outcomes.pop(), 'outcomes/4', /has no outcome/],
  ['two outcomes of one level', (p) => void p.outcomes.push(p.outcomes[3]!), 'outcomes/4', /Two outcomes/],
  ['an outcome without advice', (p) => (p.outcomes[2]!.advice = []), 'outcomes/3', /no advice/],
  [
    'an outcome that says nothing of coming back',
    (p) => delete p.outcomes[2]!.callAgainIf,
    'outcomes/3',
    /when to come back/,
  ],
  [
    'advice in one language',
    (p) => (p.advice['rest'] = text('', '休息')),
    'outcomes/3',
    /Advice rest: It is not there in English/,
  ],
  ['advice that nobody uses', (p) => (p.advice['idle'] = text('Idle')), 'advice/idle', /Nothing uses/],
  [
    'an outcome’s department that is none',
    (p) => (p.outcomes[1]!.departments = [{ code: '99', weight: 1 }]),
    'outcomes/2',
    /Department 99/,
  ],
  [
    'a complaint that nobody offers',
    (p) => (p.complaint = 'gone'),
    'complaint',
    /No complaint is called gone/,
  ],
  [
    'a protocol for the pregnant that does not ask',
    (p) => (p.who.pregnant = true),
    'who',
    /no question asks/,
  ],
  ['a protocol for nobody', (p) => (p.who.age = [5, 5]), 'who', /Nobody is of that age/],
  [
    'a sign that lowers the level: a denial',
    (p) => void p.rules.push(rule('ache.calm', 2, { not: { eq: ['with', 'old-pain'] } })),
    ...(['rules/ache.calm', /one more sign could lower the level/] as const),
  ],
  [
    'a sign that lowers the level: seen from the question',
    (p) => void p.rules.push(rule('ache.calm', 2, { not: { eq: ['with', 'old-pain'] } })),
    ...(['questions/with', /The graver answer lowers the level: .* makes 2, .* makes 3/] as const),
  ],
  [
    'a degree that lowers the level: a gap in the values',
    (p) => (ruleOf(p, 'ache.severe').when = { between: ['severity', 4, 6] }),
    ...([
      'questions/severity',
      /The graver answer lowers the level: moderate makes 2, severe makes 3/,
    ] as const),
  ],
  [
    'a degree that lowers the level for some: two bands that leave a hole with an age',
    (p) => {
      p.questions.push(
        degrees('temp', [
          ['t36', 36],
          ['t38', 38],
          ['t39', 39],
          ['t40', 40],
        ]),
      );
      p.rules.push(
        rule('temp.38', 2, { all: [{ between: ['temp', 38, 39] }, { age: [1, 5] }] }),
        rule('temp.40', 2, { all: [{ ge: ['temp', 40] }, { age: [5, 200] }] }),
      );
    },
    ...(['questions/temp', /lowers the level: t39 makes 2, t40 makes/] as const),
  ],
  [
    'an answer that shuts the question behind it',
    (p) => {
      question(p, 'with').enableWhen = [{ question: 'danger', operator: '!=', answer: 'mild-sign' }];
      question(p, 'danger').answerOption.push({ code: 'mild-sign', display: text('mild-sign') });
      p.rules.push(rule('danger.mild', 4, { eq: ['danger', 'mild-sign'] }, { flags: ['seen'] }));
    },
    ...(['questions/danger', /graver answer lowers the level: none makes [23], mild-sign makes 4/] as const),
  ],
];
