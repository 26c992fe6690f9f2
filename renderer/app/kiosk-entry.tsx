import { KioskPage } from '../kiosk/kiosk-page.tsx';
import { startPage } from './start-page.tsx';

void startPage('kiosk', () => <KioskPage />);
