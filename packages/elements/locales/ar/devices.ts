/** What is wrong with a camera or a microphone, and what to do. */
import type { DeviceWords } from '../en/devices.ts';

type Device = 'microphone' | 'camera' | 'both';
const name = (device: Device) =>
  ({ microphone: 'الميكروفون', camera: 'الكاميرا', both: 'الكاميرا والميكروفون' })[device];

const words: DeviceWords = {
  problem: {
    denied: (device) => `لم يسمح المتصفح باستخدام ${name(device)}. اسمح بذلك لهذه الصفحة، ثم حاول مرة أخرى.`,
    dismissed: (device) => `لم يُسمح بعد باستخدام ${name(device)}. حاول مرة أخرى واختر «السماح».`,
    'denied-by-system': (device) =>
      `يمنع جهازك المتصفح من استخدام ${name(device)}. اسمح بذلك في إعدادات الخصوصية، ثم حاول مرة أخرى.`,
    'blocked-by-page': (device) =>
      `لا يُسمح لهذه الصفحة باستخدام ${name(device)}. أخبر المستشفى بذلك من فضلك. ويمكنك مع ذلك أن تستمع، أو أن يتصل بك الطبيب هاتفيًا.`,
    'not-found': (device) => `لم نجد ${name(device)}. صِل الجهاز ثم حاول مرة أخرى.`,
    'in-use': (device) =>
      `هناك مكالمة هاتفية أو برنامج آخر يستخدم ${name(device)}. أنهِ ذلك ثم حاول مرة أخرى.`,
    insecure: (device) =>
      `يحتاج استخدام ${name(device)} إلى صفحة آمنة (https). افتح عنوان https للمستشفى من فضلك.`,
    unsupported: (device) =>
      `لا يستطيع هذا التطبيق استخدام ${name(device)}. افتح الصفحة في متصفح هاتفك، مثل Chrome أو Safari.`,
    ended: (device) => `انقطع اتصال ${name(device)}. صِل الجهاز من جديد ثم حاول مرة أخرى.`,
    failed: (device) => `تعذّر تشغيل ${name(device)}. حاول مرة أخرى من فضلك.`,
  },
};

export default words;
