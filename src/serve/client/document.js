// The document by its own names: a form or a picture of the guide that is called `body` or `querySelector` takes the
// place of what the browser has by that name, but not in the prototype.
const wijkengidsDocument = (function () {
  "use strict";

  const { document } = globalThis;
  return /** @type {Document} */ (
    new Proxy(document, {
      get: (_, name) => {
        const value = Reflect.get(Document.prototype, name, document);
        return typeof value === "function" ? value.bind(document) : value;
      },
      set: (_, name, value) => Reflect.set(Document.prototype, name, value, document),
    })
  );
})();
