/** The manifest of the public tags, made by Storybook's configuration. */
declare module 'virtual:custom-elements' {
  interface Declared {
    tagName: string;
    attributes: { name: string }[];
    events: { name: string }[];
  }
  const manifest: { modules: { declarations: Declared[] }[] };
  export default manifest;
}
/** Every story file by name, made by `scripts/build-studio.ts`. */
declare module 'care:story-files' {
  export const NAMES: Record<string, string[]>;
  export const FILES: Record<string, () => Promise<Record<string, unknown>>>;
}
