import { startConsole } from './headquarters/start-console.tsx';

void startConsole();
