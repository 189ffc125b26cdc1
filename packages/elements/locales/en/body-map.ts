/** The picture of the body. */
const words = {
  title: 'Where is it worst?',
  how: 'Tap the picture, or choose from the list.',
  front: 'Front',
  back: 'Back of the body',
  regions: {
    head: 'Head',
    face: 'Face, eyes, ears, nose, mouth',
    throat: 'Throat, neck',
    chest: 'Chest',
    belly: 'Belly',
    groin: 'Lower belly, private parts',
    arm: 'Arm, hand',
    leg: 'Leg, foot',
    nape: 'Back of the neck',
    upper: 'Upper back',
    loin: 'Lower back',
    seat: 'Bottom',
    skin: 'Skin, in several places',
    whole: 'All over, hard to say where',
  } as Record<string, string>,
  found: (region: string) => `${region}: choose what comes closest`,
};

export default words;
export type BodyMapWords = typeof words;
