import type { KeyboardEvent } from 'react';
import { isComposing } from '../components/composition.ts';

/**
 * Keys of a form: Ctrl+Enter hands it in from every field. `goesOn`: a plain Enter goes on to the next field; as browsers have it, it
 * would hand in what is half written.
 */
export function formKeys(handIn: () => void, { goesOn = false } = {}): (press: KeyboardEvent<HTMLElement>) => void {
  return press => {
    if (press.key !== 'Enter' || press.repeat || isComposing(press)) return;
    if (press.ctrlKey || press.metaKey) {
      press.preventDefault();
      handIn();
      return;
    }
    const field = press.target;
    // A list takes its Enter itself.
    if (!goesOn || !(field instanceof HTMLInputElement) || field.getAttribute('role') === 'combobox') return;
    press.preventDefault();
    fieldAfter(press.currentTarget, field)?.focus();
  };
}

/** Of a group of radio buttons the chosen one stands for all. */
function fieldAfter(form: HTMLElement, field: HTMLInputElement): HTMLElement | undefined {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLButtonElement>('input, textarea, button[type=submit]')]
    .filter(each => each === field || (each.offsetParent !== null && !each.disabled && !(each instanceof HTMLInputElement && each.type === 'radio' && !each.checked)));
  return fields[fields.indexOf(field) + 1];
}
