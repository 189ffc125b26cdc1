/** The stories of what all screens have to bear and to tell, in a page of their own: each page has its limit of time. */
import { EXTREME_FILES } from '../../stories/files.ts';
import { testStories } from './stories-kit.ts';

await testStories(EXTREME_FILES);
