/** A red flag that the same words take the edge off is urgent today, no emergency; the one without those words, or with one graver word, stays an emergency. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { protocols } from './interviews.ts';

type Of = { age?: number; sex?: string; pregnant?: boolean; vitals?: Record<string, number> };
const judged = (text: string, of: Of) => judgeWords(text, of, protocols);

/** What was told calmly, and the same in earnest. */
const PAIRS: [calm: string, grave: string[], of: Of][] = [
  [
    'Dad knocked his forehead on the shelf, he takes apixaban. He is wide awake, no vomiting, no headache, a small lump.',
    [
      'Dad knocked his forehead on the shelf, he takes apixaban. He is awake but has been sick twice.',
      'Dad knocked his forehead on the shelf, he takes apixaban. He is awake, no vomiting, but his headache is getting worse.',
      'Dad knocked his forehead on the shelf, he takes apixaban, no vomiting. He is drowsy and hard to wake.',
      'Dad knocked his forehead on the shelf, he takes apixaban.',
    ],
    { age: 74, sex: 'male' },
  ],
  [
    '外公吃华法林的，额头在门上磕了个包，人清醒，没晕没吐，头也不疼',
    [
      '外公吃华法林的，额头在门上磕了个包，人清醒，吐了三回',
      '外公吃华法林的，额头在门上磕了个包，叫不醒，没吐',
      '外公吃华法林的，额头在门上磕了个包',
    ],
    { age: 76, sex: 'male' },
  ],
  [
    'Black tarry stools since this morning. Not dizzy, pulse 78, I feel fine otherwise.',
    [
      'Black tarry stools since this morning, dizzy when I stand, pulse 118.',
      'Black tarry stools since this morning. Not dizzy yet but clammy and grey, pulse 78.',
      'Black tarry stools since this morning, vomited blood too. Not dizzy, pulse 78.',
      'Black tarry stools since this morning',
    ],
    { age: 55, sex: 'male' },
  ],
  [
    'My throat is sore on one side and I can only open my mouth a little. I can still swallow water and breathing is fine.',
    [
      'My throat is sore on one side and I can only open my mouth a little. Drooling, I spit everything out, breathing is fine.',
      'My throat is sore on one side and I can hardly open my mouth, noisy breathing, I can still swallow water.',
      'I stepped on a rusty nail last week, now I can hardly open my mouth. I can still swallow water.',
    ],
    { age: 24, sex: 'male' },
  ],
  [
    'She has vomited eight times, drooped on the sofa and sleepy with few wet nappies, but smiles at me and cries with tears',
    [
      'She has vomited eight times, sleepy, sunken eyes, no wet nappy for twelve hours, but smiles at me',
      'She has vomited eight times, sleepy with few wet nappies, floppy and hard to wake',
    ],
    { age: 1, sex: 'female' },
  ],
  [
    'Period day seven, so heavy that I am soaking a pad every hour since noon. No fainting, not dizzy.',
    [
      'Period day seven, so heavy that I am soaking a pad every hour since noon and nearly fainted.',
      'Nine weeks pregnant, soaking a pad every hour since noon. No fainting.',
      'Gave birth last week, soaking a pad every hour since noon. No fainting.',
    ],
    { age: 41, sex: 'female' },
  ],
  [
    '两岁，发烧39.3，刚才抽了不到一分钟，现在醒了认得妈妈，会哭',
    ['两岁，发烧39.3，现在还在抽', '两岁，发烧39.3，抽了快十分钟，现在还没停'],
    { age: 2, sex: 'male' },
  ],
  [
    'Severe pain in my left loin in waves, down to the groin, pink urine, no fever. I had a stone before.',
    [
      'Severe sudden pain in my left loin and belly, went grey and sweaty, pink urine',
      'Severe pain in my left loin in waves, pink urine, 39.2 and shivering, one kidney only',
    ],
    { age: 44, sex: 'male' },
  ],
  [
    '产后两周，右边乳房一块红肿热痛，发烧38.7，恶露正常',
    ['产后两周，恶露臭，小肚子疼，发烧38.7', '产后两周，发烧39.2，人有点糊涂，右边乳房胀'],
    { age: 29, sex: 'female' },
  ],
  [
    'He drank a sip of washing-up liquid, he is playing and laughing',
    [
      'He drank a sip of washing-up liquid, now he is wheezing and coughing, hard to breathe',
      'He drank a sip of drain cleaner, he is playing and laughing',
    ],
    { age: 3, sex: 'male' },
  ],
  [
    'My nose has been bleeding for 20 minutes, it is slowing down now. No blood thinners, not dizzy.',
    [
      'My nose has been bleeding for 20 minutes, it is slowing down but I am on warfarin and light-headed',
      'My nose has been bleeding for 20 minutes and will not stop',
    ],
    { age: 50, sex: 'female' },
  ],
  [
    'Twelve days old and yellow down to her legs. Wakes for feeds, feeding well, wet nappies.',
    [
      'Twelve days old and yellow down to her legs. Sleepy, will not feed.',
      'Yellow down to her legs. Wakes for feeds.',
    ],
    { age: 0.033, sex: 'female' },
  ],
  [
    'Fell off my bike, my wrist is swollen and looks bent. I can wiggle my fingers, no numbness.',
    [
      'Fell off my bike, my wrist is swollen and looks bent, fingers are cold and white',
      'Fell off my bike, my wrist is bent and the bone is sticking out. I can wiggle my fingers, no numbness.',
    ],
    { age: 15, sex: 'male' },
  ],
  [
    'Asthma, wheezy since last night, six puffs helped. Talking in full sentences, mild recession.',
    [
      "Asthma, wheezy since last night, six puffs did nothing. She can't talk in full sentences, recession.",
      'Asthma, wheezy since last night. Talking in full sentences an hour ago, now recession, drowsy and pale.',
    ],
    { age: 8, sex: 'female' },
  ],
  [
    'Fell off a ladder from about one metre. Ribs hurt when I cough. Not short of breath, wide awake.',
    [
      'Fell off a ladder from about four metres. Ribs hurt when I cough. Not short of breath, wide awake.',
      'Fell off a ladder from about one metre onto my head, now confused and sick.',
      'Fell off a ladder from about one metre, neck hurts and both arms are numb, wide awake.',
    ],
    { age: 36, sex: 'male' },
  ],
  [
    'I feel that life is pointless and wish I would not wake up. I have no plan and would not do it, I am at my parents tonight.',
    [
      'I feel that life is pointless. I have no plan to stay, the pills are counted out for tonight.',
      'Life is pointless, I have no plan any more but to jump from the bridge tonight.',
      'Life is pointless. I told the doctor I have no plans, but the rope is ready.',
    ],
    { age: 22, sex: 'female' },
  ],
  [
    '觉得活着没意思，有时想睡过去别醒，没有具体计划，也不会去做，今晚跟爸妈住',
    [
      '觉得活着没意思，说没有计划，其实药都攒好了，就今晚',
      '觉得活着没意思，没有计划别的，就想今晚从楼顶跳下去',
    ],
    { age: 21, sex: 'female' },
  ],
  [
    'Type 2 diabetic, sore between my toes, redness over the foot since yesterday, 37.9. The foot is warm with good pulses.',
    [
      'Type 2 diabetic, sore between my toes, redness over the foot spreading by the hour, 37.9, foot warm with good pulses.',
      'Type 2 diabetic, my toe has gone black and smells. The foot is warm with good pulses.',
      'Type 2 diabetic, sore between my toes, redness over the foot, 39.4 and shivering.',
    ],
    { age: 57, sex: 'male' },
  ],
  [
    'Twelve weeks pregnant, vomiting six times a day, ketones 2+ in the urine, tolerating sips, wide awake.',
    [
      'Type 1 diabetic, twelve weeks pregnant, vomiting six times a day, ketones 2+, tolerating sips.',
      'Type 1 diabetic, vomiting, ketones 2+',
    ],
    { age: 33, sex: 'female' },
  ],
];

void describe('red flags that other words soften', () => {
  for (const [calm, graves, of] of PAIRS)
    void it(`${calm.slice(0, 28)} …`, () => {
      assert.equal(judged(calm, of).level, 2, `${judged(calm, of).rules}`);
      for (const grave of graves) {
        const as = grave.startsWith('Yellow') ? { ...of, age: 0.003 } : of;
        assert.equal(judged(grave, as).level, 1, `${grave}: ${judged(grave, as).rules}`);
      }
    });

  void it('measurements that are off are softened by no word', () => {
    const [calm, , of] = PAIRS[2]!;
    const vitals = { sbp: 88, dbp: 50, hr: 126, rr: 24, temp: 36.6, spo2: 95 };
    assert.equal(judged(calm, { ...of, vitals }).level, 1);
  });
});

/** What is a matter of degree, told with two calm things; and what no calm word makes less. */
const DEGREES: [text: string, level: number, of: Of][] = [
  [
    'Hot water over my thigh, a burn larger than my palm. It is a bit sore, no blisters, I walk about.',
    2,
    { age: 33 },
  ],
  ['Hot water over my thigh, a burn larger than my palm', 1, { age: 33 }],
  [
    'Hot water over his thigh, a burn larger than his palm, white and painless. He is playing, drinking well.',
    1,
    { age: 3 },
  ],
  ['嘴角往左边歪，左手没劲，不疼不晕，人清醒，吃饭正常', 1, { age: 66 }],
  ['She took twenty paracetamol an hour ago, feels fine, no pain, no vomiting, wide awake', 1, { age: 19 }],
  ['He swallowed a button battery. Playing, eating well, no pain, no vomiting, no cough.', 1, { age: 2 }],
  [
    'Crushing chest pain, arm feels heavy. No vomiting, no cough, no fever, wide awake, talking normally.',
    1,
    { age: 61 },
  ],
  [
    'Worst headache of my life in one second. No fever, no vomiting, awake, speech fine, walking normally.',
    1,
    { age: 45 },
  ],
  ['Black tarry stools, dizzy whenever I stand up. No pain, no vomiting, no fever.', 1, { age: 62 }],
  ['Fainted while swimming, awake now, no chest pain, no headache.', 1, { age: 17 }],
  ['Breathless even sitting still since this morning. No fever, no cough, no chest pain.', 1, { age: 66 }],
  ['She is two, ribs sucking in with every breath. No fever, drinking a bit, no rash.', 1, { age: 2 }],
  [
    'Both legs are getting weaker day by day, now up to my hips. No pain, no fever, eating fine.',
    1,
    { age: 40 },
  ],
  ['She vomits everything, sunken eyes and no wet nappy since last night. No fever, no rash.', 1, { age: 1 }],
  ['拉黑便，站起来就晕，不疼不吐不发烧', 1, { age: 60 }],
  ['一只眼突然双影，眼皮耷拉下来，不疼不发烧，能吃能喝', 1, { age: 55 }],
  ['五周的宝宝，38.4度，吃奶好，会笑，不吐不咳', 1, { age: 0.1 }],
  [
    'One testicle suddenly very painful for two hours. No fever, no burning, no injury, I feel fine otherwise.',
    1,
    { age: 17, sex: 'male' },
  ],
  [
    '33 weeks, the baby has not moved since yesterday. No bleeding, no pain, no leak, I feel well.',
    1,
    { age: 30, sex: 'female' },
  ],
];
void describe('degrees', () => {
  for (const [text, level, of] of DEGREES)
    void it(`${level}: ${text.slice(0, 40)} …`, () => {
      assert.equal(judged(text, of).level, level, `${judged(text, of).rules}`);
    });
});

/** Words that belong to other things, a clause apart or by their sound: no emergency. */
const APART: [text: string, of: Of][] = [
  ['左边肋骨吸气咳嗽就疼，昨天搬东西拉了一下，不气短', { age: 38, sex: 'male' }],
  ['拉肚子两天，大便里有血丝，肚子绞着疼，38.5度', { age: 30, sex: 'female' }],
  ['孕34周，手心脚心痒了三个晚上，没疹子，胎动正常', { age: 31, sex: 'female' }],
  [
    '34 weeks pregnant, itchy palms for three nights, no rash, baby moving as always',
    { age: 33, sex: 'female' },
  ],
  ['被人打了一拳，脸青肿，看东西张嘴都没事', { age: 31, sex: 'female' }],
  ['splashed hot oil over the back of my hand, a few blisters, fingers move', { age: 40, sex: 'male' }],
  ['嗓子一边疼得厉害，39度，喝水能咽，说话不含糊', { age: 22, sex: 'female' }],
];
void describe('words of different things make no emergency together', () => {
  for (const [text, of] of APART)
    void it(`${text.slice(0, 28)} …`, () => {
      assert.ok(judged(text, of).level > 1, `${judged(text, of).rules}`);
    });
});
