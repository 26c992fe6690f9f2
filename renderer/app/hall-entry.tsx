import { HallDisplay } from '../hall/hall-display.tsx';
import { startPage } from './start-page.tsx';

void startPage('hall', () => <HallDisplay />);
