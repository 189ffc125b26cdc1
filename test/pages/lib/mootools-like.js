/* What MooTools 1.2 to 1.4 does to the page's own objects: methods on every prototype, and natives replaced. */
(function () {
  function implement(target, methods) {
    for (var name in methods) target.prototype[name] = methods[name];
  }
  implement(Array, {
    each: function (fn, bind) {
      for (var i = 0; i < this.length; i++) if (i in this) fn.call(bind, this[i], i, this);
    },
    clone: function () {
      return this.slice();
    },
    clean: function () {
      return this.filter(function (item) {
        return item != null;
      });
    },
    invoke: function (name) {
      var args = [].slice.call(arguments, 1);
      return this.map(function (item) {
        return item[name].apply(item, args);
      });
    },
    associate: function (keys) {
      var obj = {};
      for (var i = 0; i < this.length; i++) if (keys[i]) obj[keys[i]] = this[i];
      return obj;
    },
    append: function (array) {
      this.push.apply(this, array);
      return this;
    },
    contains: function (item, from) {
      return this.indexOf(item, from) !== -1;
    },
    include: function (item) {
      if (!this.contains(item)) this.push(item);
      return this;
    },
    combine: function (array) {
      for (var i = 0; i < array.length; i++) this.include(array[i]);
      return this;
    },
    erase: function (item) {
      for (var i = this.length; i--;) if (this[i] === item) this.splice(i, 1);
      return this;
    },
    empty: function () {
      this.length = 0;
      return this;
    },
    getLast: function () {
      return this.length ? this[this.length - 1] : null;
    },
    // 1.2: `flatten` flattens all; 1.6 gave way to the native `flat` because pages broke.
    flatten: function () {
      return this.reduce(function (all, one) {
        return all.concat(Array.isArray(one) ? one.flatten() : one);
      }, []);
    },
    pick: function () {
      for (var i = 0; i < this.length; i++) if (this[i] != null) return this[i];
      return null;
    },
  });
  implement(String, {
    test: function (regex) {
      return new RegExp(regex).test(this);
    },
    // A second argument that the native does not know: a separator.
    contains: function (string, separator) {
      return (separator ? separator + this + separator : String(this)).indexOf(string) > -1;
    },
    trim: function () {
      return String(this).replace(/^\s+|\s+$/g, '');
    },
    clean: function () {
      return String(this).replace(/\s+/g, ' ').trim();
    },
    camelCase: function () {
      return String(this).replace(/-\D/g, function (m) {
        return m.charAt(1).toUpperCase();
      });
    },
    capitalize: function () {
      return String(this).replace(/\b[a-z]/g, function (m) {
        return m.toUpperCase();
      });
    },
    toInt: function (base) {
      return parseInt(this, base || 10);
    },
    substitute: function (object) {
      return String(this).replace(/\\?\{([^{}]+)\}/g, function (m, name) {
        return object[name] != null ? object[name] : '';
      });
    },
  });
  implement(Number, {
    limit: function (min, max) {
      return Math.min(max, Math.max(min, this));
    },
    times: function (fn, bind) {
      for (var i = 0; i < this; i++) fn.call(bind, i, this);
    },
    toInt: function (base) {
      return parseInt(this, base || 10);
    },
  });
  implement(Function, {
    // Not the native one: no construction, no partial arguments as a list.
    bind: function (that) {
      var self = this,
        args = arguments.length > 1 ? [].slice.call(arguments, 1) : null;
      return function () {
        if (!args && !arguments.length) return self.call(that);
        if (args && arguments.length) return self.apply(that, args.concat([].slice.call(arguments)));
        return self.apply(that, args || arguments);
      };
    },
    pass: function (args, bind) {
      var self = this;
      return function () {
        return self.apply(bind, [].concat(args));
      };
    },
    delay: function (ms, bind, args) {
      return setTimeout(this.pass(args || [], bind), ms);
    },
    extend: function (key, value) {
      this[key] = value;
      return this;
    },
    implement: function (key, value) {
      this.prototype[key] = value;
      return this;
    },
  });
  implement(Element, {
    getElement: function (selector) {
      return this.querySelector(selector);
    },
    getElements: function (selector) {
      return [].slice.call(this.querySelectorAll(selector));
    },
    set: function (name, value) {
      this.setAttribute(name, value);
      return this;
    },
    get: function (name) {
      return this.getAttribute(name);
    },
    hasClass: function (name) {
      return this.classList.contains(name);
    },
    addEvent: function (type, fn) {
      this.addEventListener(type, fn, false);
      return this;
    },
    inject: function (where) {
      where.appendChild(this);
      return this;
    },
    adopt: function (child) {
      this.appendChild(child);
      return this;
    },
    dispose: function () {
      return this.parentNode ? this.parentNode.removeChild(this) : this;
    },
    empty: function () {
      while (this.firstChild) this.removeChild(this.firstChild);
      return this;
    },
    getStyle: function (name) {
      return getComputedStyle(this)[name];
    },
    setStyle: function (name, value) {
      this.style[name] = value;
      return this;
    },
    getParent: function () {
      return this.parentNode;
    },
    toQueryString: function () {
      return '';
    },
  });
  window.$ = document.id = function (id) {
    return typeof id === 'string' ? document.getElementById(id) : id;
  };
  window.$$ = function (selector) {
    return [].slice.call(document.querySelectorAll(selector));
  };
  window.typeOf = function (item) {
    return item == null ? 'null' : item.$family ? item.$family() : typeof item;
  };
  Array.prototype.$family = function () {
    return 'array';
  };
  String.prototype.$family = function () {
    return 'string';
  };
  Element.prototype.$family = function () {
    return 'element';
  };
})();
