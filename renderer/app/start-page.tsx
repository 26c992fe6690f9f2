import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StationKind } from '../../shared/stations.ts';
import { guardComposition } from '../components/composition.ts';
import type { BranchConnection } from '../hooks/branch-connection.ts';
import { connectToBranch } from './connect.ts';
import { startTexts } from './i18n.ts';
import './page.css';
import { Providers } from './providers.tsx';
import { StationGate } from './station-gate.tsx';

/** Starts one entry's page: texts, the line to the branch, a one-time code of the address, then what `render` shows. */
export async function startPage(kind: StationKind, render: (connection: BranchConnection) => ReactNode): Promise<void> {
  guardComposition(window);
  const code = takeInvitationCode();
  await startTexts();
  const connection = connectToBranch(kind);
  const place = document.getElementById('page');
  if (!place) throw new Error('the page has no place to stand');
  createRoot(place).render(
    <StrictMode>
      <Providers connection={connection}>
        <StationGate kind={kind} invitationCode={code}>{render(connection)}</StationGate>
      </Providers>
    </StrictMode>,
  );
}

/** The code of `#enrol=CODE`; removed from the address at once, so that it stays in no history and no picture. */
function takeInvitationCode(): string | null {
  const code = /^#enrol=([\w-]{16,128})$/.exec(window.location.hash)?.[1] ?? null;
  if (code) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return code;
}
