/* 仁和医院网站脚本。没有用 jQuery,但写法是一样的。 */
(function (win, doc) {
  function Q(nodes) {
    this.nodes = nodes;
    this.length = nodes.length;
  }
  Q.prototype = {
    each: function (fn) {
      for (var i = 0; i < this.nodes.length; i++) fn.call(this.nodes[i], i, this.nodes[i]);
      return this;
    },
    on: function (type, fn) {
      return this.each(function () {
        this.addEventListener(type, fn);
      });
    },
    text: function (value) {
      return this.each(function () {
        this.textContent = value;
      });
    },
    toggleClass: function (name) {
      return this.each(function () {
        this.classList.toggle(name);
      });
    },
    show: function (yes) {
      return this.each(function () {
        this.style.display = yes ? 'block' : 'none';
      });
    },
  };
  var $ = (win.$ = function (selector) {
    return new Q(typeof selector === 'string' ? doc.querySelectorAll(selector) : [selector]);
  });

  // 手机导航
  $('.nav-btn').on('click', function () {
    $('.nav').toggleClass('open');
    this.setAttribute('aria-expanded', String(doc.querySelector('.nav').classList.contains('open')));
  });

  // 新闻选项卡
  var tabs = $('.tabs button');
  function choose(tab) {
    tabs.each(function () {
      var mine = this === tab;
      this.setAttribute('aria-selected', String(mine));
      this.tabIndex = mine ? 0 : -1;
      doc.getElementById(this.getAttribute('aria-controls')).hidden = !mine;
    });
  }
  tabs.on('click', function () {
    choose(this);
  });
  tabs.on('keydown', function (e) {
    var step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    var next = tabs.nodes[(Array.prototype.indexOf.call(tabs.nodes, this) + step + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });

  // 返回顶部
  $(win).on('scroll', function () {
    $('.gotop').show(win.scrollY > 900);
  });
  $('.gotop').on('click', function () {
    win.scrollTo(0, 0);
  });
})(window, document);
