/** What we use of pngjs, which has no types of its own. */
declare module 'pngjs' {
  interface Image {
    width: number;
    height: number;
    data: Buffer;
  }
  export const PNG: {
    new (size: { width: number; height: number }): Image;
    sync: { read(file: Buffer): Image; write(image: Image): Buffer };
  };
}
