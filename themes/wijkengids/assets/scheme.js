// Runs before the page is painted, so that nothing on it moves or changes colour afterwards.
(function () {
  "use strict";
  const root = document.documentElement;
  // Style sheets hide what needs scripts if none run.
  root.dataset.scripts = "";
  // A guide can have just one colour scheme.
  if (root.dataset.scheme) return;
  try {
    const scheme = localStorage.getItem("wijkengids-scheme");
    if (scheme === "light" || scheme === "dark") root.dataset.scheme = scheme;
  } catch {
    // Without storage, the page follows the device.
  }
})();
