/** The picture of the body. */
import type { BodyMapWords } from '../en/body-map.ts';

const words: BodyMapWords = {
  title: '哪里最不舒服？',
  how: '点图上的位置，或在名单里选。',
  front: '正面',
  back: '背面',
  regions: {
    head: '头',
    face: '脸、眼耳鼻口',
    throat: '喉咙、脖子',
    chest: '胸口',
    belly: '肚子',
    groin: '小腹、私处',
    arm: '胳膊、手',
    leg: '腿、脚',
    nape: '后颈',
    upper: '后背',
    loin: '腰',
    seat: '屁股、肛门',
    skin: '皮肤（不止一处）',
    whole: '全身，说不清哪里',
  },
  found: (region) => `${region}：选最接近的一种`,
};

export default words;
