import { RatingPad } from '../rating-pad/rating-pad.tsx';
import { startPage } from './start-page.tsx';

void startPage('pad', () => <RatingPad />);
