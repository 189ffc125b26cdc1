/** The stories of the desks, in a page of their own: they are the larger half. */
import { DESK_FILES } from '../../stories/files.ts';
import { testStories } from './stories-kit.ts';

await testStories(DESK_FILES);
