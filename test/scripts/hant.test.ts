import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convert, stale, TERMS } from '../../scripts/hant.ts';

/** What a converter, or a reader of another place, gets wrong: each looked at. */
const CHECKED: [zh: string, tw: string, hk: string][] = [
  ['视频问诊', '視訊問診', '視像問診'],
  ['处方笺', '處方箋', '處方箋'],
  ['挂号', '掛號', '掛號'],
  ['候诊', '候診', '候診'],
  ['就诊人', '就診人', '就診人'],
  ['过敏', '過敏', '過敏'],
  ['干咳', '乾咳', '乾咳'],
  ['皮肤发红', '皮膚發紅', '皮膚發紅'],
  ['头发', '頭髮', '頭髮'],
  ['发烧', '發燒', '發燒'],
  ['胶囊', '膠囊', '膠囊'],
  ['剂量', '劑量', '劑量'],
  ['药师', '藥師', '藥師'],
  ['摄像头和麦克风', '鏡頭和麥克風', '鏡頭和咪高峰'],
  ['没有短信', '沒有簡訊', '沒有短訊'],
  ['网页写明了语言', '網頁寫明了語言', '網頁寫明了語言'],
];

test('medical and technical terms are those of the place', () => {
  for (const [zh, tw, hk] of CHECKED)
    assert.deepEqual([convert(zh, 'zh-TW'), convert(zh, 'zh-HK')], [tw, hk], zh);
});

test('no listed term stands anywhere in its simplified form', () => {
  for (const [zh, [tw, hk]] of Object.entries(TERMS))
    assert.deepEqual(
      [convert(`请${zh}。`, 'zh-TW'), convert(`请${zh}。`, 'zh-HK')],
      [`請${tw}。`, `請${hk}。`],
    );
});

test('the files are what zh-CN says now', () => assert.deepEqual(stale(), []));
