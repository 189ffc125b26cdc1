/** What a patient is told where the medical texts, which doctors sign, are there in other languages alone. */
const words = {
  questions:
    'أسئلة الأعراض وأسماؤها مكتوبة بالإنجليزية، لأن نصها الطبي لم يُترجم ولم يُراجع بالعربية. لا تخمّن: إذا لم تفهم سؤالًا فاطلب من أحد أن يساعدك، أو اختر «لست متأكدًا»، أو اتصل بالمستشفى.',
  result:
    'الأسباب والنصائح أدناه مكتوبة بالإنجليزية، لأن نصها الطبي لم يُترجم ولم يُراجع بالعربية. إذا لم تفهمها فاتصل بالمستشفى.',
  call: (number: string) => `اتصل بالمستشفى: \u2066${number}\u2069`,
  danger: (number: string) =>
    `ألم في الصدر أو ضيق في التنفس أو تشوش في الوعي أو نزيف شديد: اتصل الآن بالرقم \u2066${number}\u2069.`,
};

export default words;
export type UntranslatedWords = typeof words;
