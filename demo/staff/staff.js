// ?hospital=lakeside opens the other hospital's desk, in its language. Runs before the element is defined.
const asked = new URLSearchParams(location.search).get('hospital');
const hospital = asked && /^[a-z0-9][a-z0-9-]{1,39}$/.test(asked) ? asked : 'renhe';
const lang = hospital === 'renhe' ? 'zh-CN' : 'en';
document.documentElement.lang = lang;
document.documentElement.dataset.hospital = hospital;
document.querySelector(document.currentScript.dataset.tag).setAttribute('hospital', hospital);
for (const text of document.querySelectorAll('[data-zh]')) text.textContent = lang === 'en' ? text.dataset.en : text.dataset.zh;
