/** Owns the list of story files, which Storybook and the test of the stories both read: none is shown that is not tested. */
export const STORY_FILES: readonly string[] = ['level-band', 'care-visit'];
