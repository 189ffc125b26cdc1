/** The picture of the body. */
import type { BodyMapWords } from '../en/body-map.ts';

const words: BodyMapWords = {
  title: 'أين تشتد الشكوى؟',
  how: 'اضغط على الصورة أو اختر من القائمة.',
  front: 'من الأمام',
  back: 'من الخلف',
  regions: {
    head: 'الرأس',
    face: 'الوجه والعينان والأذنان والأنف والفم',
    throat: 'الحلق والرقبة',
    chest: 'الصدر',
    belly: 'البطن',
    groin: 'أسفل البطن والأعضاء التناسلية',
    arm: 'الذراع واليد',
    leg: 'الرجل والقدم',
    nape: 'مؤخرة الرقبة',
    upper: 'أعلى الظهر',
    loin: 'أسفل الظهر',
    seat: 'الأرداف',
    skin: 'الجلد في عدة أماكن',
    whole: 'الجسم كله أو مكان يصعب تحديده',
  },
  found: (region) => `${region}: اختر الأقرب إلى شكواك`,
};

export default words;
