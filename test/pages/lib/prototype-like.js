/*
 * What Prototype.js 1.6 does to the page's own objects. Its `toJSON` on arrays and strings is what breaks most modern
 * scripts: JSON.stringify calls it and puts the text in quotes once more.
 */
(function () {
  function extend(destination, source) {
    for (var property in source) destination[property] = source[property];
    return destination;
  }
  function inspect(string) {
    return '"' + String(string).replace(/\\/g, '\\\\').replace(/"/g, '\\"') + '"';
  }
  function toJSON(object) {
    if (object === null) return 'null';
    if (typeof object === 'boolean' || typeof object === 'number') return String(object);
    if (object.toJSON) return object.toJSON();
    var pairs = [];
    for (var key in object)
      if (typeof object[key] !== 'function' && object[key] !== undefined)
        pairs.push(inspect(key) + ': ' + toJSON(object[key]));
    return '{' + pairs.join(', ') + '}';
  }
  extend(Object, {
    extend: extend,
    toJSON: toJSON,
    // All of these see inherited properties, too.
    keys: function (object) {
      var keys = [];
      for (var key in object) keys.push(key);
      return keys;
    },
    values: function (object) {
      var values = [];
      for (var key in object) values.push(object[key]);
      return values;
    },
    clone: function (object) {
      return extend({}, object);
    },
    isElement: function (object) {
      return !!(object && object.nodeType === 1);
    },
    isFunction: function (object) {
      return typeof object === 'function';
    },
  });
  var $break = {};
  function K(x) {
    return x;
  }
  function $A(iterable) {
    if (!iterable) return [];
    if (iterable.toArray) return iterable.toArray();
    var length = iterable.length || 0,
      results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  }
  var Enumerable = {
    each: function (iterator, context) {
      try {
        this._each(function (value, i) {
          iterator.call(context, value, i);
        });
      } catch (e) {
        if (e !== $break) throw e;
      }
      return this;
    },
    all: function (iterator, context) {
      var r = true;
      this.each(function (v, i) {
        r = r && !!(iterator || K).call(context, v, i);
        if (!r) throw $break;
      });
      return r;
    },
    any: function (iterator, context) {
      var r = false;
      this.each(function (v, i) {
        if ((r = !!(iterator || K).call(context, v, i))) throw $break;
      });
      return r;
    },
    collect: function (iterator, context) {
      var r = [];
      this.each(function (v, i) {
        r.push((iterator || K).call(context, v, i));
      });
      return r;
    },
    detect: function (iterator, context) {
      var r;
      this.each(function (v, i) {
        if (iterator.call(context, v, i)) {
          r = v;
          throw $break;
        }
      });
      return r;
    },
    findAll: function (iterator, context) {
      var r = [];
      this.each(function (v, i) {
        if (iterator.call(context, v, i)) r.push(v);
      });
      return r;
    },
    include: function (object) {
      return this.indexOf(object) !== -1;
    },
    inject: function (memo, iterator, context) {
      this.each(function (v, i) {
        memo = iterator.call(context, memo, v, i);
      });
      return memo;
    },
    invoke: function (method) {
      var args = $A(arguments).slice(1);
      return this.map(function (v) {
        return v[method].apply(v, args);
      });
    },
    pluck: function (property) {
      return this.map(function (v) {
        return v[property];
      });
    },
    sortBy: function (iterator) {
      return this.slice().sort(function (a, b) {
        a = iterator(a);
        b = iterator(b);
        return a < b ? -1 : a > b ? 1 : 0;
      });
    },
    toArray: function () {
      return [].concat(this);
    },
    size: function () {
      return this.toArray().length;
    },
  };
  extend(Enumerable, {
    map: Enumerable.collect,
    find: Enumerable.detect,
    select: Enumerable.findAll,
    filter: Enumerable.findAll,
    member: Enumerable.include,
    entries: Enumerable.toArray,
    every: Enumerable.all,
    some: Enumerable.any,
  });
  extend(Array.prototype, Enumerable);
  extend(Array.prototype, {
    _reverse: Array.prototype.reverse,
    _each: function (iterator) {
      for (var i = 0, length = this.length; i < length; i++) iterator(this[i], i);
    },
    clear: function () {
      this.length = 0;
      return this;
    },
    first: function () {
      return this[0];
    },
    last: function () {
      return this[this.length - 1];
    },
    compact: function () {
      return this.select(function (v) {
        return v != null;
      });
    },
    flatten: function () {
      return this.inject([], function (array, v) {
        return array.concat(Array.isArray(v) ? v.flatten() : [v]);
      });
    },
    without: function () {
      var values = $A(arguments);
      return this.select(function (v) {
        return !values.include(v);
      });
    },
    reverse: function (inline) {
      return (inline !== false ? this : this.toArray())._reverse();
    },
    reduce: function () {
      return this.length > 1 ? this : this[0];
    },
    uniq: function () {
      return this.inject([], function (a, v) {
        if (!a.include(v)) a.push(v);
        return a;
      });
    },
    clone: function () {
      return [].concat(this);
    },
    size: function () {
      return this.length;
    },
    inspect: function () {
      return '[' + this.map(String).join(', ') + ']';
    },
    toJSON: function () {
      var results = [];
      this.each(function (v) {
        results.push(toJSON(v));
      });
      return '[' + results.join(', ') + ']';
    },
  });
  Array.from = $A;
  window.$A = $A;
  extend(String.prototype, {
    gsub: function (pattern, replacement) {
      return this.split(pattern).join(replacement);
    },
    strip: function () {
      return this.replace(/^\s+/, '').replace(/\s+$/, '');
    },
    stripTags: function () {
      return this.replace(/<\/?[^>]+>/gi, '');
    },
    escapeHTML: function () {
      return this.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    },
    toArray: function () {
      return this.split('');
    },
    camelize: function () {
      return this.replace(/-(\w)/g, function (m, c) {
        return c.toUpperCase();
      });
    },
    blank: function () {
      return /^\s*$/.test(this);
    },
    empty: function () {
      return this == '';
    },
    // Patterns as plain text: no position.
    startsWith: function (pattern) {
      return this.indexOf(pattern) === 0;
    },
    endsWith: function (pattern) {
      var d = this.length - pattern.length;
      return d >= 0 && this.lastIndexOf(pattern) === d;
    },
    include: function (pattern) {
      return this.indexOf(pattern) > -1;
    },
    inspect: function () {
      return inspect(this);
    },
    toJSON: function () {
      return inspect(this);
    },
    times: function (count) {
      return count < 1 ? '' : new Array(count + 1).join(this);
    },
  });
  extend(Number.prototype, {
    succ: function () {
      return this + 1;
    },
    times: function (iterator) {
      for (var i = 0; i < this; i++) iterator(i);
      return this;
    },
    toJSON: function () {
      return isFinite(this) ? this.toString() : 'null';
    },
  });
  Date.prototype.toJSON = function () {
    return '"' + this.toISOString() + '"';
  };
  extend(Function.prototype, {
    argumentNames: function () {
      return [];
    },
    bind: function () {
      if (arguments.length < 2 && arguments[0] === undefined) return this;
      var method = this,
        args = $A(arguments),
        object = args.shift();
      return function () {
        return method.apply(object, args.concat($A(arguments)));
      };
    },
    curry: function () {
      var method = this,
        args = $A(arguments);
      return function () {
        return method.apply(this, args.concat($A(arguments)));
      };
    },
    delay: function (seconds) {
      return setTimeout(this, seconds * 1000);
    },
    defer: function () {
      return setTimeout(this, 10);
    },
    wrap: function (wrapper) {
      var method = this;
      return function () {
        return wrapper.apply(this, [method.bind(this)].concat($A(arguments)));
      };
    },
    methodize: function () {
      var method = this;
      return function () {
        return method.apply(null, [this].concat($A(arguments)));
      };
    },
  });
  extend(window.HTMLElement.prototype, {
    visible: function () {
      return this.style.display !== 'none';
    },
    hide: function () {
      this.style.display = 'none';
      return this;
    },
    show: function () {
      this.style.display = '';
      return this;
    },
    toggle: function () {
      return this[this.visible() ? 'hide' : 'show']();
    },
    // The native one returns nothing, and does nothing without a parent.
    remove: function () {
      this.parentNode.removeChild(this);
      return this;
    },
    update: function (content) {
      this.innerHTML = content;
      return this;
    },
    replace: function (content) {
      this.outerHTML = content;
      return this;
    },
    insert: function (content) {
      this.insertAdjacentHTML('beforeend', content);
      return this;
    },
    wrap: function (wrapper) {
      this.parentNode.replaceChild(wrapper, this);
      wrapper.appendChild(this);
      return wrapper;
    },
    select: function (selector) {
      return $A(this.querySelectorAll(selector));
    },
    getStyle: function (name) {
      return getComputedStyle(this)[name];
    },
    setStyle: function (styles) {
      extend(this.style, styles);
      return this;
    },
    addClassName: function (name) {
      this.classList.add(name);
      return this;
    },
    observe: function (type, fn) {
      this.addEventListener(type, fn, false);
      return this;
    },
    stopObserving: function (type, fn) {
      this.removeEventListener(type, fn, false);
      return this;
    },
    empty: function () {
      return this.innerHTML.blank();
    },
  });
  document.getElementsByClassName = function (name) {
    return $A(document.querySelectorAll('.' + name));
  };
  Event.prototype.stop = function () {
    this.preventDefault();
    this.stopPropagation();
  };
  Event.prototype.element = function () {
    return this.target;
  };
})();
