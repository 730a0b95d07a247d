// What must be known before the page is painted, so that nothing on it moves or changes colour.
(function () {
  "use strict";
  const root = document.documentElement;
  // Style sheets show what needs scripts only where they run.
  root.dataset.scripts = "";
  // A guide may have one colour scheme only.
  if (root.dataset.scheme) return;
  try {
    const scheme = localStorage.getItem("wijkengids-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // Without storage the colours are those of the device.
  }
})();
