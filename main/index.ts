import electron from 'electron';
import { start } from './shell/start.ts';

start(electron);
