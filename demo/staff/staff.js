// ?hospital=lakeside opens the other hospital's desk, in its language. Runs before the element is defined.
const asked = new URLSearchParams(location.search).get('hospital');
const hospital = asked && /^[a-z0-9][a-z0-9-]{1,39}$/.test(asked) ? asked : 'renhe';
const lang = hospital === 'renhe' ? 'zh-CN' : 'en';
document.documentElement.lang = lang;
document.documentElement.dataset.hospital = hospital;
const desk = document.querySelector(document.currentScript.dataset.tag);
desk.setAttribute('hospital', hospital);
// Light or dark as the device is.
desk.setAttribute('theme', 'auto');
for (const text of document.querySelectorAll('[data-zh]')) text.textContent = lang === 'en' ? text.dataset.en : text.dataset.zh;
