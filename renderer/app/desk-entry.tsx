import { DeskApp } from './desk-app.tsx';
import { startPage } from './start-page.tsx';

void startPage('desk', connection => <DeskApp connection={connection} />);
