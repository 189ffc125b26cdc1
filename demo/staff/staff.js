// ?hospital=lakeside opens the other hospital's desk, in its language; the list of desks speaks the browser's. Runs before the element is defined.
const { tag } = document.currentScript.dataset;
const asked = new URLSearchParams(location.search).get('hospital');
const hospital = asked && /^[a-z0-9][a-z0-9-]{1,39}$/.test(asked) ? asked : 'renhe';
const lang = (tag ? hospital === 'renhe' : /^zh/i.test(navigator.language)) ? 'zh-CN' : 'en';
document.documentElement.lang = lang;
if (tag) {
  document.documentElement.dataset.hospital = hospital;
  const desk = document.querySelector(tag);
  desk.setAttribute('hospital', hospital);
  // Light or dark as the device is.
  desk.setAttribute('theme', 'auto');
}
for (const text of document.querySelectorAll('[data-zh]')) text.textContent = lang === 'en' ? text.dataset.en : text.dataset.zh;
