import { useState } from 'react';
import { useSession } from '../hooks/branch-client.tsx';

export const boardViews = ['list', 'columns'] as const;
export type BoardView = (typeof boardViews)[number];

/** How somebody looks at the board, kept for them on this machine. */
export function useBoardView(): [BoardView, (view: BoardView) => void] {
  const keptAs = `branch-desk.complaints-board.${useSession()?.staff?.id ?? ''}`;
  const [chosen, setChosen] = useState<BoardView>(() => (localStorage.getItem(keptAs) === 'columns' ? 'columns' : 'list'));
  return [chosen, view => {
    localStorage.setItem(keptAs, view);
    setChosen(view);
  }];
}
