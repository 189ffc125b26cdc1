/** What patients of the stories are asked before a call is recorded. */
import type { RecordingConsent } from '@care-elements/contract/recording.ts';

export const RECORDING_CONSENT: RecordingConsent = {
  version: '1',
  text: {
    'zh-CN': [
      '医生希望录下这次视频的画面和声音，存入您的病历资料。',
      '录像按规定至少保存三年，只有为您看诊的医生可以回看，每次打开都有记录。',
      '您可以不同意，看诊照常进行。同意以后，您也可以随时停止录制。',
    ].join('\n'),
    en: [
      'The clinician would like to record this call, picture and sound, for your record.',
      'It is kept for at least three years. Only clinicians who see you can play it, and each time is noted.',
      'You may say no: the visit goes on just the same. You can stop the recording at any time.',
    ].join('\n'),
  },
};
