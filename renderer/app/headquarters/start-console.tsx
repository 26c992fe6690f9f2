import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { guardComposition } from '../../components/composition.ts';
import { HeadquartersProvider } from '../../headquarters/use-headquarters.tsx';
import { startTexts } from '../i18n.ts';
import '../page.css';
import { Surroundings } from '../providers.tsx';
import { ConsoleApp } from './console-app.tsx';
import { connectToHeadquarters } from './console-connect.ts';

/** Starts the console's page: texts, the way to headquarters, then the pages. */
export async function startConsole(): Promise<void> {
  guardComposition(window);
  await startTexts();
  const connection = connectToHeadquarters();
  const place = document.getElementById('page');
  if (!place) throw new Error('the page has no place to stand');
  createRoot(place).render(
    <StrictMode>
      <Surroundings><HeadquartersProvider connection={connection}><ConsoleApp connection={connection} /></HeadquartersProvider></Surroundings>
    </StrictMode>,
  );
}
