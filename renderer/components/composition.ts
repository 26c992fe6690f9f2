interface KeyPress { key: string; keyCode?: number; isComposing?: boolean; nativeEvent?: { isComposing: boolean; keyCode: number } }

/**
 * True while an input method composes. Some Chinese input methods send key code 229 once more after the composition has
 * ended, so the flag alone is not enough.
 */
export function isComposing(press: KeyPress): boolean {
  const native = press.nativeEvent ?? press;
  return Boolean(native.isComposing) || native.keyCode === 229;
}

/** A key handler that runs `then` on Enter, but never on the Enter that picks a word of an input method. */
export function onEnter<Press extends KeyPress>(then: (press: Press) => void): (press: Press) => void {
  return press => {
    if (press.key === 'Enter' && !isComposing(press)) then(press);
  };
}

/**
 * Keeps Enter and Escape of an input method from everything on the page: no form submits, no dialog closes, whichever
 * component listens. Installed once per page, before anything else listens.
 */
export function guardComposition(page: Window): void {
  page.addEventListener('keydown', event => {
    // Letters that the input method takes are of no interest here; only keys that would act are held back.
    if ((event.key !== 'Enter' && event.key !== 'Escape') || !isComposing(event)) return;
    event.stopImmediatePropagation();
    // The input method has taken the key already; what is left for the browser to do is submitting the form.
    event.preventDefault();
  }, { capture: true });
}
