/** The stories of the controls and of the patient's widgets. */
import { CONTROL_FILES, PATIENT_FILES } from '../../stories/files.ts';
import type { StoryMeta } from '../../stories/story.ts';
import { testStories } from './stories-kit.ts';

it('what a patient sees is held to a phone', async () => {
  for (const file of PATIENT_FILES) {
    const { default: meta } = (await import(`../../stories/${file}.stories.ts`)) as { default: StoryMeta };
    if (!meta.tags?.includes('phone')) throw new Error(`${file} is drawn as a desk.`);
  }
});

await testStories([...CONTROL_FILES, ...PATIENT_FILES]);
