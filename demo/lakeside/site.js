const button = document.querySelector('.menu-button');
const menu = document.querySelector('#menu');
button.addEventListener('click', () => {
  button.setAttribute('aria-expanded', String(menu.classList.toggle('open')));
});
