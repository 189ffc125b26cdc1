customElements.define(
  'site-box',
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: 'open' });
      const visit = document.createElement('care-visit');
      visit.setAttribute('hospital', 'renhe');
      visit.setAttribute('lang', 'zh-CN');
      const style = document.createElement('style');
      style.textContent =
        'care-visit { font: 30px serif; color: red; letter-spacing: 5px } :host { color: red }';
      root.append(style, visit);
    }
  },
);
