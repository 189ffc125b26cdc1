/** Ordinary matters are cared for at home; the same words of somebody in whom it may be more, or with one grave word beside them, never by that road. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { matters } from '@care-elements/triage/understand/ordinary.ts';
import { protocols } from './interviews.ts';

interface Of {
  age: number;
  sex?: string;
  pregnant?: boolean;
}
const judged = (text: string, of: Of) => judgeWords(text, of, protocols);
const BABY: Of = { age: 0.5 };
const SMALL: Of = { age: 4 };
const GROWN: Of = { age: 30, sex: 'female' };

/** For each matter words of it, and what looks like it and is not left at home. */
const OF_EACH: Record<string, [home: string, of: Of, alike: [string, Of?][]]> = {
  cold: [
    '流鼻涕打喷嚏三天，不发烧，能吃能睡',
    GROWN,
    [['流鼻涕打喷嚏三天，喘得厉害，睡不下'], ['流鼻涕咳嗽三天，不吃奶，精神差', { age: 0.1 }]],
  ],
  'flu-like': [
    '发烧38.2一天，流鼻涕，能喝水能吃饭',
    GROWN,
    [['发烧38.2，流鼻涕，正在化疗'], ['发烧五天，38.2度，流鼻涕，能喝水']],
  ],
  'fever-child': [
    'fever 38.3 since last night, playing and drinking well',
    SMALL,
    [['fever 38.3 since last night, drinking well', { age: 0.15 }], ['fever 38.3, drowsy and not drinking']],
  ],
  hayfever: [
    'hay fever every June, sneezing and itchy eyes, no wheeze',
    GROWN,
    [['hay fever every June, now wheezing and short of breath']],
  ],
  loose: [
    '拉肚子两次，没有血，能吃能喝',
    GROWN,
    [['拉肚子两次，有血，发烧39度'], ['拉肚子两天，能喝水', { age: 80 }]],
  ],
  constip: [
    'constipated for four days on holiday, no pain, no blood, eating well',
    GROWN,
    [
      ['constipated for four days, swollen belly, vomiting, no wind'],
      ['constipated for six weeks, losing weight', { age: 62 }],
    ],
  ],
  heartburn: [
    '吃多了有点烧心，吃得下，没别的',
    GROWN,
    [
      ['烧心，胸口压着疼，出冷汗', { age: 58 }],
      ['烧心两个月，吞咽困难，瘦了', { age: 50 }],
    ],
  ],
  hiccup: [
    'hiccups for an hour after fizzy drinks',
    GROWN,
    [['hiccups for three days, bad headache and unsteady']],
  ],
  hangover: [
    'drank too much last night, bit of a headache, keeping water down',
    GROWN,
    [
      ['drank too much last night, vomiting blood'],
      ['drank too much last night, fell and hit my head, headache'],
    ],
  ],
  muscle: [
    'legs sore two days after the gym, walking fine',
    GROWN,
    [
      ['legs sore after the gym, pee is dark like cola'],
      ['chest pain after the gym, sweating, spreads to my arm', { age: 55 }],
    ],
  ],
  sprain: [
    '崴脚了，脚踝有点肿，能走，不麻',
    GROWN,
    [['崴脚了，肿得厉害，不能踩地'], ['摔了一跤，脚踝肿，走不了', { age: 84 }]],
  ],
  graze: [
    'grazed my knee, cleaned it, bleeding stopped, walking fine',
    GROWN,
    [['cut my knee, deep and gaping'], ['grazed my knee, hot red and spreading, feverish']],
  ],
  'burn-small': [
    'touched the oven, small red mark on my finger, no blister',
    GROWN,
    [['scald on my face and chest with blisters'], ['small burn on my finger, blistered, I am diabetic']],
  ],
  bite: [
    '蚊子咬了几个包，痒，没别的',
    GROWN,
    [['被蜂蜇了，嘴唇肿，喘不上气'], ['虫子咬的地方红肿发热，一圈越来越大']],
  ],
  sunburn: ['sunburn on my shoulders, no blisters, feel well', GROWN, [['sunburn, vomiting and confused']]],
  acne: ['脸上几颗痘，不疼', { age: 19 }, [['脸上的痘红肿流脓，发烧']]],
  scalp: ['dandruff, itchy scalp', GROWN, [['scalp red and hot, oozing pus, spreading']]],
  'dry-skin': ['冬天小腿皮肤干痒，没破', GROWN, [['小腿皮肤干裂，红肿发烫，发烧']]],
  athlete: [
    "athlete's foot between my toes, itchy, otherwise well",
    GROWN,
    [["athlete's foot, foot red hot and swollen, diabetic"]],
  ],
  rubbed: ['新鞋磨了个水泡，没破', GROWN, [['脚上磨破了，有脓，红肿，糖尿病']]],
  follicle: [
    'shaved my legs and have small itchy red bumps',
    GROWN,
    [['shaved my legs, now a hot red spreading swelling with fever']],
  ],
  nappy: ['尿布那块有点红，吃奶玩都好', BABY, [['尿布那块红，起水泡流脓，发烧，不吃奶']]],
  'baby-skin': [
    'little white spots on his nose, feeding well',
    { age: 0.05 },
    [['purple spots on his tummy, feeding badly', { age: 0.05 }]],
  ],
  teething: [
    'teething, dribbling and chewing everything, drinking well',
    BABY,
    [['teething, temperature 39.5, drowsy, not drinking']],
  ],
  spit: [
    'spits up a little milk after feeds, happy, gaining weight',
    BABY,
    [['vomits green after every feed'], ['projectile vomiting after each feed, losing weight', { age: 0.1 }]],
  ],
  'baby-stool': [
    '纯母乳，三天没拉，肚子软，吃奶好',
    BABY,
    [
      ['三天没拉，肚子胀，一直吐', BABY],
      ['纯母乳，三天没拉，吃奶差', { age: 0.02 }],
    ],
  ],
  bundled: [
    '裹得多摸着热，量了37.1，吃奶好，精神好',
    { age: 0.2 },
    [['裹得多摸着热，量了38.2，吃奶好', { age: 0.2 }]],
  ],
  lice: ['school sent a letter, nits in her hair', SMALL, [['nits in her hair, neck swollen, fever 39']]],
  'skin-harmless': [
    'a skin tag on my neck',
    GROWN,
    [['a skin tag on my neck has gone black and bleeds, a mole']],
  ],
  'urine-colour': [
    'blood in my wee, bright pink, after a whole jar of beetroot, no pain',
    GROWN,
    [['blood in my wee, bright pink with clots, no beetroot, no pain']],
  ],
  vaccine: [
    '昨天打了流感疫苗，胳膊有点酸，没别的',
    GROWN,
    [['刚打了疫苗，浑身起疹子，喘不上气'], ['昨天打了疫苗，今天38.5度，精神差', { age: 0.2 }]],
  ],
  'mouth-ulcer': [
    'mouth ulcer for three days, eating fine',
    GROWN,
    [['mouth ulcer for five weeks, hard lump', { age: 60 }], ['mouth ulcers and a fever, on methotrexate']],
  ],
  'eye-tired': ['看电脑一天眼睛干涩，看东西清楚，不红不疼', GROWN, [['眼睛又红又疼，看不清，戴隐形眼镜']]],
  stye: [
    'stye on my eyelid since yesterday, sight is fine',
    GROWN,
    [['eyelid red hot and swollen shut, fever, eye bulging']],
  ],
  'eye-bled': [
    '眼白有一块出血，不疼，看得清，没受伤',
    GROWN,
    [
      ['眼白出血，被拳头打的，看不清', GROWN],
      ['眼白有一块出血，不疼，吃华法林', { age: 72 }],
    ],
  ],
  'ear-blocked': [
    'ears feel blocked after swimming, no pain, no discharge',
    GROWN,
    [['suddenly deaf in one ear since this morning, room spinning']],
  ],
  nosebleed: [
    '流鼻血捏了五分钟止住了，现在没事',
    GROWN,
    [['流鼻血半小时止不住'], ['流鼻血止住了，吃利伐沙班', { age: 70 }]],
  ],
  period: [
    'period cramps as every month, normal flow',
    GROWN,
    [
      ['cramps, my period is three weeks late, dizzy'],
      ['period pain much worse this month, with fever and smelly discharge'],
    ],
  ],
  'mid-cycle': ['排卵期白带透明拉丝，没味道，不痒', GROWN, [['白带黄绿有臭味，小肚子疼，发烧']]],
  thrush: [
    'thrush again, same as last time, no pain no fever',
    GROWN,
    [['thrush again and I am 20 weeks pregnant']],
  ],
  'missed-pill': [
    'I forgot my contraceptive pill last night, remembered this morning',
    GROWN,
    [['missed my contraceptive pill and had unprotected sex, bad belly pain']],
  ],
  pill: [
    'second month of the mini pill, bit of spotting, no pain',
    GROWN,
    [['on the pill, one calf swollen and short of breath'], ['on the pill, soaking a pad an hour']],
  ],
  'cyclic-breast': ['每次来月经前乳房胀痛，来了就好', GROWN, [['每次来月经前乳房胀痛，摸到一个硬块']]],
  engorged: ['产后四天，涨奶，两边有点胀，没发烧', GROWN, [['产后四天，涨奶，右边红肿，发烧39度']]],
  lochia: [
    '产后十天恶露淡粉色，量少，没发烧',
    GROWN,
    [['产后十天恶露又变鲜红，一小时湿透一片'], ['产后十天恶露有臭味，发烧']],
  ],
  pregnancy: [
    '孕28周，晚上腿抽筋，揉揉就好，不肿不红，胎动正常',
    { ...GROWN, pregnant: true },
    [['孕28周，一条腿肿疼'], ['孕28周，晚上腿抽筋，头疼眼花']],
  ],
  'movements-later': [
    '头胎17周，还没感觉到胎动，不疼没流血',
    { ...GROWN, pregnant: true },
    [['孕30周，今天没感觉到胎动']],
  ],
  'sleep-few': [
    '明天考试，昨晚没睡着，没别的',
    GROWN,
    [['三天三夜没睡，话特别多，花了很多钱'], ['睡不着，不想活了']],
  ],
  nerves: [
    'exam nerves before my exam, eating fine',
    GROWN,
    [['nervous before my exam, I want to die, I have pills ready']],
  ],
  'swallowed-harmless': [
    'swallowed a cherry stone an hour ago, eating and playing fine',
    SMALL,
    [
      ['swallowed a cherry stone, coughing and wheezing since', SMALL],
      ['swallowed a button battery, playing fine', SMALL],
    ],
  ],
  'coughed-up': [
    'choked on my tea, coughed it all up, completely fine now, voice normal',
    GROWN,
    [['choked on a nut, still wheezing and coughing']],
  ],
  'pressure-normal': ['血压量了128/82，没有不舒服', GROWN, [['血压128/82，胸口压着疼，出冷汗', { age: 60 }]]],
  'hypo-fixed': [
    'sugar was 3.9, had juice and a sandwich, now 6.5 and feel fine',
    GROWN,
    [['sugar was 2.5, had juice, still confused']],
  ],
  'racing-for-a-reason': [
    '喝了两杯咖啡心跳有点快，现在好了，不晕不痛',
    GROWN,
    [['喝了咖啡心慌，晕过去了一次'], ['喝了咖啡心慌，胸口疼，出冷汗', { age: 55 }]],
  ],
  'near-faint': [
    '站久了头晕眼花，蹲下就好了，没晕倒，现在没事',
    { age: 18 },
    [
      ['跑步时突然晕倒，叫不醒', { age: 18 }],
      ['站久了头晕，蹲下好了，拉黑便', { age: 30 }],
    ],
  ],
  'travel-sick': ['坐车晕车，下车就好了', GROWN, [['坐车后剧烈头痛，喷射样呕吐']]],
  'stool-colour': [
    '吃铁剂后大便发黑，成形不黏，不疼，吃饭好，人有劲',
    GROWN,
    [['大便黑得像柏油，头晕'], ['吃铁剂，黑便发黏，心慌没劲']],
  ],
  'drug-start': [
    'started metformin on Monday, one loose poo a day, eating well',
    { age: 50 },
    [
      ['started amoxicillin, rash all over and lips swelling'],
      ['started metformin, vomiting all day, breathing fast'],
    ],
  ],
  'contact-well': [
    '室友新冠阳了，我没症状',
    GROWN,
    [['室友新冠阳了，我喘不上气'], ['室友查出肺结核，我咳嗽三周，晚上出汗']],
  ],
  covid: [
    '抗原两道杠，流鼻涕，38度，能吃能喝，没有气短',
    GROWN,
    [['抗原两道杠，气短，血氧90'], ['抗原两道杠，能吃能喝，正在化疗']],
  ],
  cramp: [
    'leg cramp at night for a week, no swelling, walking fine',
    GROWN,
    [['one calf swollen and sore after a flight']],
  ],
  growing: [
    '晚上说腿疼，揉揉就好，白天跑跳正常，能玩',
    { age: 6 },
    [['晚上腿疼，白天一瘸一拐，发烧', { age: 6 }]],
  ],
  forgetful: [
    'I walk into a room and forget why, just busy, I run my business fine',
    GROWN,
    [['suddenly confused and forgetting words', { age: 60 }]],
  ],
  toddler: [
    'potty training is slow, he wets the bed, drinking well, happy',
    { age: 3 },
    [['he wets the bed again, drinking all day, losing weight', { age: 3 }]],
  ],
  'viral-rash': [
    '烧退了，身上出疹子，按了就退，玩得好',
    { age: 1 },
    [['烧退了又起紫红疹子，按了不退，没精神', { age: 1 }]],
  ],
  'head-tight': [
    'tight band headache after a day at the screen, paracetamol helps, no fever, not sick',
    GROWN,
    [
      ['tight headache, worst ever, came on suddenly'],
      ['headache after the screen for six weeks, worse in the morning with vomiting'],
    ],
  ],
  'groin-hit': [
    'ball in the groin last night, hurt ten minutes, completely fine now, no swelling',
    { age: 20, sex: 'male' },
    [['ball in the groin last night, still swollen and very sore', { age: 20, sex: 'male' }]],
  ],
  tired: [
    'tired after two late nights before my deadline, eating fine',
    GROWN,
    [['tired for months, losing weight, night sweats']],
  ],
};

/** In them, or with them, nothing is ordinary. Each in the language of the words. */
const CLOSES: { zh: string; en: string; of?: Partial<Of> }[] = [
  { zh: '，正在化疗', en: ', having chemotherapy' },
  { zh: '，吃华法林', en: ', I take warfarin' },
  { zh: '，越来越重', en: ', getting worse' },
  { zh: '，突然喘不上气', en: ', suddenly short of breath' },
  { zh: '', en: '', of: { age: 88 } },
];

describe('ordinary matters', () => {
  it('have each an example and something that looks like it', () => {
    assert.deepEqual(
      Object.keys(OF_EACH).sort(),
      matters()
        .map(([id]) => id)
        .sort(),
    );
  });

  for (const [id, [home, of, alike]] of Object.entries(OF_EACH)) {
    it(`${id}: at home`, () => {
      const { level, ordinary, rules } = judged(home, of);
      assert.ok(ordinary.includes(id), `${home}: ${ordinary.join()}`);
      assert.equal(level, 4, `${home}: ${rules.join()}`);
    });
    it(`${id}: what looks like it is seen`, () => {
      for (const [text, who = of] of alike) {
        const { level, ordinary } = judged(text, who);
        assert.ok(level < 4, `${text}: ${level}`);
        assert.deepEqual(ordinary, [], text);
      }
    });
    it(`${id}: not in the weak, the old, the bleeding, nor when it gets worse`, () => {
      const words = /\p{Script=Han}/u.test(home) ? 'zh' : 'en';
      for (const one of CLOSES)
        assert.deepEqual(judged(home + one[words], { ...of, ...one.of }).ordinary, [], home + one[words]);
      if (!matters().find(([name]) => name === id)![1].pregnant && of.age > 14)
        assert.ok(
          !judged(home, { ...of, sex: 'female', pregnant: true }).ordinary.includes(id),
          `pregnant: ${home}`,
        );
    });
  }

  it('last no longer than their guidance says', () => {
    for (const [id, { most }] of matters()) {
      const [home, of] = OF_EACH[id]!;
      // "Five months" is then an age.
      if (of.age < 3) continue;
      if (!most) continue;
      const long = /\p{Script=Han}/u.test(home) ? '，已经五个月了' : ', for five months now';
      assert.deepEqual(judged(home + long, of).ordinary, [], home + long);
    }
  });
});
