/** Wakes whoever has something to do once changes came. */
export interface Bell {
  ring(): void;
  onRing(listener: () => void): void;
}

export function createBell(): Bell {
  const listeners: (() => void)[] = [];
  return {
    ring() { for (const listener of listeners) listener(); },
    onRing(listener) { listeners.push(listener); },
  };
}
