// Applies the reader's choice of colours before the page is painted.
(function () {
  "use strict";
  try {
    const scheme = localStorage.getItem("wijkengids-scheme");
    if (scheme === "light" || scheme === "dark") {
      document.documentElement.dataset.scheme = scheme;
    }
  } catch {
    // Without storage the colours are those of the device.
  }
})();
