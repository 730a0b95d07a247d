// Hears the letter that turns editing on while the page is still being read, before the rest of the preview is there.
const wijkengidsLetter = (function () {
  "use strict";

  let isPressed = false;
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const [at] = event.composedPath();
    const isWriting = at instanceof HTMLElement && (at.matches("input, textarea, select") || at.isContentEditable);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.repeat;
    if (event.defaultPrevented || isWriting || !isPlain || event.key.toLowerCase() !== "e") return;
    isPressed = !isPressed;
  };
  // On the window, where what the editor took itself is known.
  window.addEventListener("keydown", hear);
  return {
    /** Whether it was pressed an odd number of times. From now on the editor hears it. */
    take: () => {
      window.removeEventListener("keydown", hear);
      return isPressed;
    },
  };
})();
