/** The stories of the controls and of the patient's widgets. */
import { CONTROL_FILES, PATIENT_FILES } from '../../stories/files.ts';
import { testStories } from './stories-kit.ts';

await testStories([...CONTROL_FILES, ...PATIENT_FILES]);
