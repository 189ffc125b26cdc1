/** Words that mean something else than they say, and diseases that are only asked about, don't raise a level; the same words meant do. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeWords } from '@care-elements/triage/batch.ts';
import { nowIn } from '@care-elements/triage/understand/told.ts';
import { plain } from '@care-elements/triage/understand/plain.ts';
import { protocols } from './interviews.ts';

const person = { age: 34, sex: 'female' };
const judged = (text: string, of: { age?: number; sex?: string } = person) => judgeWords(text, of, protocols);
const levelOf = (text: string, of?: { age?: number; sex?: string }) => judged(text, of).level;

/** Each harmless one beside the same word in earnest. */
const PAIRS: [harmless: string, grave: string, of?: { age?: number; sex?: string }][] = [
  [
    "runny nose, no fever, my boss wants a doctor's note",
    'I have written a goodbye note, I want to die tonight',
  ],
  [
    'calves a bit stiff after a spin class yesterday, easing off',
    'suddenly the room is spinning and I cannot stand',
  ],
  ['his front milk tooth is wobbly, eating fine', 'suddenly wobbly on his feet and cannot walk', { age: 6 }],
  ['a stabbing feeling in my big toe when I wear heels, for months', 'I was stabbed in the chest'],
  ['喂奶时肚子抽着疼一下就好，恶露淡粉量少，没发烧', '产后第九天，突然抽搐，叫不应'],
  ['坐大巴晕车吐了一回，下车就好了，晚饭吃了两碗饭', '头晕得站不住，拉了好几次黑便'],
  ['头胎16周还没感觉到胎动，产检胎心正常，这正常吗', '孕30周，今天一天没感觉到胎动'],
  [
    'swallowed a few watermelon seeds, seems fine, playing',
    'swallowed a button battery an hour ago',
    { age: 4 },
  ],
  ['ankle click for months, no pain, feels grand at rest', 'he is grey and out of breath even at rest'],
  [
    'leg fell asleep from sitting cross-legged, gone in a minute',
    'my left leg suddenly fell limp and I cannot lift it',
  ],
  ['指甲盖青了一块，被门夹的，不怎么疼，能用', '嘴唇和指甲发青，喘不上气'],
  ['手指被缝衣服的针扎了一下，血早不流了，没吃抗凝药', '孩子吞了一根针'],
  ['女朋友差点笑晕，就想问胃胀气吃什么', '站着突然晕倒，叫不醒'],
  ['宝宝出牙流口水，不发烧，玩得好', '牙疼，下巴底下肿，嘴张不开，流口水咽不下', { age: 1 }],
  ['一上火嘴唇边就起几个小水泡，年年这样，不发烧', '被开水烫了，整个前胸起大泡'],
  ['喝冰可乐牙酸一下，马上就没了，不疼不肿', '误喝了一口强酸，嘴里烧痛'],
  [
    'forgot my thyroid tablet this morning, do I take two tomorrow?',
    'took thirty of my thyroid tablets an hour ago',
  ],
  ['刷牙时牙刷上有点血丝，不疼', '孕30周，下面流血，量很多'],
  ['my wife told me to ask, I have a common cold, eating well', 'the voices tell me to jump off the bridge'],
  [
    'she told him to let the doctor know of a stuffy nose',
    'something in my head is telling me to cut my arms',
  ],
  ['孩子上课坐不住，老师说太好动', '突然坐不住，身子往一边倒，说话不清', { age: 62 }],
  ['嗓子有异物感三个月，吃饭顺', '鱼刺卡住，喘不上气，口水咽不下'],
  [
    'fainted at a blood donation, fine now, has fainted like that before',
    'fainted while running, no warning',
  ],
  ['儿子七岁还尿床，从小就这样，睡得跟小猪似的叫不醒，白天没事', '孩子吃错了药，现在叫不醒', { age: 7 }],
  ['早上也没反应，那方面一年多越来越不行', '早上怎么喊都没反应', { age: 58, sex: 'male' }],
  [
    '昨天早上的降压药忘了吃，血压128/80，没什么不舒服',
    '降压药一次吃了两板，头晕得站不起来',
    { age: 50, sex: 'male' },
  ],
  ['小腿一到冬天干得跟蛇皮一样，痒', '小腿被蛇咬了，肿到膝盖'],
  [
    '抽了五十年烟，走两三百米小腿就抽巴着疼，站一会儿就好，半年了',
    '五十岁的人突然抽了，口吐白沫',
    { age: 70, sex: 'male' },
  ],
  [
    '两三天一次大便，一辈子都这样，这几天没吃啥青菜，没血没肚子痛，胃口好',
    '老人三天没吃没喝，也不说话',
    { age: 78, sex: 'male' },
  ],
  [
    '更年期一阵一阵脸上冒火，晚上湿透睡衣，半年了',
    '月经来了两小时湿透三片夜用，站起来要倒',
    { age: 51, sex: 'female' },
  ],
  [
    '体检写肝占位考虑血管瘤，差点把银行卡密码都交代给老婆，没症状',
    '我把银行卡密码都交代给老婆了，今晚就走',
    { age: 36, sex: 'male' },
  ],
  ['小脚趾长个鸡眼，穿鞋硌得慌，没红没破', '铁屑崩进眼睛里，看不见了'],
  ['手足口，嘴里两个小泡，吃雪糕喝奶都行，睡觉不惊跳不抖', '掉进冰河捞上来，人迷糊，不打哆嗦了', { age: 4 }],
  [
    'sore throat two days, like swallowing glass, eating and drinking fine, no fever',
    'glass in my neck, still stuck in',
    { age: 52 },
  ],
  [
    'thighs sore going down the stairs after the gym',
    'fell down the whole stairs, agony, cannot move my legs',
  ],
  ['ears bunged up with wax, like I am under water', 'pulled from under water, coughing and sleepy'],
  ['his tooth is loose, hanging by a thread', 'his finger is hanging by a thread', { age: 6 }],
  ['my snot has gone yellow, feel fine', 'my eyes have gone yellow and I am muddled'],
  ['he had it all term, a sore lump under the nipple', 'he took all his tablets, the whole box', { age: 17 }],
  ['this cough is hanging on, less each day, no fever', 'found hanging in the garage', { age: 60 }],
  ['I feel grand, my ankle healed grand', 'hears the voices, they told him to stab her'],
  ['my armpits soak two shirts a day, for years', 'soaking two pads an hour, since noon'],
  ['my heart stops, then bang, like someone kicked me, for weeks', 'bang in my head like someone kicked it'],
];

/** Signs that hide in everyday words: none of them may be taken lightly. */
const HIDDEN: [text: string, most: number, of?: { age?: number; sex?: string }][] = [
  ['sharp pain on one side since half an hour, I have to stop talking mid sentence', 1, { age: 23 }],
  ['my back went five days ago, fever, and today my legs feel like someone else is', 2, { age: 39 }],
  ['tonsils out last week, woke up spitting bright red blood and keeps swallowing', 1, { age: 6 }],
  ['someone did something to me last night after I said no', 2],
  ['32 weeks, I have felt him maybe twice since I woke', 2],
  ['my water comes out like red wine since yesterday, no pain', 2, { age: 67 }],
  ['the defibrillator in my chest gave me one thump, it fired once, I feel right', 2, { age: 71 }],
  ['bruises on my thighs I do not remember getting, blood blisters inside my cheek', 2],
  ['a tampon has been in for six days, it smells rotten', 2],
  ['the clinic says my INR is eight point four, no bleeding', 2, { age: 77 }],
  ['BP two hundred and ten over a hundred and twenty, headache', 2, { age: 60 }],
  ['my right ear went dead yesterday as if someone pulled the plug', 2],
  [
    'she showed me cuts on her forearm, done with a pencil-sharpener blade, she does not want to die',
    2,
    { age: 16 },
  ],
  ["no feeling round my backside since this morning and can't start to pee", 1],
  ['came over sick, his shirt is wringing wet and he has gone a funny colour, jaw aches', 1, { age: 67 }],
  ['peanut in the curry, face has blown up and my voice has gone croaky', 1],
  ['passing black tar and light headed', 1],
  ['the voices have told me to do him with the bread knife', 1],
  ["back trouble for years, now it is in both legs and I can't feel it when I wipe", 1, { age: 50 }],
  ["purple marks on his shins that don't go when you press them, hands like ice, vomiting", 1, { age: 9 }],
  ['molar throbbing for days, face swollen and it is closing my eye, 38.6', 1],
  ['a line of blisters around my ribs on one side since yesterday, very sore', 2, { age: 60 }],
  ['ulcerative colitis, bowels opened 7 times a day with blood for four days', 2],
  ['肚子疼两天了越来越厉害 还有点烧', 2],
  ['孕20周，幼儿园里有传染性红斑，我身上起疹子', 2],
  ['cut my palm with a kitchen knife, the edges are apart, it stopped bleeding', 2],
  ['child 4, barking cough at night, noisy breathing when upset', 2, {}],
  ['periods stopped at 51, some bleeding again this week', 3, { age: 63 }],
  ["my little boy's breathing is all tummy and his ribs are sucking in", 1, {}],
  ["my heart's going 180 and I keep greying out", 1],
  ['心跳一分钟200次，头晕眼黑', 1],
  ['37 weeks, green waters and baby hardly moving', 1, { sex: 'female' }],
  ['哭闹一阵一阵的，拉果酱一样的便', 1, {}],
  ['透析病人，钾 7.2，没力气', 1],
  ['baby is 5 weeks, hot, will not feed', 1, {}],
  ['宝宝20天，发烧38.5，不吃奶', 1, {}],
  ["she's 30 weeks, bad headache and flashing lights", 1, { sex: 'female' }],
  ['tummy like a board, it hurts to move', 1],
  ['孩子嘴边长黄黄的痂，越抠越多，不发烧', 3, { age: 5 }],
  ['my brother wrote to say he will jump from the car park tonight and does not answer', 1, { age: 20 }],
  ['他留了张字条说别怪他，手机关机，人也找不到了', 1, { age: 30 }],
  ['绳子也准备好了，心里反而平静', 1, { age: 30 }],
  ['撞了一下昏了几分钟，醒来翻来覆去问一样的话', 1, { age: 20 }],
  ['例假晚了两个礼拜，左下边疼，站起来眼前发黑', 1, { age: 28, sex: 'female' }],
  ['右腿突然发白、发凉，麻，疼得钻心', 1, { age: 66 }],
  ['tightnes acros the ches and brething is hard, sweeting', 1, { age: 52 }],
  ['he drank some of the stuff for unblocking the sink, lips are blistered', 1, { age: 2 }],
  ["granddad's heart tablets are spilled on the floor and a few are missing, she is two", 1, { age: 2 }],
  ['my ex held a kitchen knife to me and he is still at the door', 1],
  ['孩子发烧，现在还在抽', 1, { age: 3 }],
  [
    'he is clutching his breastbone, colour of ash, sweat running off him, says it is only wind',
    1,
    { age: 55 },
  ],
  ['my throat feels narrower since the new tablets and my voice is squeaky', 1],
  ['换了药以后喉咙越来越紧，声音变了', 1],
  ['neck was bent in a tackle, numb in both hands, lying on the pitch', 1, { age: 17 }],
  ['band saw, two fingers are on the floor', 1, { age: 30 }],
  ['took his gliclazide twice, sweating and sleepy, meter says 2.6', 1, { age: 66 }],
  ['he locked all the doors and says he will finish me tonight', 1],
  ['fell on his tummy from the wall, pale, sleepy, tummy getting bigger', 1, { age: 8 }],
  ['化疗第七天，今早量了37.8，别的没什么', 2, { age: 50 }],
  ['无痛肉眼血尿两天，带小血块', 2, { age: 66, sex: 'male' }],
  ['牙疼肿到腮了，38.2，咽东西没问题', 2, { age: 30 }],
  ['diarrhoea nine times since last night with fever, blood in it, drinking well', 2, { age: 40 }],
  ['吃了螃蟹，身上起疙瘩，嘴唇有点厚，喘气正常', 2, { age: 24 }],
];
/** All is well, and a mild everyday matter: care at home. */
const AT_HOME: [text: string, of?: { age?: number }][] = [
  ['昨晚吃多了冰淇淋肚子咕噜，拉了一次就好，没发烧没吐，蹦蹦跳跳', { age: 5 }],
  ['崴了一下脚，脚踝有点肿，能走能踩，没有伤口，冰敷了', { age: 20 }],
  ['头上有点头皮屑，没有别的不舒服，吃睡都好'],
  ['单位要一份健康证明，我没有不舒服'],
  ['need a form signed for my rowing club, no symptoms, no medicines'],
  ['red poo this morning but he ate beetroot last night, totally fine, playing', { age: 3 }],
];

/** A disease that was found before, or of which something is asked. */
const ASKED = [
  '去年在医院查出来是癫痫，当时突然倒地抽搐。癫痫病平时饮食要注意什么？',
  '什么是病毒性肝炎？会传染吗？',
  '我爸高血压十年了，一直吃药。高血压能不能根治？',
  '上个月胸闷去医院检查，医生说是冠心病，想问冠心病怎么治疗比较好？',
  '乙肝小三阳平时怎么保养？',
  '孕期能染头发吗',
  '近视300度，可以配隐形眼镜吗',
  'Can people with diabetes eat mango?',
  'How long may I use the cream for my eczema?',
  '听说同学得了癫痫，癫痫会传染吗？',
];
/** The same words, but something is wrong now. */
const NOW = [
  '孩子高烧抽搐，现在叫不醒，医生说是癫痫，怎么治疗？',
  '医生说我是冠心病，现在胸口压得喘不上气，出冷汗，冠心病怎么治疗？',
  '确诊抑郁症半年，不想活了，药都准备好了，抑郁症能治好吗？',
  '医生说是脑梗，叫我们马上转院，右边手脚突然没力气，脑梗怎么治？',
  '胸口压榨样疼，出冷汗，半小时了，医生说是胃炎，胃炎怎么治疗？',
  '确诊糖尿病三年，今天吐了好几次，肚子疼，呼吸很深，糖尿病怎么治疗',
  '癫痫怎么治疗？孩子突然抽搐，口吐白沫',
  '心梗怎么治疗？胸口压着疼，左胳膊麻，出冷汗',
  '乙肝会传染吗？我刚吐了一大碗鲜血',
];

void describe('words that mean something else', () => {
  for (const [harmless, grave, of] of PAIRS)
    void it(`${harmless.slice(0, 24)} …`, () => {
      assert.ok(levelOf(harmless, of) >= 3, `${levelOf(harmless, of)} ${judged(harmless, of).rules}`);
      assert.equal(levelOf(grave, of), 1, `${grave}: ${judged(grave, of).rules}`);
    });
});

void describe('what burns without a fire', () => {
  for (const [text, complaint] of [
    ['it burns when I pee', 'urinary'],
    ['it burns every time I go for a wee', 'urinary'],
    ['my stomach burns after eating', 'abdominal-pain'],
    ['I burned my hand on the stove', 'burn'],
  ] as const)
    void it(text, () => {
      const { complaints } = judged(text);
      assert.equal(complaints[0], complaint);
      assert.equal(complaints.includes('burn'), complaint === 'burn');
    });
});

void describe('everyday words', () => {
  for (const [text, most, of] of HIDDEN)
    void it(`${text.slice(0, 24)} … is no milder than ${most}`, () => {
      assert.ok(levelOf(text, of) <= most, `${levelOf(text, of)} ${judged(text, of).rules}`);
    });
  for (const [text, of] of AT_HOME)
    void it(`${text.slice(0, 24)} … stays at home`, () => {
      assert.equal(levelOf(text, { ...person, ...of }), 4, `${judged(text, { ...person, ...of }).rules}`);
    });
  void it('takes "is it A or not" for a question', () => {
    assert.ok(!plain('问他喘不喘，他说不喘').includes('喘不喘'));
  });
});

void describe('a disease that is only asked about', () => {
  for (const text of ASKED)
    void it(`${text.slice(0, 16)} … is routine`, () => {
      assert.ok(levelOf(text) >= 3, `${levelOf(text)} ${judged(text).rules}`);
    });
  for (const text of NOW)
    void it(`${text.slice(0, 16)} … stays an emergency`, () => {
      assert.equal(levelOf(text), 1, `${judged(text).rules}`);
    });
  void it('keeps what is told of now, in its place', () => {
    const said = plain('去年查出癫痫，现在腿麻。癫痫能治好吗？');
    const now = nowIn(said)!;
    assert.equal(now.length, said.length);
    assert.ok(now.includes('现在腿麻') && !now.includes('癫痫'));
  });
  void it('leaves a text alone that asks of no disease', () => {
    assert.equal(nowIn(plain('胸口疼了两天，怎么办')), undefined);
  });
});

describe('a word that needs its own part beside it', () => {
  const rulesOf = (text: string, of?: { age?: number; sex?: string }) => judged(text, of).rules;
  for (const [text, rule, of] of [
    ['flashes of light at the edge of my eye and black specks since last night', 'harm-now.plan'],
    ['这几天老流鼻血，腿上好多青紫和小红点', 'leg-red.leg-blue'],
    ['突然右边腰疼得打滚，还恶心', 'head-onset.thunderclap', { age: 35, sex: 'male' }],
  ] as const)
    it(`${text}: not ${rule}`, () => assert.ok(!rulesOf(text, of).includes(rule)));
  for (const [text, rule, of] of [
    ['I am standing at the edge of the platform and left a goodbye letter', 'harm-now.plan'],
    ['突然左腿青紫发凉，剧痛', 'leg-red.leg-blue'],
    ['突然头疼得打滚，从没这样过', 'head-onset.thunderclap', { age: 35, sex: 'male' }],
  ] as const)
    it(`${text}: ${rule}`, () => assert.ok(rulesOf(text, of).includes(rule), rulesOf(text, of).join()));
});
