// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { BodyMapWords } from '../en/body-map.ts';

const words: BodyMapWords = {
  title: '哪裏最不舒服？',
  how: '點圖上的位置，或在名單裏選。',
  front: '正面',
  back: '背面',
  regions: {
    head: '頭',
    face: '臉、眼耳鼻口',
    throat: '喉嚨、脖子',
    chest: '胸口',
    belly: '肚子',
    groin: '小腹、私處',
    arm: '胳膊、手',
    leg: '腿、腳',
    nape: '後頸',
    upper: '後背',
    loin: '腰',
    seat: '屁股、肛門',
    skin: '皮膚（不止一處）',
    whole: '全身，説不清哪裏',
  },
  found: (region) => `${region}：選最接近的一種`,
};

export default words;
